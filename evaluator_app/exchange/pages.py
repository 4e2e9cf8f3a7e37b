"""What a viewer shows: documents as pages drawn on demand, as flowing text, or as tables."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, NamedTuple, Protocol, runtime_checkable

Content = Path | bytes  # a document's file, or what was in a sealed one

MAX_PIXELS = 40_000_000  # a page drawn larger than this would eat the memory of a laptop
MAX_POINTS = 14_400  # a page may claim to be kilometres wide; it is shown as 5 m


@dataclass(frozen=True, slots=True)
class Raster:
    """A drawn page: 4 bytes a pixel in the order blue, green, red, unused."""

    width: int
    height: int
    stride: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height of a page in points (1/72 inch)."""

    width: int
    height: int


class Region(NamedTuple):
    """A rectangle on an upright page, in thousandths of its width and height from the top left."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Hit:
    """Words found on a page: the rectangles they cover, and a few words around them."""

    page: int
    regions: tuple[Region, ...]
    excerpt: str


@runtime_checkable
class Pages(Protocol):
    """An opened document of pages. All calls come from one thread."""

    sizes: tuple[PageSize, ...]

    def draw(self, page: int, scale: float, quarter_turns: int) -> Raster:
        """A page at so many pixels a point, turned clockwise."""

    def text(self, page: int) -> str:
        """The page's text; "" where it has none or cannot be read."""

    def text_in(self, page: int, region: Region) -> str:
        """The text inside a region."""

    def find(self, page: int, words: str) -> tuple[Hit, ...]:
        """Where the words stand on the page."""

    def close(self) -> None:
        """Give the file back."""


@dataclass(frozen=True, slots=True)
class Flow:
    """A document of paragraphs; its HTML holds nothing but text, tables and its own pictures by name."""

    text: str = ""  # of a plain text file; a Word document has HTML
    html: str = ""
    paragraphs: tuple[str, ...] = ()
    pictures: Mapping[str, Raster] = field(default_factory=lambda: MappingProxyType({}))
    cut: bool = False  # whether more is in the file than is shown


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of a workbook as it is displayed: rows of text, widths in characters, merged areas."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    widths: Mapping[int, float] = field(default_factory=lambda: MappingProxyType({}))  # 0 is hidden
    merged: tuple[tuple[int, int, int, int], ...] = ()  # row, column, rows, columns
    cut: bool = False


@runtime_checkable
class Tables(Protocol):
    """An opened workbook. All calls come from one thread."""

    names: tuple[str, ...]

    def table(self, index: int) -> Table:
        """A sheet's contents; refused where it cannot be read."""

    def close(self) -> None:
        """Give the file back."""


def page_size(width: float, height: float) -> PageSize:
    """A size that can be laid out, whatever the file claims; the proportions stay."""
    shrink = min(1.0, MAX_POINTS / max(width, height, 1.0))
    return PageSize(max(1, round(width * shrink)), max(1, round(height * shrink)))


def bounded(scale: float, size: PageSize) -> float:
    """The scale, made smaller where the page would have more than `MAX_PIXELS`."""
    pixels = size.width * size.height * scale * scale
    return scale if pixels <= MAX_PIXELS else scale * (MAX_PIXELS / pixels) ** 0.5


def stream_of(content: Content) -> BinaryIO:
    """A stream over a document's bytes."""
    return io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")


def size_of(content: Content) -> int:
    """How many bytes a document has."""
    return len(content) if isinstance(content, bytes) else content.stat().st_size


def starts_with(content: Content, *signatures: bytes) -> bool:
    """Whether the first bytes are one of these."""
    with stream_of(content) as file:
        return file.read(16).startswith(signatures)
