"""The expert desk: home and score screen over one workspace."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from evaluator_app.domain.application import Document
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.history import Row, SheetState, Step, edit, redo, undo
from evaluator_app.domain.problems import Problem, Refused
from evaluator_app.domain.sheet import findings
from evaluator_app.late import late
from evaluator_app.services.places import Places
from evaluator_app.ui.expert.dialogs import ProfileDialog
from evaluator_app.ui.expert.edits import CardEdit
from evaluator_app.ui.expert.exporting import ask_export
from evaluator_app.ui.expert.home import HomePage
from evaluator_app.ui.expert.saving import Saver
from evaluator_app.ui.expert.score_page import ScorePage
from evaluator_app.ui.fields.file_dialogs import ask_package, ask_target
from evaluator_app.ui.fields.layouts import column
from evaluator_app.ui.fields.messages import Message, problem_list
from evaluator_app.ui.operation import Cancelled, Operations, Progress
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.packages import received_words

if TYPE_CHECKING:
    from evaluator_app.services import documents, profile, receiving, samples, scoring, sheets, workspaces
else:
    documents = late("evaluator_app.services.documents")
    profile = late("evaluator_app.services.profile")
    receiving = late("evaluator_app.services.receiving")
    samples = late("evaluator_app.services.samples")
    scoring = late("evaluator_app.services.scoring")
    sheets = late("evaluator_app.services.sheets")
    workspaces = late("evaluator_app.services.workspaces")

T = TypeVar("T")


class ExpertDesk(QWidget):
    """Joins the pages of the expert with what an expert can do."""

    title_changed = Signal(str)

    def __init__(self, theme: Theme, places: Places, storing: Operations, drawing: Operations) -> None:
        super().__init__()
        self._places = places
        self._storing = storing
        self._workspace: workspaces.Workspace | None = None
        self._packages: tuple[scoring.DeskPackage, ...] = ()
        self._expert = Expert(name="")
        self._sheet: scoring.OpenSheet | None = None
        self._state: SheetState | None = None
        self._saver = Saver(storing, self)
        self.home = HomePage(theme)
        self.score = ScorePage(theme, drawing)
        self._trouble = Message()
        self._pages = QStackedWidget()
        for page in (self.home, self.score, self._trouble):
            self._pages.addWidget(page)
        self.setLayout(column(self._pages))
        self._connect()

    def _connect(self) -> None:
        self.home.opened.connect(self.open_application)
        self.home.package_wanted.connect(self.choose_package)
        self.home.sample_wanted.connect(self.open_sample)
        self.home.profile_wanted.connect(self.ask_profile)
        self.score.edited.connect(self._edited)
        self.score.left.connect(self.show_home)
        self.score.export_wanted.connect(self.export)
        self.score.documents.copy_wanted.connect(self._copy_document)
        self._saver.saved.connect(self._show_saved)
        self._saver.failed.connect(self._show_unsaved)

    # -- the workspace and its packages

    def open_workspace(
        self, opener: "Callable[[], workspaces.Workspace]", package: Path | None = None
    ) -> None:
        """Open the workspace in the background and show what it holds; then a package, where one is given."""

        def opened(workspace: "workspaces.Workspace") -> None:
            self._workspace = workspace
            self._saver.use(workspace)
            self.refresh()
            if package is not None:
                self.open_package(package)

        self._storing.run(opener, opened, self._no_workspace)

    def _no_workspace(self, error: Exception) -> None:
        self._trouble.show_problems(_problems(error))
        self._pages.setCurrentWidget(self._trouble)

    def refresh(self) -> None:
        """Show again what the workspace holds."""
        self._ask(lambda ws: (scoring.desk(ws), profile.expert(ws)), self._show_desk)

    def _show_desk(self, found: "tuple[tuple[scoring.DeskPackage, ...], Expert]") -> None:
        self._packages, self._expert = found
        self.home.show_desk(self._packages, self._expert)

    def choose_package(self) -> None:
        """Let the user pick a package file."""
        path = ask_package(self)
        if path is not None:
            self.open_package(path)

    def open_package(self, path: Path) -> None:
        """Verify a package and take it into the workspace, with progress."""
        step = self._progress(path.name)
        self._ask(lambda ws: receiving.receive(ws, path, step), self._received, self._not_received)

    def open_sample(self) -> None:
        """Take the sample that ships with the program into the workspace."""
        step = self._progress(text("the sample"))
        self._ask(
            lambda ws: samples.receive_sample(ws, self._places, step), self._received, self._not_received
        )

    def _progress(self, name: str) -> Callable[[int, int], None]:
        """Show home with the progress of something; what the work calls at each step."""
        self.show_home()
        progress = Progress()
        progress.moved.connect(lambda done, total: self.home.show_progress(name, done, total))
        self.home.cancelled.connect(progress.cancel)
        self.home.show_progress(name, 0, 0)
        return progress.step

    def _received(self, received: "receiving.Received") -> None:
        self.home.hide_progress()
        self.home.show_notice(received_words(received.state, received.package, received.changes))
        self.refresh()

    def _not_received(self, error: Exception) -> None:
        self.home.hide_progress()
        if not isinstance(error, Cancelled):
            self.home.show_problems(_problems(error))

    # -- scoring

    def open_application(self, package: str, application: str) -> None:
        """Open the score screen of an application."""
        self._ask(lambda ws: scoring.open_sheet(ws, package, application), self._show_sheet)

    def _show_sheet(self, sheet: "scoring.OpenSheet") -> None:
        workspace = self._workspace
        if workspace is None:
            return
        self._sheet, self._state = sheet, sheet.state
        order = [one.id for one in sheet.package.applications]
        position = text("{n} of {count}", n=order.index(sheet.application.id) + 1, count=len(order))

        def path(document: Document) -> Path:
            return documents.stored_path(workspace, document)

        self._pages.setCurrentWidget(self.score)
        self.score.show_sheet(sheet, position, path)
        self._show_saved(sheet.saved_at)
        self.score.form.go_to(self.score.form.open_target())
        self.title_changed.emit(f"{sheet.application.organisation} · {sheet.application.site}")

    def _edited(self, change: CardEdit) -> None:
        if self._state is not None:
            self._take(edit(self._state, change.subject, change.target, change.value))

    def undo(self) -> None:
        """Take the last change of this sheet back."""
        self._step_back(undo)

    def redo(self) -> None:
        """Make the last change taken back again."""
        self._step_back(redo)

    def _step_back(self, way: Callable[[SheetState], Step | None]) -> None:
        if self._state is None or self._pages.currentWidget() is not self.score:
            return
        self.score.finish()
        step = way(self._state)
        self._take(step)
        if step is not None:
            self.score.form.go_to(step.row.target)

    def _take(self, step: Step | None) -> None:
        if self._state is None or self._sheet is None:
            return
        if step is None:
            self.score.show_marks(self._state.marks)
            return
        self._state = step.state
        self.score.show_marks(step.state.marks)
        self._save(step.row)

    def _save(self, row: Row) -> None:
        if self._sheet is not None:
            self.score.show_saved(text("Saving…"))
            self._saver.save(self._sheet.key, row, self._expert.name)

    def _show_saved(self, at: str) -> None:
        self.score.show_saved(text("✓ Saved {time}", time=at[11:19]) if at else "")

    def _show_unsaved(self, problems: Sequence[Problem]) -> None:
        self.score.show_saved(f"{text('Not saved!')} {problem_list(problems)}", tone="blocked")

    def go_to_missing(self) -> None:
        """Go to the next criterion or remark that is still missing."""
        if self._sheet is None or self._state is None:
            return
        self.score.finish()
        missing = findings(self._sheet.scheme.scheme.rubric, self._state.marks)
        targets = [one.details.get("criterion") or one.details.get("remark", "") for one in missing]
        here = self.score.form.open_target()
        following = [target for target in targets if target != here]
        if following:
            self.score.form.go_to(following[0])

    def show_home(self) -> None:
        """Go back to the applications."""
        self.score.finish()
        self.score.documents.close_documents()
        self._sheet = self._state = None
        self._pages.setCurrentWidget(self.home)
        self.refresh()
        self.home.take_focus()
        self.title_changed.emit("")

    # -- what leaves the desk

    def ask_profile(self) -> None:
        """Let the expert enter name and organisation."""
        expert = ProfileDialog.ask(self._expert, self)
        if expert is not None:
            self._ask(lambda ws: profile.keep_expert(ws, expert), lambda _: self.refresh())
            self._expert = expert

    def export(self) -> None:
        """Check the sheet, then write it as workbook and PDF where the expert wants it."""
        self.score.finish()
        if self._sheet is None or self._state is None:
            return
        if not self._expert.name:
            self.ask_profile()
        if not self._expert.name:
            return
        name = f"{self._sheet.application.id}-{self._expert.name}.xlsx"
        choice = ask_export(self._sheet.scheme.scheme.rubric, self._state.marks, name, self)
        if choice.workbook is not None:
            self._write_sheet(choice.workbook, choice.pdf)
        else:
            self.score.form.go_to(choice.go_to or self.score.form.open_target())

    def _write_sheet(self, workbook: Path, pdf: Path | None) -> None:
        sheet, state, expert = self._sheet, self._state, self._expert
        if sheet is None or state is None:
            return

        def write(_: "workspaces.Workspace") -> tuple[Path, ...]:
            written = scoring.sheet_of(replace(sheet, state=state), expert)
            return sheets.export(written, sheet.scheme, workbook, pdf)

        self._ask(write, lambda paths: self.score.show_saved(_written_words(paths), tone="good"))

    def _copy_document(self, document: Document) -> None:
        target = ask_target(self, text("Save a copy"), document.path.rpartition("/")[2], "")
        if target is not None:
            self._ask(lambda ws: documents.copy_out(ws, document, target), lambda _: None)

    # -- the worker

    def _ask(
        self,
        work: "Callable[[workspaces.Workspace], T]",
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run something with the workspace in the worker; failures are said where the user looks."""
        workspace = self._workspace
        if workspace is not None:
            self._storing.run(lambda: work(workspace), done, failed or self._say)

    def _say(self, error: Exception) -> None:
        problems = _problems(error)
        if self._pages.currentWidget() is self.score:
            self.score.show_saved(problem_list(problems), tone="blocked")
        else:
            self.home.show_problems(problems)

    def close_desk(self) -> bool:
        """Save what is being typed and let go of the workspace; False where rows cannot be written."""
        self.score.finish()
        self.score.documents.close_documents()
        workspace = self._workspace
        if workspace is not None:
            self._storing.run(workspace.close, lambda _: None, lambda _: None)
        return True


def _problems(error: Exception) -> Sequence[Problem]:
    """The problems of an expected failure; anything else is a fault of the program."""
    if isinstance(error, Refused):
        return error.problems
    raise error


def _written_words(paths: Sequence[Path]) -> str:
    names = ", ".join(path.name for path in paths)
    return plural("Exported: {names}", "Exported: {names}", len(paths), names=names)
