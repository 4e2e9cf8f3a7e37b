"""Grade bands meet without overlap, leave no hole where they claim to be complete, and can all be earned."""

from dataclasses import replace

import pytest
from builders import S0_BANDS, S1_BANDS, band, criterion, rubric

from evaluator_app.domain.band_check import check_bands
from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem
from evaluator_app.domain.rubric import Band


def bands_problems(*bands: Band, complete: bool = False, full: str = "100") -> tuple[Problem, ...]:
    one = replace(rubric(criterion(full=full), bands=bands), bands_complete=complete)
    return check_bands(one, "rubric.bands")


@pytest.mark.parametrize(
    ("bands", "full", "complete"),
    [(S1_BANDS, "100", True), (S0_BANDS, "1000", False), ((), "100", False)],
    ids=["S1 complete", "S0 open below 700", "none"],
)
def test_official_bands_are_sound(bands: tuple[Band, ...], full: str, complete: bool) -> None:  # noqa: FBT001 - a table
    """D-2 to D-4: inclusive and exclusive ends meet without overlap or hole."""
    assert bands_problems(*bands, complete=complete, full=full) == ()


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (band("A", "90", None, "[]"), band("B", "70", "90", "[]")),
        (band("A", "80", None, "[]"), band("B", "70", "90", "[]")),
        (band("A", "90", None, "[]"), band("B", "70", None, "[]")),
    ],
    ids=["both hold 90", "80 to 90 twice", "no upper end below"],
)
def test_overlapping_bands(upper: Band, lower: Band) -> None:
    (one,) = bands_problems(upper, lower)
    assert one.code is Code.SCHEME_BANDS_OVERLAP
    assert (one.details["first"], one.details["second"]) == ("B", "A")


def test_two_bands_without_a_lower_end_overlap() -> None:
    problems = bands_problems(band("A", None, "90"), band("B", None, "70"))
    assert [(one.code, one.details["score"]) for one in problems] == [(Code.SCHEME_BANDS_OVERLAP, "0")]


def test_a_band_inside_another_overlaps_also_behind_a_third() -> None:
    problems = bands_problems(band("A", "60", "70"), band("B", "20", "30"), band("C", "0", "90"))
    assert [one.code for one in problems] == [Code.SCHEME_BANDS_OVERLAP] * 2


@pytest.mark.parametrize(
    ("bands", "score"),
    [
        ((band("A", "90", None, "(]"), band("B", None, "90", "[)")), "90"),
        ((band("A", "90", None, "[]"), band("B", None, "70", "[]")), "80"),
        ((band("A", "90", None, "[]"), band("B", None, "70", "[)")), "70"),
        ((band("A", "0", None, "(]"),), "0"),
        ((band("A", None, "100", "[)"),), "100"),
    ],
    ids=["the point between", "a stretch", "an open end", "zero", "the full maximum"],
)
def test_holes_in_bands_that_claim_to_be_complete(bands: tuple[Band, ...], score: str) -> None:
    (one,) = bands_problems(*bands, complete=True)
    assert (one.code, one.details["score"]) == (Code.SCHEME_BANDS_HOLE, score)
    assert bands_problems(*bands, complete=False) == ()


@pytest.mark.parametrize(
    "wrong",
    [
        band("A", "90", "70"),
        band("A", "90", "90", "[)"),
        band("A", "950", None),
        band("A", "100", None, "(]"),
        band("A", None, "0", "[)"),
    ],
    ids=["upside down", "empty", "above the maximum", "above the maximum by its open end", "below zero"],
)
def test_a_band_that_no_score_can_earn(wrong: Band) -> None:
    """D-1: thresholds of 1000 points on a rubric of 100."""
    assert [one.code for one in bands_problems(wrong)] == [Code.SCHEME_VALUE_INVALID]


def test_a_band_of_a_single_score() -> None:
    assert bands_problems(band("A", "100", "100", "[]"), band("B", None, "100", "[)"), complete=True) == ()


def test_bands_come_from_the_highest_down() -> None:
    assert [one.code for one in bands_problems(*reversed(S1_BANDS))] == [Code.SCHEME_BANDS_ORDER]
