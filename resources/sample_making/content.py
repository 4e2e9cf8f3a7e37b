"""Reading the sample's texts: a small part of Markdown as blocks that Word and PDF both draw."""

import re
from dataclasses import dataclass
from pathlib import Path

_FIGURE = re.compile(r"!\[(?P<caption>[^\]]*)\]\((?P<kind>chart|photo):(?P<name>\w+)\)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 or 2."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `bullet` for an item of a list."""

    text: str
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, the first row being the head."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart or photo with its caption; `name` is the chart's name or the photo's number."""

    caption: str
    kind: str
    name: str


Block = Heading | Paragraph | Table | Figure


def read_blocks(path: Path) -> list[Block]:
    """The blocks of a text file."""
    parts = re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip())
    return [block for part in parts for block in _blocks(part)]


def _blocks(part: str) -> list[Block]:
    lines = part.splitlines()
    if lines[0].startswith("|"):
        return [Table(tuple(_cells(line) for i, line in enumerate(lines) if i != 1))]
    return [_line_block(line) for line in lines]


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))


def _line_block(line: str) -> Block:
    figure = _FIGURE.fullmatch(line)
    if figure:
        return Figure(figure["caption"], figure["kind"], figure["name"])
    if line.startswith("#"):
        marks, _, text = line.partition(" ")
        return Heading(len(marks), text)
    if line.startswith("- "):
        return Paragraph(line[2:], bullet=True)
    return Paragraph(line)
