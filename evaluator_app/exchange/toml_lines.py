"""On which line of a TOML text a value stands, so that a message can name it."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import TypeVar

_HEADER = re.compile(r"\s*(\[\[?)([\w.\- \t]+)\]{1,2}\s*(?:#|$)")
_KEY = re.compile(r"\s*([\w-]+)\s*=")
T = TypeVar("T")

_LAST_STEP = re.compile(r"(\.[^.\[]*|\[\d+\])$")


def lines_by_path(source: str) -> Mapping[str, int]:
    """The line of every table and key, by paths such as `rubric.sections[1].max`; not of quoted keys."""
    found: dict[str, int] = {}
    counts: Counter[str] = Counter()
    table = ""
    in_text = ""
    for number, line in enumerate(source.splitlines(), start=1):
        if not in_text:
            if header := _HEADER.match(line):
                table = _table_path("".join(header[2].split()), counts, repeated=header[1] == "[[")
                found.setdefault(table, number)
            elif key := _KEY.match(line):
                found.setdefault(f"{table}.{key[1]}" if table else key[1], number)
        in_text = _open_text(line, in_text)
    return found


def nearest(path: str, places: Mapping[str, T]) -> T | None:
    """The place of a value, or of the nearest table around it that has one."""
    while path and path not in places:
        shorter = _LAST_STEP.sub("", path)
        path = "" if shorter == path else shorter
    return places.get(path)


def _table_path(name: str, counts: Counter[str], *, repeated: bool) -> str:
    """`rubric.sections.criteria` with the index of the list element each part stands in."""
    path = ""
    parts = name.split(".")
    for position, part in enumerate(parts, start=1):
        path = f"{path}.{part}" if path else part
        if repeated and position == len(parts):
            counts[path] += 1
        if counts[path]:
            path = f"{path}[{counts[path] - 1}]"
    return path


def _open_text(line: str, in_text: str) -> str:
    """The triple quotes that are still open at the end of the line."""
    for quotes in re.findall(r'"""|\'\'\'', line):
        if not in_text:
            in_text = quotes
        elif in_text == quotes:
            in_text = ""
    return in_text
