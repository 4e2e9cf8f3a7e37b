"""Agreement of experts: published examples, and a second, plain implementation on random tables."""

from collections.abc import Sequence
from fractions import Fraction
from random import Random

import naive_statistics as naive
import pytest

from evaluator_app.domain.agreement import Metric, alpha, equal_pairs, kendall_w, nominal_alpha
from evaluator_app.domain.withheld import Why, Withheld

# Krippendorff 2011, Computing Krippendorff's alpha-reliability, example C: four observers, twelve units.
KRIPPENDORFF = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
UNITS = [
    [Fraction(one) for one in column if one != "."]
    for column in zip(*(row.split() for row in KRIPPENDORFF), strict=True)
]


@pytest.mark.parametrize(
    ("metric", "published"),
    [(Metric.NOMINAL, "0.743"), (Metric.ORDINAL, "0.815"), (Metric.INTERVAL, "0.849")],
)
def test_alpha_as_krippendorff_published_it(metric: Metric, published: str) -> None:
    """Four observers, twelve units, values missing."""
    found = alpha(UNITS, metric)
    assert isinstance(found, Fraction)
    assert format(float(found), ".3f") == published
    assert found == naive.alpha(UNITS, metric.value)


def random_units(seed: int) -> list[list[Fraction]]:
    chance = Random(seed)  # noqa: S311 - a repeatable table, no secret
    return [[Fraction(chance.randint(0, 8), 2) for _ in range(chance.randint(0, 5))] for _ in range(12)]


@pytest.mark.parametrize("metric", Metric)
@pytest.mark.parametrize("seed", range(5))
def test_alpha_is_what_its_definition_says(metric: Metric, seed: int) -> None:
    units = random_units(seed)
    assert alpha(units, metric) == naive.alpha(units, metric.value)


def test_alpha_of_options_is_that_of_their_places_without_order() -> None:
    words = [["推荐" if one == 1 else str(one) for one in unit] for unit in UNITS]
    assert nominal_alpha(words) == alpha(UNITS, Metric.NOMINAL)


def test_alpha_is_withheld_of_few_applications_and_without_variation() -> None:
    few = UNITS[:4]
    assert alpha([*few, [Fraction(1)]]) == Withheld(Why.TOO_FEW_APPLICATIONS, 5, 4)
    assert nominal_alpha([["a", "b"]] * 4) == Withheld(Why.TOO_FEW_APPLICATIONS, 5, 4)
    assert alpha([[Fraction(9)] * 3] * 6) == Withheld(Why.NO_VARIATION)


def test_equal_pairs_count_every_pair_of_experts_once() -> None:
    assert equal_pairs([["a", "a", "b"], ["a", "a"], ["b"]]) == Fraction(1 + 1, 3 + 1)
    assert equal_pairs([["a"], []]) == Withheld(Why.TOO_FEW_EXPERTS, 2, 1)


# Siegel 1956, Nonparametric Statistics, chapter 9: three executives rank six applicants, W = .16.
SIEGEL = naive.table(list(zip((1, 6, 3, 2, 5, 4), (1, 5, 6, 4, 2, 3), (6, 3, 2, 5, 4, 1), strict=True)))


def test_kendalls_w_as_siegel_published_it() -> None:
    found = kendall_w(SIEGEL)
    assert isinstance(found, Fraction)
    assert format(float(found), ".2f") == "0.16"
    assert found == Fraction(12) * Fraction("25.5") / (9 * (6**3 - 6))


@pytest.mark.parametrize("seed", range(5))
def test_kendalls_w_with_ties_is_what_its_definition_says(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - a repeatable table, no secret
    judged = naive.table([[chance.randint(1, 4) for _ in range(4)] for _ in range(7)])
    judged["extra"] = {"e00": Fraction(1)}  # not judged by all: stays out
    assert kendall_w(judged) == naive.kendall_w(judged)


ROWS: Sequence[Sequence[object]] = [[1, 2, 3], [2, 3, 4], [3, 1, 1], [4, 4, 2], [5, 5, 5]]


def test_kendalls_w_needs_three_experts_and_five_applications_that_all_judged() -> None:
    assert kendall_w(naive.table([row[:2] for row in ROWS])) == Withheld(Why.TOO_FEW_EXPERTS, 3, 2)
    assert kendall_w(naive.table(ROWS[:4])) == Withheld(Why.TOO_FEW_APPLICATIONS, 5, 4)
    half: list[Sequence[object]] = [*ROWS[:4], [5, 5, None], [None, 1, 1]]
    assert kendall_w(naive.table(half)) == Withheld(Why.NOT_THE_SAME_APPLICATIONS, 5, 4)
    assert kendall_w(naive.table([[9, 9, 9]] * 5)) == Withheld(Why.NO_VARIATION)


def test_experts_who_rank_alike_have_a_w_of_one() -> None:
    assert kendall_w(naive.table([[i, i * 2, i + 70] for i in range(6)])) == 1
