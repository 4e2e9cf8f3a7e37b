"""The page of campaigns: which run, what is due, the days and the record of their steps."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from evaluator_app.domain.campaigns import CampaignPlan, StepDates, contradicts
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.late import late
from evaluator_app.services.places import Places
from evaluator_app.ui.fields.labels import elided, label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.row_table import chosen_row, row_table, when_chosen
from evaluator_app.ui.identity.form_dialog import FormDialog
from evaluator_app.ui.secretariat.desk_page import DeskPage
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

_WIDTHS: dict[int, int] = {Column.PERIOD: 150, Column.FIRST: 110, Column.LAST: 110, Column.STATE: 110}


class CampaignPage(DeskPage):
    """One campaign at a time, chosen at the top."""

    def __init__(self, theme: Theme, places: Places, desk: DeskWorkspace) -> None:
        super().__init__(text("Campaigns"), desk)
        self._places = places
        self.dialog: FormDialog | None = None
        self._facts = label(tone="muted", textSize="small", wrap=True)
        self._due = label(tone="notice", wrap=True)
        self.model = StepsModel(self._set_dates, self)
        self.table = row_table(self.model, text("Steps of the campaign"), theme, _WIDTHS)
        self._record = self.button(text("Record…"), self.record)
        self._record.setEnabled(False)
        when_chosen(self.table, lambda: self._record.setEnabled(chosen_row(self.table) is not None))
        new = self.button(text("New campaign…"), self.begin, primary=True)
        self._folder = elided(tone="muted", textSize="small")
        folder = self.button(text("Choose folder…"), self.choose_folder)
        hint = label(
            text("Double-click a day to change it. A record stays; a correction is another record."),
            tone="muted",
            textSize="small",
            wrap=True,
        )
        body = column(
            self._facts, row((self._folder, 1), folder), self._due, (self.table, 1), hint, spacing=12
        )
        self.set_body(body, self._record, new)

    # -- what is shown

    def load(self, ws: "Workspace", campaign: str) -> "OpenCampaign":
        """The campaign with its record."""
        return campaigns.opened(ws, campaign)

    def show_loaded(self, found: "OpenCampaign") -> None:
        """Show the steps of the campaign."""
        scheme, plan = found.scheme.scheme, found.plan
        self._facts.setText(
            text(
                "{scheme} · {year} · locked: {digest}",
                scheme=scheme.title,
                year=plan.year,
                digest=plan.scheme_digest[:12],
            )
        )
        self._folder.setText(
            text("Applications: {folder}", folder=plan.folder)
            if plan.folder
            else text("No folder for the applications is chosen yet.")
        )
        said = [due_summary(campaigns.due(found))]
        said += [contradiction_words(step) for step in scheme.process if contradicts(step)]
        self._due.setText("\n".join(line for line in said if line))
        self._due.setVisible(any(said))
        self.model.show_campaign(found, campaigns.dossier_of(found), campaigns.today().isoformat())
        self._record.setEnabled(False)

    def show_none(self) -> None:
        """Offer to begin the first campaign."""
        about = text("A campaign is a year's run of a scheme: its steps with their days, and what happened.")
        self.say(text("No campaign yet"), about, (text("New campaign…"), self.begin))

    # -- what can be done

    def begin(self) -> None:
        """Begin a campaign."""
        self.ask(lambda _ws, _campaign: schemes.installed(self._places.forms), self._ask_new)

    def _ask_new(self, installed: "Sequence[LoadedScheme]") -> None:
        names = {one.scheme.id: one.scheme.title for one in installed}
        year = campaigns.today().year
        self._open(campaign_dialogs.NewCampaignDialog(names, year, self._office(), self))

    def record(self) -> None:
        """Record what happened in the selected step."""
        place = chosen_row(self.table)
        if place is not None:
            step, day = self.model.entry(place).step, campaigns.today().isoformat()
            self._open(campaign_dialogs.RecordDialog(step, day, self._office(), self))

    def _open(self, dialog: FormDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _office(self) -> "campaign_dialogs.Office":
        ws, name = self.desk.workspace, self.desk.chosen
        return campaign_dialogs.Office(
            working=self.desk.working,
            begin=lambda plan: campaigns.begin(_open_one(ws), self._places.forms, plan),
            record=lambda said: campaigns.record(_open_one(ws), name, said),
            done=self._changed,
        )

    def _changed(self, what: object) -> None:
        if isinstance(what, CampaignPlan):
            self.desk.choose(what.id)
        self.desk.refresh()

    def _set_dates(self, dates: StepDates) -> None:
        self.change(partial(_set_dates, dates=dates))


def _set_dates(ws: "Workspace", campaign: str, dates: StepDates) -> object:
    return campaigns.set_dates(ws, campaign, [dates])


def _open_one(ws: "Workspace | None") -> "Workspace":
    if ws is None:
        raise AssertionError  # nothing is offered before the workspace is open
    return ws
