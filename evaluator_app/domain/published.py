"""What is told once it is decided: the list of results by field and level, feedback to an applicant."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from evaluator_app.domain.anonymity import Veil
from evaluator_app.domain.consensus import Consensus, agreed_score
from evaluator_app.domain.decisions import Decision, current
from evaluator_app.domain.digests import digest
from evaluator_app.domain.marks import EMPTY, Graded, Scored, points
from evaluator_app.domain.outcomes import Outcome, choices, is_award
from evaluator_app.domain.panel import ApplicationResult, PanelMerge
from evaluator_app.domain.rubric import Criterion, Rubric

SHOWN = 3  # criteria at most that are named as strong, and as many as weak


@dataclass(frozen=True, kw_only=True)
class Listed:
    """The results of one level in one field."""

    outcome: Outcome
    field: str
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, kw_only=True)
class ResultList:
    """The successes by level and field; `withheld` lack a consent, `unsigned` their minutes (S0-117)."""

    groups: tuple[Listed, ...]
    withheld: tuple[Decision, ...] = ()
    unsigned: tuple[Decision, ...] = ()
    consented: bool = False  # everybody listed has agreed to be named

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Everything that is listed, in order."""
        return tuple(one for group in self.groups for one in group.decisions)


def result_list(
    decisions: Iterable[Decision], rubric: Rubric, consents: Collection[str] | None = None
) -> ResultList:
    """What is published by field and level (S1-50); `consents` None: nobody has been asked yet."""
    won = [one for one in current(decisions).values() if is_award(one.decided, rubric)]
    shown = [one for one in won if consents is None or one.application in consents]
    groups = [
        Listed(
            outcome=outcome,
            field=field,
            decisions=tuple(
                sorted(
                    (one for one in shown if (one.decided, one.sector) == (outcome, field)),
                    key=lambda one: one.application,
                )
            ),
        )
        for outcome in choices(rubric)
        for field in sorted({one.sector for one in shown if one.decided == outcome})
    ]
    return ResultList(
        groups=tuple(groups),
        withheld=tuple(one for one in won if one not in shown),
        unsigned=tuple(one for one in shown if not one.minutes),
        consented=consents is not None,
    )


@dataclass(frozen=True, kw_only=True)
class Average:
    """The mean of a criterion's marks over the sheets that count; without points how often each option."""

    criterion: Criterion
    section: str
    mean: Fraction | None
    votes: tuple[tuple[str, int], ...] = ()

    @property
    def share(self) -> Fraction | None:
        """The mean as a share of the maximum."""
        return self.mean / Fraction(self.criterion.max) if self.mean is not None else None


@dataclass(frozen=True, kw_only=True)
class Feedback:
    """What an applicant is told: means, strong and weak criteria, the experts' words without their names."""

    one: ApplicationResult
    score: Fraction | None  # after the panel's meeting, where there was one
    averages: tuple[Average, ...]
    strong: tuple[Average, ...]
    weak: tuple[Average, ...]
    remarks: tuple[tuple[str, tuple[str, ...]], ...]  # by title, in an order that tells nothing
    notes: Mapping[str, tuple[str, ...]]  # by criterion


def feedback(merge: PanelMerge, one: ApplicationResult, consensus: Consensus | None = None) -> Feedback:
    """The feedback on an application; no expert is named or can be told by the order of the words."""
    rubric, veil = merge.scheme.rubric, Veil(merge)
    averages = tuple(
        _average(one, criterion, section.title)
        for section in rubric.sections
        for criterion in section.criteria
    )
    ranked = sorted((found for found in averages if found.share is not None), key=lambda x: -_share(x))
    middle = sum((_share(found) for found in ranked), Fraction(0)) / len(ranked) if ranked else Fraction(0)
    strong = [found for found in ranked if _share(found) > middle]
    weak = [found for found in reversed(ranked) if _share(found) < middle]
    counted = [sheet for sheet, found in zip(one.sheets, one.result.sheets, strict=True) if found.counted]
    marks = [sheet.returned.sheet.marks for sheet in counted]
    remarks = (
        (field.title, _shuffled((found.remarks.get(field.id, "") for found in marks), veil))
        for field in rubric.remarks
        if not field.recommendation
    )
    notes = {
        criterion.id: _shuffled((found.entries.get(criterion.id, EMPTY).note for found in marks), veil)
        for criterion in rubric.criteria
    }
    return Feedback(
        one=one,
        score=agreed_score(one, rubric, consensus) if consensus is not None else one.result.score,
        averages=averages,
        strong=tuple(strong[:SHOWN]),
        weak=tuple(weak[:SHOWN]),
        remarks=tuple((title, words) for title, words in remarks if words),
        notes={name: words for name, words in notes.items() if words},
    )


def _share(one: Average) -> Fraction:
    return one.share or Fraction(0)


def _average(one: ApplicationResult, criterion: Criterion, section: str) -> Average:
    counted = [sheet for sheet, found in zip(one.sheets, one.result.sheets, strict=True) if found.counted]
    marks = [sheet.returned.sheet.marks.entries.get(criterion.id, EMPTY).mark for sheet in counted]
    values = [points(mark, criterion) for mark in marks if isinstance(mark, Scored | Graded)]
    mean = sum(values, Fraction(0)) / len(values) if values and criterion.max else None
    votes = next((found.counts for found in one.result.votes if found.subject == criterion.id), ())
    return Average(criterion=criterion, section=section, mean=mean, votes=votes)


def _shuffled(said: Iterable[str], veil: Veil) -> tuple[str, ...]:
    """Each text once, without names, in an order that has nothing to do with who wrote it."""
    words = {veil.words(one).strip() for one in said} - {""}
    return tuple(sorted(words, key=lambda one: digest([one])))
