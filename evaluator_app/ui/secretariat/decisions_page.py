"""The page of the committee's decisions 审定: its workbook out and in, minutes, results, feedback."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit

from evaluator_app.domain.decisions import Decision
from evaluator_app.domain.rubric import Rubric
from evaluator_app.late import late
from evaluator_app.services.places import Folders, Places
from evaluator_app.ui.fields.file_dialogs import ask_file, ask_folder, ask_target, ask_workbook
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.row_table import row_table
from evaluator_app.ui.fields.rows_model import RowsModel
from evaluator_app.ui.secretariat.desk_workspace import DeskWorkspace
from evaluator_app.ui.secretariat.panel_page import PanelPage
from evaluator_app.ui.secretariat.session_form import SessionForm
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.decisions import NONE, change_line, decision_state, outcome_title
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line

if TYPE_CHECKING:
    from evaluator_app.services import announcing, campaigns, decisions, templates
    from evaluator_app.services.decisions import Returned
    from evaluator_app.services.standings import Standing, Standings
    from evaluator_app.services.workspaces import Workspace
else:
    announcing = late("evaluator_app.services.announcing")
    campaigns = late("evaluator_app.services.campaigns")
    decisions = late("evaluator_app.services.decisions")
    templates = late("evaluator_app.services.templates")

_WIDTHS = {0: 84, 2: 104, 3: 124, 4: 124, 6: 170}
_DECIDED = 4


class DecisionsPage(PanelPage):
    """What a workbook brings is seen before it is recorded; nothing recorded is ever changed."""

    def __init__(self, theme: Theme, places: Places, folders: Folders, desk: DeskWorkspace) -> None:
        super().__init__(text("Decisions"), desk)
        self._theme, self._places, self._folders = theme, places, folders
        self.file: Path | None = None
        self.found: Returned | None = None
        heads = (
            *(text("No."), text("Organisation"), text("By the rule")),
            *(text("Recommended"), text("Decided"), text("Reason"), text("State")),
        )
        self.model = RowsModel(heads, self._cells, self, colour=self._colour)
        self.nameless = QCheckBox(text("experts are A, B, C"))
        self.despite = QCheckBox(text("Record in spite of changed cells"))
        self.despite.toggled.connect(lambda _: self._show_buttons())
        self.form = SessionForm(theme)
        self.told = QPlainTextEdit()
        self.told.setReadOnly(True)
        self.told.setTabChangesFocus(True)
        self.told.setAccessibleName(text("What the workbook brings"))
        self.told.setMaximumHeight(theme.sizes.body * 9)
        self.workbook = self.button(text("Workbook for the committee…"), self.write_workbook)
        self.read = self.button(text("Workbook that came back…"), self.ask_workbook, primary=True)
        self.record = self.button(text("Record the decisions"), self.record_decisions, primary=True)
        self.leave = self.button(text("Leave it"), self.forget)
        self.minutes = self.button(text("Minutes…"), self.write_minutes)
        self.signed = self.button(text("Signed minutes…"), self.take_minutes)
        self.results = self.button(text("List of results…"), self.write_results)
        self.feedback = self.button(text("Feedback to applicants…"), self.write_feedback)
        self._lay_out()

    def _lay_out(self) -> None:
        self.table = row_table(self.model, text("Decisions"), self._theme, _WIDTHS)
        act = row(self.despite, None, self.leave, self.record)
        after = row(
            label(text("Once decided:"), tone="muted"),
            *(self.minutes, self.signed, self.results, self.feedback, None),
        )
        out = row(self.unsigned, None, self.nameless, self.workbook, spacing=8)
        body = column(out, (self.table, 1), self.told, self.form, act, after, spacing=10)
        self.set_body(body, self.read)

    # -- what is shown

    def show_standings(self, found: "Standings") -> None:
        """Show every application, and what a workbook brings that is not recorded yet."""
        self.model.show_rows(found.rows)
        decided = [one for one in found.rows if one.decision is not None]
        self.minutes.setEnabled(bool(decided))
        self.results.setEnabled(bool(decided))
        self.signed.setEnabled(any(one.decision and not one.decision.minutes for one in decided))
        self.feedback.setEnabled(bool(decided) and self.merge is not None)
        if not self.form.day.text():
            self.form.day.setText(campaigns.today().isoformat())
        if not self.form.by.text():
            self.form.by.setText(self.desk.who)
        self._show_buttons()

    def _show_buttons(self) -> None:
        there, found = self.merge is not None, self.found
        self.workbook.setEnabled(there)
        self.read.setEnabled(there)
        for one in (self.told, self.form, self.leave, self.record):
            one.setVisible(found is not None)
        changes = bool(found and found.changes)
        self.despite.setVisible(changes)
        sound = found is not None and bool(found.decisions) and not found.problems
        self.record.setEnabled(sound and (not changes or self.despite.isChecked()))

    def _rubric(self) -> Rubric | None:
        found = self.desk.campaign()
        return found.scheme.scheme.rubric if found is not None else None

    def _new(self, application: str) -> Decision | None:
        found = self.found.decisions if self.found is not None else ()
        return next((one for one in found if one.application == application), None)

    def _cells(self, one: "Standing") -> tuple[str, ...]:
        rubric = self._rubric()
        if rubric is None:
            return ("",) * 7
        new = self._new(one.application)
        decision = new or one.decision
        decided = outcome_title(decision.decided, rubric) if decision is not None else NONE
        layers = (outcome_title(one.computed, rubric), outcome_title(one.agreed, rubric), decided)
        state = text("to be recorded") if new is not None else decision_state(one.state)
        return one.application, one.organisation, *layers, decision.reason if decision else "", state

    def _colour(self, one: "Standing", place: int) -> str:
        new = self._new(one.application)
        return self._theme.colours.accent if new is not None and place >= _DECIDED else ""

    # -- the workbook

    def write_workbook(self) -> None:
        """Write the workbook the committee decides on."""
        merge, nameless = self.merge, self.nameless.isChecked()
        target = self._target(text("Save the committee's workbook"), text("committee") + ".xlsx")
        if merge is None or target is None:
            return
        self._do(
            lambda ws, _: decisions.write_for_committee(ws, merge, target, nameless=nameless, overwrite=True),
            lambda _: text("Written: {file}", file=target),
        )

    def _target(self, caption: str, suggestion: str, kinds: str = "") -> Path | None:
        return ask_target(self, caption, suggestion, kinds or text("Excel workbook (*.xlsx)"))

    def ask_workbook(self) -> None:
        """Ask for the workbook that came back, and show what it brings."""
        path = ask_workbook(self)
        if path is not None:
            self.read_workbook(path)

    def read_workbook(self, path: Path) -> None:
        """Show what this workbook brings; nothing is recorded yet."""
        merge = self.merge
        if merge is not None:
            self.ask(lambda ws, _: decisions.read_back(ws, merge, path), lambda got: self._brought(path, got))

    def _brought(self, path: Path, found: "Returned") -> None:
        self.file, self.found = path, found
        self.notice("")
        self.despite.setChecked(False)
        lines = [*map(problem_line, found.problems), *map(change_line, found.changes)]
        if found.waiting:
            lines.append(text("Not decided: {applications}", applications=", ".join(found.waiting)))
        said = plural(
            "{count} decision to be recorded", "{count} decisions to be recorded", len(found.decisions)
        )
        self.told.setPlainText("\n".join([f"{path.name}: {said}", *lines]))
        self.refresh()

    def forget(self) -> None:
        """Show what is recorded, without the workbook."""
        self.file = self.found = None
        self.refresh()
        self._show_buttons()

    def record_decisions(self) -> None:
        """Keep the decisions of the workbook."""
        merge, path, session = self.merge, self.file, self.form.session()
        despite = self.despite.isChecked()
        if merge is None or path is None:
            return
        self.desk.who = session.recorded_by

        def recorded(done: "Returned") -> None:
            self.forget()
            count = len(done.decisions)
            self.notice(plural("{count} decision recorded.", "{count} decisions recorded.", count))

        self.ask(lambda ws, _: decisions.record(ws, merge, path, session, despite_changes=despite), recorded)

    # -- what is told

    def _letters(self, *, overwrite: bool = True) -> "announcing.Letters":
        """The system has asked about overwriting a file, not about those of a folder."""
        own = templates.own_templates(self._folders)
        return announcing.Letters(places=self._places, own=own, overwrite=overwrite)

    def _do(self, work: "Callable[[Workspace, str], object]", said: Callable[[object], str]) -> None:
        def done(found: object) -> None:
            self.notice(said(found))
            self.refresh()

        self.ask(work, done)

    def write_minutes(self) -> None:
        """Write the minutes to be signed."""
        target = self._target(
            text("Save the minutes"), text("minutes") + ".docx", text("Word document (*.docx)")
        )
        if target is not None:
            self._do(
                lambda ws, campaign: announcing.write_minutes(ws, campaign, self._letters(), target),
                lambda _: text("Written: {file}", file=target),
            )

    def take_minutes(self) -> None:
        """Record that the signed minutes are there."""
        path = ask_file(self, text("Choose the signed minutes"), text("All files (*)"))
        who = self.form.by.text().strip() or self.desk.who
        if path is not None:
            self._do(
                lambda ws, campaign: decisions.take_minutes(ws, campaign, path, who),
                lambda _: text("The signed minutes are recorded; the decisions are final."),
            )

    def write_results(self) -> None:
        """Write the list of results; it says that it is for the house until consents are there."""
        kinds = text("Excel workbook (*.xlsx)") + ";;" + text("Word document (*.docx)")
        target = self._target(text("Save the list of results"), text("results") + ".xlsx", kinds)
        if target is None:
            return

        def work(ws: "Workspace", campaign: str) -> None:
            found = announcing.results(ws, campaign)
            announcing.write_results(ws, campaign, self._letters(), [target], found)

        said = text(
            "Written for the house only, since nobody has agreed to publication yet: {file}", file=target
        )
        self._do(work, lambda _: said)

    def write_feedback(self) -> None:
        """Write a report for each applicant whose application is decided."""
        merge, folder = self.merge, ask_folder(self, text("Folder for the reports"))
        if merge is not None and folder is not None:
            self._do(
                lambda ws, _: announcing.write_feedback(ws, merge, self._letters(overwrite=False), folder),
                lambda _: text("The reports are in {folder}.", folder=folder),
            )
