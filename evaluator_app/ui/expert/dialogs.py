"""The small dialogs of the expert desk: who I am, and what could not be saved."""

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from evaluator_app.domain.expert import Expert
from evaluator_app.domain.problems import Problem
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import problem_line


class ProfileDialog(QDialog):
    """Asks for the expert's name and organisation."""

    def __init__(self, expert: Expert, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Your name"))
        self._name = QLineEdit(expert.name)
        self._organisation = QLineEdit(expert.organisation)
        for field, name in ((self._name, text("Name")), (self._organisation, text("Organisation"))):
            field.setAccessibleName(name)
            field.setMinimumWidth(280)
        form = QFormLayout()
        form.addRow(text("Name"), self._name)
        form.addRow(text("Organisation"), self._organisation)
        buttons = _buttons(self)
        accept = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._name.textChanged.connect(lambda name: accept.setEnabled(bool(name.strip())))
        accept.setEnabled(bool(expert.name))
        why = label(text("Your name stands on every score sheet you export."), wrap=True)
        self.setLayout(column(why, form, buttons, spacing=16, margins=(20, 20, 20, 16)))

    @classmethod
    def ask(cls, expert: Expert, parent: QWidget | None) -> Expert | None:
        """The expert as entered, or None when the dialog was left."""
        dialog = cls(expert, parent)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        return Expert(name=dialog._name.text().strip(), organisation=dialog._organisation.text().strip())


class CannotSaveDialog(QDialog):
    """Says that the last entries cannot be written; the only case in which closing asks."""

    def __init__(self, problems: Sequence[Problem], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Not saved!"))
        what = label(text("The last entries are not on the disk yet."), wrap=True, textSize="title")
        why = label("\n".join(problem_line(one) for one in problems), wrap=True)
        stay = QPushButton(text("Stay and try again"))
        stay.setProperty("primary", True)  # noqa: FBT003 - Qt's property
        stay.clicked.connect(self.reject)
        leave = QPushButton(text("Close and lose them"))
        leave.clicked.connect(self.accept)
        self.setLayout(column(what, why, row(None, leave, stay), spacing=16, margins=(20, 20, 20, 16)))

    @classmethod
    def ask(cls, problems: Sequence[Problem], parent: QWidget | None) -> bool:
        """Whether the user wants to close all the same."""
        return cls(problems, parent).exec() == QDialog.DialogCode.Accepted


def _buttons(dialog: QDialog) -> QDialogButtonBox:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    box.button(QDialogButtonBox.StandardButton.Ok).setText(text("OK"))
    box.button(QDialogButtonBox.StandardButton.Ok).setProperty("primary", True)  # noqa: FBT003 - Qt's property
    box.button(QDialogButtonBox.StandardButton.Cancel).setText(text("Cancel"))
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    return box
