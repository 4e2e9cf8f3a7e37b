"""A panel merged as a whole: every application's result with its sheets, ranks, refusals, ledger."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evaluator_app.domain.application import Application, Campaign, Package
from evaluator_app.domain.collecting import (
    NOTHING_ELSE,
    Accepted,
    Besides,
    Refusal,
    Returned,
    Rivals,
    collect,
)
from evaluator_app.domain.issue import Issue
from evaluator_app.domain.ledger import LedgerLine, ledger
from evaluator_app.domain.merging import PanelResult, PanelSheet, merge, rank
from evaluator_app.domain.scheme import Precondition, Scheme
from evaluator_app.domain.sheet import recommendation_of


@dataclass(frozen=True, kw_only=True)
class ApplicationResult:
    """One application: its result, the sheets in the result's order, and its place."""

    application: Application
    result: PanelResult
    sheets: tuple[Accepted, ...]
    rank: int | None
    preconditions: tuple[Precondition, ...] = ()  # what the earned grade still asks for


@dataclass(frozen=True, kw_only=True)
class PanelMerge:
    """All results of one stage of a campaign, those with a rank first."""

    scheme: Scheme
    campaign: Campaign
    packages: tuple[Package, ...]
    results: tuple[ApplicationResult, ...]
    refusals: tuple[Refusal, ...]
    ledger: tuple[LedgerLine, ...]
    rivals: tuple[Rivals, ...] = ()  # between which a person chooses, or chose


def merge_returned(
    scheme: Scheme,
    packages: Sequence[Package],
    returned: Iterable[Returned],
    *,
    besides: Besides = NOTHING_ELSE,
    allow_unsigned: bool = False,
) -> PanelMerge:
    """Collect what came back and merge it by the protocol."""
    issue = Issue(tuple(packages), besides.since)
    sheets = tuple(returned)
    collected = collect(issue, scheme.rubric, sheets, besides, allow_unsigned=allow_unsigned)
    return PanelMerge(
        scheme=scheme,
        campaign=issue.campaign,
        packages=tuple(issue.current.values()),
        results=_results(scheme, issue, collected.accepted),
        refusals=collected.refusals,
        ledger=ledger(issue, collected, sheets),
        rivals=collected.rivals,
    )


def _results(scheme: Scheme, issue: Issue, accepted: Iterable[Accepted]) -> tuple[ApplicationResult, ...]:
    by_application: dict[str, list[Accepted]] = {name: [] for name in issue.applications}
    for one in accepted:
        by_application[one.returned.sheet.identity.application].append(one)
    merged = {
        name: merge(
            scheme.rubric,
            scheme.protocol,
            [panel_sheet(one, scheme) for one in found],
        )
        for name, found in by_application.items()
    }
    return tuple(
        ApplicationResult(
            application=issue.applications[place.application],
            result=merged[place.application],
            sheets=tuple(by_application[place.application]),
            rank=place.rank,
            preconditions=_preconditions(scheme, issue, merged[place.application]),
        )
        for place in rank(merged, scheme.protocol)
    )


def panel_sheet(one: Accepted, scheme: Scheme) -> PanelSheet:
    """A sheet as the merge takes it."""
    marks = one.returned.sheet.marks
    return PanelSheet(one.expert, marks.entries, recommendation_of(scheme.rubric, marks))


def _preconditions(scheme: Scheme, issue: Issue, result: PanelResult) -> tuple[Precondition, ...]:
    """What the grade asks for and this stage does not itself fulfil."""
    if result.grade is None:
        return ()
    grade, stage = result.grade.id, issue.campaign.stage
    return tuple(one for one in scheme.preconditions if grade in one.grades and one.stage != stage)
