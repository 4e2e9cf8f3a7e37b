"""Naive references for property tests: slow, obvious, and written without the code under test."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import product

from builders import band, criterion, levelled, percent, qualitative, rubric
from hypothesis import strategies as st

from evaluator_app.domain.marks import Abstained, Entry, Graded, Mark, NotApplicable, Scored, Unmarked
from evaluator_app.domain.rubric import Band, Criterion, Rubric, ScaleKind


def scale(one: Criterion) -> list[Mark]:
    """Every mark of a criterion's scale."""
    if one.scale in (ScaleKind.LEVELS, ScaleKind.QUALITATIVE):
        return [Graded(option.id) for option in one.options]
    values: list[Mark] = []
    value = Decimal(0)
    while value <= (100 if one.scale is ScaleKind.PERCENT else one.max):
        values.append(Scored(value))
        value += one.step
    return values


def naive_points(one: Criterion, mark: Mark) -> Fraction:
    """Points as they stand, a share of the maximum in percent, or the option's factor of it."""
    if isinstance(mark, Graded):
        (option,) = (option for option in one.options if option.id == mark.grade)
        return Fraction(one.max) * Fraction(option.factor or 0)
    if isinstance(mark, Scored):
        share = one.scale is ScaleKind.PERCENT
        return Fraction(one.max) * Fraction(mark.value) / 100 if share else Fraction(mark.value)
    return Fraction(0)


def naive_applicable(sheet: Rubric, entries: Mapping[str, Entry]) -> Fraction:
    """The maximum without what is not applicable."""
    left = [one for one in sheet.criteria if not isinstance(mark_of(entries, one), NotApplicable)]
    return sum((Fraction(one.max) for one in left), Fraction(0))


def mark_of(entries: Mapping[str, Entry], one: Criterion) -> Mark:
    """The mark, unmarked where there is no entry."""
    return entries[one.id].mark if one.id in entries else Unmarked()


def naive_score(sheet: Rubric, entries: Mapping[str, Entry]) -> Fraction:
    """Earned x full maximum / applicable maximum; nothing where nothing applies."""
    full = sum(Fraction(one.max) for one in sheet.criteria)
    earned = sum((naive_points(one, mark_of(entries, one)) for one in sheet.criteria), Fraction(0))
    applicable = naive_applicable(sheet, entries)
    return earned * full / applicable if applicable else Fraction(0)


def naive_grade(score: Fraction, bands: tuple[Band, ...]) -> str | None:
    """The id of the band whose interval holds the score."""
    for one in bands:
        low = (
            one.low is None or score > Fraction(one.low) or (one.low_inclusive and score == Fraction(one.low))
        )
        high = (
            one.high is None
            or score < Fraction(one.high)
            or (one.high_inclusive and score == Fraction(one.high))
        )
        if low and high:
            return one.id
    return None


def completions(sheet: Rubric, entries: Mapping[str, Entry]) -> Iterator[dict[str, Entry]]:
    """Every way to finish a sheet."""
    choices: list[list[Mark]] = []
    for one in sheet.criteria:
        mark = mark_of(entries, one)
        if isinstance(mark, Unmarked):
            dropped: list[Mark] = [NotApplicable("-")] if one.not_applicable else []
            choices.append([*scale(one), *dropped])
        else:
            choices.append([mark])
    for marks in product(*choices):
        yield {one.id: Entry(mark) for one, mark in zip(sheet.criteria, marks, strict=True)}


def naive_reachable(sheet: Rubric, entries: Mapping[str, Entry]) -> list[str]:
    """The grades some completion earns, in the rubric's order."""
    if any(isinstance(mark_of(entries, one), Abstained) for one in sheet.criteria):
        return []
    earned = set()
    for full in completions(sheet, entries):
        if naive_applicable(sheet, full):
            earned.add(naive_grade(naive_score(sheet, full), sheet.bands))
    return [one.id for one in sheet.bands if one.id in earned]


STEPS = ("0.5", "1", "0.25", "0.3", "2")
SHARES = ("20", "25", "50", "100")
FACTORS = ("1", "0.8", "0.5", "0.35", "0.125", "0")


@st.composite
def criteria_of(draw: st.DrawFn, kind: ScaleKind, name: str) -> Criterion:
    """A criterion of this kind with a small scale."""
    droppable = draw(st.booleans())
    step = draw(st.sampled_from(STEPS))
    full = str(Decimal(step) * draw(st.integers(1, 5)))
    match kind:
        case ScaleKind.POINTS:
            return criterion(name, full, step, not_applicable=droppable)
        case ScaleKind.PERCENT:
            return percent(name, full, draw(st.sampled_from(SHARES)), not_applicable=droppable)
        case ScaleKind.LEVELS:
            factors = draw(st.lists(st.sampled_from(FACTORS), min_size=2, max_size=4))
            return levelled(name, full, *factors, not_applicable=droppable)
        case ScaleKind.QUALITATIVE:
            return qualitative(name, not_applicable=droppable)


@st.composite
def small_rubrics(draw: st.DrawFn) -> Rubric:
    """Up to five criteria of all scales, some droppable, and up to three bands without order or cover.

    The first one has points, so that the rubric has some.
    """
    kinds = [ScaleKind.POINTS, *(draw(st.sampled_from(ScaleKind)) for _ in range(draw(st.integers(0, 4))))]
    criteria = [draw(criteria_of(kind, f"c{i}")) for i, kind in enumerate(kinds)]
    full = sum((one.max for one in criteria), Decimal(0))
    edges = sorted({draw(st.integers(0, 40)) for _ in range(draw(st.integers(1, 3)))}, reverse=True)
    bands, high, closed = [], None, False
    for i, edge in enumerate(edges):
        low, inclusive = str(full * edge / 40), draw(st.booleans())
        bands.append(band(f"g{i}", low, high, ("[" if inclusive else "(") + ("]" if closed else ")")))
        high, closed = low, not inclusive
    if draw(st.booleans()):
        bands.append(band("rest", None, high, "(" + ("]" if closed else ")")))
    return rubric(*criteria, bands=tuple(bands))


@st.composite
def entries_for(draw: st.DrawFn, sheet: Rubric) -> dict[str, Entry]:
    """Marks of all four kinds, each allowed on its criterion; some criteria have no entry at all."""
    entries = {}
    for one in sheet.criteria:
        kinds = ["none", "unmarked", "scored", "scored", "scored", "abstained"]
        kind = draw(st.sampled_from([*kinds, *(["dropped"] * 2 if one.not_applicable else [])]))
        marks: dict[str, Mark] = {
            "unmarked": Unmarked(),
            "scored": draw(st.sampled_from(scale(one))),
            "abstained": Abstained("-"),
            "dropped": NotApplicable("-"),
        }
        if kind in marks:
            entries[one.id] = Entry(marks[kind])
    return entries
