"""Packages of a stage in words: how they stand to what was issued, what became of them."""

from evaluator_app.domain.issuing import IssueKind, PlanState, Way
from evaluator_app.wording.language import mark, text

_PLANS = {
    PlanState.NEW: mark("to be issued"),
    PlanState.CHANGED: mark("changed: to be issued again"),
    PlanState.SAME: mark("issued, unchanged"),
    PlanState.WITHDRAW: mark("to be withdrawn"),
}
_ISSUES = {IssueKind.ISSUED: mark("issued"), IssueKind.WITHDRAWN: mark("withdrawn")}


def plan_words(state: PlanState) -> str:
    """How a package that is needed stands."""
    return text(_PLANS[state])


def issue_words(kind: IssueKind) -> str:
    """What became of a package."""
    return text(_ISSUES[kind])


def way_titles() -> dict[Way, str]:
    """For whom a package is made."""
    return {Way.EXPERT: text("one for each expert"), Way.PANEL: text("one for each panel")}
