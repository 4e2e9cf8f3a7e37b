"""Signing a panel's opinion: the workbook, who has signed and who still must, identity and passphrase."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from shiboken6 import isValid

from evaluator_app.late import late
from evaluator_app.ui.fields.file_dialogs import ask_identity, ask_workbook
from evaluator_app.ui.fields.layouts import row
from evaluator_app.ui.fields.passphrase import PassphraseField
from evaluator_app.ui.identity.form_dialog import FormDialog
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.opinion.people import SignersTable
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.services import identities, meetings
    from evaluator_app.services.meetings import OpinionState
else:
    identities = late("evaluator_app.services.identities")
    meetings = late("evaluator_app.services.meetings")


class SignOpinionDialog(FormDialog):
    """Stays after a signature, so that the next member can sign; each with their own identity."""

    def __init__(self, theme: Theme, working: Operations, known: Path | None, parent: QWidget | None) -> None:
        about = text(
            "Chair and members sign the opinion and recommended result one after another, each with their "
            "own identity. What one of them has signed does not change any more."
        )
        super().__init__(text("Sign the opinion"), about, parent)
        self.setMinimumWidth(620)
        self._working = working
        self.file, self.identity = path_field(text("Workbook")), path_field(text("Identity that signs"))
        self.file.setReadOnly(True)
        self.people = SignersTable(theme, judged=False)
        self.passphrase = PassphraseField(text("Passphrase"))
        if known is not None and known.is_file():
            self.identity.setText(str(known))
        book = beside(self.file, {text("Choose workbook…"): self._choose_book})
        who = beside(self.identity, {text("Choose identity…"): self._choose_identity})
        self.lay_out([book, self.people, who, self.passphrase], text("Sign"))
        self.leave_with(text("Close"))
        self.when_asked(self._sign)

    def _choose_book(self) -> None:
        path = ask_workbook(self)
        if path is not None:
            self.look_at(path)

    def _choose_identity(self) -> None:
        path = ask_identity(self)
        if path is not None:
            self.identity.setText(str(path))
            self.passphrase.setFocus()

    def look_at(self, path: Path) -> None:
        """Show who has signed a workbook and who still must."""
        self.file.setText(str(path))
        self.people.show_signings(())
        self.run_and_stay(self._working, lambda: meetings.opinion_state(path), self._show)

    def _show(self, found: "OpinionState") -> None:
        if isValid(self):  # it may have been closed meanwhile
            self.people.show_signings(found.signings)
            self.proceed_with(text("Sign"))
            self.passphrase.setFocus()

    def _sign(self) -> None:
        if not self.file.text():
            self.say(text("Choose the workbook of the opinion first."))
        elif not self.identity.text().strip():
            self.say(text("Choose the identity that signs first."))
        else:
            book = Path(self.file.text())
            key = identities.KeyFile(
                path=Path(self.identity.text().strip()), passphrase=self.passphrase.passphrase()
            )
            self.run_and_stay(self._working, lambda: _signed(book, key), self._done)

    def _done(self, found: "OpinionState") -> None:
        """The next to sign chooses another identity; nobody's passphrase stays."""
        if isValid(self):
            self._show(found)
            self.passphrase.clear()
            self.identity.clear()
            self.identity.setFocus()


def _signed(book: Path, key: "identities.KeyFile") -> "OpinionState":
    meetings.sign_opinion(book, key.load())
    return meetings.opinion_state(book)


def path_field(name: str) -> QLineEdit:
    """A field for the path of a file."""
    field = QLineEdit()
    field.setAccessibleName(name)
    return field


def beside(field: QLineEdit, ways: Mapping[str, Callable[[], None]]) -> QWidget:
    """A field with the buttons that fill it, by their words."""
    both = QWidget()
    both.setAccessibleName(field.accessibleName())
    both.setFocusProxy(field)
    buttons = []
    for words, act in ways.items():
        button = QPushButton(words)
        button.setAccessibleName(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False, act=act: act())
        buttons.append(button)
    both.setLayout(row((field, 1), *buttons))
    return both
