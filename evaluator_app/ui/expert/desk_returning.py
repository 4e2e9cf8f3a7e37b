"""Handing back on the expert's desk: asked once, written as one signed file, receipt shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import problem
from evaluator_app.late import late
from evaluator_app.ui.fields.file_dialogs import ask_target
from evaluator_app.ui.operation import Operations
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.services import identities, returning
    from evaluator_app.ui.expert import return_dialog, sign_dialog
    from evaluator_app.ui.expert.desk import ExpertDesk
else:
    identities = late("evaluator_app.services.identities")
    returning = late("evaluator_app.services.returning")
    return_dialog = late("evaluator_app.ui.expert.return_dialog")
    sign_dialog = late("evaluator_app.ui.expert.sign_dialog")


class DeskReturning(QObject):
    """What the menu entry for handing back does."""

    def __init__(self, desk: "ExpertDesk", storing: Operations) -> None:
        super().__init__(desk)
        self._desk, self._storing = desk, storing
        self.dialog: return_dialog.ReturnDialog | None = None
        self.receipt: sign_dialog.ReceiptDialog | None = None

    def hand_back(self) -> None:
        """Hand back the campaign of the open sheet, or of the first package."""
        campaign = self._desk.campaign()
        if campaign is None:
            return
        if not self._desk.identity.is_file():
            self._desk.say_problems((problem(Code.IDENTITY_MISSING),))
            return
        self._desk.show_home()
        self._desk.ask(lambda ws: returning.to_return(ws, campaign), self._ask)

    def _ask(self, found: "returning.ToReturn") -> None:
        dialog = self.dialog = return_dialog.ReturnDialog(found, self._desk)
        dialog.when_asked(lambda: self._write(dialog, found))
        dialog.finished.connect(self._forget)
        dialog.open()

    def _forget(self) -> None:
        self.dialog = None

    def _write(self, dialog: "return_dialog.ReturnDialog", found: "returning.ToReturn") -> None:
        campaign = found.packages[0].campaign.id
        suggestion = f"{campaign}-{self._desk.expert.name}.evret"
        kinds = text("Return files (*.evret)")
        target = ask_target(dialog, text("Save return file"), suggestion, kinds)
        workspace = self._desk.workspace
        if target is None or workspace is None:
            return
        key = identities.KeyFile(path=self._desk.identity, passphrase=dialog.passphrase.passphrase())
        dialog.run(
            self._storing,
            lambda: returning.hand_back(workspace, campaign, key.load(), target),
            self._written,
        )

    def _written(self, done: "returning.Returned") -> None:
        told = text("Take the file to the secretariat, and read this code out when it asks.")
        lines = ((text("Check code"), done.code), (text("Fingerprint"), done.digest))
        self.receipt = sign_dialog.ReceiptDialog(lines, done.path.name, self._desk, told)
        self.receipt.open()
        self._desk.refresh()
