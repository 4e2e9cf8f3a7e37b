"""Spread of marks, outliers and standard scores, against hand-made figures and the standard library."""

import statistics
from decimal import Decimal
from fractions import Fraction

import pytest
from naive_statistics import table

from evaluator_app.domain.spread import (
    Outlier,
    Spread,
    mean_standard,
    spread,
    standard_scores,
    turned,
)
from evaluator_app.domain.withheld import Why, Withheld


def values(*numbers: object) -> dict[str, Fraction]:
    return {f"e{place:02d}": Fraction(str(number)) for place, number in enumerate(numbers)}


def found(*numbers: object, step: str = "0") -> Spread:
    one = spread(values(*numbers), Fraction(step))
    assert isinstance(one, Spread)
    return one


def outliers(*numbers: object, step: str = "0") -> list[Fraction]:
    one = found(*numbers, step=step).outliers
    assert not isinstance(one, Withheld)
    return [outlier.value for outlier in one]


def test_the_panel_of_t24() -> None:
    """T-24: 80 85 85 88 90 92 99."""
    one = found(80, 85, 85, 88, 90, 92, 99)
    assert [one.count, one.low, one.high, one.range] == [7, 80, 99, 19]
    assert [one.mean, one.median] == [Fraction(619, 7), 88]
    assert isinstance(one.deviation, Decimal)
    assert float(one.deviation) == pytest.approx(statistics.stdev([80, 85, 85, 88, 90, 92, 99]), abs=1e-12)


def test_no_marks_and_a_single_one_say_so() -> None:
    assert spread({}) == Withheld(Why.TOO_FEW_MARKS, 1, 0)
    assert found(8).deviation == Withheld(Why.TOO_FEW_MARKS, 2, 1)


def test_outliers_by_the_modified_z_score_of_iglewicz_and_hoaglin() -> None:
    """MAD 0.15, so 8.2 lies 0.6745 x 5.75 / 0.15 from the median of 2.45."""
    numbers = ("2.1", "2.6", "2.4", "2.5", "2.3", "2.1", "2.3", "2.6", "8.2", "8.3")
    assert outliers(*numbers) == [Fraction("8.2"), Fraction("8.3")]
    first = found(*numbers).outliers
    assert not isinstance(first, Withheld)
    assert first[0] == Outlier(
        "e08", Fraction("8.2"), Fraction("2.45"), Fraction("0.6745") * Fraction("5.75") / Fraction("0.15")
    )
    assert first[0].high


def test_among_equal_marks_a_step_is_no_outlier_and_five_steps_and_more_are() -> None:
    assert outliers(9, 9, 9, 9, "9.5", step="0.5") == []
    assert outliers(9, 9, 9, 9, "6", step="0.5") == [Fraction(6)]
    assert outliers(9, 9, 9, 9, 6) == []  # without a step there is nothing to measure by


def test_fewer_than_five_marks_have_no_outliers() -> None:
    assert found(9, 9, 9, 1).outliers == Withheld(Why.TOO_FEW_MARKS, 5, 4)


JUDGED = table([[80, 70], [82, 75], [84, 70], [86, 75], [88, 70], [None, 90]])


def test_standard_scores_are_deviations_from_the_experts_own_mean() -> None:
    scores = standard_scores(JUDGED)
    first = scores["e00"]
    assert not isinstance(first, Withheld)
    expected = [(x - 84) / statistics.stdev([80, 82, 84, 86, 88]) for x in (80, 82, 84, 86, 88)]
    assert [float(one) for one in first.values()] == pytest.approx(expected, abs=1e-12)
    assert float(sum(first.values())) == pytest.approx(0, abs=1e-20)


def test_no_standard_scores_of_few_sheets_or_of_equal_totals() -> None:
    short = standard_scores(table([[1], [2], [3], [4]]))
    assert short == {"e00": Withheld(Why.TOO_FEW_SHEETS, 5, 4)}
    assert standard_scores(table([[7]] * 5)) == {"e00": Withheld(Why.NO_VARIATION)}


def test_the_mean_standard_score_needs_one_of_every_expert() -> None:
    scores = standard_scores(JUDGED)
    both = mean_standard(["e00", "e01"], "a00", scores)
    assert isinstance(both, Decimal)
    first, second = scores["e00"], scores["e01"]
    assert not isinstance(first, Withheld)
    assert not isinstance(second, Withheld)
    assert both == (first["a00"] + second["a00"]) / 2
    scores["e01"] = Withheld(Why.NO_VARIATION)
    assert mean_standard(["e00", "e01"], "a00", scores) == Withheld(Why.NO_VARIATION)
    assert mean_standard([], "a00", scores) == Withheld(Why.TOO_FEW_EXPERTS, 1, 0)


def test_a_table_turned_twice_is_itself() -> None:
    assert turned(turned(JUDGED)) == JUDGED
