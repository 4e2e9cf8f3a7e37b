"""Small text widgets: labels with a tone, chips, and a label that shortens what does not fit."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


def label(text: str = "", *, wrap: bool = False, **look: str) -> QLabel:
    """A label of the style sheet's looks, such as tone="muted", textSize="small", chip="accent"."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    for name, value in look.items():
        made.setProperty(name, value)
    return made


class ElidedLabel(QLabel):
    """A label of one line that ends in … where there is no room; the tool tip has the whole text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:  # noqa: D102, N802 - Qt's name
        super().setText(text.replace("\n", " "))
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:  # noqa: D102, N802 - Qt's name
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, D102, N802 - Qt's name
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(self.alignment()), shown)


def elided(text: str = "", **look: str) -> ElidedLabel:
    """An elided label of the style sheet's looks."""
    made = ElidedLabel()
    for name, value in look.items():
        made.setProperty(name, value)
    made.setText(text)
    return made
