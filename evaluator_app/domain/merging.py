"""Merging a panel's sheets into one result, exactly by the protocol."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from evaluator_app.domain.marks import EMPTY, Entry, Graded, Scored, points
from evaluator_app.domain.numbers import rounded
from evaluator_app.domain.protocol import MergeRule, Protocol, Unit
from evaluator_app.domain.ranking import places
from evaluator_app.domain.rubric import Band, Criterion, Rubric
from evaluator_app.domain.totals import Total, grade, total
from evaluator_app.domain.votes import Votes, criterion_votes, recommendation_votes

SMALLEST_PANEL = 2  # that can disagree: with fewer than one more, nobody can be left out


class Advice(StrEnum):
    """What a reader of a result should look at."""

    ROUNDING_CROSSES_THRESHOLD = "rounding_crosses_threshold"
    NEAR_THRESHOLD = "near_threshold"
    UNSTABLE = "unstable"
    SPREAD = "spread"


class NotCounted(StrEnum):
    """Why a sheet does not count."""

    INCOMPLETE = "incomplete"
    ABSTAINED = "abstained"
    NOTHING_APPLICABLE = "nothing_applicable"


class NoScore(StrEnum):
    """Why an application has no score."""

    PANEL_TOO_SMALL = "panel_too_small"
    TIE = "tie"  # of the recommendations: the chair decides
    WEIGHTS_UNSET = "weights_unset"  # votes, but neither points nor a recommendation


@dataclass(frozen=True, slots=True)
class PanelSheet:
    """One expert's marks for one application, as the merge needs them."""

    expert: str
    entries: Mapping[str, Entry]
    recommendation: str = ""


@dataclass(frozen=True, slots=True)
class MergedSheet:
    """A sheet in a result: its total, and whether it counted or why not."""

    expert: str
    total: Total
    reason: NotCounted | None
    trimmed: bool = False

    @property
    def counted(self) -> bool:
        """Whether the sheet took part in the merge, trimmed or not."""
        return self.reason is None


@dataclass(frozen=True, slots=True)
class CriterionMerge:
    """The merged points of one criterion, none where it has no points, and how many marks it rests on."""

    criterion: str
    value: Fraction | None
    marks: int


@dataclass(frozen=True, slots=True)
class PanelResult:
    """The score a panel's sheets give, with every step a person needs to follow it.

    Without points there are votes, and `majority` is what most experts recommend.
    """

    score: Fraction | None
    grade: Band | None
    reason: NoScore | None
    sheets: tuple[MergedSheet, ...]
    criteria: tuple[CriterionMerge, ...]
    warnings: tuple[Advice, ...] = ()
    votes: tuple[Votes, ...] = ()  # by criterion
    recommendation: Votes | None = None
    majority: str | None = None

    @property
    def counted(self) -> int:
        """How many sheets count."""
        return sum(sheet.counted for sheet in self.sheets)


def merge(rubric: Rubric, protocol: Protocol, sheets: Sequence[PanelSheet]) -> PanelResult:
    """The panel result of one application in one stage (semantics: a panel result)."""
    merged = tuple(_judge(rubric, protocol, sheet) for sheet in sheets)
    counting = [sheet for sheet, one in zip(sheets, merged, strict=True) if one.counted]
    criteria = tuple(merge_criterion(one, protocol, counting) for one in rubric.criteria)
    found = PanelResult(
        score=None,
        grade=None,
        reason=NoScore.PANEL_TOO_SMALL,
        sheets=merged,
        criteria=criteria,
        votes=criterion_votes(rubric, [sheet.entries for sheet in counting]),
        recommendation=recommendation_votes(rubric, [sheet.recommendation for sheet in counting]),
    )
    if len(counting) < protocol.minimum_sheets:
        return found
    if rubric.qualitative:
        return _by_votes(protocol, found)
    return (
        found if _too_few_marks(rubric, protocol, criteria) else _by_points(rubric, protocol, counting, found)
    )


