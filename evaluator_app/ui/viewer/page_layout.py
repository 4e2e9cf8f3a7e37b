"""Where the pages of a document stand below one another, in device-independent pixels."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate

from PySide6.QtCore import QRect, QSize

from evaluator_app.services.documents import PageSize

GAP = 12
ZOOM_STEP = 1.25
SMALLEST, LARGEST = 0.1, 8.0
PIXELS_A_POINT = 96 / 72  # at 100 %
_MAX_HEIGHT = 1_000_000_000  # of all pages; Qt counts pixels in 32 bits


class Fit(Enum):
    """Scales that follow the size of the view."""

    WIDTH = "width"
    PAGE = "page"


Zoom = float | Fit  # pixels a point, or what is to fit


@dataclass(frozen=True, slots=True)
class PageLayout:
    """Every page's rectangle at one scale."""

    scale: float
    rects: tuple[QRect, ...]
    tops: tuple[int, ...]  # one more than there are pages: where the next would begin
    width: int

    @property
    def height(self) -> int:
        """All pages and the gaps between them."""
        return self.tops[-1]

    def visible(self, offset: int, height: int) -> range:
        """The pages that a view of this height sees from this offset on."""
        first = max(0, bisect_right(self.tops, offset) - 1)
        last = bisect_right(self.tops, offset + height)
        return range(first, min(last, len(self.rects)))

    def page_at(self, offset: int) -> int:
        """The page at this height; -1 without pages."""
        return min(max(0, bisect_right(self.tops, offset) - 1), len(self.rects) - 1)


def arranged(sizes: Sequence[PageSize], turns: int, zoom: Zoom, view: QSize) -> PageLayout:
    """The pages laid out for a view of this size."""
    turned = [(size.height, size.width) if turns % 2 else (size.width, size.height) for size in sizes]
    scale = _scale(turned, zoom, view)
    lengths = [(max(1, round(width * scale)), max(1, round(height * scale))) for width, height in turned]
    tops = tuple(accumulate((height + GAP for _, height in lengths), initial=GAP))
    wide = max((width for width, _ in lengths), default=0) + 2 * GAP
    room = max(wide, view.width())
    rects = tuple(
        QRect((room - width) // 2, top, width, height)
        for (width, height), top in zip(lengths, tops, strict=False)
    )
    return PageLayout(scale, rects, tops, wide)


def _scale(turned: Sequence[tuple[int, int]], zoom: Zoom, view: QSize) -> float:
    widest = max((width for width, _ in turned), default=1)
    highest = max((height for _, height in turned), default=1)
    total = sum(height for _, height in turned)
    across, down = (view.width() - 2 * GAP) / widest, (view.height() - 2 * GAP) / highest
    match zoom:
        case Fit.WIDTH:
            scale = across
        case Fit.PAGE:
            scale = min(across, down)
        case _:
            scale = float(zoom)
    return min(max(0.02, scale), _MAX_HEIGHT / max(1, total))
