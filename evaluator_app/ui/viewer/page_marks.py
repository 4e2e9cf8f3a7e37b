"""What is painted over a page: the selection, words found, and a region that was just gone to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPen

from evaluator_app.services.documents import Hit, Region
from evaluator_app.ui.tokens import FOUND_HERE_ON_PAPER, FOUND_ON_PAPER, SELECTED_ON_PAPER
from evaluator_app.ui.viewer.regions import rect_of

_LINE = 2


@dataclass
class PageMarks:
    """The marks of one document."""

    selected: tuple[int, Region] | None = None
    flashed: tuple[int, Region] | None = None
    hits: Mapping[int, Sequence[Hit]] = field(default_factory=dict)
    current: Hit | None = None

    def paint(self, painter: QPainter, page: int, rect: QRect, turns: int) -> None:
        """Paint the marks of a page over it."""
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for hit in self.hits.get(page, ()):
            colour = QColor(FOUND_HERE_ON_PAPER if hit is self.current else FOUND_ON_PAPER)
            for region in hit.regions:
                painter.fillRect(rect_of(region, rect, turns), colour)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        for mark, soft in ((self.selected, 48), (self.flashed, 96)):
            if mark is not None and mark[0] == page:
                self._frame(painter, rect_of(mark[1], rect, turns), soft)

    def _frame(self, painter: QPainter, rect: QRect, opacity: int) -> None:
        colour = QColor(SELECTED_ON_PAPER)
        painter.setPen(QPen(colour, _LINE))
        colour.setAlpha(opacity)
        painter.fillRect(rect, colour)
        painter.drawRect(rect)
