"""Signing on the expert's desk: who signs, what is shown afterwards."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evaluator_app.late import late
from evaluator_app.ui.operation import Operations
from evaluator_app.wording.language import plural, text

if TYPE_CHECKING:
    from evaluator_app.services import sheet_signing
    from evaluator_app.ui.expert import signing
    from evaluator_app.ui.expert.desk import ExpertDesk
else:
    signing = late("evaluator_app.ui.expert.signing")


class DeskSigning(QObject):
    """What the desk's menus and buttons for signing do; the dialogs are made at the first signature."""

    def __init__(self, desk: "ExpertDesk", storing: Operations, drawing: Operations) -> None:
        super().__init__(desk)
        self._desk, self._storing, self._drawing = desk, storing, drawing
        self.signer: signing.Signing | None = None

    def sign(self) -> None:
        """Sign the open sheet, under the name of its expert."""
        if self._named():
            self._desk.on_score(lambda score: score.sign(self._desk.expert, self._signer()))

    def sign_all(self) -> None:
        """Sign every finished sheet at once."""
        workspace = self._desk.workspace
        if self._named() and workspace is not None:
            self._desk.show_home()
            self._signer().sign_all(workspace, self._desk.expert, self._desk)

    def correct(self) -> None:
        """Begin a correction of the open sheet, which is signed."""
        self._desk.on_score(lambda score: score.correct())

    def reopen(self) -> None:
        """Show the open sheet as it is now."""
        package, application = self._desk.where()
        if package:
            self._desk.open_application(package, application)

    def _named(self) -> bool:
        if not self._desk.expert.name:
            self._desk.ask_profile()
        return bool(self._desk.expert.name)

    def _signer(self) -> "signing.Signing":
        if self.signer is None:
            self.signer = signing.Signing(self._storing, self._drawing, self._desk.identity, self)
            self.signer.signed.connect(self._signed)
            self.signer.refused.connect(self._desk.say_problems)
        return self.signer

    def _signed(self, done: "sheet_signing.SignedBatch") -> None:
        words = plural("{count} sheet signed.", "{count} sheets signed.", len(done.receipts))
        if done.left:
            words += " " + text("Stopped; still open: {applications}.", applications=", ".join(done.left))
        self._desk.home.show_news(words)
        if done.problems:
            self._desk.home.show_problems(done.problems)
        self._desk.refresh()
        self._desk.tell_standing()
        self.reopen()
