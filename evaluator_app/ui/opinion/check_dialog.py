"""Checking a panel's opinion that came back: signatures, certificates, cells that show something else."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit, QWidget
from shiboken6 import isValid

from evaluator_app.domain.codes import Code
from evaluator_app.ui.fields.file_dialogs import ask_trust_list, ask_workbook
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.identity.form_dialog import FormDialog
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.opinion.people import SignersTable
from evaluator_app.ui.opinion.sign_dialog import beside, path_field
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.decisions import change_line
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import problem_line

if TYPE_CHECKING:
    from evaluator_app.services.meetings import OpinionCheck

_LINES = 6

Look = Callable[[Path, Path | None], "OpinionCheck"]  # the workbook, and the trust list if one was chosen


class CheckOpinionDialog(FormDialog):
    """Says of a workbook who signed it, and what differs from what was recorded."""

    def __init__(self, theme: Theme, working: Operations, look: Look, parent: QWidget | None) -> None:
        about = text(
            "Compared with the recorded meeting, cell by cell. Certificates are judged by the authority's "
            "own trust list, or by one that is chosen here."
        )
        super().__init__(text("Check the opinion"), about, parent)
        self.setMinimumWidth(680)
        self._working, self._look = working, look
        self.file = path_field(text("Workbook"))
        self.file.setReadOnly(True)
        self._trust: Path | None = None
        self._against = label(tone="muted", wrap=True)
        self._against.hide()
        self.people = SignersTable(theme, judged=True)
        self.found = QPlainTextEdit()
        self.found.setReadOnly(True)
        self.found.setTabChangesFocus(True)
        self.found.setAccessibleName(text("What was found"))
        self.found.setFixedHeight(self.found.fontMetrics().lineSpacing() * _LINES)
        ways = {
            text("Choose workbook…"): self._choose_book,
            text("Choose trust list…"): self._choose_trust,
        }
        book = beside(self.file, ways)
        self.lay_out([book, self.people, self.found], text("Check again"), [self._against])
        self.leave_with(text("Close"))
        self.when_asked(self._check)

    def _choose_book(self) -> None:
        path = ask_workbook(self)
        if path is not None:
            self.look_at(path)

    def _choose_trust(self) -> None:
        path = ask_trust_list(self)
        if path is not None:
            self._trust = path
            self._against.setText(text("Checked against: {names}", names=path.name))
            self._against.show()
            self._check()

    def look_at(self, path: Path) -> None:
        """Check a workbook."""
        self.file.setText(str(path))
        self._check()

    def _check(self) -> None:
        if not self.file.text():
            self.say(text("Choose the workbook of the opinion first."))
            return
        self.people.show_signings(())
        self.found.clear()
        book, trust = Path(self.file.text()), self._trust
        self.run_and_stay(self._working, lambda: self._look(book, trust), self._show)

    def _show(self, found: "OpinionCheck") -> None:
        if not isValid(self):  # it may have been closed meanwhile
            return
        self.proceed_with(text("Check again"))
        self.people.show_signings(found.signings)
        wrong = [one for one in found.problems if one.code is not Code.OPINION_UNSIGNED]  # the table says who
        lines = [*map(change_line, found.changes), *map(problem_line, wrong)]
        self.found.setPlainText("\n".join(lines) or text("Every cell is as it was written."))
