"""Totals of one sheet: subtotals, total, completeness, grade, distance to the next grade."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

from evaluator_app.domain.marks import EMPTY, Abstained, Entry, Graded, NotApplicable, Scored, exact_points
from evaluator_app.domain.numbers import EXACT
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
    still_open: Fraction  # the maximum of what is unmarked
    unmarked: tuple[str, ...]
    abstained: tuple[str, ...]
    nothing_applies: bool  # nothing that would make a result

    @property
    def complete(self) -> bool:
        """Whether every criterion has a judged mark, so that the sheet has a result of its own."""
        return not self.unmarked and not self.abstained and not self.nothing_applies


def subtotal(section: Section, entries: Mapping[str, Entry]) -> Subtotal:
    """Points of one section."""
    found = _tally(section.criteria, entries)
    return Subtotal(found.earned, found.applicable, len(found.unmarked))


def total(rubric: Rubric, entries: Mapping[str, Entry]) -> Total:
    """Total of a sheet: earned x full maximum / applicable maximum, exactly; 0 where there are no points."""
    found = _tally(rubric.criteria, entries)
    full = Fraction(rubric.max)
    scaled = found.applicable not in (0, full)
    return Total(
        earned=found.earned,
        applicable=found.applicable,
        score=found.earned * full / found.applicable if scaled else found.earned,
        still_open=sum(rubric.scales[name].max for name in found.unmarked) * rubric.unit,
        unmarked=found.unmarked,
        abstained=found.abstained,
        nothing_applies=found.dropped == len(rubric.criteria)
        if rubric.qualitative
        else found.applicable == 0,
    )


@dataclass(frozen=True, slots=True)
class _Tally:
    """What some criteria have, counted in one pass."""

    earned: Fraction
    applicable: Fraction
    unmarked: tuple[str, ...]
    abstained: tuple[str, ...]
    dropped: int  # how many are not applicable


def _tally(criteria: Iterable[Criterion], entries: Mapping[str, Entry]) -> _Tally:
    earned = applicable = Decimal(0)
    unmarked, abstained, dropped = [], [], 0
    with localcontext(EXACT):
        for criterion in criteria:
            mark = entries.get(criterion.id, EMPTY).mark
            if isinstance(mark, NotApplicable):
                dropped += 1
                continue
            applicable += criterion.max
            if isinstance(mark, Scored | Graded):
                earned += exact_points(mark, criterion)
            elif isinstance(mark, Abstained):
                abstained.append(criterion.id)
            else:
                unmarked.append(criterion.id)
    return _Tally(Fraction(earned), Fraction(applicable), tuple(unmarked), tuple(abstained), dropped)


def grade(score: Fraction, bands: Iterable[Band]) -> Band | None:
    """The band of an exact score, or None where no band holds it."""
    return next((band for band in bands if band.holds(score)), None)


def sheet_grade(rubric: Rubric, sheet_total: Total) -> Band | None:
    """The grade of one sheet: only when every criterion is judged, and there are points."""
    return grade(sheet_total.score, rubric.bands) if sheet_total.complete and not rubric.qualitative else None


@dataclass(frozen=True, slots=True)
class NextGrade:
    """The nearest higher grade and the points still to earn for it on this scale."""

    band: Band
    points: Fraction


def next_grade(rubric: Rubric, sheet_total: Total) -> NextGrade | None:
    """The nearest higher grade and how many points are missing.

    None at the top, when nothing counts, and where an expert abstained: such a sheet reaches no grade.
    """
    if rubric.qualitative or sheet_total.applicable == 0 or sheet_total.abstained:
        return None
    higher = [band for band in rubric.bands if not band.reached(sheet_total.score)]
    if not higher:
        return None
    band = min(higher, key=lambda one: (one.low_edge or 0, not one.low_inclusive))
    return NextGrade(band, _missing_points(band, rubric, sheet_total))


def _missing_points(band: Band, rubric: Rubric, sheet_total: Total) -> Fraction:
    """The smallest number of scale units that lifts the score over the band's low end."""
    unit = rubric.unit
    factor = Fraction(rubric.max) / sheet_total.applicable
    missing = ((band.low_edge or 0) / factor - sheet_total.earned) / unit
    steps = -(-missing.numerator // missing.denominator)
    if steps == missing and not band.low_inclusive:
        steps += 1
    return steps * unit
