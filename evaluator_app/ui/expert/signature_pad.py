"""A pad to sign on with pen, touch or mouse; what was drawn becomes a small transparent picture."""

from itertools import pairwise

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QTabletEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evaluator_app.ui.tokens import INK, PAPER, PAPER_LINE
from evaluator_app.wording.language import text

_THINNEST, _THICKEST = 1.4, 3.6  # pixels, by the pressure of the pen
_ORDINARY = 0.5  # pressure of mouse and finger
_MOST_POINTS = 20_000
_WIDEST, _HIGHEST, _EDGE = 1000, 320, 6  # of the picture, in pixels
_SHARP = 2.0  # pixels of the picture for one of the pad

Point = tuple[QPointF, float]  # with the pressure


class SignaturePad(QWidget):
    """Shows what is drawn; Delete clears it, and nobody has to draw."""

    changed = Signal(bool)  # whether anything is drawn

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[list[Point]] = []
        self._drawing = False
        self.setAccessibleName(text("Handwritten signature"))
        self.setAccessibleDescription(text("Draw with pen, finger or mouse; Delete clears. May stay empty."))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumSize(320, 120)

    def sizeHint(self) -> QSize:  # noqa: D102, N802 - Qt's name
        return QSize(420, 140)

    @property
    def empty(self) -> bool:
        """Whether nothing is drawn."""
        return not self._strokes

    def clear(self) -> None:
        """Take away what was drawn."""
        self._strokes, self._drawing = [], False
        self.update()
        self.changed.emit(False)  # noqa: FBT003 - a signal has no keywords

    def png(self) -> bytes:
        """What was drawn, on nothing, as large as it is; empty where nothing was drawn."""
        if self.empty:
            return b""
        points = [point for stroke in self._strokes for point, _ in stroke]
        left, right = min(one.x() for one in points), max(one.x() for one in points)
        top, bottom = min(one.y() for one in points), max(one.y() for one in points)
        scale = min(_SHARP, _WIDEST / (right - left + 2 * _EDGE), _HIGHEST / (bottom - top + 2 * _EDGE))
        size = QSize(
            max(1, int((right - left + 2 * _EDGE) * scale)), max(1, int((bottom - top + 2 * _EDGE) * scale))
        )
        image = QImage(size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.scale(scale, scale)
        painter.translate(_EDGE - left, _EDGE - top)
        self._draw(painter)
        painter.end()
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload] # PySide's stub wants bytes, Qt takes text
        return bytes(data.data())

    # -- pen, mouse and finger (which Qt turns into the mouse)

    def tabletEvent(self, event: QTabletEvent) -> None:  # noqa: D102, N802 - Qt's name
        place, pressure = event.position(), event.pressure()
        if event.type() == QEvent.Type.TabletPress:
            self._begin(place, pressure)
        elif event.type() == QEvent.Type.TabletMove:
            self._go_on(place, pressure)
        else:
            self._drawing = False
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802 - Qt's name
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin(event.position(), _ORDINARY)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802 - Qt's name
        self._go_on(event.position(), _ORDINARY)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002, D102, N802 - Qt's name
        self._drawing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802 - Qt's name
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        else:
            super().keyPressEvent(event)

    def _begin(self, place: QPointF, pressure: float) -> None:
        self._drawing = True
        self._strokes.append([])
        self._go_on(place, pressure)
        self.changed.emit(True)  # noqa: FBT003 - a signal has no keywords

    def _go_on(self, place: QPointF, pressure: float) -> None:
        full = sum(map(len, self._strokes)) >= _MOST_POINTS
        inside = QRectF(self.rect()).contains(place)
        if self._drawing and inside and not full:
            self._strokes[-1].append((QPointF(place), pressure))
            self.update()

    # -- drawing

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, D102, N802 - Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(PAPER))
        painter.setPen(QPen(QColor(INK if self.hasFocus() else PAPER_LINE), 2.0 if self.hasFocus() else 1.0))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.setPen(QPen(QColor(PAPER_LINE), 1.0))
        line = self.height() * 3 // 4
        painter.drawLine(24, line, self.width() - 24, line)
        self._draw(painter)

    def _draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for stroke in filter(None, self._strokes):
            if len(stroke) == 1:
                painter.setPen(_pen(stroke[0][1]))
                painter.drawPoint(stroke[0][0])
            for (start, _), (end, pressure) in pairwise(_smooth(stroke)):
                painter.setPen(_pen(pressure))
                painter.drawLine(start, end)


def _smooth(stroke: list[Point]) -> list[Point]:
    """The stroke with corners cut twice, as a hand would round them."""
    for _ in range(2):
        cut = [stroke[0]]
        for (start, weak), (end, strong) in pairwise(stroke):
            cut += [
                (start * (1 - part) + end * part, weak * (1 - part) + strong * part) for part in (0.25, 0.75)
            ]
        stroke = [*cut, stroke[-1]]
    return stroke


def _pen(pressure: float) -> QPen:
    thick = _THINNEST + (_THICKEST - _THINNEST) * pressure
    return QPen(QColor(INK), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
