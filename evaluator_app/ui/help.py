"""The help page: every shortcut, read from the menus, and how scoring goes by keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QWidget

from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column
from evaluator_app.wording.language import text


class HelpDialog(QDialog):
    """Shows shortcuts beside what they do."""

    def __init__(self, shortcuts: Sequence[tuple[str, str]], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Keyboard and help"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(text("Close"))
        buttons.rejected.connect(self.reject)
        scoring, everywhere = (
            label(name, textSize="title") for name in (text("While scoring"), text("Everywhere"))
        )
        self.setLayout(
            column(
                scoring,
                _grid(_scoring()),
                everywhere,
                _grid(shortcuts),
                buttons,
                spacing=12,
                margins=(24, 20, 24, 16),
            )
        )


def _scoring() -> list[tuple[str, str]]:
    return [
        (text("Next / previous criterion"), "Enter / Shift+Enter"),
        (text("One step of the scale up / down"), "↑ / ↓"),
        (text("Put back what was there before typing"), "Esc"),
        (text("Through the buttons and the note"), "Tab / Shift+Tab"),
        (text("Out of a note to the next criterion"), "Ctrl+Enter"),
    ]


def _grid(rows: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(32)
    grid.setVerticalSpacing(6)
    for i, (what, keys) in enumerate(rows):
        grid.addWidget(label(what), i, 0)
        grid.addWidget(label(keys, tone="muted"), i, 1, Qt.AlignmentFlag.AlignRight)
    return grid
