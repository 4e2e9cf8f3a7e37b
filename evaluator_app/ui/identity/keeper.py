"""Keeps one's identity while the program is unlocked: made, opened, and forgotten after idle time."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget

from evaluator_app.late import late
from evaluator_app.services.places import Folders
from evaluator_app.ui.fields.file_dialogs import ask_file, ask_target
from evaluator_app.ui.fields.messages import problem_list
from evaluator_app.ui.operation import Operations, problems_of
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.services import identities, own_identity
    from evaluator_app.services.own_identity import Identity
    from evaluator_app.ui.identity import dialogs, page
else:
    identities = late("evaluator_app.services.identities")
    own_identity = late("evaluator_app.services.own_identity")
    dialogs = late("evaluator_app.ui.identity.dialogs")
    page = late("evaluator_app.ui.identity.page")

_AWAKE = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
)
_BACKUP = ".evidentity"


class IdentityKeeper(QObject):
    """Tells when the program was unlocked and when it is to be locked."""

    unlocked = Signal()
    locked = Signal()

    def __init__(self, folders: Folders, storing: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._folders, self._storing = folders, storing
        self.identity: Identity | None = None
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self.lock)

    # -- locking

    def lock_after(self, minutes: int) -> None:
        """Lock after so many minutes without a key or click; never with 0."""
        self._idle.setInterval(minutes * 60_000)
        self._wake()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: D102, N802 - Qt's name
        if event.type() in _AWAKE:
            self._wake()
        return False

    def _wake(self) -> None:
        if self.identity is not None and self._idle.interval():
            self._idle.start()

    def lock(self) -> None:
        """Forget the identity; what is open is closed, and the passphrase is asked again."""
        if self.identity is None:
            return
        self.identity = None
        self._idle.stop()
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]  # there is one
        for window in QApplication.topLevelWidgets():
            if isinstance(window, QDialog):
                window.reject()
        self.locked.emit()

    def ask_unlock(self, parent: QWidget) -> None:
        """Ask for the passphrase."""
        self._open(dialogs.UnlockDialog(self._folders, self._storing, self._opened, parent))

    def _opened(self, identity: "Identity") -> None:
        self.identity = identity
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # there is one
        self._wake()
        self.unlocked.emit()

    # -- the identity

    def ask(self, parent: QWidget) -> None:
        """Show one's identity; make it where there is none, unlock it where it is locked."""
        if not self._folders.identity.exists():
            self.offer(parent)
        elif self.identity is None:
            self.ask_unlock(parent)
        else:
            self._show(self.identity, parent)

    def offer(self, parent: QWidget) -> None:
        """Offer to make an identity; it can wait."""

        def made(identity: "Identity") -> None:
            self._opened(identity)
            self._write_card(parent)
            self._show(identity, parent)

        dialog = dialogs.NewIdentityDialog(self._folders, self._storing, made, parent)
        self._open(dialog)

    def take_over(self, parent: QWidget) -> None:
        """Use an identity that exists."""
        path = ask_file(parent, text("Use an existing identity"), text("Identities (*.p12 *.pfx)"))
        if path is not None:
            self._ask_for(
                text("Use an existing identity"),
                lambda typed: own_identity.take_over(
                    self._folders, identities.KeyFile(path=path, passphrase=typed)
                ),
                parent,
            )

    def restore(self, parent: QWidget) -> None:
        """Put an identity back from a backup."""
        kinds = text("Backups of an identity (*{ending})", ending=_BACKUP)
        path = ask_file(parent, text("Restore from a backup"), kinds)
        if path is not None:
            self._ask_for(
                text("Restore from a backup"),
                lambda typed: own_identity.restore(self._folders, path, typed),
                parent,
            )

    def _ask_for(self, heading: str, work: "Callable[[bytes], Identity]", parent: QWidget) -> None:
        asked = dialogs.Opening(heading, work)
        self._open(dialogs.OpenIdentityDialog(asked, self._storing, self._opened, parent))

    def _show(self, identity: "Identity", parent: QWidget) -> None:
        own = identities.described(identity)
        shown = page.IdentityPage(own, issued=identities.is_issued(identity), parent=parent)
        shown.offer(self.actions(parent))
        self._open(shown)

    def actions(self, parent: QWidget) -> "tuple[page.Action, ...]":
        """What can be done with an unlocked identity."""
        return (
            (text("Write enrolment card…"), lambda: self._write_card(parent)),
            (text("Import certificate…"), lambda: self._import(parent)),
            (text("Change passphrase…"), lambda: self._change(parent)),
            (text("Back up…"), lambda: self._back_up(parent)),
            (text("Lock now"), self.lock),
        )

    def _write_card(self, parent: QWidget) -> None:
        identity = self.identity
        target = ask_target(parent, text("Save the enrolment card"), "card.json", text("Cards (*.json)"))
        if target is not None and identity is not None:
            self._storing.run(
                lambda: identities.write_card(identity, target, target.with_suffix(".pdf")),
                lambda _: _tell_card(parent),
                lambda error: _fail(error, parent),
            )

    def _import(self, parent: QWidget) -> None:
        kinds = text("Certificates (*.pem)")
        path = ask_file(parent, text("Import certificate"), kinds)
        if path is not None:
            self._ask_for(text("Import certificate"), lambda typed: self._imported(path, typed), parent)

    def _imported(self, path: Path, typed: bytes) -> "Identity":
        file = identities.KeyFile(path=self._folders.identity, passphrase=typed)
        identities.import_certificate(file, path)
        return file.load()

    def _change(self, parent: QWidget) -> None:
        self._open(dialogs.PassphraseDialog(self._folders.identity, self._storing, parent))

    def _back_up(self, parent: QWidget) -> None:
        kinds = text("Backups of an identity (*{ending})", ending=_BACKUP)
        target = ask_target(parent, text("Back up your identity"), f"me{_BACKUP}", kinds)
        if target is not None:
            said = text("Keep the backup apart from this computer. It opens only with your passphrase.")
            self._storing.run(
                lambda: own_identity.back_up(self._folders, target),
                lambda _: _tell(said, parent),
                lambda error: _fail(error, parent),
            )

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _tell(words: str, parent: QWidget) -> None:
    box = QMessageBox(QMessageBox.Icon.Information, text("My identity"), words, parent=parent)
    box.finished.connect(box.deleteLater)
    box.open()


def _tell_card(parent: QWidget) -> None:
    _tell(text("Give the file or the page to the secretariat; compare the fingerprint by telephone."), parent)


def _fail(error: Exception, parent: QWidget) -> None:
    _tell(problem_list(problems_of(error)), parent)
