"""Scales: points, percent of points, levels and qualitative options become points in one place, exactly."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import builders as make
import pytest
from domain_references import criteria_of, naive_points, scale
from hypothesis import given
from hypothesis import strategies as st

from evaluator_app.domain.codes import Code
from evaluator_app.domain.history import mark_as_data, mark_from_data
from evaluator_app.domain.marks import (
    UNMARKED,
    Abstained,
    Graded,
    Mark,
    NotApplicable,
    Scored,
    check_mark,
    points,
    read_score,
)
from evaluator_app.domain.rubric import Criterion, LevelList, Rubric, ScaleKind, Weights, scale_unit
from evaluator_app.domain.totals import next_grade, sheet_grade, total

SHARE, LEVELLED, JUDGED = make.percent(), make.levelled(), make.qualitative()
SATISFACTION = LevelList(id="satisfaction", title="满足程度", levels=make.levels("1", "0"), clause="5b")


@pytest.mark.parametrize(
    ("mark", "criterion", "earned"),
    [
        (Scored(Decimal("9.5")), make.criterion(), "9.5"),
        (Scored(Decimal(85)), SHARE, "8.5"),
        (Scored(Decimal(85)), make.percent(full="45"), "38.25"),
        (Graded("o2"), LEVELLED, "8"),
        (Graded("o3"), make.levelled("l", "7.5"), "3.75"),
        (Graded("o4"), LEVELLED, "0"),
        (Graded("o1"), JUDGED, "0"),
        (UNMARKED, LEVELLED, "0"),
        (NotApplicable("无此工序"), LEVELLED, "0"),
        (Abstained("不熟悉"), LEVELLED, "0"),
    ],
)
def test_what_a_mark_earns(mark: Mark, criterion: Criterion, earned: str) -> None:
    """GB/T 19579: item score = points x percent; CMMM: 1, 0.8, 0.5, 0 of the weight."""
    assert points(mark, criterion) == Fraction(earned)


@given(st.sampled_from(ScaleKind).flatmap(lambda kind: criteria_of(kind, "c")))
def test_points_and_unit_hold_for_every_mark_of_a_scale(criterion: Criterion) -> None:
    unit = scale_unit([criterion])
    for mark in scale(criterion):
        assert not check_mark(mark, criterion)
        assert points(mark, criterion) == naive_points(criterion, mark)
        assert (points(mark, criterion) / unit).denominator == 1
    assert (Fraction(criterion.max) / unit).denominator == 1


def test_factors_and_maxima_of_many_digits_lose_nothing() -> None:
    fine = make.levelled("l", "123456789.123456789", "0.999999999")
    expected = Fraction("123456789.123456789") * Fraction("0.999999999")
    assert points(Graded("o1"), fine) == expected


@pytest.mark.parametrize(
    ("mark", "criterion", "code"),
    [
        (Scored(Decimal("100.5")), SHARE, Code.SCORE_OUT_OF_RANGE),
        (Scored(Decimal(-5)), SHARE, Code.SCORE_OUT_OF_RANGE),
        (Scored(Decimal(84)), SHARE, Code.SCORE_OFF_STEP),
        (Scored(Decimal(8)), LEVELLED, Code.NOT_AN_OPTION),
        (Graded("o9"), LEVELLED, Code.NOT_AN_OPTION),
        (Graded(""), JUDGED, Code.NOT_AN_OPTION),
        (Graded("o1"), make.criterion(), Code.SCORE_NOT_A_NUMBER),
        (Graded("o1"), SHARE, Code.SCORE_NOT_A_NUMBER),
        (NotApplicable("无此工序"), LEVELLED, Code.NOT_APPLICABLE_FORBIDDEN),
        (Abstained(""), JUDGED, Code.REASON_MISSING),
    ],
)
def test_what_is_not_on_the_scale_is_refused(mark: Mark, criterion: Criterion, code: Code) -> None:
    (found,) = check_mark(mark, criterion, "here")
    assert (found.code, found.place) == (code, "here")


def test_the_options_are_said_where_something_else_was_entered() -> None:
    (found,) = check_mark(Graded("x" * 99), LEVELLED)
    assert found.details == {"value": "x" * 40, "options": "选项1 / 选项2 / 选项3 / 选项4"}


@pytest.mark.parametrize(
    ("typed", "criterion", "mark"),
    [
        ("85", SHARE, Scored(Decimal(85))),
        ("85%", SHARE, Scored(Decimal(85))),
        (" ８５ ％ ", SHARE, Scored(Decimal(85))),
        ("选项2", LEVELLED, Graded("o2")),
        (" o2 ", LEVELLED, Graded("o2")),
        ("", LEVELLED, UNMARKED),
        ("\u3000", JUDGED, UNMARKED),
    ],
)
def test_what_is_typed(typed: str, criterion: Criterion, mark: Mark) -> None:
    """T-9: blank stays unmarked on every scale."""
    assert read_score(typed, criterion) == mark


@pytest.mark.parametrize(
    ("typed", "criterion", "code"),
    [
        ("85%", make.criterion(full="100"), Code.SCORE_NOT_A_NUMBER),
        ("优", LEVELLED, Code.NOT_AN_OPTION),
        ("8", LEVELLED, Code.NOT_AN_OPTION),
    ],
)
def test_what_cannot_be_typed(typed: str, criterion: Criterion, code: Code) -> None:
    found = read_score(typed, criterion)
    assert isinstance(found, tuple)
    assert (found[0].code, found[0].place) == (code, criterion.title)


def test_a_title_goes_before_an_id() -> None:
    """Two options may be named so that the title of one is the id of the other."""
    one, other = make.levels("1", "0")
    crossed = replace(LEVELLED, options=(replace(one, title="o2"), other))
    assert read_score("o2", crossed) == Graded("o1")


def test_a_grade_comes_back_from_the_journal() -> None:
    assert mark_as_data(Graded("o1")) == {"grade": "o1"}
    assert mark_from_data({"grade": "o1"}) == Graded("o1")


def test_criteria_share_the_options_of_a_list() -> None:
    """A list once, at many criteria; options of their own stay."""
    shared = replace(LEVELLED, id="shared", options=(), levels="satisfaction")
    sheet = Rubric(
        title="示例",
        sections=(make.section(shared, LEVELLED),),
        bands=(),
        level_lists=(SATISFACTION,),
    )
    assert sheet.criteria[0].options == SATISFACTION.levels
    assert sheet.criteria[1].options == LEVELLED.options
    assert points(Graded("o1"), sheet.criteria[0]) == 10


@pytest.mark.parametrize(
    ("criteria", "unit"),
    [
        ([make.percent(full="45", step="5")], "9/4"),
        ([make.levelled("l", "10")], "1"),
        ([make.levelled("l", "10", "0.35", "0")], "1/2"),
        ([make.criterion(), make.percent(full="1"), make.levelled("l", "3")], "1/20"),
        ([make.qualitative()], "1"),
        ([], "1"),
    ],
)
def test_the_unit_divides_all_points_there_can_be(criteria: list[Criterion], unit: str) -> None:
    assert scale_unit(criteria) == Fraction(unit)


MIXED = make.rubric(
    make.criterion("a", "10"),
    make.percent("b", "40"),
    make.levelled("c", "30", not_applicable=True),
    make.levelled("d", "20"),
    make.qualitative("e"),
)


@pytest.mark.parametrize(
    ("marks", "score", "grade"),
    [
        ({"a": "10", "b": "100", "c": "o1", "d": "o1", "e": "o3"}, "100", "标杆级"),
        ({"a": "9.5", "b": "85", "c": "o2", "d": "o3", "e": "o1"}, "155/2", "优秀级"),
        ({"a": "9.5", "b": "85", "c": "na", "d": "o3", "e": "o1"}, "535/7", "优秀级"),
        ({"a": "0", "b": "0", "c": "o4", "d": "o4", "e": "o1"}, "0", "推进级"),
        ({"a": "10", "b": "100", "c": "o1", "d": "o1", "e": None}, "100", None),
        ({"a": "10", "b": "100", "c": "o1", "d": "abstain", "e": "o1"}, "80", None),
    ],
)
def test_a_sheet_of_all_scales(marks: dict[str, str | None], score: str, grade: str | None) -> None:
    """A criterion without points has to be judged like the others; not applicable scales the rest."""
    result = total(MIXED, make.entries(marks))
    earned = sheet_grade(MIXED, result)
    assert (result.score, earned.id if earned else None) == (Fraction(score), grade)


def test_the_next_grade_counts_points_not_typed_numbers() -> None:
    following = next_grade(MIXED, total(MIXED, make.entries({"b": "85", "d": "o3"})))
    assert following is not None
    assert (following.band.id, following.points) == ("优秀级", Fraction(26))


def test_judging_only_what_has_no_points_is_no_result() -> None:
    sheet = make.rubric(make.criterion("a", not_applicable=True), make.qualitative("e"))
    assert not total(sheet, make.entries({"a": "na", "e": "o1"})).complete


@pytest.mark.parametrize(
    ("marks", "complete"),
    [
        ({"base": "o1", "plan": "o3"}, True),
        ({"base": "o1", "plan": "na"}, True),
        ({"base": "na", "plan": "na"}, False),
        ({"base": "o1", "plan": None}, False),
        ({"base": "o1", "plan": "abstain"}, False),
    ],
)
def test_a_sheet_without_points_is_complete_when_all_is_judged(
    marks: dict[str, str | None], *, complete: bool
) -> None:
    """semantics: qualitative results; without points there is neither total nor grade by bands."""
    sheet = make.s3_rubric(make.qualitative("base"), make.qualitative("plan", not_applicable=True))
    everything = replace(sheet, bands=(make.band("all"),))
    result = total(everything, make.entries(marks))
    assert result.complete == complete
    assert result.score == 0
    assert sheet_grade(everything, result) is None
    assert next_grade(everything, result) is None


def test_weights_turn_levels_into_points() -> None:
    """D-21, D-22: unset, the options are only counted; set, the same marks have a total."""
    marks = make.entries({"l": "o2"})
    unset = make.s3_rubric(make.levelled("l", "0"))
    weighted = make.s3_rubric(make.levelled("l", "100"), weights=Weights.SET)
    assert (unset.qualitative, total(unset, marks).score) == (True, Fraction(0))
    assert (weighted.qualitative, total(weighted, marks).score) == (False, Fraction(80))
