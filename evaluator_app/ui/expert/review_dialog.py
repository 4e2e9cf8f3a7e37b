"""The review before the export: what is missing, what is odd, each a click from its place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from evaluator_app.domain.problems import Problem
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import problem_line


class ReviewDialog(QDialog):
    """Shows the findings; a sheet that misses something may be exported all the same, as unfinished."""

    def __init__(self, missing: Sequence[Problem], odd: Sequence[Problem], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Check and export"))
        self.setMinimumSize(560, 320)
        self.target = ""  # where the user wants to go instead
        self.with_pdf = QCheckBox(text("Also as PDF"))
        self.with_pdf.setChecked(True)
        self.go_on = QCheckBox(text("Then open the next application"))
        finished = not missing
        parts: list[QWidget] = [label(self._heading(missing, odd), wrap=True, textSize="title")]
        if missing:
            parts += [label(text("An unfinished sheet says so and does not count."), wrap=True, tone="muted")]
            parts += [self._list(text("Missing"), missing)]
        if odd:
            parts += [label(text("Worth another look; nothing has to be changed:"), wrap=True, tone="muted")]
            parts += [self._list(text("Worth another look"), odd)]
        options = row(self.with_pdf, self.go_on, None, spacing=24)
        self.setLayout(
            column(
                *parts, None, options, self._buttons(finished=finished), spacing=12, margins=(20, 20, 20, 16)
            )
        )

    def _list(self, name: str, problems: Sequence[Problem]) -> QListWidget:
        entries = QListWidget()
        entries.setAccessibleName(name)
        entries.setWordWrap(True)
        entries.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in problems:
            item = QListWidgetItem(problem_line(one))
            target = one.details.get("criterion") or one.details.get("remark", "")
            item.setData(Qt.ItemDataRole.UserRole, target)
            entries.addItem(item)
        entries.itemActivated.connect(self._go)
        entries.itemClicked.connect(self._go)
        entries.setMinimumHeight(min(len(problems), 5) * 44 + 8)
        return entries

    def _buttons(self, *, finished: bool) -> QDialogButtonBox:
        export = QPushButton(text("Export") if finished else text("Export as unfinished"))
        export.setProperty("primary", finished)
        export.clicked.connect(self.accept)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        box.button(QDialogButtonBox.StandardButton.Cancel).setText(text("Back to scoring"))
        box.addButton(export, QDialogButtonBox.ButtonRole.AcceptRole)
        box.rejected.connect(self.reject)
        return box

    @staticmethod
    def _heading(missing: Sequence[Problem], odd: Sequence[Problem]) -> str:
        if missing:
            return text("Before you export: this is missing. Click an entry to go there.")
        return (
            text("The sheet is complete. Look at these once more?") if odd else text("The sheet is complete.")
        )

    def _go(self, item: QListWidgetItem) -> None:
        self.target = str(item.data(Qt.ItemDataRole.UserRole))
        self.reject()
