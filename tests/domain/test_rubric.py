"""The rubric: sums, look-ups, and which exact score a band holds."""

from decimal import Decimal
from fractions import Fraction

import pytest
from builders import EXAMPLES, S0_BANDS, S1_BANDS, band, criterion, rubric, s1_rubric

from evaluator_app.domain.totals import grade

BANDS = {"S0": S0_BANDS, "S1": S1_BANDS}


def name_of(scheme: str, score: str) -> str | None:
    found = grade(Fraction(score), BANDS[scheme])
    return found.id if found else None


@pytest.mark.parametrize("example", EXAMPLES["grade"], ids=lambda one: f"{one['scheme']}-{one['score']}")
def test_grades_of_the_worked_examples(example: dict[str, str | None]) -> None:
    assert name_of(str(example["scheme"]), str(example["score"])) == example["grade"]


@pytest.mark.parametrize(
    ("scheme", "score", "expected"),
    [
        ("S0", "1000", "六星级"),
        ("S0", "950", "六星级"),
        ("S0", "949.99", "五星级"),
        ("S0", "850.01", "五星级"),
        ("S0", "850", "四星级"),
        ("S0", "700.01", "四星级"),
        ("S0", "700", None),
        ("S0", "0", None),
        ("S1", "90.01", "标杆级"),
        ("S1", "90", "优秀级"),
        ("S1", "70", "优秀级"),
        ("S1", "69.99", "推进级"),
        ("S1", "0", "推进级"),
    ],
)
def test_grades_at_the_thresholds(scheme: str, score: str, expected: str | None) -> None:
    """T-1, T-2, T-3, T-4 (未达星级 is no band), T-7."""
    assert name_of(scheme, score) == expected


@pytest.mark.parametrize(
    ("ends", "held"),
    [
        ("[]", [False, True, True, False]),
        ("()", [False, False, False, False]),
        ("[)", [False, True, False, False]),
        ("(]", [False, False, True, False]),
    ],
)
def test_the_ends_of_a_band_belong_to_it_or_not(ends: str, held: list[bool]) -> None:
    """D-3: the exact value decides, however little it is beside a threshold."""
    little = Fraction(1, 10**12)
    scores = (70 - little, Fraction(70), Fraction(90), 90 + little)
    assert [band("优秀级", "70", "90", ends).holds(score) for score in scores] == held


def test_a_band_without_ends_holds_everything() -> None:
    everything = band("参与", None, None)
    assert everything.holds(Fraction(-1))
    assert everything.holds(Fraction(10**9))
    assert everything.low_edge is None
    assert everything.high_edge is None


def test_the_sheet_adds_up_to_a_hundred_points() -> None:
    """T-8: item maxima 10,10,15,10,10,15,20,10; groups 20,50,30; total 100."""
    sheet = s1_rubric()
    assert [int(one.max) for one in sheet.criteria] == [10, 10, 15, 10, 10, 15, 20, 10]
    assert [int(section.max) for section in sheet.sections] == [20, 50, 30]
    assert sheet.max == Decimal(100)


def test_criteria_and_bands_are_found_by_their_ids() -> None:
    sheet = rubric(criterion("a"), criterion("b", "5"))
    assert list(sheet.criteria_by_id) == ["a", "b"]
    assert sheet.criteria_by_id["b"].max == 5
    assert sheet.bands_by_id["优秀级"].low == 70
