"""Naive references for property tests: slow, obvious, and written without the code under test."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import product

from builders import band, criterion, rubric
from hypothesis import strategies as st

from evaluator_app.domain.marks import Abstained, Entry, Mark, NotApplicable, Scored, Unmarked
from evaluator_app.domain.rubric import Band, Criterion, Rubric


def scale(one: Criterion) -> list[Decimal]:
    """Every value of a criterion's scale."""
    values, value = [], Decimal(0)
    while value <= one.max:
        values.append(value)
        value += one.step
    return values


def mark_of(entries: Mapping[str, Entry], one: Criterion) -> Mark:
    """The mark, unmarked where there is no entry."""
    return entries[one.id].mark if one.id in entries else Unmarked()


def naive_score(sheet: Rubric, entries: Mapping[str, Entry]) -> Fraction:
    """Earned x full maximum / applicable maximum; nothing where nothing applies."""
    full = sum(Fraction(one.max) for one in sheet.criteria)
    left = [one for one in sheet.criteria if not isinstance(mark_of(entries, one), NotApplicable)]
    earned = Fraction(0)
    for one in left:
        mark = mark_of(entries, one)
        earned += Fraction(mark.value) if isinstance(mark, Scored) else 0
    applicable = sum(Fraction(one.max) for one in left)
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
            choices.append([*(Scored(value) for value in scale(one)), *dropped])
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
        if not all(isinstance(entry.mark, NotApplicable) for entry in full.values()):
            earned.add(naive_grade(naive_score(sheet, full), sheet.bands))
    return [one.id for one in sheet.bands if one.id in earned]


STEPS = ("0.5", "1", "0.25", "0.3", "2")


@st.composite
def small_rubrics(draw: st.DrawFn) -> Rubric:
    """Up to five criteria with mixed steps, some droppable, and up to three bands without order or cover."""
    criteria = []
    for i in range(draw(st.integers(1, 5))):
        step = Decimal(draw(st.sampled_from(STEPS)))
        full = step * draw(st.integers(1, 5))
        criteria.append(criterion(f"c{i}", str(full), str(step), not_applicable=draw(st.booleans())))
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
            "scored": Scored(draw(st.sampled_from(scale(one)))),
            "abstained": Abstained("-"),
            "dropped": NotApplicable("-"),
        }
        if kind in marks:
            entries[one.id] = Entry(marks[kind])
    return entries
