"""What a viewer shows: documents as pages that are drawn on demand, whatever their format."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

MAX_PIXELS = 40_000_000  # a page drawn larger than this would eat the memory of a laptop


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


class Pages(Protocol):
    """An opened document. All calls come from one thread."""

    sizes: tuple[PageSize, ...]

    def draw(self, page: int, scale: float, quarter_turns: int) -> Raster:
        """A page at so many pixels a point, turned clockwise."""

    def close(self) -> None:
        """Give the file back."""


def bounded(scale: float, size: PageSize) -> float:
    """The scale, made smaller where the page would have more than `MAX_PIXELS`."""
    pixels = size.width * size.height * scale * scale
    return scale if pixels <= MAX_PIXELS else scale * (MAX_PIXELS / pixels) ** 0.5


def starts_with(path: Path, *signatures: bytes) -> bool:
    """Whether the file's first bytes are one of these."""
    with path.open("rb") as file:
        return file.read(16).startswith(signatures)
