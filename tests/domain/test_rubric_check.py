"""A rubric that contradicts itself is found out: options, factors, weights, recommendation, large numbers."""

from dataclasses import replace
from decimal import Decimal

import builders as make
import pytest

from evaluator_app.domain.codes import Code
from evaluator_app.domain.rubric import (
    NOT_GIVEN,
    Criterion,
    LevelList,
    RemarkField,
    Rubric,
    Weights,
)
from evaluator_app.domain.rubric_check import largest_product
from evaluator_app.domain.scheme_check import check_scheme

CRITERION = "rubric.sections[0].criteria[0]"
SHARED = LevelList(id="satisfaction", title="满足程度", levels=make.levels("1", "0.5", "0"), clause="5b")
LEVELLED, JUDGED = make.levelled(), make.qualitative()
DECISION = make.RECOMMENDATION


def found(rubric: Rubric) -> list[tuple[Code, str]]:
    return [(one.code, one.place) for one in check_scheme(make.scheme(rubric=rubric))]


def scored(criterion: Criterion, **changes: object) -> Rubric:
    """A rubric with points around this criterion."""
    return replace(make.rubric(criterion, make.criterion("z", "100"), bands=()), **changes)  # type: ignore[arg-type]  # any field


@pytest.mark.parametrize("criterion", [make.percent(), make.percent(step="0.5"), LEVELLED, JUDGED])
def test_every_kind_of_scale_may_stand_beside_points(criterion: Criterion) -> None:
    assert found(scored(criterion)) == []


@pytest.mark.parametrize(
    "rubric",
    [
        make.s3_rubric(),
        make.s3_rubric(weights=Weights.NONE),
        make.s3_rubric(remarks=()),
        make.s3_rubric(make.levelled("l", "0", None, None)),
        make.s3_rubric(make.percent("p", "0")),
        make.s3_rubric(bands=make.S1_BANDS, bands_complete=True),
        make.s3_rubric(make.levelled("l", "100"), weights=Weights.SET, bands=make.S1_BANDS),
    ],
)
def test_schemes_without_points_or_with_weights_are_sound(rubric: Rubric) -> None:
    """D-21, D-22: without weights neither maxima nor bands are needed; bands may be there for later."""
    assert found(rubric) == []


@pytest.mark.parametrize(
    ("criterion", "code", "place"),
    [
        (make.percent(step="30"), Code.SCHEME_STEP_MISMATCH, "step"),
        (make.percent(step="0"), Code.SCHEME_VALUE_INVALID, "step"),
        (make.percent(full="0"), Code.SCHEME_VALUE_INVALID, "max"),
        (make.levelled("l", "0"), Code.SCHEME_VALUE_INVALID, "max"),
        (make.levelled("l", "10", "1"), Code.SCHEME_VALUE_INVALID, "options"),
        (make.levelled("l", "10", "1", None), Code.SCHEME_KEY_MISSING, "options"),
        (make.levelled("l", "10", "1.1", "0"), Code.SCHEME_VALUE_INVALID, "options[0].factor"),
        (make.levelled("l", "10", "1", "-0.1"), Code.SCHEME_VALUE_INVALID, "options[1].factor"),
        (replace(JUDGED, options=()), Code.SCHEME_VALUE_INVALID, "options"),
        (replace(make.criterion(), options=LEVELLED.options), Code.SCHEME_VALUE_INVALID, "options"),
        (replace(make.percent(), options=LEVELLED.options), Code.SCHEME_VALUE_INVALID, "options"),
        (replace(LEVELLED, options=(), levels="zz"), Code.SCHEME_REFERENCE_UNKNOWN, "levels"),
        (replace(LEVELLED, levels="satisfaction"), Code.SCHEME_VALUE_INVALID, "options"),
        (replace(LEVELLED, max=NOT_GIVEN), Code.SCHEME_KEY_MISSING, ""),
        (replace(make.percent(), step=NOT_GIVEN), Code.SCHEME_KEY_MISSING, ""),
        (replace(JUDGED, max=Decimal(5)), Code.SCHEME_VALUE_INVALID, "max"),
    ],
)
def test_contradictions_of_a_criterion(criterion: Criterion, code: Code, place: str) -> None:
    assert found(scored(criterion, level_lists=(SHARED,))) == [(code, f"{CRITERION}.{place}".rstrip("."))]


def test_a_criterion_of_points_has_no_list() -> None:
    listed = scored(replace(make.criterion(), levels="satisfaction"), level_lists=(SHARED,))
    assert found(listed) == [(Code.SCHEME_VALUE_INVALID, f"{CRITERION}.options")]


