"""The page of results: what came back taken in, ranked, looked at, and handed to the committee."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QComboBox, QDialog, QTabWidget, QWidget

from evaluator_app.domain.overview import Overview
from evaluator_app.domain.reminders import reminders
from evaluator_app.domain.trust import Trust
from evaluator_app.late import late
from evaluator_app.ui.fields.file_dialogs import ask_package, ask_target
from evaluator_app.ui.fields.flow import FlowLayout
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column
from evaluator_app.ui.fields.messages import problem_list
from evaluator_app.ui.secretariat.desk_page import DeskPage
from evaluator_app.ui.secretariat.desk_workspace import DeskWorkspace
from evaluator_app.ui.secretariat.own_trust import own_trust
from evaluator_app.ui.secretariat.panel_page import UnsignedBox
from evaluator_app.ui.secretariat.results_cards import FigureCards
from evaluator_app.ui.secretariat.results_dialogs import ChoiceDialog, RemoveDialog, SayingOffice
from evaluator_app.ui.secretariat.results_import import ImportDialog, ImportOffice, dropped
from evaluator_app.ui.secretariat.results_rows import place_words
from evaluator_app.ui.secretariat.results_table import ResultsTab
from evaluator_app.ui.secretariat.results_tabs import FilesTab, JournalTab, LedgerTab
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.protocols import rule_short
from evaluator_app.wording.reminders import reminders_text

if TYPE_CHECKING:
    from evaluator_app.services import results, results_files, results_output
    from evaluator_app.services.results import Board
    from evaluator_app.services.results_files import Said
    from evaluator_app.services.workspaces import Workspace
    from evaluator_app.ui.analysis import dialog as analysis_dialog
else:
    analysis_dialog = late("evaluator_app.ui.analysis.dialog")
    results = late("evaluator_app.services.results")
    results_files = late("evaluator_app.services.results_files")
    results_output = late("evaluator_app.services.results_output")


class ResultsPage(DeskPage):
    """Computed anew from everything that is there whenever it is shown."""

    def __init__(self, theme: Theme, kept: Path, desk: DeskWorkspace) -> None:
        super().__init__(text("Panel results"), desk)
        self.setAcceptDrops(True)
        self._theme, self._kept = theme, kept
        self.board: Board | None = None
        self.dialog: QDialog | None = None
        self._rules = label(chip="accent")
        self.stage, self.unsigned = QComboBox(), UnsignedBox(desk)
        self.stage.setAccessibleName(text("Stage"))
        self.stage.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.stage.activated.connect(lambda _: self._show_stage())
        self._wanted: dict[str, str] = {}  # stages that were asked for, by campaign; read in the worker
        self.cards = FigureCards()
        self.ledger = LedgerTab(theme, self.save_reminders, self.copy_reminders)
        self.files = FilesTab(theme, self.remove, self.register)
        self.journal = JournalTab(theme)
        self.results = ResultsTab(theme)
        self.results.details.choose.clicked.connect(lambda _=False: self.choose_sheet())
        self.understand = self.button(text("Understand the results…"), self.show_analysis)
        self.tabs = self._make_tabs()
        taking = self.button(text("Take in…"), self.take_in)
        self.book = self.button(text("Committee's workbook…"), self.save_workbook, primary=True)
        self.set_body(column(self._make_head(), self.cards, (self.tabs, 1), spacing=12), taking, self.book)

    def _make_head(self) -> QWidget:
        for one in (self._rules, self.unsigned):
            one.setMinimumHeight(self._theme.sizes.control)
        head = QWidget()
        head.setLayout(FlowLayout(self._rules, self.stage, self.unsigned, self.understand, spacing=12))
        return head

    def _make_tabs(self) -> QTabWidget:
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.tabBar().setDrawBase(False)
        tabs.tabBar().setAccessibleName(text("Lists"))
        titles = (text("Applications"), text("Ledger"), text("Files"), text("Journal"))
        for tab, title in zip((self.results, self.ledger, self.files, self.journal), titles, strict=True):
            tabs.addTab(tab, title)
        return tabs

    # -- what is shown

    def load(self, ws: "Workspace", campaign: str) -> "Board":
        """The results of the stage, from everything received."""
        stage, unsigned = self._wanted.get(campaign, ""), self.desk.unsigned
        return results.board(ws, campaign, stage, allow_unsigned=unsigned)

    def show_loaded(self, found: "Board") -> None:
        """Show a stage's results."""
        self.board = found
        self._show_stages(found)
        merge = found.merge
        self.book.setEnabled(merge is not None)
        self.understand.setEnabled(merge is not None)
        if merge is None:
            about = problem_list(found.problems)
            register = (text("Register package…"), self.register)
            self.say(text("Nothing can come back yet"), about, register)
            return
        digest = merge.packages[0].protocol_digest
        self._rules.setText(
            text(
                "Rules locked · {rule} · fingerprint {digest}",
                rule=rule_short(merge.scheme.protocol),
                digest=f"{digest[:4]} {digest[4:8]} {digest[8:12]}",
            )
        )
        if found.problems:
            self.notice(problem_list(found.problems), tone="notice")
        self.cards.show_overview(Overview(merge))
        self.results.show_merge(merge)
        names = {one.application.id: place_words(one) for one in merge.results}
        self.ledger.show_lines(merge.ledger, {key: f"{key} {words}" for key, words in names.items()})
        self.files.show_files(found.files)
        self.journal.show_acts(found.journal)

    def _show_stage(self) -> None:
        self._wanted[self.desk.chosen] = self.stage.currentData()
        self.refresh()

    def _show_stages(self, found: "Board") -> None:
        titles = {one.id: one.title for one in found.ground.campaign.scheme.scheme.stages}
        self.stage.clear()
        for name in dict.fromkeys((*found.ground.stages, found.stage)):
            self.stage.addItem(titles.get(name, name), name)
        self.stage.setCurrentIndex(self.stage.findData(found.stage))

    # -- what can be done

    def show_analysis(self) -> None:
        """Show how firm the results are, how the experts agree, and the charts."""
        merge = self.board.merge if self.board is not None else None
        if merge is not None:
            self.analysis = analysis_dialog.AnalysisDialog(self._theme, self.desk.working, merge, self)
            self.analysis.finished.connect(self.analysis.deleteLater)
            self.analysis.open()

    def take_in(self, places: Sequence[Path] = ()) -> None:
        """Look at what came back, then take it in."""
        trust, against = self._trust()
        ws, campaign = self.desk.workspace, self.desk.chosen
        if ws is None or not campaign:
            return
        office = ImportOffice(
            working=self.desk.working,
            look=lambda found, step: results_files.preview(ws, campaign, found, trust, step),
            take=lambda seen, who: results_files.confirm(ws, seen, who),
            done=self._taken,
            against=against,
        )
        dialog = ImportDialog(self._theme, office, self.desk.who, self)
        self._open(dialog)
        dialog.look_at(places)

    def _trust(self) -> tuple[Trust | None, str]:
        """The trust list of the secretariat's own authority, where it has one."""
        trust = own_trust(self._kept)
        if trust is not None:
            return trust, text("Signers are judged by the trust list of {name}.", name=trust.authority.name)
        return None, text("Without an authority signatures are checked, but not whose they are.")

    def _taken(self, count: int, who: str) -> None:
        self.desk.who = who
        self.notice(plural("{count} file taken in.", "{count} files taken in.", count))
        self.refresh()

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def choose_sheet(self) -> None:
        """Choose between different sheets of an expert for the chosen application."""
        dialog = self.choice_dialog()
        if dialog is not None:
            self._open(dialog)

    def choice_dialog(self) -> ChoiceDialog | None:
        """The dialog that asks which sheet counts, where there is anything to choose."""
        row = self.results.chosen()
        if row is None:
            return None
        rivals = [one for one in row.merge.rivals if one.application == row.one.application.id]
        office = self._saying(results_files.choose, text("The choice is kept."))
        show = (self._theme, row.merge.scheme.rubric)
        return ChoiceDialog(show, rivals, office, self) if rivals else None

    def remove(self) -> None:
        """Let the chosen file no longer count."""
        one = self.files.chosen()
        if one is not None:
            office = self._saying(results_files.remove, text("The file no longer counts."))
            self._open(RemoveDialog(one.label, one.file.digest, office, self))

    def _saying(self, act: "Callable[[Workspace, str, str, Said], object]", said: str) -> SayingOffice:
        ws, campaign = self.desk.workspace, self.desk.chosen

        def done(who: str) -> None:
            self.desk.who = who
            self.notice(said)
            self.refresh()

        return SayingOffice(
            working=self.desk.working,
            act=lambda digest, words: act(ws, campaign, digest, words) if ws else None,
            done=done,
            who=self.desk.who,
        )

    def register(self) -> None:
        """Keep what a package holds, so that its sheets are known."""
        path, who = ask_package(self), self.desk.who
        if path is not None:
            self.change(
                lambda ws, campaign: results.register_package(ws, campaign, path, who=who),
                text("The package is registered."),
            )

    # -- what leaves

    def save_workbook(self) -> None:
        """Write the committee's workbook; the system has asked about overwriting."""
        merge = self.board.merge if self.board else None
        kinds, name = text("Excel workbook (*.xlsx)"), text("committee")
        out = (
            ask_target(self, text("Save the committee's workbook"), f"{name}.xlsx", kinds) if merge else None
        )
        if merge is not None and out is not None:
            self._write(lambda: results_output.write_workbook(merge, out, replace=True), out)

    def save_reminders(self) -> None:
        """Write whom to remind of what."""
        merge = self.board.merge if self.board else None
        kinds, name = text("Excel workbook (*.xlsx);;Text (*.txt)"), text("reminders")
        out = ask_target(self, text("Save reminders"), f"{name}.xlsx", kinds) if merge else None
        if merge is not None and out is not None:
            self._write(lambda: results_output.write_reminders(merge, out, replace=True), out)

    def copy_reminders(self) -> None:
        """Put the reminders on the clipboard, to be pasted into messages."""
        merge = self.board.merge if self.board else None
        if merge is not None:
            QGuiApplication.clipboard().setText(reminders_text(reminders(merge), merge.campaign.title))
            self.notice(text("The reminders are on the clipboard."))

    def _write(self, work: Callable[[], object], out: Path) -> None:
        self.desk.working.run(work, lambda _: self.notice(text("Written: {file}", file=out)), self.fail)

    # -- what is dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: D102, N802 - Qt's name
        if self.board is not None and self.board.merge is not None and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: D102, N802 - Qt's name
        self.take_in(dropped(event))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
