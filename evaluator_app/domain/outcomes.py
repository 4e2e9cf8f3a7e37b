"""What an application can end in: a grade, an option of the recommendation, no grade, not recommended."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from evaluator_app.domain.merging import PanelResult
from evaluator_app.domain.rubric import Rubric
from evaluator_app.domain.totals import grade


class OutcomeKind(StrEnum):
    """The kinds of ends."""

    GRADE = "grade"  # a band of the rubric
    OPTION = "option"  # of the recommendation, where there are no points
    UNPLACED = "unplaced"  # 未达等级
    NOT_RECOMMENDED = "not_recommended"  # 不予推荐, whatever the score (D-5)
    OPEN = "open"  # the rule gives none: too few sheets, equal votes, weights not set


@dataclass(frozen=True, slots=True)
class Outcome:
    """One end; `name` is the id of a grade, or an option as the scheme words it."""

    kind: OutcomeKind
    name: str = ""

    @property
    def key(self) -> str:
        """The outcome as one text, for files and tables."""
        return f"{self.kind.value}:{self.name}" if self.name else self.kind.value


OPEN = Outcome(OutcomeKind.OPEN)
UNPLACED = Outcome(OutcomeKind.UNPLACED)
NOT_RECOMMENDED = Outcome(OutcomeKind.NOT_RECOMMENDED)


def outcome_of(key: str) -> Outcome:
    """The outcome of a text that `key` made."""
    kind, _, name = key.partition(":")
    return Outcome(OutcomeKind(kind), name)


def of_score(score: Fraction, rubric: Rubric) -> Outcome:
    """What an exact score earns."""
    found = grade(score, rubric.bands)
    return Outcome(OutcomeKind.GRADE, found.id) if found else UNPLACED


def computed(result: PanelResult, rubric: Rubric) -> Outcome:
    """What the protocol's rule gives."""
    if result.score is not None:
        return of_score(result.score, rubric)
    return Outcome(OutcomeKind.OPTION, result.majority) if result.majority is not None else OPEN


def choices(rubric: Rubric) -> tuple[Outcome, ...]:
    """What a panel may recommend and the committee may decide, the best first."""
    asked = rubric.recommendation if rubric.qualitative else None
    if asked is not None:
        return tuple(Outcome(OutcomeKind.OPTION, one) for one in asked.options)
    grades = tuple(Outcome(OutcomeKind.GRADE, band.id) for band in rubric.bands)
    return (*grades, NOT_RECOMMENDED, *(() if rubric.bands_complete else (UNPLACED,)))


def is_award(outcome: Outcome, rubric: Rubric) -> bool:
    """Whether an outcome is a success: any grade, or the first option (options run from the best down)."""
    if outcome.kind is OutcomeKind.OPTION:
        return outcome == choices(rubric)[0]
    return outcome.kind is OutcomeKind.GRADE
