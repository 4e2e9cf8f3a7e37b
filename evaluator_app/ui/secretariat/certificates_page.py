"""The page of certificates: the register with states and terms, what is due, issuing and writing them."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QPushButton, QSplitter, QTabWidget

from evaluator_app.domain.duties import DueItem
from evaluator_app.domain.register import EventKind, Validity
from evaluator_app.domain.upkeep import DutyKind
from evaluator_app.late import late
from evaluator_app.services import preferences
from evaluator_app.services.places import Folders, Places
from evaluator_app.ui.fields.file_dialogs import ask_identity, ask_target, ask_workbook
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.progress_row import ProgressRow
from evaluator_app.ui.fields.row_table import chosen_row, row_table, when_chosen
from evaluator_app.ui.fields.rows_model import RowsModel
from evaluator_app.ui.identity.form_dialog import FormDialog
from evaluator_app.ui.operation import problems_of
from evaluator_app.ui.secretariat.certificate_writing import Writing
from evaluator_app.ui.secretariat.desk_page import DeskPage
from evaluator_app.ui.secretariat.desk_workspace import DeskWorkspace
from evaluator_app.ui.secretariat.register_rows import cells, due_cells, due_headings, headings, history
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.register import due_summary, overdue

if TYPE_CHECKING:
    from evaluator_app.services import awards, campaigns, certificates, public_register, register
    from evaluator_app.services.register import Line
    from evaluator_app.services.workspaces import Workspace
    from evaluator_app.ui.secretariat import certificate_dialogs, register_dialogs
else:
    awards = late("evaluator_app.services.awards")
    campaigns = late("evaluator_app.services.campaigns")
    certificates = late("evaluator_app.services.certificates")
    public_register = late("evaluator_app.services.public_register")
    register = late("evaluator_app.services.register")
    certificate_dialogs = late("evaluator_app.ui.secretariat.certificate_dialogs")
    register_dialogs = late("evaluator_app.ui.secretariat.register_dialogs")

_STATE = 5
_WIDTHS = {0: 168, 2: 110, 3: 80, 4: 104, 5: 190}
_DUE_WIDTHS = {0: 110, 4: 170, 5: 200}
_DETAIL_LINES = 6


class CertificatesPage(DeskPage):
    """Every certificate of the campaign; what is due over all campaigns."""

    def __init__(self, theme: Theme, places: Places, folders: Folders, desk: DeskWorkspace) -> None:
        super().__init__(text("Certificates"), desk)
        self._theme, self._folders = theme, folders
        self.dialog: FormDialog | None = None
        self.model = RowsModel["Line"](headings(), cells, self, colour=self._colour)
        self.filter = QSortFilterProxyModel(self)
        self.filter.setSourceModel(self.model)
        self.filter.setFilterKeyColumn(-1)
        self.filter.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.table = row_table(self.filter, text("Register of certificates"), theme, _WIDTHS)
        self.due = RowsModel[DueItem](due_headings(), due_cells, self, colour=self._due_colour)
        self.due_table = row_table(self.due, text("What is due this month"), theme, _DUE_WIDTHS)
        self.due_table.activated.connect(lambda _: self.record_due())
        self._summary = label(tone="muted", wrap=True)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(text("History of the certificate, and what is due for it"))
        self.progress = ProgressRow()
        self.writing = Writing(self, places, folders)
        self._of_one = [
            self.button(text("Record…"), self.record),
            self.button(text("Case…"), self.take_case_on),
            self.button(text("Notice…"), self.writing.notice),
        ]
        when_chosen(self.table, self._show_choice)
        self._lay_out()

    def _lay_out(self) -> None:
        search = QLineEdit()
        search.setClearButtonEnabled(True)
        search.setPlaceholderText(text("Search number, organisation, state"))
        search.setAccessibleName(text("Search certificates"))
        search.textChanged.connect(self.filter.setFilterFixedString)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.table, text("Register"))
        self.tabs.addTab(self.due_table, text("Due this month"))
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName(text("Register and what is due"))
        self.details.setMinimumHeight(self.details.fontMetrics().lineSpacing() * _DETAIL_LINES)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.tabs)
        parts.addWidget(self.details)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 1)
        parts.setChildrenCollapsible(False)
        self.set_body(
            column(
                self._summary,
                row((search, 1), *self._of_one),
                self.progress,
                (parts, 1),
                spacing=10,
            ),
            self._menu(),
            self.button(text("Issue certificates…"), self.issue, primary=True),
        )

    def _menu(self) -> QPushButton:
        """What is written from the register."""
        button = QPushButton(text("Files"))
        menu = QMenu(button)
        entries: tuple[tuple[str, Callable[[], None]], ...] = (
            (text("Empty list of results…"), self.save_results),
            (text("Certificates as Word documents…"), self.writing.documents),
            (text("List for the plaques…"), self.writing.plaques),
            (text("Register as workbook…"), self.writing.workbook),
            (text("What is due as workbook…"), self.writing.due_workbook),
            (text("What is due as calendar…"), self.writing.due_calendar),
            (text("Register for third parties…"), self.sign),
        )
        for words, act in entries:
            menu.addAction(words, act)
        button.setMenu(menu)
        return button

    # -- what is shown

    def load(self, ws: "Workspace", campaign: str) -> "tuple[tuple[Line, ...], tuple[DueItem, ...]]":
        """The register of the campaign, and what is due over all."""
        return register.lines(ws, campaign), register.due(ws)

    def show_loaded(self, found: "tuple[tuple[Line, ...], tuple[DueItem, ...]]") -> None:
        """Show the certificates and what is due."""
        lines, due = found
        chosen = self.chosen()
        self.model.show_rows(lines)
        self.due.show_rows(due)
        states = [one.validity for one in lines]
        said = [plural("{count} certificate", "{count} certificates", len(lines))]
        said.append(text("{count} valid", count=states.count(Validity.VALID)))
        said.append(due_summary(due, register.today()))
        self._summary.setText(" · ".join(one for one in said if one))
        self.tabs.setTabText(1, text("Due this month ({count})", count=len(due)))
        self._select(chosen.holding.entry.number if chosen else "")

    def _select(self, number: str) -> None:
        for place in range(self.filter.rowCount()):
            if self.filter.index(place, 0).data() == number:
                self.table.selectRow(place)
        self._show_choice()

    def _show_choice(self) -> None:
        one = self.chosen()
        for button in self._of_one[:2]:
            button.setEnabled(one is not None)
        self._of_one[2].setEnabled(one is not None and one.case is not None and bool(one.case.lost_on))
        self.details.setPlainText("\n".join(history(one)) if one else "")

    def chosen(self) -> "Line | None":
        """The certificate that is chosen."""
        place = chosen_row(self.table)
        if place is None:
            return None
        return self.model.rows[self.filter.mapToSource(self.filter.index(place, 0)).row()]

    def _colour(self, one: "Line", place: int) -> str:
        if place != _STATE:
            return ""
        colours = self._theme.colours
        if one.validity in (Validity.VALID, Validity.AHEAD):
            return colours.notice if one.case else ""
        return colours.muted if one.validity in (Validity.EXPIRED, Validity.REPLACED) else colours.blocked

    def _due_colour(self, item: DueItem, place: int) -> str:
        return self._theme.colours.blocked if place == 0 and overdue(item, register.today()) else ""

    # -- what can be done

    def open_dialog(
        self, dialog: FormDialog, who: Callable[[], str], work: Callable[["Workspace"], object]
    ) -> None:
        """Open a dialog whose work changes the register."""
        ws = self.desk.workspace
        if ws is None:
            return

        def act() -> None:
            self.desk.who = who().strip()
            dialog.run(self.desk.working, lambda: work(ws), lambda _: self.refresh())

        dialog.when_asked(act)
        self._open(dialog)

    def _open(self, dialog: FormDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def record(self) -> None:
        """Record what happened to the chosen certificate."""
        one = self.chosen()
        if one is not None:
            self._record(one, EventKind.REPORT)

    def record_due(self) -> None:
        """Record that what is due came in."""
        place = chosen_row(self.due_table)
        if place is None:
            return
        item = self.due.rows[place]
        kinds = {DutyKind.YEARLY: EventKind.REPORT, None: EventKind.RENEWAL}
        kind = kinds.get(item.kind, EventKind.NOTE)
        self.ask(lambda ws, _: register.line(ws, item.number), lambda one: self._record(one, kind, item.due))

    def _record(self, one: "Line", kind: EventKind, due: str = "") -> None:
        dialog = register_dialogs.EventDialog(one, self.desk.who, self)
        dialog.choose(kind, due)
        number = one.holding.entry.number
        self.open_dialog(dialog, dialog.by.text, lambda ws: register.record(ws, number, dialog.event_said()))

    def take_case_on(self) -> None:
        """Take the case of the chosen certificate one step on; a lowering ends with the lower certificate."""
        one = self.chosen()
        if one is None:
            return
        dialog = register_dialogs.CaseDialog(one, self.desk.who, self)
        number = one.holding.entry.number

        def work(ws: "Workspace") -> object:
            change = certificates.exchange if dialog.exchanges else register.record
            return change(ws, number, dialog.event_said())

        self.open_dialog(dialog, dialog.by.text, work)

    def save_results(self) -> None:
        """Save an empty list of results, to be filled in."""
        excel = text("Excel workbook (*.xlsx)")
        target = ask_target(self, text("Save the list of results"), text("results") + ".xlsx", excel)
        if target is not None:
            said = text("Written: {file}", file=target)
            self.ask(lambda ws, name: awards.write_list(ws, name, target), lambda _: self.notice(said))

    def issue(self) -> None:
        """Issue what the committee decided; where that is not recorded here, choose the list of results."""
        self.ask(awards.are_decided, self._issue_what)

    def _issue_what(self, decided: bool) -> None:  # noqa: FBT001 - an answer of the worker
        path = None if decided else ask_workbook(self)
        if decided or path is not None:
            self.issue_from(path)

    def issue_from(self, path: Path | None) -> None:
        """Issue for the results in this workbook, or for those decided here."""
        self.ask(
            lambda ws, campaign: certificates.pattern_of(ws, campaigns.opened(ws, campaign)),
            lambda found: self._ask_issue(path, found),
        )

    def _ask_issue(self, path: Path | None, pattern: str) -> None:
        dialog = certificate_dialogs.IssueDialog(path, pattern, self.desk.who, self)

        def act() -> None:
            if dialog.plan is None:
                self.ask(
                    dialog.look,
                    lambda found: dialog.show_found(*found),
                    lambda error: dialog.show_problems(problems_of(error)),
                )
                return
            self.desk.who = dialog.by.text().strip()
            ws, campaign = self.desk.workspace, self.desk.chosen
            if ws is not None:
                dialog.run(self.desk.working, lambda: dialog.issue(ws, campaign), lambda _: self.refresh())

        dialog.when_asked(act)
        self._open(dialog)

    def sign(self) -> None:
        """Save the register for third parties, signed."""
        known = preferences.kept(self._folders.preferences, preferences.AUTHORITY).strip()
        identity = Path(known) if known else ask_identity(self)
        kinds = text("Registers (*.evregister)")
        name = text("Register for third parties")
        target = ask_target(self, name, "register.evregister", kinds) if identity else None
        if identity is None or target is None:
            return
        dialog = certificate_dialogs.SignRegisterDialog(identity, self.desk.who, self)
        self.open_dialog(
            dialog,
            dialog.by.text,
            lambda ws: public_register.write(ws, target, dialog.signer(), dialog.by.text()),
        )