def _by_points(
    rubric: Rubric, protocol: Protocol, counting: Sequence[PanelSheet], found: PanelResult
) -> PanelResult:
    score = merged_score(protocol, [one.total.score for one in found.sheets if one.counted], found.criteria)
    return replace(
        found,
        score=score,
        grade=grade(score, rubric.bands),
        reason=None,
        sheets=_mark_trimmed(protocol, found.sheets) if protocol.unit is Unit.TOTAL else found.sheets,
        warnings=tuple(_warnings(rubric, protocol, counting, score)),
    )


def _by_votes(protocol: Protocol, found: PanelResult) -> PanelResult:
    """What most experts recommend; at a tie nobody but the chair can say (semantics: qualitative results)."""
    votes = found.recommendation
    if votes is None:
        return replace(found, reason=NoScore.WEIGHTS_UNSET)
    if votes.tie:
        return replace(found, reason=NoScore.TIE)
    unstable = protocol.stability and votes.narrow and found.counted > SMALLEST_PANEL
    return replace(found, reason=None, majority=votes.leader, warnings=(Advice.UNSTABLE,) if unstable else ())


def _judge(rubric: Rubric, protocol: Protocol, sheet: PanelSheet) -> MergedSheet:
    sheet_total = total(rubric, sheet.entries)
    reason = None
    silent = rubric.qualitative and rubric.recommendation is not None and not sheet.recommendation
    if sheet_total.unmarked or silent:
        reason = NotCounted.INCOMPLETE
    elif sheet_total.abstained and protocol.unit is Unit.TOTAL:
        reason = NotCounted.ABSTAINED
    elif sheet_total.nothing_applies:
        reason = NotCounted.NOTHING_APPLICABLE
    return MergedSheet(sheet.expert, sheet_total, reason)


def merge_criterion(criterion: Criterion, protocol: Protocol, sheets: Iterable[PanelSheet]) -> CriterionMerge:
    """The marks of some sheets for one criterion, by the protocol's rule."""
    marks = (sheet.entries.get(criterion.id, EMPTY).mark for sheet in sheets)
    values = [points(mark, criterion) for mark in marks if isinstance(mark, Scored | Graded)]
    value = centre(values, protocol) if values and criterion.max else None
    return CriterionMerge(criterion.id, value, len(values))


def merged_score(
    protocol: Protocol, totals: Sequence[Fraction], criteria: Iterable[CriterionMerge]
) -> Fraction:
    """The score of merged totals, or of merged criteria where these are what is merged."""
    if protocol.unit is Unit.CRITERION:
        return sum((one.value for one in criteria if one.value is not None), Fraction(0))
    return centre(totals, protocol) if totals else Fraction(0)


def _too_few_marks(rubric: Rubric, protocol: Protocol, criteria: Iterable[CriterionMerge]) -> bool:
    """Whether, by criterion, one that adds points has fewer marks than the smallest panel."""
    few = (
        one.marks < protocol.minimum_sheets and rubric.criteria_by_id[one.criterion].max for one in criteria
    )
    return protocol.unit is Unit.CRITERION and any(few)


def centre(values: Sequence[Fraction], protocol: Protocol) -> Fraction:
    """Mean, median or trimmed mean of some values; trimming only from `trim_from` values on."""
    kept = sorted(values)
    match protocol.rule:
        case MergeRule.MEDIAN:
            middle = len(kept) // 2
            return (kept[middle] + kept[~middle]) / 2
        case MergeRule.TRIMMED_MEAN if trims(protocol, len(kept)):
            kept = kept[protocol.trim_low : len(kept) - protocol.trim_high]
        case _:
            pass
    return sum(kept, Fraction(0)) / len(kept)


def trims(protocol: Protocol, count: int) -> bool:
    """Whether the lowest and highest of so many values are dropped by a trimmed mean."""
    return count >= protocol.trim_from and count > protocol.trim_low + protocol.trim_high


def _mark_trimmed(protocol: Protocol, merged: tuple[MergedSheet, ...]) -> tuple[MergedSheet, ...]:
    """Which sheets were dropped as lowest and highest: exactly one each of equals."""
    order = sorted((i for i, one in enumerate(merged) if one.counted), key=lambda i: merged[i].total.score)
    if protocol.rule is not MergeRule.TRIMMED_MEAN or not trims(protocol, len(order)):
        return merged
    dropped = {*order[: protocol.trim_low], *order[len(order) - protocol.trim_high :]}
    return tuple(
        MergedSheet(one.expert, one.total, one.reason, trimmed=i in dropped) for i, one in enumerate(merged)
    )


