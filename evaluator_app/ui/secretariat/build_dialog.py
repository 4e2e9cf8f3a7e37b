"""Who signs a package that is about to be made: the authority, another identity, or nobody."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QPushButton, QWidget

from evaluator_app.late import late
from evaluator_app.ui.fields.file_dialogs import ask_identity
from evaluator_app.ui.fields.fitting_dialog import FittingDialog
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.passphrase import PassphraseField
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.services import identities
    from evaluator_app.services.identities import KeyFile
else:
    identities = late("evaluator_app.services.identities")


@dataclass(frozen=True, kw_only=True)
class Signer:
    """What opens the identity that signs, and the trust list that travels along; nothing: nobody signs."""

    file: "KeyFile | None" = None
    trust: Path | None = None
    sealed: bool = False  # for the experts of the campaign, as the trust list knows them


class BuildDialog(FittingDialog):
    """Signed is the default wherever an identity is known; unsigned has to be chosen."""

    def __init__(self, known: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Sign the package?"))
        self.setMinimumWidth(560)
        self.identity = QLineEdit(known)
        self.identity.setAccessibleName(text("File of the identity that signs"))
        self.passphrase = PassphraseField(text("Passphrase"))
        self.along = QCheckBox(text("Send its trust list along"))
        self.seal = QCheckBox(text("Seal it: only the experts it is for can open it"))
        self.sign = QPushButton(text("Make it signed"))
        self.sign.setProperty("primary", True)  # noqa: FBT003 - Qt's property
        self.unsigned = False
        self._lay_out()
        self.identity.textChanged.connect(lambda _: self._show_state())
        self.passphrase.textChanged.connect(lambda _: self._show_state())
        self._show_state()
        self.along.setChecked(self.along.isEnabled())
        (self.passphrase if known else self.identity).setFocus()

    def _lay_out(self) -> None:
        about = text(
            "Who receives a signed package sees who made it and that nobody changed it; "
            "an unsigned one opens only after a warning."
        )
        choose = QPushButton(text("Choose…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        without = QPushButton(text("Make it unsigned"))
        without.setAutoDefault(False)
        without.clicked.connect(self._without)
        leave = QPushButton(text("Cancel"))
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        self.sign.clicked.connect(self.accept)
        fields = (
            column(_caption(self.identity), row((self.identity, 1), choose), spacing=2),
            column(_caption(self.passphrase), self.passphrase, spacing=2),
        )
        self.setLayout(
            column(
                label(text("Sign the package?"), textSize="title"),
                label(about, wrap=True),
                *fields,
                self.along,
                self.seal,
                row(without, None, leave, self.sign),
                spacing=12,
                margins=(20, 20, 20, 16),
            )
        )

    def _choose(self) -> None:
        path = ask_identity(self)
        if path is not None:
            self.identity.setText(str(path))

    def _without(self) -> None:
        self.unsigned = True
        self.accept()

    def _trust(self) -> Path:
        return identities.trust_list_of(Path(self.identity.text()))

    def _show_state(self) -> None:
        known = bool(self.identity.text().strip())
        self.sign.setEnabled(known and bool(self.passphrase.text()))
        listed = known and self._trust().is_file()
        for box in (self.along, self.seal):
            box.setEnabled(listed)

    def signer(self) -> Signer:
        """Who signs, as the dialog was left."""
        if self.unsigned:
            return Signer()
        file = identities.KeyFile(
            path=Path(self.identity.text().strip()), passphrase=self.passphrase.passphrase()
        )
        along = self.along.isEnabled() and self.along.isChecked()
        sealed = self.seal.isEnabled() and self.seal.isChecked()
        return Signer(file=file, trust=self._trust() if along or sealed else None, sealed=sealed)

    @classmethod
    def ask(cls, known: str, parent: QWidget | None) -> Signer | None:
        """Who signs, or None when the dialog was left."""
        dialog = cls(known, parent)
        return dialog.signer() if dialog.exec() == QDialog.DialogCode.Accepted else None


def _caption(field: QWidget) -> QWidget:
    return label(field.accessibleName(), textSize="small", tone="muted")
