"""Icons of one family, in the colours of the theme (docs/decisions/004-icons-as-drawings.md)."""

from enum import StrEnum

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from evaluator_app.ui.tokens import Theme

_SHARPNESS = 3  # pixels drawn for each of the icon's, so that it stays sharp on a 4K screen


class Icon(StrEnum):
    """What an icon means; its drawing is the file of this name."""

    BACK = "back"
    PREVIOUS = "previous"
    NEXT = "next"
    FIT = "fit"
    SMALLER = "smaller"
    LARGER = "larger"
    TURN = "turn"
    OPEN = "open"
    PERSON = "person"
    FIND = "find"
    CLOSE = "close"
    LIST = "list"
    THUMBNAILS = "thumbnails"


def give_icon(button: QAbstractButton, icon: Icon, theme: Theme) -> None:
    """Put an icon on a button, as large as its text."""
    length = theme.sizes.title + theme.sizes.gap
    drawing = (theme.icons / f"{icon}.svg").read_text("utf-8")
    made = QIcon(_drawn(drawing, theme.colours.text, length))
    made.addPixmap(_drawn(drawing, theme.colours.border, length), QIcon.Mode.Disabled)
    button.setIcon(made)
    button.setIconSize(QSize(length, length))


def _drawn(drawing: str, colour: str, length: int) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(drawing.replace("<path", f'<path fill="{colour}"', 1).encode()))
    pixmap = QPixmap(length * _SHARPNESS, length * _SHARPNESS)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(_SHARPNESS)
    return pixmap
