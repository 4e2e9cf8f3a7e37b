"""Dialogs of one's identity: making it, taking one over, unlocking, another passphrase."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from evaluator_app.domain.expert import Expert
from evaluator_app.late import late
from evaluator_app.services.places import Folders
from evaluator_app.ui.fields.passphrase import PassphraseField
from evaluator_app.ui.identity.form_dialog import FormDialog
from evaluator_app.ui.operation import Operations
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.services import identities, own_identity
    from evaluator_app.services.own_identity import Identity
else:
    identities = late("evaluator_app.services.identities")
    own_identity = late("evaluator_app.services.own_identity")

Opened = Callable[["Identity"], None]


class UnlockDialog(FormDialog):
    """Asks for the passphrase that opens the workspace."""

    def __init__(
        self, folders: Folders, storing: Operations, opened: "Opened", parent: QWidget | None
    ) -> None:
        about = text(
            "Your workspace is locked. Nobody can recover a lost passphrase: without it and without a "
            "backup whose passphrase you know, the marks on this computer cannot be opened again."
        )
        super().__init__(text("Unlock"), about, parent)
        self.passphrase = PassphraseField(text("Passphrase of your identity"))
        self.lay_out([self.passphrase], text("Unlock"))
        self.leave_with(text("Stay locked"))

        def unlock() -> None:
            typed = self.passphrase.passphrase()
            self.run(storing, lambda: own_identity.unlock(folders, typed), opened)

        self.when_asked(unlock)

    def say(self, words: str) -> None:
        """Say why it did not open, ready for the next try."""
        super().say(words)
        self.passphrase.selectAll()
        self.passphrase.setFocus()


class NewIdentityDialog(FormDialog):
    """Asks for name, organisation and a passphrase typed twice."""

    def __init__(
        self, folders: Folders, storing: Operations, opened: "Opened", parent: QWidget | None
    ) -> None:
        about = text(
            "With your identity you sign score sheets; it also locks this workspace. Its key is made on "
            "this computer and never leaves it. Choose a passphrase of at least eight characters and keep "
            "it safe: nobody can recover a lost passphrase."
        )
        super().__init__(text("Make your identity"), about, parent)
        self.name = _line(text("Name"))
        self.organisation = _line(text("Organisation"))
        self.passphrase = PassphraseField(text("Passphrase"))
        self.again = PassphraseField(text("The same passphrase again"))
        fields = [self.name, self.organisation, self.passphrase, self.again]
        self.lay_out(fields, text("Make identity"))
        self.leave_with(text("Later"))

        def make() -> None:
            if not self.name.text().strip():
                self.say(text("Please enter your name."))
            elif self.passphrase.passphrase() != self.again.passphrase():
                self.say(text("The two passphrases differ."))
            else:
                expert = Expert(name=self.name.text().strip(), organisation=self.organisation.text().strip())
                typed = self.passphrase.passphrase()
                self.run(storing, lambda: own_identity.make(folders, expert, typed), opened)

        self.when_asked(make)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a passphrase is asked for, and the work it opens."""

    heading: str
    work: "Callable[[bytes], Identity]"


class OpenIdentityDialog(FormDialog):
    """Asks for the passphrase of a file: an identity to be taken over, or a backup."""

    def __init__(self, asked: Opening, storing: Operations, opened: "Opened", parent: QWidget | None) -> None:
        super().__init__(asked.heading, text("Enter the passphrase of this file; it stays the same."), parent)
        self.passphrase = PassphraseField(text("Passphrase"))
        self.lay_out([self.passphrase], text("OK"))

        def open_file() -> None:
            typed = self.passphrase.passphrase()
            self.run(storing, lambda: asked.work(typed), opened)

        self.when_asked(open_file)


class PassphraseDialog(FormDialog):
    """Asks for the old passphrase and twice for a new one."""

    def __init__(self, identity: Path, storing: Operations, parent: QWidget | None) -> None:
        about = text("Only the passphrase changes: your key, certificate and signatures stay what they are.")
        super().__init__(text("Change passphrase"), about, parent)
        self.old = PassphraseField(text("Passphrase until now"))
        self.passphrase = PassphraseField(text("New passphrase"))
        self.again = PassphraseField(text("The new passphrase again"))
        self.lay_out([self.old, self.passphrase, self.again], text("Change passphrase"))

        def change() -> None:
            if self.passphrase.passphrase() != self.again.passphrase():
                self.say(text("The two passphrases differ."))
                return
            file = identities.KeyFile(path=identity, passphrase=self.old.passphrase())
            typed = self.passphrase.passphrase()
            self.run(storing, lambda: own_identity.change_passphrase(file, typed), lambda _: None)

        self.when_asked(change)


def _line(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    return field
