"""Selecting a region of a page by dragging; the text under it is fetched in the background."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from evaluator_app.domain.problems import Refused
from evaluator_app.services.documents import Pages, Region
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.tokens import SELECTED_ON_PAPER
from evaluator_app.ui.viewer.regions import region_of
from evaluator_app.ui.viewer.selection import Picked

MAX_EXCERPT = 2_000
_LEAST = 6  # pixels; less is a click


class RegionPicker(QObject):
    """The selection of one document of pages."""

    picked = Signal()

    def __init__(self, drawing: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drawing = drawing
        self._pages: Pages | None = None
        self._page = -1
        self._page_rect = QRect()
        self._turns = 0
        self._start = self._end = QPoint()
        self.selection: Picked | None = None

    def show_pages(self, pages: Pages | None) -> None:
        """Begin with another document, nothing selected."""
        self._pages, self._page = pages, -1
        self.clear()

    def clear(self) -> None:
        """Select nothing."""
        if self.selection is not None:
            self.selection = None
            self.picked.emit()

    def press(self, spot: QPoint, pages: Mapping[int, QRect], turns: int) -> None:
        """A drag begins on one of these pages, or beside them."""
        self._page, self._turns = -1, turns
        for page, rect in pages.items():
            if rect.contains(spot):
                self._page, self._page_rect = page, rect
        self._start = self._end = spot
        self.clear()

    def move(self, spot: QPoint) -> None:
        """The drag goes on."""
        self._end = spot

    def release(self) -> None:
        """The drag ends: what it covers is selected."""
        area, page = self._area(), self._page
        self._page = -1
        if page >= 0 and min(area.width(), area.height()) >= _LEAST:
            self.pick(page, region_of(area, self._page_rect, self._turns), "")

    def pick(self, page: int, region: Region, excerpt: str) -> None:
        """Select a region; its text follows where it is not given."""
        self.selection = Picked(page, region, excerpt)
        self.picked.emit()
        pages = self._pages
        if pages is not None and not excerpt:
            self._drawing.run(
                lambda: pages.text_in(page, region),
                lambda said: self._take_text(page, region, said),
                _not_read,
            )

    def _take_text(self, page: int, region: Region, said: str) -> None:
        if self.selection == Picked(page, region) and said:
            self.selection = Picked(page, region, said[:MAX_EXCERPT])
            self.picked.emit()

    def _area(self) -> QRect:
        return QRect(self._start, self._end).normalized().intersected(self._page_rect)

    def paint(self, painter: QPainter) -> None:
        """Paint the drag while it lasts."""
        if self._page >= 0:
            colour = QColor(SELECTED_ON_PAPER)
            painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
            painter.drawRect(self._area())


def _not_read(error: Exception) -> None:
    """A page without readable text has none; anything else is a fault of the program."""
    if not isinstance(error, Refused):
        raise error
