"""Buttons that are large enough for a finger, with and without an icon."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton

from evaluator_app.ui.icons import Icon, give_icon
from evaluator_app.ui.tokens import Theme

B = TypeVar("B", bound=QAbstractButton)


def for_touch(button: B) -> B:
    """The button in the size of a fingertip."""
    button.setProperty("touch", True)  # noqa: FBT003 - Qt's property
    return button


def touch_button(caption: str) -> QPushButton:
    """A button with words on it."""
    return for_touch(QPushButton(caption))


def icon_button(
    theme: Theme, icon: Icon, caption: str, act: Callable[[], None] = lambda: None
) -> QToolButton:
    """A button with an icon; its words are told by the tool tip and to screen readers."""
    button = for_touch(QToolButton())
    give_icon(button, icon, theme)
    button.setToolTip(caption)
    button.setAccessibleName(caption)
    button.clicked.connect(lambda _=False: act())
    return button
