"""The totals of an application's sheets on a line, with the score and the grades' limits nearby."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from evaluator_app.domain.merging import PanelResult, thresholds
from evaluator_app.domain.numbers import plain
from evaluator_app.domain.rubric import Rubric
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import text

_DOT, _INSET = 5, 16
_MARGIN = 2  # points of room beyond the outermost number


class TotalsTrack(QWidget):
    """Draws where the totals lie; what it shows stands in words beside it and in its description."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._totals: tuple[Fraction, ...] = ()
        self._score: Fraction | None = None
        self._edges: tuple[Fraction, ...] = ()
        self._range = (Fraction(0), Fraction(1))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text("Totals and grade limits"))

    def show_result(self, rubric: Rubric, result: PanelResult) -> None:
        """Show the totals that count and the score."""
        self._totals = tuple(sorted(one.total.score for one in result.sheets if one.counted))
        self._score = result.score
        numbers = [*self._totals, *([result.score] if result.score is not None else [])]
        low, high = (min(numbers), max(numbers)) if numbers else (Fraction(0), Fraction(1))
        near = [edge for edge in thresholds(rubric.bands) if low - 10 < edge < high + 10]
        self._edges = tuple(near)
        self._range = (
            Fraction(floor(min([low, *near])) - _MARGIN),
            Fraction(ceil(max([high, *near])) + _MARGIN),
        )
        self.setAccessibleDescription(self._words(self._totals))
        self.setToolTip(self._words(self._totals))
        self.update()

    def _words(self, totals: Sequence[Fraction]) -> str:
        return text("Totals: {totals}", totals=", ".join(map(plain, totals)))

    def sizeHint(self) -> QSize:  # noqa: D102, N802 - Qt's name
        return QSize(260, 2 * self._theme.sizes.small + 34)

    def minimumSizeHint(self) -> QSize:  # noqa: D102, N802 - Qt's name
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, D102, N802 - Qt's name
        painter, colours = QPainter(self), self._theme.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self.font()
        font.setPixelSize(self._theme.sizes.small)
        painter.setFont(font)
        middle = self._theme.sizes.small + 12
        painter.setPen(QPen(QColor(colours.border), 2))
        painter.drawLine(_INSET, middle, self.width() - _INSET, middle)
        self._draw_edges(painter, middle)
        painter.setPen(QPen(QColor(colours.surface), 1))
        painter.setBrush(QColor(colours.muted))
        for one in self._totals:
            painter.drawEllipse(QPointF(self._x(one), middle), _DOT, _DOT)
        if self._score is not None:
            painter.setBrush(QColor(colours.accent))
            painter.drawEllipse(QPointF(self._x(self._score), middle), _DOT + 3, _DOT + 3)
        self._draw_ends(painter)

    def _draw_edges(self, painter: QPainter, middle: int) -> None:
        """The limits of grades, with their number below."""
        for edge in self._edges:
            x = self._x(edge)
            painter.setPen(QPen(QColor(self._theme.colours.text), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, middle - 12), QPointF(x, middle + 12))
            painter.setPen(QColor(self._theme.colours.muted))
            box = QRectF(x - 40, middle + 14, 80, self._theme.sizes.small + 6)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), plain(edge))

    def _draw_ends(self, painter: QPainter) -> None:
        """The lowest and the highest total above their dots."""
        painter.setPen(QColor(self._theme.colours.muted))
        height = self._theme.sizes.small + 4
        for one in dict.fromkeys(self._totals[:1] + self._totals[-1:]):
            box = QRectF(self._x(one) - 40, 0, 80, height)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), plain(one))

    def _x(self, value: Fraction) -> int:
        low, high = self._range
        return _INSET + round((value - low) / (high - low) * (self.width() - 2 * _INSET))
