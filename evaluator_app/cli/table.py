"""Tables in a terminal, where a Chinese character is two columns wide."""

import unicodedata
from collections.abc import Sequence


def width(line: str) -> int:
    """How many columns a terminal needs for this text."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines with aligned columns under a ruled head."""
    widths = [max(width(row[column]) for row in (head, *rows)) for column in range(len(head))]
    ruler = ["─" * one for one in widths]
    return [_aligned(row, widths) for row in (head, ruler, *rows)]


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (cell + " " * (full - width(cell)) for cell, full in zip(row, widths, strict=True))
    return "  ".join(cells).rstrip()