def _warnings(
    rubric: Rubric, protocol: Protocol, counting: Sequence[PanelSheet], score: Fraction
) -> Iterable[Advice]:
    if rounding_crosses(rubric.bands, protocol, score):
        yield Advice.ROUNDING_CROSSES_THRESHOLD
    if protocol.near_threshold is not None and any(
        abs(score - edge) <= Fraction(protocol.near_threshold) for edge in thresholds(rubric.bands)
    ):
        yield Advice.NEAR_THRESHOLD
    if protocol.stability and _unstable(rubric, protocol, counting, score):
        yield Advice.UNSTABLE
    if protocol.spread is not None and _range(rubric, counting) > Fraction(protocol.spread):
        yield Advice.SPREAD


def _range(rubric: Rubric, counting: Sequence[PanelSheet]) -> Fraction:
    """The distance of the totals; one without all its marks, by criterion, would look too low."""
    totals = [total(rubric, sheet.entries) for sheet in counting]
    scores = [one.score for one in totals if one.complete]
    return max(scores) - min(scores) if scores else Fraction(0)


def thresholds(bands: Iterable[Band]) -> tuple[Fraction, ...]:
    """Every score at which a grade begins or ends."""
    edges = {edge for band in bands for edge in (band.low_edge, band.high_edge) if edge is not None}
    return tuple(sorted(edges))


def rounding_crosses(bands: Iterable[Band], protocol: Protocol, score: Fraction) -> bool:
    """Whether the shown, rounded value would earn another grade than the exact one (T-5, T-6)."""
    bands = tuple(bands)
    display = Fraction(rounded(score, protocol.decimals, protocol.rounding))
    return grade(display, bands) != grade(score, bands)


def _unstable(rubric: Rubric, protocol: Protocol, counting: Sequence[PanelSheet], score: Fraction) -> bool:
    """Whether the grade changes without some one expert; the minimum panel is not asked for here."""
    own = grade(score, rubric.bands)
    return any(grade(other, rubric.bands) != own for _, other in leave_one_out(rubric, protocol, counting))


def leave_one_out(
    rubric: Rubric, protocol: Protocol, counting: Sequence[PanelSheet]
) -> Iterable[tuple[str, Fraction]]:
    """The score without each expert in turn, where two others remain and every criterion has a mark."""
    if len(counting) <= SMALLEST_PANEL:
        return
    totals = [total(rubric, sheet.entries).score for sheet in counting]
    for i, left_out in enumerate(counting):
        if protocol.unit is Unit.TOTAL:
            yield left_out.expert, centre(totals[:i] + totals[i + 1 :], protocol)
            continue
        rest = [*counting[:i], *counting[i + 1 :]]
        criteria = [merge_criterion(one, protocol, rest) for one in rubric.criteria if one.max]
        if all(one.value is not None for one in criteria):
            yield left_out.expert, merged_score(protocol, (), criteria)


@dataclass(frozen=True, slots=True)
class Ranked:
    """An application's place: equal ranks share a number and the next is skipped (1, 1, 3)."""

    application: str
    rank: int | None


def rank(results: Mapping[str, PanelResult], protocol: Protocol) -> tuple[Ranked, ...]:
    """Applications by exact score, then by the tie-breaks; those without a score come last, unranked."""
    keys = {name: rank_key(result, protocol) for name, result in results.items() if result.score is not None}
    ranked = (Ranked(name, place) for name, place in places(keys).items())
    unranked = (Ranked(name, None) for name, result in results.items() if result.score is None)
    return (*ranked, *unranked)


def rank_key(result: PanelResult, protocol: Protocol) -> tuple[Fraction, ...]:
    """What a result is ranked by: its exact score, then its tie-breaks."""
    merged = {one.criterion: one.value or Fraction(0) for one in result.criteria}
    return (result.score or Fraction(0), *(merged[criterion] for criterion in protocol.tie_breaks))
