"""Tables of recommendations: seen, kept with their order, and held against what has come in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.dossier import Result, StepRecord
from evaluator_app.domain.field_roles import RecommendedTable, recommended_table
from evaluator_app.domain.intake_journal import IntakeEvent, IntakeKind
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.receipt import receipt_step
from evaluator_app.domain.recommendations import (
    Recommendations,
    Recommended,
    by_nobody,
    held_against,
    in_order,
    superseding,
)
from evaluator_app.exchange.recommendation_workbook import read_recommendations
from evaluator_app.services import clock
from evaluator_app.services.intake import Target, known_applications
from evaluator_app.services.taking_in import Office, record_faults
from evaluator_app.store import intake as store
from evaluator_app.store.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Standing:
    """All recommendations of a campaign: who is recommended, in which order, and what does not fit."""

    table: RecommendedTable
    recommended: tuple[Recommended, ...]
    findings: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RecommendationsPreview:
    """What taking in a table would do; `standing` is as it would be afterwards."""

    given: Recommendations
    standing: Standing


def preview(ws: Workspace, path: Path, target: Target, recommender: str = "") -> RecommendationsPreview:
    """What taking in a table would do; the later table of a recommender replaces the earlier."""
    table = _table(target)
    given = _held(read_recommendations(path, table, recommender), target, table)
    tables = superseding([*_kept(ws, target), given])
    return RecommendationsPreview(given=given, standing=_standing(tables, target, table))


def apply(found: RecommendationsPreview, target: Target, office: Office) -> None:
    """Keep a table with its order, and record it in the dossier of everybody it names."""
    given, table = found.given, found.standing.table
    if given.problems:
        raise Refused(given.problems)
    if wrong := record_faults(target, office):
        raise Refused(wrong)
    at = clock.now()
    event = IntakeEvent(
        application="",
        kind=IntakeKind.RECOMMENDED,
        file=given.file,
        sha256=given.sha256,
        received=target.day,
        who=office.who,
        at=at,
    )
    records = [replace(one, recorded_by=office.who, recorded_at=at) for one in _records(given, target, table)]
    store.add_recommendations(office.ws, _campaign(target), given, event, records)


def standing(ws: Workspace, target: Target) -> Standing:
    """The recommendations of a campaign, held against the applications as they are now."""
    table = _table(target)
    return _standing(superseding(_kept(ws, target)), target, table)


def _standing(tables: Sequence[Recommendations], target: Target, table: RecommendedTable) -> Standing:
    held = [_held(one, target, table) for one in tables]
    applications = [one.application for one in known_applications(target.folder)]
    findings = [wrong for one in held for wrong in one.findings]
    return Standing(
        table=table,
        recommended=in_order(held, table),
        findings=(*findings, *by_nobody(held, applications)),
    )


def _held(one: Recommendations, target: Target, table: RecommendedTable) -> Recommendations:
    applications = [app.application for app in known_applications(target.folder)]
    return held_against(one, applications, target.scheme.scheme, table)


def _kept(ws: Workspace, target: Target) -> tuple[Recommendations, ...]:
    return store.recommendations(ws, _campaign(target))


def _campaign(target: Target) -> str:
    return target.plan.id if target.plan else ""


def _table(target: Target) -> RecommendedTable:
    scheme = target.scheme.scheme
    table = recommended_table(scheme)
    if table is None:
        raise Refused([problem(Code.SCHEME_WITHOUT_RECOMMENDATIONS, scheme.id, scheme=scheme.title)])
    return table


def _records(given: Recommendations, target: Target, table: RecommendedTable) -> list[StepRecord]:
    step = receipt_step(target.scheme.scheme, [table.form.id])
    if step is None:
        return []
    return [
        StepRecord(
            step=step.id,
            day=target.day,
            result=Result.DONE,
            application=one.row.application,
            who=(given.recommender,),
            papers=(table.form.id,),
            note=str(one.place),
        )
        for one in in_order([given], table)
        if one.row.application
    ]
