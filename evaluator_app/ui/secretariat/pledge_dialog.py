"""Giving the pledge of secrecy at the secretariat's desk (S0-115): its words, who gives it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from evaluator_app.domain.declarations import Role
from evaluator_app.domain.scheme import Scheme
from evaluator_app.late import late
from evaluator_app.ui.fields.file_dialogs import ask_identity, ask_target
from evaluator_app.ui.fields.layouts import row
from evaluator_app.ui.fields.passphrase import PassphraseField
from evaluator_app.ui.identity.form_dialog import FormDialog
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.declarations import pledge_words, role_title
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.services import identities, pledges
else:
    identities = late("evaluator_app.services.identities")
    pledges = late("evaluator_app.services.pledges")


class PledgeDialog(FormDialog):
    """Shows the words for the chosen scheme; they are signed as they stand there."""

    def __init__(
        self,
        theme: Theme,
        schemes: Mapping[str, Scheme],
        office: tuple[Operations, Callable[[Path], None]],
        parent: QWidget | None,
    ) -> None:
        about = text("Staff and others who learn of applications give the same pledge as the experts.")
        super().__init__(text("Pledge of secrecy"), about, parent)
        self.setMinimumWidth(620)
        self._schemes, self._office = schemes, office
        self.scheme = _choice(text("Scheme"), {name: one.title for name, one in schemes.items()})
        self.role = _choice(text("As"), {one.value: role_title(one) for one in (Role.STAFF, Role.OTHER)})
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(text("Pledge of secrecy"))
        self.words.setFixedHeight(theme.sizes.body * 12)
        self.identity = QLineEdit()
        self.identity.setAccessibleName(text("File of the identity that signs"))
        choose = QPushButton(text("Choose identity…"))
        choose.setAccessibleName(text("Choose identity…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        who = QWidget()
        who.setAccessibleName(self.identity.accessibleName())
        who.setLayout(row((self.identity, 1), choose))
        self.passphrase = PassphraseField(text("Passphrase"))
        self.scheme.currentIndexChanged.connect(lambda _: self._show_words())
        self.lay_out([self.scheme, self.words, self.role, who, self.passphrase], text("Pledge and sign"))
        self._show_words()
        self.when_asked(self._sign)

    def _show_words(self) -> None:
        scheme = self._schemes.get(self.scheme.currentData())
        self.words.setPlainText(pledge_words(scheme) if scheme is not None else "")

    def _choose(self) -> None:
        path = ask_identity(self)
        if path is not None:
            self.identity.setText(str(path))

    def _sign(self) -> None:
        if not self.identity.text().strip():
            self.say(text("Choose your identity first."))
            return
        target = ask_target(self, text("Save the pledge"), "pledge.evpledge", text("Pledges (*.evpledge)"))
        if target is None:
            self.say(text("Nothing was signed."))
            return
        file = identities.KeyFile(
            path=Path(self.identity.text().strip()), passphrase=self.passphrase.passphrase()
        )
        scheme, words, role = (
            self.scheme.currentData(),
            self.words.toPlainText(),
            Role(self.role.currentData()),
        )
        working, done = self._office
        self.run(
            working,
            lambda: pledges.sign(file.load(), scheme, words, role, target),
            lambda _: done(target),
        )


def _choice(name: str, titles: Mapping[str, str]) -> QComboBox:
    choice = QComboBox()
    choice.setAccessibleName(name)
    for value, title in titles.items():
        choice.addItem(title, value)
    return choice
