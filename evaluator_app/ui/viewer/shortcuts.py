"""Keys that work in the whole window while documents are in sight."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def add_shortcuts(widget: QWidget, keys: Mapping[str, Callable[[], object]]) -> None:
    """Let these keys do these things; two keys for one thing stand as “Ctrl++, Ctrl+=”."""
    for names, act in keys.items():
        shortcut = QShortcut(widget)
        shortcut.setKeys([QKeySequence(name) for name in names.split(", ")])
        shortcut.activated.connect(act)
