"""The small dialogs of the expert desk: who I am, and what could not be saved."""

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from evaluator_app.domain.expert import Expert
from evaluator_app.domain.problems import Problem
from evaluator_app.ui.desks import EXPERT, SECRETARIAT
from evaluator_app.ui.fields.buttons import touch_button
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


class PhrasesDialog(QDialog):
    """Lets the expert write down phrases, one a line."""

    def __init__(self, phrases: Sequence[str], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Your phrases"))
        self.setMinimumSize(480, 320)
        self._phrases = QPlainTextEdit("\n".join(phrases))
        self._phrases.setAccessibleName(text("Phrases"))
        self._phrases.setTabChangesFocus(True)
        about = label(text("One phrase a line; they are offered beside every note."), wrap=True)
        self.setLayout(
            column(about, (self._phrases, 1), _buttons(self), spacing=12, margins=(20, 20, 20, 16))
        )

    def phrases(self) -> tuple[str, ...]:
        """The phrases as they stand in the dialog, each once."""
        lines = (line.strip() for line in self._phrases.toPlainText().splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))

    @classmethod
    def ask(cls, phrases: Sequence[str], parent: QWidget | None) -> tuple[str, ...] | None:
        """The phrases as entered, or None when the dialog was left."""
        dialog = cls(phrases, parent)
        return dialog.phrases() if dialog.exec() == QDialog.DialogCode.Accepted else None


class DeskDialog(QDialog):
    """The one question of the first start: who works here."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Welcome"))
        self.chosen = ""
        expert = self._choice(text("I score as an expert"), EXPERT)
        secretariat = self._choice(text("I am the secretariat"), SECRETARIAT)
        hint = label(text("You can change this in the View menu at any time."), wrap=True, tone="muted")
        title = label(text("Who works here?"), textSize="title")
        choices = row(expert, secretariat, spacing=12)
        self.setLayout(column(title, choices, hint, spacing=16, margins=(28, 24, 28, 24)))

    def _choice(self, caption: str, desk: str) -> QPushButton:
        button = touch_button(caption)
        button.clicked.connect(lambda: self._choose(desk))
        return button

    def _choose(self, desk: str) -> None:
        self.chosen = desk
        self.accept()

    @classmethod
    def ask(cls, parent: QWidget | None) -> str:
        """The desk chosen, or nothing when the dialog was closed."""
        dialog = cls(parent)
        dialog.exec()
        return dialog.chosen


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
