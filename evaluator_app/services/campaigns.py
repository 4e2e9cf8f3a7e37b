"""Campaigns of the secretariat: begun from a scheme, dated, looked at, and their procedure recorded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from evaluator_app.domain.campaigns import (
    CampaignPlan,
    DueStep,
    StepDates,
    due_steps,
    plan_problems,
    steps_now,
    suggested_dates,
)
from evaluator_app.domain.codes import Code
from evaluator_app.domain.dossier import StepEntry, StepRecord, dossier, record_problems, steps_done
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.domain.scheme import LoadedScheme, ProcessStep
from evaluator_app.exchange import campaign_folder
from evaluator_app.exchange.safe_names import is_safe_id
from evaluator_app.exchange.scheme_file import read_scheme
from evaluator_app.services import schemes
from evaluator_app.services.clock import now
from evaluator_app.store import campaigns, closings, packages
from evaluator_app.store.workspace import Workspace

SOON = timedelta(days=14)  # before the end of a step, when it is named as due


@dataclass(frozen=True, kw_only=True)
class OpenCampaign:
    """A campaign with the scheme it is locked to and everything recorded in it."""

    plan: CampaignPlan
    scheme: LoadedScheme
    records: tuple[StepRecord, ...] = ()


def begin(ws: Workspace, forms: Path, plan: CampaignPlan) -> CampaignPlan:
    """Begin a campaign of a scheme, locked to it as it is now; its steps get the scheme's own days."""
    if campaigns.load_plan(ws, plan.id) is not None:
        raise Refused([problem(Code.CAMPAIGN_EXISTS, plan.id)])
    loaded = schemes.find_or_read(forms, plan.scheme)
    scheme = loaded.scheme
    whole = replace(
        plan,
        scheme=scheme.id,
        scheme_digest=loaded.digest,
        stage=plan.stage or next((one.id for one in scheme.stages if one.scored), ""),
        dates=plan.dates or suggested_dates(scheme, plan.year),
    )
    problems = [*plan_problems(whole, scheme)]
    if not is_safe_id(plan.id):
        problems.insert(0, problem(Code.CAMPAIGN_PLAN_INVALID, plan.id, name=plan.id))
    if problems:
        raise Refused(problems)
    if whole.folder:
        campaign_folder.prepare(Path(whole.folder), whole, loaded)
    campaigns.save_plan(ws, whole, loaded.source, now())
    return whole


def every(ws: Workspace) -> tuple[OpenCampaign, ...]:
    """All campaigns, the latest first."""
    return tuple(_opened(ws, one) for one in campaigns.all_plans(ws))


def opened(ws: Workspace, campaign: str) -> OpenCampaign:
    """One campaign with its scheme and its record."""
    plan = campaigns.load_plan(ws, campaign)
    if plan is None:
        raise Refused([problem(Code.CAMPAIGN_UNKNOWN, campaign)])
    return _opened(ws, plan)


def _opened(ws: Workspace, plan: CampaignPlan) -> OpenCampaign:
    scheme = read_scheme(packages.scheme_source(ws, plan.scheme_digest), plan.id)
    return OpenCampaign(plan=plan, scheme=scheme, records=campaigns.records(ws, plan.id))


def set_dates(ws: Workspace, campaign: str, dates: Sequence[StepDates]) -> OpenCampaign:
    """Give steps these days; the others keep theirs."""
    found = opened(ws, campaign)
    changed = {one.step: one for one in (*found.plan.dates, *dates)}
    return _changed(ws, found, replace(found.plan, dates=tuple(changed.values())))


def set_stage(ws: Workspace, campaign: str, stage: str) -> OpenCampaign:
    """The stage that is scored from now on."""
    found = opened(ws, campaign)
    return _changed(ws, found, replace(found.plan, stage=stage))


def set_folder(ws: Workspace, campaign: str, folder: Path) -> OpenCampaign:
    """Keep the applications of a campaign in this folder; one that has another campaign is refused."""
    found = opened(ws, campaign)
    plan = replace(found.plan, folder=str(folder.resolve()))
    campaign_folder.prepare(folder, plan, found.scheme)
    return _changed(ws, found, plan)


def folder_of(found: OpenCampaign) -> Path:
    """Where the applications of a campaign lie; refused where it has no folder yet, or it is away."""
    if not found.plan.folder:
        raise Refused([problem(Code.CAMPAIGN_WITHOUT_FOLDER, found.plan.id)])
    folder = Path(found.plan.folder)
    if not folder.is_dir():
        raise Refused([problem(Code.FILE_MISSING, str(folder))])
    return folder


def refuse_closed(ws: Workspace, campaign: str) -> None:
    """Refuse to change a campaign that is closed and archived."""
    if closings.is_closed(ws, campaign):
        raise Refused([problem(Code.CAMPAIGN_CLOSED, campaign)])


def _changed(ws: Workspace, found: OpenCampaign, plan: CampaignPlan) -> OpenCampaign:
    refuse_closed(ws, plan.id)
    problems = plan_problems(plan, found.scheme.scheme)
    if problems:
        raise Refused(problems)
    campaigns.save_plan(ws, plan, found.scheme.source, now())
    return replace(found, plan=plan)


def due(found: OpenCampaign, day: str = "", within: timedelta = SOON) -> tuple[DueStep, ...]:
    """What is due on a day, today where none is given; steps recorded as done are not."""
    on = date.fromisoformat(day) if day else today()
    done = steps_done(found.records)
    until = (on + within).isoformat()
    return due_steps(found.plan, found.scheme.scheme, done, on.isoformat(), until)


def record(ws: Workspace, campaign: str, one: StepRecord) -> StepRecord:
    """Record what happened in a step; what is recorded stays, a correction is another record."""
    found = opened(ws, campaign)
    refuse_closed(ws, campaign)
    whole = replace(one, recorded_at=now())
    problems = record_problems(whole, found.scheme.scheme, today().isoformat())
    if problems:
        raise Refused(problems)
    campaigns.record(ws, campaign, whole)
    return whole


def steps_at(found: OpenCampaign, day: str) -> tuple[ProcessStep, ...]:
    """The steps a campaign is at on a day."""
    return steps_now(found.plan, found.scheme.scheme, day)


def dossier_of(found: OpenCampaign, application: str = "") -> tuple[StepEntry, ...]:
    """The steps with what was recorded: of an application, or of the campaign as a whole."""
    return dossier(found.scheme.scheme, found.records, application)


def today() -> date:
    """This day."""
    return date.fromisoformat(now()[:10])
