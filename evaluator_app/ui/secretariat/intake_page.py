"""The page of intake: forms and folders dropped on it, what would be done with each, and doing it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit

from evaluator_app.domain.intake import Incoming, Sorted
from evaluator_app.late import late
from evaluator_app.ui.fields.file_dialogs import ask_file, ask_files_of, ask_folder
from evaluator_app.ui.fields.labels import elided, label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.progress_row import ProgressRow
from evaluator_app.ui.fields.row_table import chosen_row, row_table, when_chosen
from evaluator_app.ui.operation import Progress
from evaluator_app.ui.secretariat.desk_page import DeskPage
from evaluator_app.ui.secretariat.desk_workspace import DeskWorkspace
from evaluator_app.ui.secretariat.intake_model import Column, details_of, intake_model
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line

if TYPE_CHECKING:
    from evaluator_app.services import intake, recommending, taking_in
    from evaluator_app.services.intake import Target
    from evaluator_app.services.recommending import RecommendationsPreview
    from evaluator_app.services.taking_in import Taken
    from evaluator_app.services.workspaces import Workspace
    from evaluator_app.ui.secretariat import application_dialog, intake_dialogs
else:
    intake = late("evaluator_app.services.intake")
    recommending = late("evaluator_app.services.recommending")
    taking_in = late("evaluator_app.services.taking_in")
    application_dialog = late("evaluator_app.ui.secretariat.application_dialog")
    intake_dialogs = late("evaluator_app.ui.secretariat.intake_dialogs")

_WORKBOOK = ".xlsx"
_WIDTHS: dict[int, int] = {
    Column.FILE: 180,
    Column.STATE: 170,
    Column.NUMBER: 80,
    Column.DOCUMENTS: 90,
    Column.REMARK: 130,
}


class IntakePage(DeskPage):
    """Nothing is written before the button says so; doubtful forms stay out."""

    def __init__(self, theme: Theme, desk: DeskWorkspace) -> None:
        super().__init__(text("Intake"), desk)
        self.setAcceptDrops(True)
        self._theme = theme
        self.target: Target | None = None
        self.paths: tuple[Path, ...] = ()
        self.typed: tuple[Incoming, ...] = ()
        self.found: tuple[Sorted, ...] = ()
        self.dialog: QDialog | None = None
        self.model = intake_model(self)
        self.table = row_table(self.model, text("Forms and what would be done with them"), theme, _WIDTHS)
        when_chosen(self.table, self._show_details)
        self.take = self.button(text("Take in"), self.take_in, primary=True)
        self._clear = self.button(text("Clear the list"), self.clear)
        self._make_fields()
        self._lay_out()
        self.show_sorted(())

    def _make_fields(self) -> None:
        self._folder = elided(tone="muted", textSize="small")
        self.received, self.who = _line(text("Received on")), _line(text("Taken in by"))
        self.received.setPlaceholderText(text("today"))
        self.received.editingFinished.connect(self._look)
        self.who.editingFinished.connect(self._remember)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(text("What is to be said about the form"))
        self.details.setPlaceholderText(
            text("Drop filled forms here, or folders that hold a form and its documents; or choose them.")
        )
        self.progress, self._work = ProgressRow(), Progress(self)
        self._work.moved.connect(lambda done, total: self.progress.show_progress("", done, total))
        self.progress.cancelled.connect(self._work.cancel)

    def _lay_out(self) -> None:
        sources = row(
            self.button(text("Choose forms…"), self.choose_files),
            self.button(text("Choose folder…"), self.choose_documents),
            self.button(text("Type in…"), self.type_in),
            self.button(text("Recommendations…"), self.recommend),
            None,
            self.button(text("Journal…"), self.show_journal),
            self._clear,
        )
        facts = row(
            label(text("Received on"), tone="muted"),
            self.received,
            label(text("Taken in by"), tone="muted"),
            self.who,
            (self._folder, 1),
        )
        body = column(sources, facts, self.progress, (self.table, 3), (self.details, 2), spacing=12)
        for field in (self.received, self.who):
            field.setMaximumWidth(self._theme.sizes.body * 10)
        self.set_body(body, self.take)

    # -- what is shown

    def load(self, ws: "Workspace", campaign: str) -> "Target":
        """Where applications go."""
        return intake.target_of(ws, campaign, self.received.text().strip())

    def show_loaded(self, found: "Target") -> None:
        """Look at what was chosen, against the campaign as it is now."""
        changed = self.target is not None and self.target.folder != found.folder
        self.target = found
        self._folder.setText(text("Applications: {folder}", folder=found.folder))
        if not self.who.text():
            self.who.setText(self.desk.who)
        if changed:
            self.clear()
        else:
            self._look()

    def show_sorted(self, found: tuple[Sorted, ...]) -> None:
        """Show what would be done with these forms."""
        self.found = found
        self.progress.hide()
        self.model.show_rows(found)
        wanted = sum(one.wanted for one in found)
        self.take.setEnabled(wanted > 0)
        self._clear.setEnabled(bool(found))
        self.take.setText(
            plural("Take in {count} application", "Take in {count} applications", wanted)
            if wanted
            else text("Take in")
        )
        if found:
            self.table.selectRow(next((n for n, one in enumerate(found) if one.problems), 0))
        self._show_details()

    def _show_details(self) -> None:
        place = chosen_row(self.table)
        kinds = self.target.scheme.scheme.documents if self.target else ()
        lines = details_of(self.model.rows[place], kinds) if place is not None else []
        self.details.setPlainText("\n".join(lines))

    # -- what is asked

    def choose_files(self) -> None:
        """Choose filled forms."""
        self.add_paths(ask_files_of(self, text("Excel workbook (*.xlsx)")))

    def choose_documents(self) -> None:
        """Choose a folder of a form with its documents, or of many such folders."""
        folder = ask_folder(self, text("Folder with forms and their documents"))
        if folder is not None:
            self.add_paths([folder])

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Look at these forms and folders too."""
        self.paths = tuple(dict.fromkeys((*self.paths, *paths)))
        self._look()

    def type_in(self) -> None:
        """Type a form in by hand."""
        if self.target is not None:
            name = text("Typed in ({count})", count=len(self.typed) + 1)
            self._open(application_dialog.ApplicationDialog(self.target.scheme, name, self._add_typed, self))

    def _add_typed(self, one: Incoming) -> None:
        self.typed = (*self.typed, one)
        self._look()

    def clear(self) -> None:
        """Begin another delivery."""
        self.paths, self.typed = (), ()
        self.show_sorted(())

    def recommend(self) -> None:
        """See what a table of recommendations would do."""
        path = ask_file(self, text("Table of recommendations"), text("Excel workbook (*.xlsx)"))
        received = self.received.text().strip()
        if path is not None:
            self.ask(
                lambda ws, campaign: recommending.preview(ws, path, intake.target_of(ws, campaign, received)),
                self._show_recommendations,
            )

    def _show_recommendations(self, found: "RecommendationsPreview") -> None:
        who, received = self.who.text().strip(), self.received.text().strip()

        def keep() -> None:
            self.ask(
                lambda ws, campaign: recommending.apply(
                    found, intake.target_of(ws, campaign, received), taking_in.Office(ws=ws, who=who)
                ),
                lambda _: self.notice(text("The recommendations were taken in.")),
            )

        self._open(intake_dialogs.RecommendationsDialog(self._theme, found, keep, self))

    def show_journal(self) -> None:
        """Show what was taken in."""
        self.ask(
            intake.journal, lambda found: self._open(intake_dialogs.JournalDialog(self._theme, found, self))
        )

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _remember(self) -> None:
        self.desk.who = self.who.text().strip()

    # -- working

    def _look(self) -> None:
        paths, typed, received = self.paths, self.typed, self.received.text().strip()
        if not paths and not typed:
            return
        progress = self._begin()
        self.ask(
            lambda ws, campaign: intake.preview(
                paths, intake.target_of(ws, campaign, received), progress.step, typed
            ),
            self.show_sorted,
            self._failed,
        )

    def take_in(self) -> None:
        """Write what is new or changed."""
        found, who, received = self.found, self.who.text().strip(), self.received.text().strip()
        progress = self._begin()
        self.ask(
            lambda ws, campaign: taking_in.apply(
                found,
                intake.target_of(ws, campaign, received),
                taking_in.Office(ws=ws, who=who),
                progress.step,
            ),
            self._taken,
            self._not_taken,
        )

    def _begin(self) -> Progress:
        """Show how far the work is, and let the user stop it."""
        self._work.restart()
        self.take.setEnabled(False)
        return self._work

    def _taken(self, taken: "Taken") -> None:
        said = plural("{count} application taken in.", "{count} applications taken in.", len(taken.written))
        self.notice("\n".join((said, *map(problem_line, taken.findings))))
        self._look()

    def _not_taken(self, error: Exception) -> None:
        """Some may have been taken in before it failed: the list says which are left."""
        self._failed(error)
        self._look()

    def _failed(self, error: Exception) -> None:
        self.progress.hide()
        self.take.setEnabled(any(one.wanted for one in self.found))
        self.fail(error)

    # -- what is dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: D102, N802 - Qt's name
        if self.target is not None and _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: D102, N802 - Qt's name
        self.add_paths(_dropped(event))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()


def _dropped(event: QDropEvent) -> list[Path]:
    """The folders and workbooks among what is dropped."""
    paths = [Path(one.toLocalFile()) for one in event.mimeData().urls() if one.isLocalFile()]
    return [one for one in paths if one.is_dir() or one.suffix.lower() == _WORKBOOK]


def _line(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    return field