def test_two_options_need_ids_and_titles_of_their_own() -> None:
    one = make.levels("1")[0]
    same_id = replace(LEVELLED, options=(one, replace(one, title="另一项")))
    assert found(scored(same_id)) == [(Code.SCHEME_DUPLICATE_ID, f"{CRITERION}.options")]
    same_title = replace(LEVELLED, options=(one, replace(one, id="other")))
    assert found(scored(same_title)) == [(Code.SCHEME_DUPLICATE_ID, f"{CRITERION}.options")]


def test_what_is_wrong_with_a_list_is_said_once_and_there() -> None:
    bad = replace(SHARED, levels=(*SHARED.levels[:2], replace(SHARED.levels[1], title="又一项")))
    users = [replace(LEVELLED, id=name, options=(), levels="satisfaction") for name in "ab"]
    sheet = replace(make.rubric(*users, bands=()), level_lists=(bad,))
    assert found(sheet) == [(Code.SCHEME_DUPLICATE_ID, "rubric.level_lists[0].levels")]


@pytest.mark.parametrize(
    ("criterion", "places"),
    [
        (make.criterion(full="10"), ["max", "scale"]),
        (make.criterion(full="0"), ["scale"]),
        (make.levelled("l", "10"), ["max"]),
    ],
)
def test_without_weights_nothing_has_points(criterion: Criterion, places: list[str]) -> None:
    assert found(make.s3_rubric(criterion)) == [
        (Code.SCHEME_VALUE_INVALID, f"{CRITERION}.{place}") for place in places
    ]


def test_bands_for_later_must_still_not_overlap() -> None:
    bands = (make.band("a", "80", None), make.band("b", "70", "90"))
    assert found(make.s3_rubric(bands=bands)) == [(Code.SCHEME_BANDS_OVERLAP, "rubric.bands")]


@pytest.mark.parametrize(
    ("remarks", "place"),
    [
        ((DECISION, replace(DECISION, id="second")), ""),
        ((replace(DECISION, options=()),), "[0].options"),
        ((replace(DECISION, options=("推荐",)),), "[0].options"),
        ((replace(DECISION, options=("推荐", " ")),), "[0].options"),
        ((replace(DECISION, options=("推荐", "不推荐 ")),), "[0].options"),
        ((RemarkField(id="note", title="评语", max_characters=-1, clause="1"),), "[0].max_characters"),
    ],
)
def test_contradictions_of_remarks(remarks: tuple[RemarkField, ...], place: str) -> None:
    assert found(make.s3_rubric(remarks=remarks)) == [(Code.SCHEME_VALUE_INVALID, f"rubric.remarks{place}")]


def test_an_option_of_a_remark_is_there_once() -> None:
    twice = replace(DECISION, options=("推荐", "推荐"))
    assert found(make.s3_rubric(remarks=(twice,))) == [
        (Code.SCHEME_DUPLICATE_ID, "rubric.remarks[0].options")
    ]


def test_a_rubric_that_can_come_to_no_result_is_refused() -> None:
    """Neither points nor a recommendation, and no weights to wait for."""
    assert found(make.s3_rubric(weights=Weights.NONE, remarks=())) == [
        (Code.SCHEME_VALUE_INVALID, "rubric.remarks")
    ]


@pytest.mark.parametrize(
    ("rubric", "largest"),
    [
        (make.s1_rubric(), 90 * 2 * 200),
        (make.s1_rubric(not_applicable=("b1",)), 200 * 200),
        (make.rubric(make.criterion(full="100"), bands=(make.band("a", "0.01", None),)), 100 * 200),
        (make.rubric(make.criterion(full="10"), bands=()), 20),
        (make.s3_rubric(), 0),
    ],
)
def test_the_largest_number_of_a_formula(rubric: Rubric, largest: int) -> None:
    """Earned x full x q against applicable x D x p, for a limit of p/q."""
    assert largest_product(rubric) == largest


@pytest.mark.parametrize(
    ("full", "droppable", "sound"),
    [("9007199", False, True), ("9007200", False, False), ("94.9", True, True), ("94.91", True, False)],
)
def test_numbers_that_workbooks_cannot_hold_are_refused(full: str, *, droppable: bool, sound: bool) -> None:
    """Doubles count whole numbers up to 2 to the power of 53."""
    step = "0.000000001" if not droppable else "0.000001"
    one = make.criterion("a", full, step, not_applicable=droppable)
    expected = [] if sound else [(Code.SCHEME_VALUE_INVALID, "rubric")]
    assert found(make.rubric(one, bands=())) == expected
