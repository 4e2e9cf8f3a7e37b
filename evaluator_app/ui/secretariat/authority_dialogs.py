"""The dialogs of the secretariat's authority: made, a certificate issued from a card, one taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox, QWidget

from evaluator_app.domain.expert import Expert
from evaluator_app.domain.trust import Certified, grouped
from evaluator_app.late import late
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.passphrase import PassphraseField
from evaluator_app.ui.identity.form_dialog import FormDialog
from evaluator_app.ui.operation import Operations
from evaluator_app.wording.fingerprints import in_words
from evaluator_app.wording.language import text
from evaluator_app.wording.trust import who

if TYPE_CHECKING:
    from evaluator_app.services import clock, identities
    from evaluator_app.services.identities import Card
else:
    clock = late("evaluator_app.services.clock")
    identities = late("evaluator_app.services.identities")

_MOST_YEARS = 10


@dataclass(frozen=True, kw_only=True)
class Office:
    """An authority's file, the worker, and what is done when something was changed."""

    path: Path
    working: Operations
    done: Callable[[str], None]  # gets what happened, in words


class NewAuthorityDialog(FormDialog):
    """Asks for the secretariat's name and a passphrase typed twice."""

    def __init__(self, office: Office, parent: QWidget | None) -> None:
        about = text(
            "The authority issues the experts' certificates and signs packages and the trust list. Keep its "
            "file and its passphrase safe: nobody can recover a lost passphrase."
        )
        super().__init__(text("Make the authority"), about, parent)
        self.name, self.organisation = _line(text("Name")), _line(text("Organisation"))
        self.passphrase = PassphraseField(text("Passphrase"))
        self.again = PassphraseField(text("The same passphrase again"))
        fields = [self.name, self.organisation, self.passphrase, self.again]
        self.lay_out(fields, text("Make the authority"))
        self.when_asked(lambda: self._make(office))

    def _make(self, office: Office) -> None:
        if not self.name.text().strip():
            self.say(text("Please enter your name."))
        elif self.passphrase.passphrase() != self.again.passphrase():
            self.say(text("The two passphrases differ."))
        else:
            owner = Expert(name=self.name.text().strip(), organisation=self.organisation.text().strip())
            file = identities.KeyFile(path=office.path, passphrase=self.passphrase.passphrase())
            self.run(
                office.working,
                lambda: identities.create_authority(file, owner, clock.now()),
                lambda _: office.done(text("Authority made: {path}", path=office.path)),
            )


class IssueDialog(FormDialog):
    """Shows whose card it is; the fingerprint must have been compared before the certificate is issued."""

    def __init__(self, card: "Card", target: Path, office: Office, parent: QWidget | None) -> None:
        about = text(
            "Call {name} on a number you knew before, and compare these figures or words with the card.",
            name=who(card.expert.name, card.expert.organisation),
        )
        super().__init__(text("Issue a certificate"), about, parent)
        self._card, self._target, self._office = card, target, office
        figures = label(grouped(card.fingerprint), wrap=True, weight="strong", textSize="title")
        words = label(in_words(card.fingerprint), wrap=True)
        for one in (figures, words):
            one.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.compared = QCheckBox(text("Compared by telephone: they are the same"))
        self.years = QSpinBox()
        self.years.setAccessibleName(text("Term in years"))
        self.years.setRange(1, _MOST_YEARS)
        self.years.setValue(identities.YEARS)
        self.passphrase = PassphraseField(text("Passphrase of the authority"))
        first = [figures, words, self.compared]
        self.lay_out([self.years, self.passphrase], text("Issue certificate"), first)
        self.passphrase.setFocus()
        self.when_asked(self._issue)

    def _issue(self) -> None:
        if not self.compared.isChecked():
            self.say(text("Compare the fingerprint by telephone first."))
            return
        file = identities.KeyFile(path=self._office.path, passphrase=self.passphrase.passphrase())
        term = identities.Term(years=self.years.value())

        def work() -> Certified:
            register = identities.open_register(file)
            return identities.issue(register, self._card, term, self._target, clock.now())

        def issued(_: Certified) -> None:
            self._office.done(text("Certificate written: {path}", path=self._target))

        self.run(self._office.working, work, issued)


class RevokeDialog(FormDialog):
    """Asks for the reason why a certificate is taken back."""

    def __init__(self, certified: Certified, office: Office, parent: QWidget | None) -> None:
        about = text(
            "What {name} signs does not count any more for whoever has the new trust list. "
            "This cannot be undone; a new certificate can be issued.",
            name=who(certified.name, certified.organisation),
        )
        super().__init__(text("Revoke a certificate"), about, parent)
        self.reason = _line(text("Reason"))
        self.passphrase = PassphraseField(text("Passphrase of the authority"))
        self.lay_out([self.reason, self.passphrase], text("Revoke"))
        self.when_asked(lambda: self._revoke(certified, office))

    def _revoke(self, certified: Certified, office: Office) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.say(text("Please give the reason."))
            return
        file = identities.KeyFile(path=office.path, passphrase=self.passphrase.passphrase())
        self.run(
            office.working,
            lambda: identities.revoke(
                identities.open_register(file), certified.fingerprint, reason, clock.now()
            ),
            lambda _: office.done(text("Revoked. Hand out the new trust list.")),
        )


def _line(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    return field
