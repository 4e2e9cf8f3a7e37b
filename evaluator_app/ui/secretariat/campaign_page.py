"""The page of campaigns: which run, what is due, the days and the record of their steps."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTableView,
    QWidget,
)

from evaluator_app.domain.campaigns import CampaignPlan, StepDates, contradicts
from evaluator_app.domain.problems import Problem
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.late import late
from evaluator_app.services.places import Places
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.messages import Message, problem_list
from evaluator_app.ui.identity.form_dialog import FormDialog
from evaluator_app.ui.operation import problems_of
from evaluator_app.ui.secretariat.desk_workspace import DeskWorkspace
from evaluator_app.ui.secretariat.steps_model import Column, StepsModel
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.campaigns import contradiction_words, due_summary
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.services import campaigns, schemes
    from evaluator_app.services.campaigns import OpenCampaign
    from evaluator_app.services.workspaces import Workspace
    from evaluator_app.ui.secretariat import campaign_dialogs
else:
    campaigns = late("evaluator_app.services.campaigns")
    schemes = late("evaluator_app.services.schemes")
    campaign_dialogs = late("evaluator_app.ui.secretariat.campaign_dialogs")

T = TypeVar("T")
_WIDTHS = {Column.PERIOD: 150, Column.FIRST: 110, Column.LAST: 110, Column.STATE: 110}


class CampaignPage(QWidget):
    """One campaign at a time, chosen at the top."""

    def __init__(self, theme: Theme, places: Places, desk: DeskWorkspace) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._theme, self._places, self._desk = theme, places, desk
        self.campaigns: tuple[OpenCampaign, ...] = ()
        self.dialog: FormDialog | None = None
        self.choice = QComboBox()
        self.choice.setAccessibleName(text("Campaign"))
        self.choice.activated.connect(lambda _: self._show_chosen())
        self._facts = label(tone="muted", textSize="small", wrap=True)
        self._due = label(tone="notice", wrap=True)
        self._trouble = label(tone="blocked", wrap=True)
        self._trouble.hide()
        self.model = StepsModel(self._set_dates, self)
        self.table = self._make_table()
        self._record = self._button(text("Record…"), self.record)
        self._record.setEnabled(False)
        self._empty = Message()
        self._empty.acted.connect(self._act)
        self._stack = QStackedWidget()
        self._lay_out()
        desk.opened.connect(self.refresh)
        desk.failed.connect(self._show_trouble)
        self.refresh()

    # -- the parts

    def _button(self, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(lambda _=False: act())
        return button

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(text("Steps of the campaign"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self._theme.sizes.touch)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        for section in (Column.STEP, Column.RECORD):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
        scale = self._theme.sizes.body / 14
        for section, width in {
            Column.PERIOD: 150,
            Column.FIRST: 110,
            Column.LAST: 110,
            Column.STATE: 110,
        }.items():
            table.setColumnWidth(section, round(width * scale))
        table.selectionModel().selectionChanged.connect(
            lambda *_: self._record.setEnabled(table.selectionModel().hasSelection())
        )
        return table

    def _lay_out(self) -> None:
        new = self._button(text("New campaign…"), self.begin)
        new.setProperty("primary", True)  # noqa: FBT003 - Qt's property
        hint = label(
            text("Double-click a day to change it. A record stays; a correction is another record."),
            tone="muted",
            textSize="small",
            wrap=True,
        )
        shown = QWidget()
        shown.setLayout(
            column(
                row((self.choice, 1), self._record, new, spacing=8),
                self._facts,
                self._due,
                self._trouble,
                (self.table, 1),
                hint,
                spacing=12,
            )
        )
        self._stack.addWidget(self._empty)
        self._stack.addWidget(shown)
        self.setLayout(
            column(
                label(text("Campaigns"), textSize="title"),
                (self._stack, 1),
                spacing=12,
                margins=(24, 20, 24, 20),
            )
        )

    # -- what is shown

    def refresh(self) -> None:
        """Show the campaigns of the workspace, or what keeps it closed."""
        if self._desk.workspace is None:
            self._empty.show_text(text("Opening the workspace…"), "")
            self._stack.setCurrentWidget(self._empty)
            return
        self._ask(campaigns.every, self._show_all)

    def _show_trouble(self, problems: Sequence[Problem]) -> None:
        self._empty.show_problems(problems, text("Unlock…") if self._desk.locked else "")
        self._stack.setCurrentWidget(self._empty)

    def _act(self) -> None:
        if self._desk.workspace is None:
            self._desk.unlock_wanted.emit()
        else:
            self.begin()

    def _show_all(self, found: "tuple[OpenCampaign, ...]") -> None:
        chosen = self.choice.currentData()
        self.campaigns = found
        self.choice.clear()
        for one in found:
            self.choice.addItem(f"{one.plan.title}（{one.plan.id}）", one.plan.id)
        self.choice.setCurrentIndex(max(0, self.choice.findData(chosen)))
        if found:
            self._stack.setCurrentIndex(1)
            self._show_chosen()
        else:
            self._empty.show_text(
                text("No campaign yet"),
                text("A campaign is a year's run of a scheme: its steps with their days, and what happened."),
                text("New campaign…"),
            )
            self._stack.setCurrentWidget(self._empty)

    def chosen(self) -> "OpenCampaign | None":
        """The campaign that is shown."""
        number = self.choice.currentIndex()
        return self.campaigns[number] if 0 <= number < len(self.campaigns) else None

    def _show_chosen(self) -> None:
        one = self.chosen()
        if one is None:
            return
        scheme = one.scheme.scheme
        self._facts.setText(
            text(
                "{scheme} · {year} · locked: {digest}",
                scheme=scheme.title,
                year=one.plan.year,
                digest=one.plan.scheme_digest[:12],
            )
        )
        said = [due_summary(campaigns.due(one))]
        said += [contradiction_words(step) for step in scheme.process if contradicts(step)]
        self._due.setText("\n".join(line for line in said if line))
        self._due.setVisible(any(said))
        self._trouble.hide()
        self.model.show_campaign(one, campaigns.dossier_of(one), campaigns.today().isoformat())
        self._record.setEnabled(False)

    # -- what can be done

    def begin(self) -> None:
        """Begin a campaign."""
        self._ask(lambda _: schemes.installed(self._places.forms), self._ask_new)

    def _ask_new(self, installed: "Sequence[LoadedScheme]") -> None:
        names = {one.scheme.id: one.scheme.title for one in installed}
        year = campaigns.today().year
        self._open(campaign_dialogs.NewCampaignDialog(names, year, self._office(), self))

    def record(self) -> None:
        """Record what happened in the selected step."""
        rows = self.table.selectionModel().selectedRows()
        if rows:
            step, day = self.model.entry(rows[0].row()).step, campaigns.today().isoformat()
            self._open(campaign_dialogs.RecordDialog(step, day, self._office(), self))

    def _open(self, dialog: FormDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _office(self) -> "campaign_dialogs.Office":
        ws, one = self._desk.workspace, self.chosen()
        name = one.plan.id if one else ""
        return campaign_dialogs.Office(
            working=self._desk.working,
            begin=lambda plan: campaigns.begin(_open_one(ws), self._places.forms, plan),
            record=lambda said: campaigns.record(_open_one(ws), name, said),
            done=self._changed,
        )

    def _changed(self, what: object) -> None:
        if isinstance(what, CampaignPlan):
            self.choice.addItem(what.title, what.id)
            self.choice.setCurrentIndex(self.choice.count() - 1)
        self.refresh()

    def _set_dates(self, dates: StepDates) -> None:
        one = self.chosen()
        if one is not None:
            set_dates = partial(campaigns.set_dates, campaign=one.plan.id, dates=[dates])
            self._ask(set_dates, lambda _: self.refresh())

    def _ask(self, work: "Callable[[Workspace], T]", done: Callable[[T], None]) -> None:
        ws = self._desk.workspace
        if ws is not None:
            self._desk.working.run(lambda: work(ws), done, self._fail)

    def _fail(self, error: Exception) -> None:
        self._trouble.setText(problem_list(problems_of(error)))
        self._trouble.show()


def _open_one(ws: "Workspace | None") -> "Workspace":
    if ws is None:
        raise AssertionError  # nothing is offered before the workspace is open
    return ws
