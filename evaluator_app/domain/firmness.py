"""How firm a result is: its distance from the nearest limit, without each expert, and by other rules."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from evaluator_app.domain.judged import Judged
from evaluator_app.domain.merging import (
    SMALLEST_PANEL,
    NoScore,
    PanelSheet,
    merge_criterion,
    merged_score,
    thresholds,
    trims,
)
from evaluator_app.domain.panel import ApplicationResult
from evaluator_app.domain.protocol import MergeRule, Protocol, Unit
from evaluator_app.domain.scheme import Scheme
from evaluator_app.domain.totals import grade
from evaluator_app.domain.votes import recommendation_votes
from evaluator_app.domain.withheld import Why, Withheld, too_few


@dataclass(frozen=True, slots=True)
class Edge:
    """The limit of a grade that lies nearest to a score."""

    limit: Fraction
    distance: Fraction  # above 0: the score lies above the limit
    close: bool  # as near as the protocol warns of


@dataclass(frozen=True, slots=True)
class Flip:
    """Another outcome without one expert: a grade, or a recommendation; None is no grade, or a tie."""

    application: str
    expert: str
    score: Fraction | None
    before: str | None
    after: str | None


def nearest_edge(score: Fraction, scheme: Scheme) -> Edge | Withheld:
    """The nearest limit; of two equally near the lower."""
    limits = thresholds(scheme.rubric.bands)
    if not limits:
        return Withheld(Why.NO_LIMITS)
    limit = min(limits, key=lambda one: (abs(score - one), one))
    near = scheme.protocol.near_threshold
    close = near is not None and abs(score - limit) <= Fraction(near)
    return Edge(limit, score - limit, close)


def outcome(scheme: Scheme, score: Fraction) -> str | None:
    """The id of the grade a score earns."""
    band = grade(score, scheme.rubric.bands)
    return band.id if band else None


def flips(judged: Judged, one: ApplicationResult) -> tuple[Flip, ...] | Withheld:
    """Whose absence alone would give another grade, or another recommendation.

    As with the warning of an unstable grade, two others must remain; the least panel is not asked for.
    """
    scheme, sheets = judged.merge.scheme, judged.sheets[one.application.id]
    few = too_few(Why.TOO_FEW_EXPERTS, SMALLEST_PANEL + 1, len(sheets))
    if few:
        return few
    if one.result.reason not in (None, NoScore.TIE):
        return Withheld(Why.NO_RESULT)
    if scheme.rubric.qualitative:
        found = _votes_without(scheme, sheets)
    else:
        scores = judged.scores_without[one.application.id]
        found = {expert: (score, outcome(scheme, score)) for expert, score in scores.items()}
    before = one.result.grade.id if one.result.grade else one.result.majority
    return tuple(
        Flip(one.application.id, expert, score, before, after)
        for expert, (score, after) in found.items()
        if after != before
    )


_Without = Mapping[str, tuple[Fraction | None, str | None]]


def _votes_without(scheme: Scheme, sheets: tuple[PanelSheet, ...]) -> _Without:
    found: dict[str, tuple[None, str | None]] = {}
    for place, left_out in enumerate(sheets):
        rest = [one.recommendation for one in (*sheets[:place], *sheets[place + 1 :])]
        votes = recommendation_votes(scheme.rubric, rest)
        found[left_out.expert] = None, votes.leader if votes else None
    return found


def by_rules(judged: Judged, one: ApplicationResult) -> Mapping[MergeRule, Fraction | Withheld]:
    """The score by each rule there is; the protocol's own decides, the others only show what hangs on it."""
    scheme, sheets = judged.merge.scheme, judged.sheets[one.application.id]
    if one.result.score is None:
        return dict.fromkeys(MergeRule, Withheld(Why.NO_RESULT))
    totals = [sheet.total.score for sheet in one.result.sheets if sheet.counted]

    def by(protocol: Protocol) -> Fraction | Withheld:
        if protocol.rule is MergeRule.TRIMMED_MEAN and not trims(protocol, len(sheets)):
            needed = max(protocol.trim_from, protocol.trim_low + protocol.trim_high + 1)
            return Withheld(Why.TOO_FEW_EXPERTS, needed, len(sheets))
        if protocol.unit is Unit.TOTAL:
            return merged_score(protocol, totals, ())
        criteria = [merge_criterion(criterion, protocol, sheets) for criterion in scheme.rubric.criteria]
        return merged_score(protocol, (), criteria)

    return {rule: by(replace(scheme.protocol, rule=rule)) for rule in MergeRule}
