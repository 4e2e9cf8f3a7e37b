"""Rows and columns of widgets in one expression: a list of what stands beside or below each other."""

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

Item = QWidget | QLayout | None  # None is the space that gives way
Layout = TypeVar("Layout", bound=QBoxLayout)
NONE = (0, 0, 0, 0)


def row(
    *items: Item | tuple[Item, int], spacing: int = 8, margins: tuple[int, int, int, int] = NONE
) -> QHBoxLayout:
    """Items side by side; (item, stretch) takes a share of the room."""
    return _filled(QHBoxLayout(), items, spacing, margins)


def column(
    *items: Item | tuple[Item, int], spacing: int = 8, margins: tuple[int, int, int, int] = NONE
) -> QVBoxLayout:
    """Items below each other; (item, stretch) takes a share of the room."""
    return _filled(QVBoxLayout(), items, spacing, margins)


def fit_height(widget: QWidget) -> None:
    """Make a widget as high as its wrapped texts need at its width; Qt alone forgets them in a row."""
    layout = widget.layout()
    if layout is not None:
        widget.setMinimumHeight(max(widget.minimumHeight(), layout.totalHeightForWidth(widget.width())))


def _filled(
    layout: Layout,
    items: tuple[Item | tuple[Item, int], ...],
    spacing: int,
    margins: tuple[int, int, int, int],
) -> Layout:
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    for entry in items:
        item, stretch = entry if isinstance(entry, tuple) else (entry, 0)
        if item is None:
            layout.addStretch(stretch or 1)
        elif isinstance(item, QWidget):
            layout.addWidget(item, stretch)
        else:
            layout.addLayout(item, stretch)
    return layout
