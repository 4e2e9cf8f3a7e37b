"""The expert desk: home and score screen over one workspace."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from evaluator_app.domain.application import Document
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.problems import Problem, Refused
from evaluator_app.domain.sheet import Marks
from evaluator_app.late import late
from evaluator_app.services.places import Places
from evaluator_app.ui.expert.dialogs import ProfileDialog
from evaluator_app.ui.expert.exporting import ask_export
from evaluator_app.ui.expert.home import HomePage
from evaluator_app.ui.expert.saving import Saver
from evaluator_app.ui.expert.score_page import ScorePage
from evaluator_app.ui.expert.sheet_editor import SheetEditor
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
        self.ready = False  # whether the workspace is open, or the reason why not is shown
        self.packages: tuple[scoring.DeskPackage, ...] = ()
        self.expert = Expert(name="")
        self._saver = Saver(storing, self)
        self.editor = SheetEditor(self._saver, self)
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
        self.score.edited.connect(self.editor.change)
        self.editor.changed.connect(self._show_change)
        self.score.left.connect(self.show_home)
        self.score.export_wanted.connect(self.export)
        self.score.documents.copy_wanted.connect(self._copy_document)
        self._saver.saved.connect(self._show_saved)
        self._saver.failed.connect(self._show_unsaved)

    # -- the workspace and its packages

    def open_workspace(
        self, opener: "Callable[[], workspaces.Workspace]", then: Callable[[], None] = lambda: None
    ) -> None:
        """Open the workspace in the background and show what it holds; then go on."""

        def opened(workspace: "workspaces.Workspace") -> None:
            self._workspace = workspace
            self._saver.use(workspace)
            self.refresh()
            then()

        self._storing.run(opener, opened, self._no_workspace)

    def _no_workspace(self, error: Exception) -> None:
        self.ready = True
        self._trouble.show_problems(_problems(error))
        self._pages.setCurrentWidget(self._trouble)

    def refresh(self) -> None:
        """Show again what the workspace holds."""
        self._ask(lambda ws: (scoring.desk(ws), profile.expert(ws)), self._show_desk)

    def _show_desk(self, found: "tuple[tuple[scoring.DeskPackage, ...], Expert]") -> None:
        self.packages, self.expert = found
        self.ready = True
        self.editor.who = self.expert.name
        self.home.show_desk(self.packages, self.expert)

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
        self.editor.open_sheet(sheet)
        order = [one.id for one in sheet.package.applications]
        position = text("{n} of {count}", n=order.index(sheet.application.id) + 1, count=len(order))

        def path(document: Document) -> Path:
            return documents.stored_path(workspace, document)

        self._pages.setCurrentWidget(self.score)
        self.score.show_sheet(sheet, position, path)
        self._show_saved(sheet.saved_at)
        self.score.form.go_to(self.score.form.open_target())
        self.title_changed.emit(f"{sheet.application.organisation} · {sheet.application.site}")

    def undo(self) -> None:
        """Take the last change of this sheet back."""
        self.score.finish()
        self._go_to(self.editor.undo())

    def redo(self) -> None:
        """Make the last change taken back again."""
        self.score.finish()
        self._go_to(self.editor.redo())

    def go_to_missing(self) -> None:
        """Go to the next criterion or remark that is still missing."""
        self.score.finish()
        self._go_to(self.editor.next_missing(self.score.form.open_target()))

    def _go_to(self, target: str) -> None:
        if target:
            self.score.form.go_to(target)

    def _show_change(self, marks: Marks, being_saved: bool) -> None:  # noqa: FBT001 - a slot
        self.score.show_marks(marks)
        if being_saved:
            self.score.show_saved(text("Saving…"))

    def _show_saved(self, at: str) -> None:
        self.score.show_saved(text("✓ Saved {time}", time=at[11:19]) if at else "")

    def _show_unsaved(self, problems: Sequence[Problem]) -> None:
        self.score.show_saved(f"{text('Not saved!')} {problem_list(problems)}", tone="blocked")

    def show_home(self) -> None:
        """Go back to the applications."""
        self.score.finish()
        self.score.documents.close_documents()
        self.editor.open_sheet(None)
        self._pages.setCurrentWidget(self.home)
        self.refresh()
        self.home.take_focus()
        self.title_changed.emit("")

    # -- what leaves the desk

    def ask_profile(self) -> None:
        """Let the expert enter name and organisation."""
        expert = ProfileDialog.ask(self.expert, self)
        if expert is not None:
            self._ask(lambda ws: profile.keep_expert(ws, expert), lambda _: self.refresh())
            self.expert = expert

    def export(self) -> None:
        """Check the sheet, then write it as workbook and PDF where the expert wants it."""
        self.score.finish()
        sheet = self.editor.sheet
        if sheet is None:
            return
        if not self.expert.name:
            self.ask_profile()
        if not self.expert.name:
            return
        name = f"{sheet.application.id}-{self.expert.name}.xlsx"
        choice = ask_export(sheet.scheme.scheme.rubric, sheet.state.marks, name, self)
        if choice.workbook is not None:
            self._write_sheet(sheet, choice.workbook, choice.pdf)
        else:
            self.score.form.go_to(choice.go_to or self.score.form.open_target())

    def _write_sheet(self, sheet: "scoring.OpenSheet", workbook: Path, pdf: Path | None) -> None:
        expert = self.expert

        def write(_: "workspaces.Workspace") -> tuple[Path, ...]:
            return sheets.export(scoring.sheet_of(sheet, expert), sheet.scheme, workbook, pdf)

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

    def where(self) -> tuple[str, str]:
        """Which sheet is open: package and application, empty at home."""
        sheet = self.editor.sheet
        return (sheet.package.id, sheet.application.id) if sheet else ("", "")

    def close_desk(self) -> Sequence[Problem]:
        """Save what is being typed and let go of the workspace; the problems that keep rows off the disk."""
        self.score.finish()
        problems = self._saver.flush()
        workspace = self._workspace
        if not problems and workspace is not None:
            self.score.documents.close_documents()
            self._storing.run(workspace.close, lambda _: None, lambda _: None)
        return problems


def _problems(error: Exception) -> Sequence[Problem]:
    """The problems of an expected failure; anything else is a fault of the program."""
    if isinstance(error, Refused):
        return error.problems
    raise error


def _written_words(paths: Sequence[Path]) -> str:
    names = ", ".join(path.name for path in paths)
    return plural("Exported: {names}", "Exported: {names}", len(paths), names=names)
