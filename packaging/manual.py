"""Checks the manual: every command and option described in both languages, every link and picture there."""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import dev
from evaluator_app.cli.main import GROUPS, command_parser

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = [ROOT / "docs" / "commands.md", ROOT / "docs" / "commands.en.md"]
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
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return [*_undescribed(), *(fault for page in sorted(pages) for fault in _faults(page))]


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
    found = problems()
    print(*found, sep="\n", end="\n" if found else "")
    sys.exit(1 if found else 0)
