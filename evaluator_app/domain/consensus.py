"""The panel's meeting on one application (合议): agreed values, reasons, dissent, opinion.

It never touches the experts' marks: a mark that is wrong is corrected by its expert, and merged again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from evaluator_app.domain.digests import digest
from evaluator_app.domain.history import mark_as_data
from evaluator_app.domain.marks import EMPTY, Graded, NotApplicable, Scored, points
from evaluator_app.domain.numbers import exact_text
from evaluator_app.domain.outcomes import Outcome, computed, of_score
from evaluator_app.domain.panel import ApplicationResult, PanelMerge
from evaluator_app.domain.rubric import Criterion, Rubric

Agreed = Scored | Graded


@dataclass(frozen=True, kw_only=True)
class Point:
    """One criterion in the meeting: the value agreed on, None as computed; another value needs a reason."""

    criterion: str
    mark: Agreed | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Dissent:
    """What a member holds against the result (招标投标法实施条例 53)."""

    who: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Consensus:
    """What a panel concluded; without `points` the result was discussed as a whole.

    `recommendation` None: what the agreed values give. `basis` names the marks it was concluded from.
    """

    application: str
    basis: str
    held: str  # yyyy-mm-dd
    members: tuple[str, ...]  # of the panel, the chair among them
    chair: str = ""
    points: tuple[Point, ...] = ()
    recommendation: Outcome | None = None
    reason: str = ""  # of a recommendation that the values do not give
    dissents: tuple[Dissent, ...] = ()
    opinion: str = ""
    recorded_by: str = ""
    recorded_at: str = ""  # ISO 8601 with zone


def digest_of(consensus: Consensus) -> str:
    """The digest of a record with everything in it: an opinion's workbook is about one record."""
    said = consensus.recommendation
    points = [
        {"criterion": one.criterion, "mark": mark_as_data(one.mark) if one.mark else {}, "reason": one.reason}
        for one in consensus.points
    ]
    plain = {
        name: getattr(consensus, name)
        for name in ("application", "basis", "held", "members", "chair", "reason", "opinion", "recorded_by")
    }
    dissents = [[one.who, one.words] for one in consensus.dissents]
    told = {"points": points, "dissents": dissents, "recommendation": said.key if said else ""}
    return digest({**plain, **told})


def basis_of(one: ApplicationResult) -> str:
    """The digest of one application's result and of all marks and remarks it rests on."""
    sheets = [
        {
            "expert": sheet.expert,
            "marks": {
                name: mark_as_data(entry.mark) for name, entry in sheet.returned.sheet.marks.entries.items()
            },
            "remarks": dict(sheet.returned.sheet.marks.remarks),
        }
        for sheet in one.sheets
    ]
    result = one.result
    found = {
        "application": one.application.id,
        "score": None if result.score is None else exact_text(result.score),
        "grade": result.grade.id if result.grade else result.majority,
        "sheets": sorted(sheets, key=lambda sheet: str(sheet["expert"])),
    }
    return digest(found)


def merge_digest(merge: PanelMerge) -> str:
    """The digest of a whole merge: its rules and every result; the order of applications plays no part."""
    package = merge.packages[0]
    return digest(
        {
            "campaign": merge.campaign.id,
            "stage": merge.campaign.stage,
            "scheme": package.scheme_digest,
            "protocol": package.protocol_digest,
            "results": sorted(basis_of(one) for one in merge.results),
        }
    )


def merged_value(one: ApplicationResult, criterion: Criterion) -> Fraction | str | None:
    """What the experts' marks give for a criterion: points, or without points the leading option."""
    if criterion.max:
        return next(found.value for found in one.result.criteria if found.criterion == criterion.id)
    return next((found.leader for found in one.result.votes if found.subject == criterion.id), None)


def agreed_value(one: ApplicationResult, criterion: Criterion, point: Point | None) -> Fraction | str | None:
    """The value after the meeting: what was agreed on, else what the marks give."""
    if point is None or point.mark is None:
        return merged_value(one, criterion)
    if criterion.max:
        return points(point.mark, criterion)
    return point.mark.grade if isinstance(point.mark, Graded) else exact_text(Fraction(point.mark.value))


def differs(one: ApplicationResult, criterion: Criterion, point: Point | None) -> bool:
    """Whether the meeting changed the value of a criterion."""
    return agreed_value(one, criterion, point) != merged_value(one, criterion)


def points_by_id(consensus: Consensus) -> Mapping[str, Point]:
    """The points by their criteria."""
    return {one.criterion: one for one in consensus.points}


def without_value(one: ApplicationResult, rubric: Rubric, consensus: Consensus) -> tuple[Criterion, ...]:
    """Criteria that apply, that nobody judged, and that the meeting gave no value either."""
    found = points_by_id(consensus)
    return tuple(
        criterion
        for criterion in rubric.criteria
        if criterion.max
        and agreed_value(one, criterion, found.get(criterion.id)) is None
        and not _applies_to_none(one, criterion)
    )


def _applies_to_none(one: ApplicationResult, criterion: Criterion) -> bool:
    counted = [sheet for sheet, found in zip(one.sheets, one.result.sheets, strict=True) if found.counted]
    marks = [sheet.returned.sheet.marks.entries.get(criterion.id, EMPTY).mark for sheet in counted]
    return bool(marks) and all(isinstance(mark, NotApplicable) for mark in marks)


def changed(one: ApplicationResult, rubric: Rubric, consensus: Consensus) -> bool:
    """Whether the meeting changed any value that adds points."""
    found = points_by_id(consensus)
    return any(
        differs(one, criterion, found.get(criterion.id)) for criterion in rubric.criteria if criterion.max
    )


def agreed_score(one: ApplicationResult, rubric: Rubric, consensus: Consensus) -> Fraction | None:
    """The score after the meeting, exactly: the computed one, or the sum of all agreed values by the rubric.

    What is not applicable leaves earned and maximum, as on a sheet.
    """
    if not changed(one, rubric, consensus):
        return one.result.score
    if without_value(one, rubric, consensus):
        return None
    found, earned, applicable = points_by_id(consensus), Fraction(0), Fraction(0)
    for criterion in rubric.criteria:
        value = agreed_value(one, criterion, found.get(criterion.id))
        if isinstance(value, Fraction):
            earned, applicable = earned + value, applicable + Fraction(criterion.max)
    return earned * Fraction(rubric.max) / applicable


def outcome_of_values(one: ApplicationResult, rubric: Rubric, consensus: Consensus) -> Outcome:
    """What the agreed values give by the rubric."""
    score = agreed_score(one, rubric, consensus)
    return computed(one.result, rubric) if score is None else of_score(score, rubric)


def consensus_outcome(one: ApplicationResult, rubric: Rubric, consensus: Consensus) -> Outcome:
    """The layer between computed and decided: what the panel recommends."""
    return consensus.recommendation or outcome_of_values(one, rubric, consensus)
