"""Grades still reachable: exactly those some completion on the scales earns."""

from builders import band, criterion, entries, rubric
from domain_references import entries_for, naive_reachable, small_rubrics
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator_app.domain.marks import Entry
from evaluator_app.domain.reachable import reachable_grades
from evaluator_app.domain.rubric import Rubric
from evaluator_app.domain.totals import sheet_grade, total


def reachable(sheet: Rubric, given_entries: dict[str, Entry]) -> list[str]:
    return [one.id for one in reachable_grades(sheet, total(sheet, given_entries))]


@settings(max_examples=150, deadline=None)
@given(small_rubrics().flatmap(lambda one: st.tuples(st.just(one), entries_for(one))))
def test_reachable_grades_are_those_of_all_completions(drawn: tuple[Rubric, dict[str, Entry]]) -> None:
    """semantics: a mark; by brute force, not applicable and mixed steps included."""
    assert reachable(*drawn) == naive_reachable(*drawn)


@given(small_rubrics().flatmap(lambda one: st.tuples(st.just(one), entries_for(one))))
def test_a_complete_sheet_reaches_its_own_grade_only(drawn: tuple[Rubric, dict[str, Entry]]) -> None:
    sheet, given_entries = drawn
    result = total(sheet, given_entries)
    if result.complete:
        earned = sheet_grade(sheet, result)
        assert reachable(sheet, given_entries) == ([earned.id] if earned else [])


def test_what_may_be_not_applicable_opens_more_grades() -> None:
    """Dropping an unmarked criterion from the maximum can earn what its points cannot."""
    bands = (band("high", "9", None), band("low", None, "9", "(]"))
    sheet = rubric(criterion("a"), criterion("b", not_applicable=True), bands=bands)
    assert reachable(sheet, {}) == ["high", "low"]


def test_steps_that_skip_a_band_cannot_reach_it() -> None:
    """Between 4 and 6 in steps of two there is nothing."""
    bands = (band("high", "6", None), band("between", "4", "6", "()"), band("low", None, "4", "(]"))
    assert reachable(rubric(criterion("a", "10", "2"), bands=bands), {}) == ["high", "low"]
    assert reachable(rubric(criterion("a", "10", "1"), bands=bands), {}) == ["high", "between", "low"]


def test_dropping_a_criterion_can_reach_what_marks_alone_cannot() -> None:
    """5 of 10 and 0 to 1 of 10: at most 30 % with a mark, but 50 % where the second does not apply."""
    bands = (band("half", "10", "10", "[]"), band("less", None, "10", "()"))
    marked = entries({"a": "5"})
    second = criterion("b", "10", "10", not_applicable=True)
    assert reachable(rubric(criterion("a", "10", "5"), second, bands=bands), marked) == ["half", "less"]
    fixed = criterion("b", "10", "10")
    assert reachable(rubric(criterion("a", "10", "5"), fixed, bands=bands), marked) == ["less"]


def test_different_criteria_dropped_for_the_same_maximum_are_kept_apart() -> None:
    """Without a, 3 points of 20 are 4.5 of 30; without b and c, which also are 10 points, a has 0 or 10."""
    droppable = [
        criterion("b", "5", "1", not_applicable=True),
        criterion("a", "10", "10", not_applicable=True),
        criterion("c", "5", "1", not_applicable=True),
    ]
    sheet = rubric(*droppable, criterion("d", "10"), bands=(band("exactly", "4.5", "4.5", "[]"),))
    assert reachable(sheet, entries({"d": "0"})) == ["exactly"]


def test_an_abstention_leaves_no_grade_to_reach() -> None:
    assert reachable(rubric(criterion("a"), criterion("b")), entries({"a": "abstain"})) == []


def test_a_sheet_where_nothing_applies_reaches_no_grade() -> None:
    sheet = rubric(criterion("a", not_applicable=True), bands=(band("all", None, None),))
    assert reachable(sheet, entries({"a": "na"})) == []
