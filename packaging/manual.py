"""Checks the manual: every command and option described in both languages, every link and picture there.

Given a folder of pictures that were just drawn, it first takes over those the pages show.
"""

import argparse
import re
import shutil
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import dev
from evaluator_app.cli.main import GROUPS, command_parser

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = [ROOT / "docs" / "commands.md", ROOT / "docs" / "commands.en.md"]
PICTURES = ROOT / "docs" / "pictures"
TASK = re.compile(r"dev\.py ((?:[a-z]+ ?)+)")
LINK = re.compile(r"\]\(([^)#:]+?)(?:#[^)]*)?\)")


def commands() -> Iterator[tuple[str, list[str]]]:
    """Every command a person can give, with its options."""
    yield from _leaves(command_parser(list(GROUPS)))


def _leaves(parser: argparse.ArgumentParser) -> Iterator[tuple[str, list[str]]]:
    actions = parser._actions  # noqa: SLF001 - argparse has no public way to ask a parser for its commands
    below = [action.choices for action in actions if isinstance(action.choices, dict)]
    for choices in below:
        for child in choices.values():
            yield from _leaves(child)
    if not below:
        yield parser.prog, [max(one.option_strings, key=len) for one in actions if one.option_strings]


def problems() -> list[str]:
    """Everything the manual lacks."""
    pages = _pages()
    unseen = [
        f"docs/pictures: no page shows {one.name}" for one in PICTURES.iterdir() if one.name not in _shown()
    ]
    return [*_undescribed(), *(fault for page in pages for fault in _faults(page)), *sorted(unseen)]


def keep_pictures(drawn: Path) -> None:
    """Put the pictures the pages show among those of the manual, and take away what none shows."""
    for name in sorted(_shown()):
        shutil.copy(drawn / name, PICTURES / name)
    for one in PICTURES.iterdir():
        if one.name not in _shown():
            one.unlink()


def _pages() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@cache
def _shown() -> frozenset[str]:
    links = (target for page in _pages() for target in LINK.findall(page.read_text(encoding="utf-8")))
    return frozenset(Path(one).name for one in links if Path(one).parent.name == PICTURES.name)


def _undescribed() -> Iterator[str]:
    for page in COMMANDS:
        sections = re.split(r"^#+ ", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for command, options in commands():
            about = "".join(one for one in sections if one.startswith(f"`{command}`"))
            if not about:
                yield f"{page.name}: no section on {command}"
            lacking = [option for option in options if option != "--help" and option not in about]
            if about and lacking:
                yield f"{page.name}: {command}: {', '.join(lacking)}"


def _faults(page: Path) -> Iterator[str]:
    words, name = page.read_text(encoding="utf-8"), page.relative_to(ROOT)
    for target in LINK.findall(words):
        if not (page.parent / target).exists():
            yield f"{name}: {target} is not there"
    for task in " ".join(TASK.findall(words)).split():
        if task not in {*dev.TASKS, "help"}:
            yield f"{name}: dev.py has no task {task}"


if __name__ == "__main__":
    for place in sys.argv[1:]:
        keep_pictures(Path(place))
    found = problems()
    print(*found, sep="\n", end="\n" if found else "")
    sys.exit(1 if found else 0)
