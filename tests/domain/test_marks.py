"""Marks on their scales: scored, not applicable, abstained and unmarked never mix."""

from decimal import Decimal

import pytest
from builders import criterion, mark, rubric

from evaluator_app.domain.codes import Code
from evaluator_app.domain.marks import (
    EMPTY,
    UNMARKED,
    Abstained,
    Entry,
    Mark,
    NotApplicable,
    Scored,
    check_entries,
    check_mark,
    read_score,
)
from evaluator_app.domain.problems import Problem
from evaluator_app.domain.rubric import Criterion

TEN = criterion("a1", "10", "0.5")
OPTIONAL = criterion("a2", "10", "0.5", not_applicable=True)


def codes(found: tuple[Problem, ...]) -> list[Code]:
    return [one.code for one in found]


@pytest.mark.parametrize("typed", ["0", "0.5", "9.5", "10", "９.５", "9.50", " 10 "])
def test_a_value_on_the_scale_is_a_mark(typed: str) -> None:
    assert isinstance(read_score(typed, TEN), Scored)


@pytest.mark.parametrize("blank", ["", " ", "\t\n", "\u3000"])
def test_blank_is_unmarked_and_never_zero(blank: str) -> None:
    """T-9: blank is “not scored”."""
    assert read_score(blank, TEN) == UNMARKED
    assert read_score("0", TEN) == Scored(Decimal(0))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("10.5", Code.SCORE_OUT_OF_RANGE),
        ("-1", Code.SCORE_OUT_OF_RANGE),
        ("-0.5", Code.SCORE_OUT_OF_RANGE),
        ("9.25", Code.SCORE_OFF_STEP),
        ("0.1", Code.SCORE_OFF_STEP),
        ("9.500000001", Code.SCORE_OFF_STEP),
        ("9,5", Code.SCORE_NOT_A_NUMBER),
        ("NaN", Code.SCORE_NOT_A_NUMBER),
        ("九", Code.SCORE_NOT_A_NUMBER),
    ],
)
def test_a_value_off_the_scale_is_refused_with_what_was_typed(typed: str, code: Code) -> None:
    """T-9: 10.5 and -1 are rejected."""
    found = read_score(typed, TEN)
    assert isinstance(found, tuple)
    assert codes(found) == [code]
    assert found[0].place == "A1"
    assert found[0].details["value"] == typed


def test_a_long_text_is_cut_in_the_message() -> None:
    found = read_score("九" * 1000, TEN)
    assert isinstance(found, tuple)
    assert found[0].details["value"] == "九" * 40


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity", "1E+30"])
def test_marks_that_no_person_can_type_are_out_of_range(value: str) -> None:
    """A file may hold what a keyboard does not let through."""
    assert codes(check_mark(Scored(Decimal(value)), TEN)) == [Code.SCORE_OUT_OF_RANGE]


def test_negative_zero_is_no_other_mark_than_zero() -> None:
    assert read_score("-0", TEN) == Scored(Decimal(0))


@pytest.mark.parametrize("step", ["0.1", "0.25", "0.3", "1", "5"])
def test_every_value_of_a_scale_is_accepted_and_nothing_between(step: str) -> None:
    scale = criterion("a", "15", step)
    for i in range(int(scale.max / scale.step) + 1):
        assert not check_mark(Scored(i * scale.step), scale)
        assert check_mark(Scored(i * scale.step + scale.step / 2), scale)


@pytest.mark.parametrize(
    ("given", "on", "expected"),
    [
        (NotApplicable("无此工序"), TEN, [Code.NOT_APPLICABLE_FORBIDDEN]),
        (NotApplicable(""), TEN, [Code.NOT_APPLICABLE_FORBIDDEN]),
        (NotApplicable("无此工序"), OPTIONAL, []),
        (NotApplicable(" \u3000"), OPTIONAL, [Code.REASON_MISSING]),
        (Abstained("不熟悉该行业"), TEN, []),
        (Abstained(""), TEN, [Code.REASON_MISSING]),
        (UNMARKED, TEN, []),
    ],
)
def test_not_applicable_and_abstained_need_leave_and_reason(
    given: Mark, on: Criterion, expected: list[Code]
) -> None:
    """semantics: a mark."""
    assert codes(check_mark(given, on)) == expected


def test_all_problems_of_a_sheet_are_found_at_once() -> None:
    given = {"a1": Entry(mark("11")), "a2": Entry(NotApplicable("")), "zz": Entry(mark("1")), "yy": EMPTY}
    found = check_entries(given, rubric(TEN, OPTIONAL))
    assert [(one.code, one.place) for one in found] == [
        (Code.UNKNOWN_CRITERION, "zz"),
        (Code.UNKNOWN_CRITERION, "yy"),
        (Code.SCORE_OUT_OF_RANGE, "A1"),
        (Code.REASON_MISSING, "A2"),
    ]


def test_a_place_may_be_named_by_the_caller() -> None:
    assert check_mark(Scored(Decimal(11)), TEN, "评分表.xlsx E5")[0].place == "评分表.xlsx E5"
