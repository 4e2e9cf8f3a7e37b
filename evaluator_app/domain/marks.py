"""Marks: one expert's entry for one criterion. Unmarked, scored, not applicable and abstained never mix."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from evaluator_app.domain.numbers import parse_score
from evaluator_app.domain.problems import Code, Problem, problem
from evaluator_app.domain.rubric import Criterion, Rubric


@dataclass(frozen=True, slots=True)
class Unmarked:
    """Not judged yet. Never zero."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A value on the scale; zero is a score."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The criterion does not apply to this application; leaves earned and maximum."""

    reason: str


@dataclass(frozen=True, slots=True)
class Abstained:
    """The expert does not judge this criterion."""

    reason: str


Mark = Unmarked | Scored | NotApplicable | Abstained
UNMARKED = Unmarked()


@dataclass(frozen=True, slots=True)
class Entry:
    """A mark with the expert's note beside it."""

    mark: Mark = UNMARKED
    note: str = ""


EMPTY = Entry()


def check_mark(mark: Mark, criterion: Criterion, place: str = "") -> tuple[Problem, ...]:
    """All problems of a mark on its criterion's scale."""
    place = place or criterion.title
    match mark:
        case Scored(value):
            return _check_value(value, criterion, place)
        case NotApplicable() if not criterion.not_applicable:
            return (problem(Code.NOT_APPLICABLE_FORBIDDEN, place),)
        case NotApplicable(reason) | Abstained(reason) if not reason.strip():
            return (problem(Code.REASON_MISSING, place),)
        case _:
            return ()


def _check_value(value: Decimal, criterion: Criterion, place: str) -> tuple[Problem, ...]:
    shown = format(value, "f")
    if not value.is_finite() or not 0 <= value <= criterion.max:
        return (problem(Code.SCORE_OUT_OF_RANGE, place, value=shown, max=criterion.max),)
    if value % criterion.step != 0:
        return (problem(Code.SCORE_OFF_STEP, place, value=shown, step=criterion.step),)
    return ()


def read_score(text: str, criterion: Criterion) -> Scored | Unmarked | tuple[Problem, ...]:
    """What an expert typed, as a mark; blank is unmarked, never zero (T-9)."""
    if not text.strip():
        return UNMARKED
    value = parse_score(text)
    if value is None:
        return (problem(Code.SCORE_NOT_A_NUMBER, criterion.title, value=text.strip()[:40]),)
    mark = Scored(value)
    return check_mark(mark, criterion) or mark


def check_entries(entries: Mapping[str, Entry], rubric: Rubric) -> tuple[Problem, ...]:
    """All problems of the entries of one sheet; unmarked criteria are no problem here."""
    known = rubric.criteria_by_id
    unknown = tuple(problem(Code.UNKNOWN_CRITERION, name) for name in entries if name not in known)
    wrong = (
        found
        for name, entry in entries.items()
        if name in known
        for found in check_mark(entry.mark, known[name])
    )
    return unknown + tuple(wrong)
