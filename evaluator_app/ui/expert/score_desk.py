"""Scoring an application: the score screen, the sheet behind it, and what leaves it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evaluator_app.domain.application import Document
from evaluator_app.domain.citations import Citation
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.freezing import frozen
from evaluator_app.domain.history import Subject
from evaluator_app.domain.marks import Entry
from evaluator_app.domain.problems import Problem
from evaluator_app.domain.review import oddities
from evaluator_app.domain.sheet import Marks
from evaluator_app.late import late
from evaluator_app.ui.expert.correction_dialog import CorrectionDialog
from evaluator_app.ui.expert.edits import CardEdit
from evaluator_app.ui.expert.exporting import ask_export
from evaluator_app.ui.expert.saving import Saver
from evaluator_app.ui.expert.score_page import ScorePage
from evaluator_app.ui.expert.sheet_editor import SheetEditor
from evaluator_app.ui.expert.signing import Signing
from evaluator_app.ui.expert.stopwatch import Stopwatch
from evaluator_app.ui.fields.file_dialogs import ask_picture, ask_target
from evaluator_app.ui.fields.messages import problem_list
from evaluator_app.ui.operation import Operations, problems_of
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.services import (
        documents,
        habits,
        photos,
        scoring,
        sheet_signing,
        sheets,
        timing,
        workspaces,
    )
else:
    documents = late("evaluator_app.services.documents")
    photos = late("evaluator_app.services.photos")
    scoring = late("evaluator_app.services.scoring")
    timing = late("evaluator_app.services.timing")
    sheets = late("evaluator_app.services.sheets")
    sheet_signing = late("evaluator_app.services.sheet_signing")


class ScoreDesk(QObject):
    """Joins the score screen with what an expert can do there; built when first needed, not at the start."""

    left = Signal()
    export_wanted = Signal()
    sign_wanted = Signal()
    reopen_wanted = Signal()  # the sheet is another one now: signed, or a new revision
    next_wanted = Signal(int)  # so many applications on or back

    def __init__(
        self, theme: Theme, storing: Operations, drawing: Operations, workspace: "workspaces.Workspace"
    ) -> None:
        super().__init__()
        self._storing = storing
        self._workspace = workspace
        self._timed = False
        self._watch = Stopwatch(self)
        self._others: tuple[Mapping[str, Entry], ...] = ()
        self._saver = Saver(storing, workspace, self)
        self.editor = SheetEditor(self._saver, self)
        self.page = ScorePage(theme, drawing)
        self.page.edited.connect(self.editor.change)
        self.page.left.connect(self.left)
        self.page.export_wanted.connect(self.export_wanted)
        self.page.sign_wanted.connect(self.sign_wanted)
        self.page.correction_wanted.connect(self.correct)
        self.page.form.cite_wanted.connect(self.cite)
        self.page.documents.copy_wanted.connect(self._copy_document)
        self.editor.changed.connect(self._show_change)
        self._watch.ticked.connect(self.page.show_time)
        self._saver.saved.connect(self._show_saved)
        self._saver.failed.connect(self._show_unsaved)

    def open_sheet(self, opened: "habits.Opened", expert: Expert) -> None:
        """Show a sheet, the keyboard in its first criterion."""
        sheet, self._others = opened.sheet, opened.others
        self.editor.open_sheet(sheet)
        self.editor.who = expert.name
        order = [one.id for one in sheet.package.applications]
        position = text("{n} of {count}", n=order.index(sheet.application.id) + 1, count=len(order))
        self.page.show_sheet(sheet, position, self._path, {**opened.phrases, "": opened.own_phrases})
        self._show_saved(sheet.saved_at)
        if self._timed:
            self._watch.start(opened.seconds)
        self.page.form.go_to(self.page.form.open_target())

    def _path(self, document: Document) -> "documents.Source":
        return documents.source_of(self._workspace, document)

    def undo(self) -> None:
        """Take the last change of this sheet back."""
        self.page.finish()
        self._go_to(self.editor.undo())

    def redo(self) -> None:
        """Make the last change taken back again."""
        self.page.finish()
        self._go_to(self.editor.redo())

    def go_to_missing(self) -> None:
        """Go to the next criterion or remark that is still missing."""
        self.page.finish()
        self._go_to(self.editor.next_missing(self.page.form.open_target()))

    def _go_to(self, target: str) -> None:
        if target:
            self.page.form.go_to(target)

    def cite(self) -> None:
        """Attach what is selected in the documents to the open criterion."""
        citation = self.page.selected()
        if citation is None:
            self.page.show_saved(text("Select text or a part of a page first, then cite it."), tone="notice")
        else:
            self._attach(citation)

    def attach_photo(self) -> None:
        """Attach a photo taken on site to the open criterion."""
        path = ask_picture(self.page)
        if path is not None:
            workspace = self._workspace
            self._storing.run(
                lambda: photos.attach(workspace, path), self._photo_attached, self._show_failure
            )

    def _photo_attached(self, citation: Citation) -> None:
        self._attach(citation)
        sheet = self.editor.sheet
        if sheet is not None:
            every = (*sheet.application.documents, *photos.attached(sheet.state.marks))
            self.page.show_documents(every)

    def _attach(self, citation: Citation) -> None:
        sheet, target = self.editor.sheet, self.page.form.open_target()
        if sheet is None or target not in sheet.scheme.scheme.rubric.criteria_by_id:
            self.page.show_saved(text("Open the criterion first that you want to cite for."), tone="notice")
            return
        cited = sheet.state.marks.citations.get(target, ())
        self.editor.change(CardEdit(Subject.CITATIONS, target, (*cited, citation)))

    def export(self, expert: Expert) -> None:
        """Check the sheet, then write it as workbook and PDF where the expert wants it."""
        self.page.finish()
        sheet = self.editor.sheet
        if sheet is None:
            return
        name = f"{sheet.application.id}-{expert.name}.xlsx"
        if self.editor.frozen:
            self._copy_signed(sheet, name)
            return
        rubric, marks = sheet.scheme.scheme.rubric, sheet.state.marks
        odd = oddities(rubric, marks.entries, self._others)
        choice = ask_export((self.editor.missing(), odd), name, self.page)
        if choice.workbook is None:
            self._go_to(choice.go_to or self.page.form.open_target())
            return
        workbook, pdf = choice.workbook, choice.pdf
        self._storing.run(
            lambda: sheets.export(scoring.sheet_of(sheet, expert), sheet.scheme, workbook, pdf),
            lambda paths: self._written(paths, go_on=choice.go_on),
            self._show_failure,
        )

    def _copy_signed(self, sheet: "scoring.OpenSheet", name: str) -> None:
        """A signed sheet leaves as it was signed, byte by byte."""
        excel = text("Excel workbook (*.xlsx)")
        target = ask_target(self.page, text("Save the signed sheet once more"), name, excel)
        if target is not None:
            workspace = self._workspace
            self._storing.run(
                lambda: sheet_signing.copy_signed(workspace, sheet, target),
                lambda _: self.page.show_written((target,)),
                self._show_failure,
            )

    def sign(self, expert: Expert, signing: Signing) -> None:
        """Say what is missing, or sign the sheet where nothing is."""
        problems = self.flush()
        sheet = self.editor.sheet
        if sheet is None:
            return
        missing = (*problems, *frozen(sheet.revision), *self.editor.missing())
        rubric, marks = sheet.scheme.scheme.rubric, sheet.state.marks
        if missing:
            self.show_problems(missing)
            self.go_to_missing()
            return
        odd = oddities(rubric, marks.entries, self._others)
        signing.sign_one(self._workspace, sheet, (expert, odd), self.page)

    def correct(self) -> None:
        """Begin a new revision of a signed sheet, with a reason."""
        sheet, who = self.editor.sheet, self.editor.who
        reason = CorrectionDialog.ask(self.page) if sheet is not None and self.editor.frozen else ""
        if sheet is not None and reason:
            workspace = self._workspace
            self._storing.run(
                lambda: scoring.start_correction(workspace, sheet, reason, who),
                lambda _: self.reopen_wanted.emit(),
                self._show_failure,
            )

    def export_blank(self, expert: Expert) -> None:
        """Write the empty form of the open application, for paper."""
        sheet = self.editor.sheet
        if sheet is None:
            return
        name = text("blank") + f"-{sheet.application.id}.xlsx"
        target = ask_target(self.page, text("Save blank sheet"), name, text("Excel workbook (*.xlsx)"))
        if target is None:
            return
        self._storing.run(
            lambda: sheets.export_blank(
                scoring.sheet_of(sheet, expert), sheet.scheme, target, target.with_suffix(".pdf")
            ),
            self.page.show_written,
            self._show_failure,
        )

    def _written(self, paths: Sequence[Path], *, go_on: bool) -> None:
        self.page.show_written(paths)
        if go_on:
            self.next_wanted.emit(1)

    def _copy_document(self, document: Document) -> None:
        target = ask_target(self.page, text("Save a copy"), document.path.rpartition("/")[2], "")
        if target is not None:
            workspace = self._workspace
            self._storing.run(
                lambda: documents.copy_out(workspace, document, target), lambda _: None, self._show_failure
            )

    def leave(self) -> None:
        """Take what is being typed and give the documents back."""
        self.page.finish()
        self._keep_time()
        self.page.documents.close_documents()
        self.editor.open_sheet(None)

    def show_timer(self, *, on: bool) -> None:
        """Count the time from the next opened sheet on, or no longer."""
        self._timed = on

    def _keep_time(self) -> None:
        sheet = self.editor.sheet
        if sheet is not None and self._timed:
            workspace, key, spent = self._workspace, sheet.key, self._watch.stop()
            self._storing.run(
                lambda: timing.keep_seconds(workspace, key, spent), lambda _: None, self._show_failure
            )

    def flush(self) -> Sequence[Problem]:
        """Write what is being typed and wait for it; the problems that keep rows off the disk."""
        self.page.finish()
        return self._saver.flush()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what went wrong where the expert looks."""
        self.page.show_saved(problem_list(problems), tone="blocked")

    def _show_failure(self, error: Exception) -> None:
        self.show_problems(problems_of(error))

    def _show_change(self, marks: Marks, being_saved: bool) -> None:  # noqa: FBT001 - a slot
        self.page.show_marks(marks)
        if being_saved:
            self.page.show_saved(text("Saving…"))

    def _show_saved(self, at: str) -> None:
        self.page.show_saved(text("✓ Saved {time}", time=at[11:19]) if at else "")

    def _show_unsaved(self, problems: Sequence[Problem]) -> None:
        self.page.show_saved(" ".join((text("Not saved!"), problem_list(problems))), tone="blocked")
