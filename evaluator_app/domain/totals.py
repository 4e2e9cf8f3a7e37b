"""Totals of one sheet: subtotals, total, completeness, grade, distance to the next grade."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from evaluator_app.domain.marks import EMPTY, Abstained, Entry, NotApplicable, Scored, Unmarked
from evaluator_app.domain.rubric import Band, Criterion, Rubric, Section


@dataclass(frozen=True, slots=True)
class Subtotal:
    """What a section has so far: points earned, and the maximum without what is not applicable."""

    earned: Fraction
    applicable: Fraction
    unmarked: int


@dataclass(frozen=True, slots=True)
class Total:
    """What a sheet has so far; `score` is scaled to the full maximum where criteria are not applicable."""

    earned: Fraction
    applicable: Fraction
    score: Fraction
    unmarked: tuple[str, ...]
    abstained: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every criterion has a judged mark, so that the sheet has a grade of its own."""
        return not self.unmarked and not self.abstained and self.applicable > 0


def subtotal(section: Section, entries: Mapping[str, Entry]) -> Subtotal:
    """Points of one section."""
    earned, applicable = _points(section.criteria, entries)
    unmarked = _having(Unmarked, section.criteria, entries)
    return Subtotal(earned, applicable, len(unmarked))


def total(rubric: Rubric, entries: Mapping[str, Entry]) -> Total:
    """Total of a sheet: earned x full maximum / applicable maximum, exactly."""
    earned, applicable = _points(rubric.criteria, entries)
    full = Fraction(rubric.max)
    return Total(
        earned=earned,
        applicable=applicable,
        score=earned * full / applicable if applicable not in (0, full) else earned,
        unmarked=_having(Unmarked, rubric.criteria, entries),
        abstained=_having(Abstained, rubric.criteria, entries),
    )


def _points(criteria: Iterable[Criterion], entries: Mapping[str, Entry]) -> tuple[Fraction, Fraction]:
    earned = applicable = 0
    unit = 1
    for criterion in criteria:
        mark = entries.get(criterion.id, EMPTY).mark
        if isinstance(mark, NotApplicable):
            continue
        value = mark.value.as_integer_ratio() if isinstance(mark, Scored) else (0, 1)
        maximum = criterion.max.as_integer_ratio()
        finer = lcm(unit, value[1], maximum[1])
        earned, applicable, unit = earned * (finer // unit), applicable * (finer // unit), finer
        earned += value[0] * (unit // value[1])
        applicable += maximum[0] * (unit // maximum[1])
    return Fraction(earned, unit), Fraction(applicable, unit)


def _having(
    kind: type[Unmarked | Abstained], criteria: Iterable[Criterion], entries: Mapping[str, Entry]
) -> tuple[str, ...]:
    return tuple(c.id for c in criteria if isinstance(entries.get(c.id, EMPTY).mark, kind))


def grade(score: Fraction, bands: Iterable[Band]) -> Band | None:
    """The band of an exact score, or None where no band holds it."""
    return next((band for band in bands if band.holds(score)), None)


def sheet_grade(rubric: Rubric, sheet_total: Total) -> Band | None:
    """The grade of one sheet: only when every criterion is judged."""
    return grade(sheet_total.score, rubric.bands) if sheet_total.complete else None


@dataclass(frozen=True, slots=True)
class NextGrade:
    """The nearest higher grade and the points still to earn for it on this scale."""

    band: Band
    points: Fraction


def next_grade(rubric: Rubric, sheet_total: Total) -> NextGrade | None:
    """The nearest higher grade and how many points are missing.

    None at the top, when nothing counts, and where an expert abstained: such a sheet reaches no grade.
    """
    if sheet_total.applicable == 0 or sheet_total.abstained:
        return None
    higher = [band for band in rubric.bands if not band.reached(sheet_total.score)]
    if not higher:
        return None
    band = min(higher, key=lambda one: (one.low_edge or 0, not one.low_inclusive))
    return NextGrade(band, _missing_points(band, rubric, sheet_total))


def _missing_points(band: Band, rubric: Rubric, sheet_total: Total) -> Fraction:
    """The smallest number of scale units that lifts the score over the band's low end."""
    unit = scale_unit(rubric.criteria)
    factor = Fraction(rubric.max) / sheet_total.applicable
    missing = ((band.low_edge or 0) / factor - sheet_total.earned) / unit
    steps = -(-missing.numerator // missing.denominator)
    if steps == missing and not band.low_inclusive:
        steps += 1
    return steps * unit


def scale_unit(criteria: Iterable[Criterion]) -> Fraction:
    """The greatest common divisor of all steps: every possible sum is a multiple of it."""
    ratios = [criterion.step.as_integer_ratio() for criterion in criteria]
    denominator = lcm(*(ratio[1] for ratio in ratios))
    return Fraction(gcd(*(n * (denominator // d) for n, d in ratios)), denominator)
