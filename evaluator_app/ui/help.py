"""The help page: every shortcut, read from the menus, and how scoring goes by keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QWidget

from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.wording.language import text


class HelpDialog(QDialog):
    """Shows shortcuts beside what they do."""

    def __init__(self, shortcuts: Sequence[tuple[str, str]], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Keyboard and help"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(text("Close"))
        buttons.rejected.connect(self.reject)
        names = (text("While scoring"), text("In documents"), text("Everywhere"))
        scoring, reading, everywhere = (label(name, textSize="title") for name in names)
        self.setLayout(
            column(
                row(
                    column(scoring, _grid(_scoring()), reading, _grid(_reading()), None, spacing=12),
                    column(everywhere, _grid(shortcuts), None, spacing=12),
                    spacing=40,
                ),
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


def _reading() -> list[tuple[str, str]]:
    return [
        (text("Find in this document / in all documents"), "Ctrl+F / Ctrl+Shift+F"),
        (text("Next / previous hit"), "F3 / Shift+F3"),
        (text("Go to page"), "Ctrl+G"),
        (text("Larger / smaller"), "Ctrl++ / Ctrl+-"),
        (text("Fit width / fit page"), "Ctrl+0 / Ctrl+9"),
        (text("Rotate"), "Ctrl+R"),
        (text("Pages at the side"), "F4"),
        (text("Select the whole page (a drag selects a part)"), "Ctrl+A"),
    ]


def _grid(rows: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(32)
    grid.setVerticalSpacing(6)
    for i, (what, keys) in enumerate(rows):
        grid.addWidget(label(what), i, 0)
        grid.addWidget(label(keys, tone="muted"), i, 1, Qt.AlignmentFlag.AlignRight)
    return grid
