"""Signing from the window: one sheet from the score screen, or every finished one from home."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.late import late
from evaluator_app.services.documents import Raster
from evaluator_app.ui.expert.sign_dialog import ReceiptDialog, SignDialog
from evaluator_app.ui.fields.file_dialogs import ask_folder
from evaluator_app.ui.operation import Cancelled, Operations, Progress, problems_of
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.services import identities, scoring, sheet_signing, workspaces
    from evaluator_app.wording import receipts
else:
    identities = late("evaluator_app.services.identities")
    sheet_signing = late("evaluator_app.services.sheet_signing")
    receipts = late("evaluator_app.wording.receipts")

_SCALE = 0.9  # pixels a point of the page shown
Work = Callable[["sheet_signing.Pen"], "sheet_signing.SignedBatch"]


class Signing(QObject):
    """Asks, signs in the worker, and shows the receipt."""

    signed = Signal(object)  # sheet_signing.SignedBatch
    refused = Signal(object)  # the problems before there was anything to sign

    def __init__(self, storing: Operations, drawing: Operations, identity: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._storing, self._drawing, self._identity = storing, drawing, identity
        self.dialog: SignDialog | None = None
        self.receipt: ReceiptDialog | None = None

    def sign_one(
        self,
        workspace: "workspaces.Workspace",
        sheet: "scoring.OpenSheet",
        asked: tuple[Expert, Sequence[Problem]],
        parent: QWidget,
    ) -> None:
        """Sign the open sheet; `asked` are its expert and what is odd about it."""
        expert, odd = asked

        def sign(pen: "sheet_signing.Pen", folder: Path) -> "sheet_signing.SignedBatch":
            target = folder / sheet_signing.file_name(sheet, expert)
            receipt = sheet_signing.sign_open(workspace, sheet, pen, target)
            return sheet_signing.SignedBatch(receipts=(receipt,), unfinished=())

        dialog = self._ask(expert, odd, sign, parent)
        if dialog is not None:
            self._drawing.run(
                lambda: sheet_signing.preview(sheet, expert, _SCALE), self._show_page, self._no_page
            )

    def _show_page(self, raster: Raster) -> None:
        if self.dialog is not None:
            self.dialog.show_page(raster)

    def _no_page(self, error: Exception) -> None:
        """A sheet that cannot be drawn, for want of a font, can be signed all the same."""
        problems_of(error)

    def sign_all(self, workspace: "workspaces.Workspace", expert: Expert, parent: QWidget) -> None:
        """Sign every finished sheet at once."""
        progress = Progress(self)

        def go_on(done: int, total: int) -> bool:
            try:
                progress.step(done, total)
            except Cancelled:
                return False
            return True

        dialog = self._ask(
            expert,
            (),
            lambda pen, folder: sheet_signing.sign_finished(workspace, folder, pen, go_on),
            parent,
        )
        if dialog is not None:
            progress.moved.connect(dialog.show_progress)
            dialog.sign_wanted.connect(lambda *_: progress.restart())
            dialog.progress.cancelled.connect(progress.cancel)

    def _ask(
        self,
        expert: Expert,
        odd: Sequence[Problem],
        sign: "Callable[[sheet_signing.Pen, Path], sheet_signing.SignedBatch]",
        parent: QWidget,
    ) -> SignDialog | None:
        if not self._identity.is_file():
            self.refused.emit((problem(Code.IDENTITY_MISSING),))
            return None
        folder = ask_folder(parent, text("Folder for the signed sheets"))
        if folder is None:
            return None
        dialog = self.dialog = SignDialog(expert.name, odd, parent)

        def work(passphrase: bytes, picture: bytes) -> "sheet_signing.SignedBatch":
            identity = identities.KeyFile(path=self._identity, passphrase=passphrase).load()
            sheet_signing.check_signer(identity, expert)
            done = sign(sheet_signing.Pen(identity=identity, picture=picture), folder)
            if done.problems and not done.receipts:
                raise Refused(done.problems)
            return done

        dialog.sign_wanted.connect(
            lambda passphrase, picture: self._storing.run(
                lambda: work(passphrase, picture),
                lambda done: self._signed(dialog, done, parent),
                lambda error: self._refused(dialog, error),
            )
        )
        dialog.finished.connect(self._forget)
        dialog.open()
        return dialog

    def _forget(self) -> None:
        self.dialog = None

    def _signed(self, dialog: SignDialog, done: "sheet_signing.SignedBatch", parent: QWidget) -> None:
        if isValid(dialog):  # it may have been closed meanwhile; the sheets are signed all the same
            dialog.accept()
        self.signed.emit(done)
        if done.receipts:
            self.receipt = ReceiptDialog(_lines(done), _files(done), parent)
            self.receipt.open()

    def _refused(self, dialog: SignDialog, error: Exception) -> None:
        problems = problems_of(error)
        if isValid(dialog):
            dialog.show_problems(problems)
        else:
            self.refused.emit(problems)


def _lines(done: "sheet_signing.SignedBatch") -> Sequence[tuple[str, str]]:
    """The receipt of one sheet, or the codes of several."""
    if len(done.receipts) == 1:
        (one,) = done.receipts
        return receipts.receipt_lines(one.digest, one.revision, one.signature)
    found = "\n".join(f"{one.application}  {one.code}" for one in done.receipts)
    return ((text("Check code"), found),)


def _files(done: "sheet_signing.SignedBatch") -> str:
    return ", ".join(one.path.name for one in done.receipts)
