"""The total as a bar: earned, still possible, and where the grades begin."""

from fractions import Fraction

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from evaluator_app.domain.merging import thresholds
from evaluator_app.domain.numbers import plain
from evaluator_app.domain.rubric import Rubric
from evaluator_app.domain.totals import Total
from evaluator_app.ui.tokens import Theme

_BAR = 10


class GradeTrack(QWidget):
    """Draws a total against the grades' thresholds; the numbers beside it say the same in words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._earned = self._possible = Fraction(0)
        self._edges: tuple[tuple[Fraction, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_total(self, rubric: Rubric, total: Total) -> None:
        """Show the score so far and what the unmarked criteria can still add."""
        full = Fraction(rubric.max) or Fraction(1)
        self._earned = total.score / full
        self._possible = min(Fraction(1), (total.score + total.still_open) / full)
        self._edges = tuple((edge / full, plain(edge)) for edge in thresholds(rubric.bands))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102, N802 - Qt's name
        return QSize(260, _BAR + self._theme.sizes.small + 14)

    def minimumSizeHint(self) -> QSize:  # noqa: D102, N802 - Qt's name
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, D102, N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        painter.setPen(Qt.PenStyle.NoPen)
        self._bar(painter, Fraction(0), Fraction(1), QBrush(QColor(colours.raised)))
        hatch = QBrush(QColor(colours.accent), Qt.BrushStyle.BDiagPattern)
        self._bar(painter, self._earned, self._possible, hatch)
        self._bar(painter, Fraction(0), self._earned, QBrush(QColor(colours.accent)))
        self._draw_edges(painter)

    def _bar(self, painter: QPainter, start: Fraction, end: Fraction, brush: QBrush) -> None:
        if end > start:
            left, right = self._x(start), self._x(end)
            painter.setBrush(brush)
            painter.drawRoundedRect(QRectF(left, 4, right - left, _BAR), _BAR / 2, _BAR / 2)

    def _draw_edges(self, painter: QPainter) -> None:
        font = self.font()
        font.setPixelSize(self._theme.sizes.small)
        painter.setFont(font)
        room = -1  # where the last number ended: numbers that would overlap are left out, the lines stay
        for edge, label in self._edges:
            x = self._x(edge)
            painter.setPen(QPen(QColor(self._theme.colours.text), 1.5))
            painter.drawLine(int(x), 1, int(x), _BAR + 7)
            width = painter.fontMetrics().horizontalAdvance(label)
            if x - width // 2 > room:
                painter.setPen(QColor(self._theme.colours.muted))
                box = QRectF(x - width / 2, _BAR + 8, width, self._theme.sizes.small + 6)
                painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, label)
                room = x + width // 2 + 4

    def _x(self, share: Fraction) -> int:
        inset = 6
        return inset + round(share * (self.width() - 2 * inset))
