"""Marks: one expert's entry for one criterion. Unmarked, judged, not applicable and abstained never mix."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from evaluator_app.domain.codes import Code
from evaluator_app.domain.numbers import parse_score
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.rubric import Criterion, Level, Rubric, ScaleKind


@dataclass(frozen=True, slots=True)
class Unmarked:
    """Not judged yet. Never zero."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A number on the scale, as it was typed: of a share, the percent; zero is a score."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Graded:
    """An option that was chosen, by its id."""

    grade: str


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The criterion does not apply to this application; leaves earned and maximum."""

    reason: str


@dataclass(frozen=True, slots=True)
class Abstained:
    """The expert does not judge this criterion."""

    reason: str


Mark = Unmarked | Scored | Graded | NotApplicable | Abstained
UNMARKED = Unmarked()


@dataclass(frozen=True, slots=True)
class Entry:
    """A mark with the expert's note beside it."""

    mark: Mark = UNMARKED
    note: str = ""


EMPTY = Entry()


def points(mark: Mark, criterion: Criterion) -> Fraction:
    """The points a mark earns; what is neither scored nor graded earns none."""
    return Fraction(exact_points(mark, criterion))


def exact_points(mark: Mark, criterion: Criterion) -> Decimal:
    """The same as a decimal, for sums of many: the one place where a mark becomes points."""
    match mark:
        case Scored(value):
            return criterion.points_of_value(value)
        case Graded(grade):
            return criterion.points_of_option(grade)
        case _:
            return Decimal(0)


def check_mark(mark: Mark, criterion: Criterion, place: str = "") -> tuple[Problem, ...]:
    """All problems of a mark on its criterion's scale."""
    place = place or criterion.title
    match mark:
        case Scored(value):
            return _check_value(value, criterion, place)
        case Graded(grade):
            return _check_grade(grade, criterion, place)
        case NotApplicable() if not criterion.not_applicable:
            return (problem(Code.NOT_APPLICABLE_FORBIDDEN, place),)
        case NotApplicable(reason) | Abstained(reason) if not reason.strip():
            return (problem(Code.REASON_MISSING, place),)
        case _:
            return ()


def _check_value(value: Decimal, criterion: Criterion, place: str) -> tuple[Problem, ...]:
    shown = format(value, "f")
    if criterion.by_option:
        return (not_an_option(shown, option_titles(criterion), place),)
    if not value.is_finite() or not 0 <= value <= criterion.highest:
        return (problem(Code.SCORE_OUT_OF_RANGE, place, value=shown, max=criterion.highest),)
    if value % criterion.step != 0:
        return (problem(Code.SCORE_OFF_STEP, place, value=shown, step=criterion.step),)
    return ()


def _check_grade(grade: str, criterion: Criterion, place: str) -> tuple[Problem, ...]:
    if not criterion.by_option:
        return (problem(Code.SCORE_NOT_A_NUMBER, place, value=_cut(grade)),)
    if grade not in criterion.options_by_id:
        return (not_an_option(grade, option_titles(criterion), place),)
    return ()


def option_titles(criterion: Criterion) -> tuple[str, ...]:
    """What can be chosen, as people read it."""
    return tuple(one.title for one in criterion.options)


def not_an_option(value: str, options: Iterable[str], place: str) -> Problem:
    """Something was entered that is none of the options."""
    return problem(Code.NOT_AN_OPTION, place, value=_cut(value), options=" / ".join(options))


def _cut(value: str) -> str:
    return value.strip()[:40]


def read_score(text: str, criterion: Criterion) -> Scored | Graded | Unmarked | tuple[Problem, ...]:
    """What an expert typed, as a mark: a number, or an option's title or id; blank is unmarked (T-9)."""
    typed = text.strip()
    if not typed:
        return UNMARKED
    if criterion.by_option:
        option = find_option(typed, criterion)
        return (
            Graded(option.id)
            if option
            else (not_an_option(typed, option_titles(criterion), criterion.title),)
        )
    value = parse_score(typed.rstrip("%％") if criterion.scale is ScaleKind.PERCENT else typed)
    if value is None:
        return (problem(Code.SCORE_NOT_A_NUMBER, criterion.title, value=_cut(typed)),)
    mark = Scored(value)
    return check_mark(mark, criterion) or mark


def find_option(text: str, criterion: Criterion) -> Level | None:
    """The option of this title or id."""
    by_title = next((one for one in criterion.options if one.title == text), None)
    return by_title or criterion.options_by_id.get(text)


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
