"""What was decided on the applications of a campaign: from a list, the committee's workbook or the record."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from evaluator_app.domain.application import Application
from evaluator_app.domain.codes import Code
from evaluator_app.domain.dossier import Result, StepRecord
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.register import Award
from evaluator_app.domain.register_check import award_problems
from evaluator_app.domain.scheme import Scheme
from evaluator_app.exchange.award_workbook import award_of, read_awards, write_awards
from evaluator_app.exchange.safe_writing import new_file
from evaluator_app.exchange.source_folder import read_applications
from evaluator_app.services import campaigns, decisions
from evaluator_app.services.campaigns import OpenCampaign
from evaluator_app.services.clock import now
from evaluator_app.store.workspace import Workspace


def applications(found: OpenCampaign) -> tuple[Application, ...]:
    """The applications in the folder of a campaign."""
    return tuple(one.application for one in read_applications(campaigns.folder_of(found)))


def write_list(ws: Workspace, campaign: str, out: Path, awards: tuple[Award, ...] = ()) -> None:
    """The list of results as a workbook, with what was decided so far."""
    found = campaigns.opened(ws, campaign)
    scheme, known = found.scheme.scheme, {one.application: one for one in awards}
    rows = [known.get(one.id) or award_of(one, scheme) for one in applications(found)]
    with new_file(out) as stream:
        write_awards(stream, rows, scheme, datetime.fromisoformat(now()))


def read_list(ws: Workspace, campaign: str, path: Path, day: str = "") -> tuple[Award, ...]:
    """The results in a list or in the committee's workbook; refused with everything that is wrong.

    `day` is when they were decided, where the workbook does not say.
    """
    found = campaigns.opened(ws, campaign)
    read = read_awards(path, found.scheme.scheme, applications(found), day)
    return _sound(read.awards, found, read.problems)


def of(ws: Workspace, campaign: str, path: Path | None, day: str = "") -> tuple[Award, ...]:
    """The results in a list, or without one those the committee decided in the workspace."""
    return read_list(ws, campaign, path, day) if path is not None else decided(ws, campaign)


def are_decided(ws: Workspace, campaign: str) -> bool:
    """Whether the committee's decisions are recorded in the workspace."""
    return bool(decisions.in_force(ws, campaign))


def decided(ws: Workspace, campaign: str) -> tuple[Award, ...]:
    """What the committee decided in the workspace; refused where nothing is, or without signed minutes."""
    found = campaigns.opened(ws, campaign)
    scheme, kept = found.scheme.scheme, decisions.in_force(ws, campaign)
    grades = {one.application: one.grade for one in decisions.awards(ws, campaign)}
    wrong = [] if kept else [problem(Code.DECISIONS_MISSING, campaign)]
    wrong += [problem(Code.MINUTES_MISSING, name) for name, one in kept.items() if not one.minutes]
    awards = [
        replace(award_of(one, scheme), grade=grades.get(one.id, ""), decided_on=kept[one.id].session.day)
        for one in applications(found)
        if one.id in kept
    ]
    return _sound(tuple(awards), found, tuple(wrong))


def recorded(ws: Workspace, campaign: str, step: str) -> tuple[Award, ...]:
    """The results in the record of a step: its note is the grade, “not passed” is none."""
    found = campaigns.opened(ws, campaign)
    scheme = found.scheme.scheme
    last = {
        one.application: one
        for one in found.records
        if one.step == step and one.application and one.result is not Result.NOTED
    }
    awards = [_award(one, last[one.id], scheme) for one in applications(found) if one.id in last]
    return _sound(tuple(awards), found, ())


def _award(application: Application, record: StepRecord, scheme: Scheme) -> Award:
    bands = {name: one.id for one in scheme.rubric.bands for name in (one.id, one.title)}
    said = record.note.strip()
    grade = "" if record.result is Result.NOT_PASSED else bands.get(said, said)
    return replace(award_of(application, scheme), grade=grade, decided_on=record.day)


def _sound(
    awards: tuple[Award, ...], found: OpenCampaign, problems: tuple[Problem, ...]
) -> tuple[Award, ...]:
    wrong = (*problems, *award_problems(awards, found.scheme.scheme, campaigns.today().isoformat()))
    if wrong:
        raise Refused(wrong)
    return awards
