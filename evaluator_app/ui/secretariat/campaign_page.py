"""The page of campaigns: which run, what is due, the days and the record of their steps."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QPushButton

from evaluator_app.domain.campaigns import CampaignPlan, StepDates, contradicts
from evaluator_app.late import late
from evaluator_app.services import preferences
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
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.register import due_summary as certificates_due

if TYPE_CHECKING:
    from evaluator_app.domain.duties import DueItem
    from evaluator_app.services import archiving, campaigns, register, scheme_versions
    from evaluator_app.services.archiving import Closed, Closing
    from evaluator_app.services.campaigns import OpenCampaign
    from evaluator_app.services.exchanging import Preview, WrittenExchange
    from evaluator_app.services.workspaces import Workspace
    from evaluator_app.ui.secretariat import campaign_dialogs, closing, exchange_dialogs
else:
    archiving = late("evaluator_app.services.archiving")
    campaigns = late("evaluator_app.services.campaigns")
    register = late("evaluator_app.services.register")
    scheme_versions = late("evaluator_app.services.scheme_versions")
    campaign_dialogs = late("evaluator_app.ui.secretariat.campaign_dialogs")
    closing = late("evaluator_app.ui.secretariat.closing")
    exchange_dialogs = late("evaluator_app.ui.secretariat.exchange_dialogs")

_WIDTHS: dict[int, int] = {Column.PERIOD: 150, Column.FIRST: 110, Column.LAST: 110, Column.STATE: 110}


class CampaignPage(DeskPage):
    """One campaign at a time, chosen at the top."""

    def __init__(self, theme: Theme, places: Places, preferences: Path, desk: DeskWorkspace) -> None:
        super().__init__(text("Campaigns"), desk)
        self._places, self._preferences = places, preferences
        self.dialog: FormDialog | None = None
        self._facts = label(tone="muted", textSize="small", wrap=True)
        self._due = label(tone="notice", wrap=True)
        self.model = StepsModel(self._set_dates, self)
        self.table = row_table(self.model, text("Steps of the campaign"), theme, _WIDTHS)
        self._record = self.button(text("Record…"), self.record)
        self._record.setEnabled(False)
        when_chosen(self.table, self._show_choices)
        self._closing: Closing | None = None  # how the campaign was closed, while it is
        self._close = self.button(text("Close campaign…"), self.close_campaign)
        self._exchange = self._exchange_button()
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
            self._facts,
            row((self._folder, 1), folder, self._close),
            *(self._due, (self.table, 1), hint),
            spacing=12,
        )
        self.set_body(body, self._record, self._exchange, new)

    # -- what is shown

    def load(
        self, ws: "Workspace", campaign: str
    ) -> "tuple[OpenCampaign, Closing | None, tuple[DueItem, ...]]":
        """The campaign with its record, how it was closed, and what is due for certificates of all."""
        return campaigns.opened(ws, campaign), archiving.closing_of(ws, campaign), register.due(ws)

    def show_loaded(self, loaded: "tuple[OpenCampaign, Closing | None, tuple[DueItem, ...]]") -> None:
        """Show the steps of the campaign, and what is due."""
        found, self._closing, items = loaded
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
        said = [_closed_words(self._closing) if self._closing else due_summary(campaigns.due(found))]
        said.append(certificates_due(items, campaigns.today().isoformat()))
        said += [contradiction_words(step) for step in scheme.process if contradicts(step)]
        self._due.setText("\n".join(line for line in said if line))
        self._due.setVisible(any(said))
        self.model.show_campaign(found, campaigns.dossier_of(found), campaigns.today().isoformat())
        self._close.setText(text("Open again…") if self._closing else text("Close campaign…"))
        self._show_choices()

    def _show_choices(self) -> None:
        self._record.setEnabled(self._closing is None and chosen_row(self.table) is not None)

    def due_words(self) -> str:
        """What is due, or how the campaign was closed."""
        return self._due.text()

    def show_none(self) -> None:
        """Offer to begin the first campaign."""
        about = text("A campaign is a year's run of a scheme: its steps with their days, and what happened.")
        self.say(text("No campaign yet"), about, (text("New campaign…"), self.begin))

    # -- what can be done

    def begin(self) -> None:
        """Begin a campaign."""
        shelf = scheme_versions.own_shelf(self._places.forms, self._preferences)
        self.ask(lambda _ws, _campaign: scheme_versions.usable(shelf), self._ask_new)

    def _ask_new(self, names: Mapping[str, str]) -> None:
        year = campaigns.today().year
        self._open(campaign_dialogs.NewCampaignDialog(names, year, self._office(), self))

    def record(self) -> None:
        """Record what happened in the selected step."""
        place = chosen_row(self.table)
        if place is not None:
            step, day = self.model.entry(place).step, campaigns.today().isoformat()
            self._open(campaign_dialogs.RecordDialog(step, day, self._office(), self))

    def close_campaign(self) -> None:
        """Close the campaign into its archive, or open it again."""
        if self.desk.workspace is None or not self.desk.chosen:
            return
        office = self._closing_office()
        if self._closing is None:
            self._open(closing.CloseDialog(office, self._closed, self))
        else:
            self._open(closing.ReopenDialog(office, self.refresh, self))

    def _closing_office(self) -> "closing.ClosingOffice":
        return closing.ClosingOffice(
            working=self.desk.working,
            places=self._places,
            ws=self.desk.workspace,
            campaign=self.desk.chosen,
            who=self.desk.who,
            authority=preferences.kept(self._preferences, preferences.AUTHORITY).strip(),
        )

    def _exchange_button(self) -> QPushButton:
        made = QPushButton(text("Exchange…"))
        menu = QMenu(made)
        menu.addAction(text("Write a file for colleagues…"), self.write_exchange)
        menu.addAction(text("Read a colleague's file…"), self.read_exchange)
        made.setMenu(menu)
        return made

    def write_exchange(self) -> None:
        """Write what is recorded here into a file for colleagues."""
        if self.desk.workspace is not None and self.desk.chosen:
            self._open(exchange_dialogs.WriteExchangeDialog(self._closing_office(), self._written, self))

    def read_exchange(self) -> None:
        """Look at a colleague's file, and add what is new there."""
        if self.desk.workspace is not None:
            self._open(exchange_dialogs.ReadExchangeDialog(self._closing_office(), self._joined, self))

    def _written(self, made: "WrittenExchange") -> None:
        self.notice(text("Written: {file}", file=made.path), tone="good")

    def _joined(self, looked: "Preview", added: int) -> None:
        self.notice(plural("{count} row was added.", "{count} rows were added.", added), tone="good")
        self.desk.choose(looked.found.head.campaign)
        self.desk.refresh()

    def _closed(self, made: "Closed") -> None:
        lines = [text("Closed and archived: {path}", path=made.path)]
        lines += [
            text("This issued package was not found and is not in the archive: {name}", name=name)
            for name in made.missing
        ]
        self.notice("\n".join(lines), tone="notice" if made.missing else "good")
        self.refresh()

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


def _closed_words(one: "Closing") -> str:
    day = one.at[:16].replace("T", " ")
    said = text("Closed on {day} by {who}, archive {file}", day=day, who=one.who, file=one.file)
    return "\n".join([said, text("Fingerprint of the archive: {digest}", digest=one.digest)])


def _open_one(ws: "Workspace | None") -> "Workspace":
    if ws is None:
        raise AssertionError  # nothing is offered before the workspace is open
    return ws
