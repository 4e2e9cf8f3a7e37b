"""The page of panels' meetings 合议: marks side by side, what is agreed on, opinion, recommendation."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHeaderView, QTabWidget

from evaluator_app.domain.consensus import Consensus, Point, agreed_score, outcome_of_values
from evaluator_app.domain.outcomes import computed
from evaluator_app.domain.panel import ApplicationResult
from evaluator_app.late import late
from evaluator_app.services.places import Folders
from evaluator_app.ui.fields.file_dialogs import ask_target
from evaluator_app.ui.fields.labels import elided, label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.row_table import chosen_row, row_table, when_chosen
from evaluator_app.ui.fields.rows_model import RowsModel
from evaluator_app.ui.secretariat.desk_workspace import DeskWorkspace
from evaluator_app.ui.secretariat.meeting_conclusion import Conclusion
from evaluator_app.ui.secretariat.meeting_model import MAX, TITLE, AgreedDelegate, MarksModel
from evaluator_app.ui.secretariat.own_trust import own_trust
from evaluator_app.ui.secretariat.panel_page import PanelPage
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.decisions import decision_state, outcome_title, score_words
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import problem_line

if TYPE_CHECKING:
    from evaluator_app.domain.panel import PanelMerge
    from evaluator_app.services import identities, meetings
    from evaluator_app.services.meetings import OpinionCheck
    from evaluator_app.services.standings import Standing, Standings
    from evaluator_app.services.workspaces import Workspace
    from evaluator_app.ui.opinion import check_dialog, sign_dialog
else:
    check_dialog = late("evaluator_app.ui.opinion.check_dialog")
    identities = late("evaluator_app.services.identities")
    meetings = late("evaluator_app.services.meetings")
    sign_dialog = late("evaluator_app.ui.opinion.sign_dialog")

_LIST = {0: 76, 2: 90}  # widths of the columns, for 14 px text
_MARK, _NUMBER, _TITLE, _SIDE = 92, 76, 116, 284


class MeetingPage(PanelPage):
    """Nothing is kept until it is recorded; drafts of other applications wait meanwhile."""

    def __init__(self, theme: Theme, folders: Folders, desk: DeskWorkspace) -> None:
        super().__init__(text("Panel meetings"), desk)
        self._theme, self._folders = theme, folders
        self._drafts: dict[str, Consensus] = {}
        self._basis: dict[str, str] = {}
        self._standings: Standings | None = None
        self.list = RowsModel(
            (text("No."), text("Organisation"), text("State")), self._cells, self, tip=_list_tip
        )
        self.marks = MarksModel(theme.colours, self._agreed, self)
        self.conclusion = Conclusion(theme, self._changed)
        self._about = elided(weight="strong")
        self._layers = elided(tone="muted")
        self.problems = label(wrap=True, tone="blocked", textSize="small")
        self.record = self.button(text("Record the meeting"), self.record_meeting, primary=True)
        self.opinion = self.button(text("Opinion as a workbook…"), self.write_opinion)
        self.sign = self.button(text("Sign the opinion…"), self.sign_opinion)
        self.check = self.button(text("Check the opinion…"), self.check_opinion)
        self.dialog: QDialog | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        self.applications = row_table(self.list, text("Applications"), self._theme, _LIST)
        scale = self._theme.sizes.body / 14
        self.applications.setFixedWidth(round(_SIDE * scale))
        when_chosen(self.applications, self._show_chosen)
        self.table = row_table(self.marks, text("Marks and values agreed on"), self._theme, {})
        self.table.setItemDelegate(AgreedDelegate(self.table))
        self.table.setSelectionBehavior(self.table.SelectionBehavior.SelectItems)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName(text("Marks and conclusion"))
        self.tabs.addTab(self.table, text("Marks"))
        self.tabs.addTab(self.conclusion, text("Conclusion"))
        right = column(self._about, self._layers, (self.tabs, 1), self.problems, spacing=6)
        body = column(
            row(self.sign, self.check, None, self.unsigned),
            (row(self.applications, (right, 1), spacing=16), 1),
            spacing=10,
        )
        self.set_body(body, self.opinion, self.record)

    # -- what is shown

    def show_standings(self, found: "Standings") -> None:
        """Show the applications, the chosen one still chosen."""
        chosen, self._standings = self._chosen(), found
        self.list.show_rows(found.rows)
        place = next((n for n, one in enumerate(self.list.rows) if one.application == chosen), 0)
        if self.list.rows:
            self.applications.selectRow(place)
        else:
            self._show_chosen()

    def _cells(self, one: "Standing") -> tuple[str, ...]:
        older = self._standings is not None and one.application in self._standings.outdated
        state = text("marks have changed") if older else decision_state(one.state)
        return one.application, one.organisation, state

    def _chosen(self) -> str:
        place = chosen_row(self.applications)
        return self.list.rows[place].application if place is not None and self.list.rows else ""

    def _result(self) -> ApplicationResult | None:
        merge, chosen = self.merge, self._chosen()
        if merge is None:
            return None
        return next((one for one in merge.results if one.application.id == chosen), None)

    def draft(self) -> Consensus | None:
        """The record worked on: what was begun here, else what is recorded, else what the rule gives."""
        merge, one = self.merge, self._result()
        if merge is None or one is None:
            return None
        name, fresh = one.application.id, meetings.prepared(merge, one.application.id)
        begun = self._drafts.get(name)
        if begun is not None and begun.basis == fresh.basis:
            return begun
        recorded = self._standings.meetings.get(name) if self._standings is not None else None
        return recorded or replace(fresh, recorded_by=self.desk.who)

    def _show_chosen(self) -> None:
        one, merge, draft = self._result(), self.merge, self.draft()
        there = one is not None and merge is not None and draft is not None
        self.tabs.setEnabled(there)
        self.record.setEnabled(there)
        recorded = self._standings.meetings if self._standings is not None else {}
        self.opinion.setEnabled(one is not None and one.application.id in recorded)
        rubric = merge.scheme.rubric if merge is not None else None
        self.marks.show_draft(one, rubric, draft)
        self._set_widths()
        if one is None or rubric is None or draft is None:
            self._about.setText("")
            self._layers.setText("")
            self.problems.hide()
            return
        application = one.application
        self._about.setText(f"{application.id} · {application.organisation} · {application.site}")
        self.conclusion.show_draft(draft, one, rubric)
        self._show_layers(draft, one)

    def _set_widths(self) -> None:
        scale = self._theme.sizes.body / 14
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for section in range(self.marks.columnCount()):
            wide = {TITLE: _TITLE, MAX: _NUMBER, self.marks.by_rule + 1: _NUMBER}.get(section, _MARK)
            self.table.setColumnWidth(section, round(wide * scale))
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(round(60 * scale))

    def _show_layers(self, draft: Consensus, one: ApplicationResult) -> None:
        merge = self.merge
        if merge is None:
            return
        rubric, protocol = merge.scheme.rubric, merge.scheme.protocol
        rule = (
            f"{score_words(one.result.score, protocol)} {outcome_title(computed(one.result, rubric), rubric)}"
        )
        values = outcome_of_values(one, rubric, draft)
        agreed = f"{score_words(agreed_score(one, rubric, draft), protocol)} {outcome_title(values, rubric)}"
        self._layers.setText(text("By the rule: {rule}    Agreed: {agreed}", rule=rule, agreed=agreed))
        self.conclusion.show_given(outcome_title(values, rubric))
        found = (*self.marks.refused, *meetings.check(merge, draft))
        self.problems.setText("\n".join(problem_line(wrong) for wrong in found[:4]))
        self.problems.setVisible(bool(found))

    def layers(self) -> str:
        """What the rule gives and what is agreed on, in words."""
        return self._layers.text()

    # -- what is entered

    def _agreed(self, point: Point) -> None:
        draft = self.draft()
        if draft is None:
            return
        kept = {one.criterion: one for one in draft.points} | {point.criterion: point}
        order = [self.marks.criterion(place).id for place in range(self.marks.rowCount())]
        points = tuple(kept.get(name, Point(criterion=name)) for name in order)
        self._changed(replace(draft, points=points))

    def _changed(self, draft: Consensus) -> None:
        one = self._result()
        if one is None:
            return
        self._drafts[draft.application] = draft
        self.conclusion.take(draft)
        self.marks.show_points(draft)
        self._show_layers(draft, one)

    # -- what can be done

    def record_meeting(self) -> None:
        """Keep what the panel concluded."""
        self.conclusion.finish()
        merge, draft = self.merge, self.draft()
        if merge is None or draft is None:
            return
        self.desk.who = draft.recorded_by

        def recorded(kept: Consensus) -> None:
            self._drafts[kept.application] = kept
            self.notice(text("The meeting on {application} is recorded.", application=kept.application))
            self.refresh()

        self.ask(lambda ws, _: meetings.record(ws, merge, draft), recorded)

    def write_opinion(self) -> None:
        """Write the opinion of a recorded meeting as a workbook to be signed."""
        merge, name = self.merge, self._chosen()
        suggestion = text("opinion-{application}", application=name) + ".xlsx"
        target = ask_target(self, text("Save the opinion"), suggestion, text("Excel workbook (*.xlsx)"))
        if merge is None or target is None:
            return

        def written(_: object) -> None:
            self.notice(text("Written: {file}", file=target))

        self.ask(lambda ws, _: _write(ws, merge, name, target), written)

    def sign_opinion(self) -> None:
        """Let chair and members sign an opinion, one after another."""
        self._open(
            sign_dialog.SignOpinionDialog(self._theme, self.desk.working, self._folders.identity, self)
        )

    def check_opinion(self) -> None:
        """Check an opinion that came back against its recorded meeting."""
        ws, merge, kept = self.desk.workspace, self.merge, self._folders.preferences
        if ws is None or merge is None:
            return

        def look(path: Path, chosen: Path | None) -> "OpinionCheck":
            trust = identities.read_trust(chosen) if chosen is not None else own_trust(kept)
            return meetings.check_opinion(ws, merge, path, trust)

        self._open(check_dialog.CheckOpinionDialog(self._theme, self.desk.working, look, self))

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _write(ws: "Workspace", merge: "PanelMerge", name: str, target: Path) -> None:
    meetings.write_opinion_workbook(ws, merge, name, target, overwrite=True)


def _list_tip(one: "Standing", _: int) -> str:
    return f"{one.application} · {one.organisation}"
