"""Personal data is removed when its time is over, by rule; the removal is recorded, not what it was."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.domain.retention import (
    DueRemoval,
    Held,
    Kept,
    Removal,
    RetentionRule,
    due_removals,
    held_of,
)
from evaluator_app.exchange.source_folder import read_campaign
from evaluator_app.services.clock import now
from evaluator_app.store import campaigns, closings, packages, roster
from evaluator_app.store.files import remove_folder
from evaluator_app.store.workspace import Workspace

_DAY = 10  # letters of yyyy-mm-dd


def due(ws: Workspace, rules: Sequence[RetentionRule], day: str = "") -> tuple[DueRemoval, ...]:
    """What is due for removal on a day, today where none is given."""
    return due_removals(_held(ws), rules, day or now()[:_DAY])


def _held(ws: Workspace) -> Iterator[Held]:
    """People whose term ends, save those on panels of open campaigns; folders of closed campaigns."""
    plans = campaigns.all_plans(ws)
    open_ones = [one.id for one in plans if not closings.is_closed(ws, one.id)]
    needed = {member.id for one in open_ones for member in roster.of_campaign(ws, one)}
    yield from (one for one in held_of(roster.members(ws)) if one.id not in needed)
    for plan in plans:
        if plan.id not in open_ones and plan.folder and Path(plan.folder).is_dir():
            closed = closings.closings(ws, plan.id)[-1]
            yield Held(what=Kept.APPLICATIONS, id=plan.id, ended=closed.at[:_DAY])


def remove(ws: Workspace, rules: Sequence[RetentionRule], what: Kept, name: str, who: str) -> Removal:
    """Remove what is due, and record it; what no rule calls due is refused."""
    if not who.strip():
        raise Refused([problem(Code.RECORD_NAME_MISSING, name)])
    found = next((one for one in due(ws, rules) if (one.held.what, one.held.id) == (what, name)), None)
    if found is None:
        raise Refused([problem(Code.REMOVAL_NOT_DUE, what=name)])
    said = Removal(
        what=what, id=name, clause=found.rule.clause, years=found.rule.years, who=who.strip(), at=now()
    )
    if what is Kept.ROSTER:
        with ws.changing():
            roster.remove(ws, name, found.rule.clause, said.who, said.at)
            closings.add_removal(ws, said)
    else:
        _remove_folder(ws, said)
    return said


def _remove_folder(ws: Workspace, said: Removal) -> None:
    """Take the folder of a campaign away: only one that says itself that it is this campaign's."""
    plan = campaigns.load_plan(ws, said.id)
    if plan is None or read_campaign(Path(plan.folder)).id != plan.id:
        raise Refused([problem(Code.CAMPAIGN_FOLDER_TAKEN, plan.folder if plan else "", name=said.id)])
    source = packages.scheme_source(ws, plan.scheme_digest)
    remove_folder(Path(plan.folder))
    with ws.changing():
        campaigns.save_plan(ws, replace(plan, folder=""), source, said.at)
        closings.add_removal(ws, said)


def removed(ws: Workspace) -> tuple[Removal, ...]:
    """Everything that was removed by rule, in order."""
    return closings.removals(ws)
