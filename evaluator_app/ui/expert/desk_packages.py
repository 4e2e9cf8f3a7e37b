"""Packages that arrive on the expert's desk: chosen, dropped, double-clicked, or the sample."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evaluator_app.late import late
from evaluator_app.services.places import Places
from evaluator_app.ui.fields.file_dialogs import ask_package
from evaluator_app.ui.operation import Cancelled, problems_of
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.services import issuers, receiving, samples, workspaces
    from evaluator_app.ui.expert import issuer_dialog
    from evaluator_app.ui.expert.desk import ExpertDesk
    from evaluator_app.wording import packages as package_words
else:
    issuers = late("evaluator_app.services.issuers")
    samples = late("evaluator_app.services.samples")
    issuer_dialog = late("evaluator_app.ui.expert.issuer_dialog")
    package_words = late("evaluator_app.wording.packages")

Take = Callable[["workspaces.Workspace", Callable[[int, int], None]], "receiving.Received"]


class DeskPackages(QObject):
    """Verifies a package, asks about an issuer that is not known, and takes it in."""

    def __init__(self, desk: "ExpertDesk", places: Places) -> None:
        super().__init__(desk)
        self._desk, self._places = desk, places

    def choose_package(self) -> None:
        """Let the user pick a package file."""
        path = ask_package(self._desk)
        if path is not None:
            self.open_package(path)

    def open_package(self, path: Path) -> None:
        """Verify a package and take it into the workspace, with progress."""
        self._desk.show_home()
        progress = self._desk.home.follow(path.name)

        def examined(found: "issuers.Examined") -> None:
            known = found.issuer is issuers.Issuer.KNOWN
            if known or issuer_dialog.IssuerDialog.ask(found.verified.signature, self._desk):
                self._receive(path.name, lambda ws, step: issuers.accept(ws, found, step))
            else:
                self._desk.home.show_news("")

        keeper = self._desk.keeper
        identity = keeper.identity if keeper is not None else None
        self._desk.ask(lambda ws: issuers.examine(ws, path, progress.step, identity), examined, self.failed)

    def open_sample(self) -> None:
        """Take the sample that ships with the program into the workspace."""
        self._receive(text("the sample"), lambda ws, step: samples.receive_sample(ws, self._places, step))

    def _receive(self, name: str, take: "Take") -> None:
        self._desk.show_home()
        progress = self._desk.home.follow(name)
        self._desk.ask(lambda ws: take(ws, progress.step), self._received, self.failed)

    def _received(self, received: "receiving.Received") -> None:
        words = package_words.received_words(received.state, received.package, received.changes)
        self._desk.home.show_news(words)
        self._desk.refresh()
        self._desk.tell_standing()

    def failed(self, error: Exception) -> None:
        """Say why nothing came of it; what the user stopped needs no words."""
        self._desk.home.show_news("")
        if not isinstance(error, Cancelled):
            self._desk.home.show_problems(problems_of(error))
