"""Drawn pages: asked for in the background, kept as long as there is room."""

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from evaluator_app.domain.problems import Refused
from evaluator_app.services.documents import Pages, Raster
from evaluator_app.ui.operation import Operations

_CACHE_BYTES = 96 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Look:
    """How pages are drawn; a raster of another look is stale."""

    scale: float  # device pixels a point
    turns: int


class PageRasters(QObject):
    """The pictures of the pages of one document at a time."""

    arrived = Signal()

    def __init__(self, drawing: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drawing = drawing
        self._pages: Pages | None = None
        self._kept: OrderedDict[int, tuple[Look, QImage]] = OrderedDict()
        self._asked: set[tuple[int, Look]] = set()
        self._wanted: frozenset[tuple[int, Look]] = frozenset()

    def show_pages(self, pages: Pages | None) -> None:
        """Begin with another document."""
        self._pages, self._wanted = pages, frozenset()
        self._kept.clear()
        self._asked.clear()

    def raster(self, page: int) -> tuple[Look, QImage] | None:
        """What there is of a page, maybe of another look."""
        return self._kept.get(page)

    def has(self, page: int, look: Look) -> bool:
        """Whether the page is drawn as it is looked at."""
        return page in self._kept and self._kept[page][0] == look

    def want(self, pages: list[int], look: Look) -> None:
        """Draw these in this order; what was wanted before and is still waiting is dropped."""
        self._wanted = frozenset((page, look) for page in pages)
        for page in pages:
            if not self.has(page, look):
                self._ask(page, look)

    def _ask(self, page: int, look: Look) -> None:
        pages, key = self._pages, (page, look)
        if pages is None or key in self._asked:
            return
        self._asked.add(key)
        self._drawing.run(
            lambda: pages.draw(page, look.scale, look.turns) if key in self._wanted else None,
            lambda raster: self._take(pages, page, look, raster),
            self._not_drawn,
        )

    def _take(self, pages: Pages, page: int, look: Look, raster: Raster | None) -> None:
        if pages is not self._pages:
            return
        self._asked.discard((page, look))
        if raster is not None:
            self._kept[page] = (look, image_of(raster))
            self._kept.move_to_end(page)
            while len(self._kept) > 1 and self._bytes() > _CACHE_BYTES:
                self._kept.popitem(last=False)
        self.arrived.emit()

    def _not_drawn(self, error: Exception) -> None:
        """An unreadable page stays white; anything else is a fault of the program."""
        if not isinstance(error, Refused):
            raise error

    def _bytes(self) -> int:
        return sum(image.sizeInBytes() for _, image in self._kept.values())


def image_of(raster: Raster) -> QImage:
    """A drawn page as Qt's picture, with bytes of its own."""
    drawn = QImage(raster.pixels, raster.width, raster.height, raster.stride, QImage.Format.Format_RGB32)
    return drawn.copy()
