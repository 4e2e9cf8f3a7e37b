"""The page of the conformity check: applications left, the rules of one right, judging, lists, letters."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QDialog, QLabel, QLineEdit, QSplitter, QTableView, QWidget

from evaluator_app.domain.conformity_results import Conformity, Judgement, RuleResult, Verdict
from evaluator_app.domain.exclusion_lists import lists_of
from evaluator_app.late import late
from evaluator_app.services.places import Folders, Places
from evaluator_app.ui.fields.flow import FlowLayout
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column
from evaluator_app.ui.fields.progress_row import ProgressRow
from evaluator_app.ui.fields.row_table import chosen_row, row_table, when_chosen
from evaluator_app.ui.fields.rows_model import RowsModel
from evaluator_app.ui.operation import Cancelled, Progress
from evaluator_app.ui.secretariat.conformity_exports import Exports
from evaluator_app.ui.secretariat.conformity_rules import RulesPane, verdict_colour
from evaluator_app.ui.secretariat.desk_page import DeskPage
from evaluator_app.ui.secretariat.desk_workspace import DeskWorkspace
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.conformity import counts_words, open_words, state_words, whole_words
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line

if TYPE_CHECKING:
    from evaluator_app.domain.exclusion_lists import ExclusionList
    from evaluator_app.domain.scheme import LoadedScheme
    from evaluator_app.services import campaigns, conformity, exclusion_lists
    from evaluator_app.services.campaigns import OpenCampaign
    from evaluator_app.services.conformity import Checked
    from evaluator_app.services.workspaces import Workspace
    from evaluator_app.ui.secretariat import conformity_dialogs, exclusion_list_dialog
else:
    campaigns = late("evaluator_app.services.campaigns")
    conformity = late("evaluator_app.services.conformity")
    exclusion_lists = late("evaluator_app.services.exclusion_lists")
exclusion_list_dialog = late("evaluator_app.ui.secretariat.exclusion_list_dialog")
conformity_dialogs = late("evaluator_app.ui.secretariat.conformity_dialogs")

_NUMBER, _APPLICANT, _STATE = range(3)
_WIDTHS = {_NUMBER: 74, _STATE: 104}
_LEFT, _RIGHT = 38, 62  # shares of the window
_CHIPS = {Verdict.MET: "good", Verdict.TO_JUDGE: "accent", Verdict.NOT_MET: "notice"}


@dataclass(frozen=True, kw_only=True)
class Found:
    """What was read: the campaign with the scheme it is locked to, and every application."""

    campaign: "OpenCampaign"
    checked: "tuple[Checked, ...]"

    @property
    def scheme(self) -> "LoadedScheme":
        """The scheme everything is checked by."""
        return self.campaign.scheme


class ConformityPage(DeskPage):
    """Everything is checked whenever the page is shown; what a person judged is kept with its reason."""

    def __init__(self, theme: Theme, places: Places, folders: Folders, desk: DeskWorkspace) -> None:
        super().__init__(text("Conformity check"), desk)
        self._theme = theme
        self.found: Found | None = None
        self.dialog: QDialog | None = None
        self._progress = Progress(self)
        self._working = ProgressRow()
        self._progress.moved.connect(lambda done, total: self._working.show_progress("", done, total))
        self._working.cancelled.connect(self._progress.cancel)
        self._counts = {verdict: label(chip=chip) for verdict, chip in _CHIPS.items()}
        self._unreadable = label(chip="notice")
        self.search = QLineEdit()
        self.search.setPlaceholderText(text("Find an application"))
        self.search.setAccessibleName(text("Find an application"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._show_rows())
        headings = (text("Number"), text("Applicant"), text("State"))
        self.model: RowsModel[Checked] = RowsModel(headings, _cells, self, tip=_tip, colour=self._colour)
        self.table = self._make_table()
        self.rules = RulesPane(theme)
        self.rules.judge_wanted.connect(self.ask_judgement)
        self.exports = Exports(self, places, folders)
        self._lay_out()

    def _make_table(self) -> QTableView:
        table = row_table(self.model, text("Applications and how they stand"), self._theme, _WIDTHS)
        when_chosen(table, self._show_rules)
        enter = QShortcut(QKeySequence(Qt.Key.Key_Return), table, context=Qt.ShortcutContext.WidgetShortcut)
        enter.activated.connect(self._go_right)
        return table

    def _go_right(self) -> None:
        self.rules.table.setFocus()

    def _lay_out(self) -> None:
        left = QWidget()
        left.setLayout(column(self.search, (self.table, 1), spacing=8, margins=(0, 0, 8, 0)))
        right = QWidget()
        right.setLayout(column((self.rules, 1), margins=(8, 0, 0, 0)))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        for pane, share in ((left, _LEFT), (right, _RIGHT)):
            split.addWidget(pane)
            split.setStretchFactor(split.count() - 1, share)
        split.setSizes([_LEFT * 10, _RIGHT * 10])
        chips: list[QLabel] = [*self._counts.values(), self._unreadable]
        self._again = self.button(text("Check again"), self.refresh)
        self._again.setShortcut(QKeySequence(Qt.Key.Key_F5))
        self.lists = self.button(text("Lists…"), self.ask_lists)
        self.lists.setToolTip(text("Lists of organisations that may not take part"))
        self.lists.hide()
        for one in chips:
            one.setMinimumHeight(self._theme.sizes.control)
        head = QWidget()
        head.setLayout(FlowLayout(*chips, self._again, self.lists, *self.exports.buttons, spacing=8))
        self.set_body(column(head, (split, 1), spacing=12))
        layout = self.layout()
        if isinstance(layout, QBoxLayout):
            layout.insertWidget(1, self._working)

    def _colour(self, one: "Checked", section: int) -> str:
        if section != _STATE:
            return ""
        return verdict_colour(self._theme, one.conformity.verdict if one.conformity else Verdict.NOT_MET)

    # -- what is shown

    def load(self, ws: "Workspace", campaign: str) -> Found:
        """Check every application of the campaign."""
        self._progress.restart()
        found = campaigns.opened(ws, campaign)
        return Found(campaign=found, checked=conformity.check_campaign(ws, found, self._progress.step))

    def show_loaded(self, found: Found) -> None:
        """Show how the applications stand; the chosen one stays chosen."""
        self._working.hide()
        self.found = found
        self.lists.setVisible(bool(lists_of(found.scheme.scheme)))
        self._show_counts(found.checked)
        self._show_rows()

    def _cannot_load(self, error: Exception) -> None:
        self._working.hide()
        if isinstance(error, Cancelled):
            self._stack.setCurrentWidget(self._body)
            self.notice(text("The check was stopped."), tone="notice")
        else:
            super()._cannot_load(error)

    def _show_counts(self, checked: "Sequence[Checked]") -> None:
        for verdict, words in counts_words([one.conformity for one in checked if one.conformity]).items():
            self._counts[verdict].setText(words)
        unread = sum(one.conformity is None for one in checked)
        self._unreadable.setText(plural("{count} cannot be read", "{count} cannot be read", unread))
        self._unreadable.setVisible(bool(unread))
        self.exports.show_checked(checked)

    def _show_rows(self) -> None:
        before = self.current()
        words = self.search.text().strip().casefold()
        every = self.found.checked if self.found is not None else ()
        rows = [one for one in every if any(words in cell.casefold() for cell in _cells(one))]
        self.model.show_rows(rows)
        kept = next((n for n, one in enumerate(rows) if before and one.folder == before.folder), 0)
        if rows:
            self.table.selectRow(kept)

    def current(self) -> "Checked | None":
        """The application that is chosen."""
        number = chosen_row(self.table)
        return self.model.rows[number] if number is not None else None

    def _show_rules(self) -> None:
        found = self.found
        self.rules.show_application(found.scheme.scheme if found is not None else None, self.current())

    # -- judging

    def ask_judgement(self, rule: RuleResult) -> None:
        """Ask what a person says of a rule of the chosen application."""
        one, found, ws = self.current(), self.found, self.desk.workspace
        if one is None or found is None or ws is None:
            return
        folder = one.folder

        def judge(said: Judgement) -> Conformity:
            self.desk.who = said.by
            return conformity.judge_in(ws, found.campaign, folder, said)

        asked = conformity_dialogs.Asked(
            working=self.desk.working, do=judge, done=lambda after: self._judged(folder, after)
        )
        self.open(conformity_dialogs.JudgeDialog(rule, self.desk.who, asked, self))

    # -- lists of organisations

    def ask_lists(self) -> None:
        """Show the lists the scheme asks for, and take in files for them."""
        ws, campaign = self.desk.workspace, self.desk.chosen
        if ws is None:
            return
        office = exclusion_list_dialog.ListOffice(
            working=self.desk.working,
            kept=lambda: exclusion_lists.kept(ws, campaign),
            look=lambda title, file, column: exclusion_lists.preview(ws, campaign, title, file, column),
            take=lambda seen, who, day: exclusion_lists.take(ws, seen, who, day),
            done=self._list_taken,
        )
        self.open(exclusion_list_dialog.ListsDialog(self._theme, office, self.desk.who, self))

    def _list_taken(self, whole: "ExclusionList") -> None:
        self.desk.who = whole.who
        self.refresh()

    def open(self, dialog: QDialog) -> None:
        """Show a dialog; one at a time."""
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _judged(self, folder: Path, after: Conformity) -> None:
        """Show how the application stands now, and go on to its next open rule."""
        found = self.found
        if found is None:
            return
        checked = tuple(
            replace(one, conformity=after) if one.folder == folder else one for one in found.checked
        )
        self.show_loaded(replace(found, checked=checked))
        self.rules.select_next()


def _cells(one: "Checked") -> Sequence[str]:
    found = one.conformity
    if found is None:
        return ("", one.folder.name, text("unreadable"))
    application = found.application
    return (application.id, f"{application.organisation} · {application.site}", state_words(found))


def _tip(one: "Checked", section: int) -> str:
    if one.conformity is None:
        return "\n".join(map(problem_line, one.problems))
    if section != _STATE:
        return ""
    return "\n".join(filter(None, (whole_words(one.conformity), open_words(one.conformity))))
