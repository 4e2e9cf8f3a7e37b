"""Totals: exact sums, completeness, grade of a sheet, distance to the next grade."""

from fractions import Fraction
from typing import Any

import pytest
from builders import EXAMPLES, NINETY, band, criterion, entries, rubric, s1_rubric
from domain_references import entries_for, naive_applicable, naive_grade, naive_score, small_rubrics
from hypothesis import given
from hypothesis import strategies as st

from evaluator_app.domain.marks import Abstained, Entry, Graded, NotApplicable, Scored, Unmarked
from evaluator_app.domain.numbers import exact_text
from evaluator_app.domain.reachable import reachable_grades
from evaluator_app.domain.rubric import Rubric, scale_unit
from evaluator_app.domain.totals import next_grade, sheet_grade, subtotal, total

OPTIONAL = s1_rubric(not_applicable=("b1", "c2"))

rubrics_with_entries = small_rubrics().flatmap(lambda one: st.tuples(st.just(one), entries_for(one)))


@pytest.mark.parametrize("example", EXAMPLES["sheet"], ids=lambda one: one["name"])
def test_sheets_of_the_worked_examples(example: dict[str, Any]) -> None:
    """Total, completeness, grade and grades still reachable; criteria b1 and c2 may be not applicable."""
    given_entries = entries(example["marks"])
    result = total(OPTIONAL, given_entries)
    earned = sheet_grade(OPTIONAL, result)
    assert exact_text(result.score) == example["total"]
    assert result.complete == example["complete"]
    assert (earned.id if earned else None) == example["grade"]
    reachable = reachable_grades(OPTIONAL, result)
    assert [one.id for one in reachable] == example["reachable"]


def test_an_empty_sheet_is_provisional_and_has_no_grade() -> None:
    result = total(s1_rubric(), {})
    assert [result.earned, result.applicable, result.score] == [0, 100, 0]
    assert len(result.unmarked) == 8
    assert sheet_grade(s1_rubric(), result) is None


def test_subtotals_by_section_count_what_is_open() -> None:
    given_entries = entries({**NINETY, "b1": None, "b2": "na", "c1": "abstain"})
    sections = [subtotal(one, given_entries) for one in s1_rubric().sections]
    assert [one.earned for one in sections] == [18, Fraction(45, 2), 9]
    assert [one.applicable for one in sections] == [20, 40, 30]
    assert [one.unmarked for one in sections] == [0, 1, 0]


def test_a_sheet_where_nothing_applies_is_not_complete() -> None:
    sheet = rubric(criterion("a", not_applicable=True))
    result = total(sheet, entries({"a": "na"}))
    assert [result.score, result.applicable] == [0, 0]
    assert not result.complete
    assert next_grade(sheet, result) is None


def test_entries_of_unknown_criteria_add_nothing() -> None:
    assert total(s1_rubric(), entries({**NINETY, "zz": "50"})).score == 90


def test_tenths_add_up_exactly() -> None:
    """Ten times 0.1 is one point, which doubles miss."""
    sheet = rubric(*(criterion(f"c{i}", "1", "0.1") for i in range(10)), bands=(band("pass", "1", None),))
    result = total(sheet, entries({f"c{i}": "0.1" for i in range(10)}))
    assert result.score == 1
    earned = sheet_grade(sheet, result)
    assert earned is not None
    assert earned.id == "pass"


@given(rubrics_with_entries)
def test_totals_equal_the_naive_sum_of_fractions(drawn: tuple[Rubric, dict[str, Entry]]) -> None:
    sheet, given_entries = drawn
    result = total(sheet, given_entries)
    kinds = {one.id: type(given_entries.get(one.id, Entry()).mark) for one in sheet.criteria}
    assert result.score == naive_score(sheet, given_entries)
    assert result.earned == sum((subtotal(one, given_entries).earned for one in sheet.sections), Fraction(0))
    assert set(result.unmarked) == {name for name, kind in kinds.items() if kind is Unmarked}
    assert set(result.abstained) == {name for name, kind in kinds.items() if kind is Abstained}
    judged = set(kinds.values()) <= {Scored, Graded, NotApplicable}
    assert result.applicable == naive_applicable(sheet, given_entries)
    assert result.complete == (judged and result.applicable > 0)


@given(rubrics_with_entries)
def test_only_a_complete_sheet_has_a_grade(drawn: tuple[Rubric, dict[str, Entry]]) -> None:
    """semantics: a mark, row “grade of this sheet”."""
    sheet, given_entries = drawn
    result = total(sheet, given_entries)
    earned = sheet_grade(sheet, result)
    expected = naive_grade(result.score, sheet.bands) if result.complete else None
    assert (earned.id if earned else None) == expected


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ({}, ("优秀级", Fraction(70))),
        (NINETY, ("标杆级", Fraction(1, 2))),
        ({**NINETY, "a1": "8.5"}, ("标杆级", Fraction(1))),
        ({**NINETY, "a1": "9.5"}, None),
        ({**NINETY, "c2": None}, ("标杆级", Fraction(19, 2))),
        ({**NINETY, "c2": "na"}, ("标杆级", Fraction(1, 2))),
        ({**NINETY, "c2": "abstain"}, None),
    ],
)
def test_the_distance_to_the_next_grade(
    marks: dict[str, str | None], expected: tuple[str, Fraction] | None
) -> None:
    """One step over 90, since 90 itself is 优秀级; an abstention leaves no grade to reach."""
    following = next_grade(OPTIONAL, total(OPTIONAL, entries(marks)))
    assert (following and (following.band.id, following.points)) == expected


def test_of_two_grades_that_begin_at_one_score_the_one_that_includes_it_is_next() -> None:
    bands = (band("above", "9", None, "()"), band("exactly", "9", "9", "[]"), band("below", None, "9", "()"))
    sheet = rubric(criterion("a"), bands=bands)
    following = next_grade(sheet, total(sheet, entries({"a": "8"})))
    assert following is not None
    assert (following.band.id, following.points) == ("exactly", Fraction(1))


def naive_next(sheet: Rubric, given_entries: dict[str, Entry]) -> tuple[str, Fraction] | None:
    """Points are added in scale units until a band's low end is passed that was not passed before."""
    result = total(sheet, given_entries)
    if not result.applicable or result.abstained:
        return None
    higher = [one for one in sheet.bands if not one.reached(result.score)]
    unit, points = scale_unit(sheet.criteria), Fraction(0)
    while higher:
        points += unit
        score = (result.earned + points) * Fraction(sheet.max) / result.applicable
        reached = [one for one in higher if one.reached(score)]
        if reached:
            return reached[-1].id, points
    return None


@given(rubrics_with_entries)
def test_the_next_grade_is_what_adding_points_reaches_first(drawn: tuple[Rubric, dict[str, Entry]]) -> None:
    """Bands run from the highest down, so that of several reached at once the last is the nearest."""
    sheet, given_entries = drawn
    following = next_grade(sheet, total(sheet, given_entries))
    assert (following and (following.band.id, following.points)) == naive_next(sheet, given_entries)


@pytest.mark.parametrize(
    ("steps", "unit"), [(["0.5"], "1/2"), (["0.5", "0.3"], "1/10"), (["2", "3"], "1"), (["2", "4"], "2")]
)
def test_the_scale_unit_divides_every_step(steps: list[str], unit: str) -> None:
    assert scale_unit(criterion(step, "12", step) for step in steps) == Fraction(unit)
