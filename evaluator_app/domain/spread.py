"""Spread of some marks: range, mean, deviation, outliers; standard scores of each expert."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

from evaluator_app.domain.approximate import decimal, root
from evaluator_app.domain.withheld import Why, Withheld, too_few

FEWEST_FOR_DEVIATION = 2
FEWEST_FOR_OUTLIERS = 5  # of three or four marks the median follows one of them
FEWEST_FOR_STANDARD = 5  # sheets of an expert, before their mean and deviation say something
OUTLYING = Fraction(7, 2)  # Iglewicz and Hoaglin 1993: modified z-score above 3.5
NORMAL_MAD = Fraction(6745, 10000)  # MAD of a normal distribution in standard deviations

Table = Mapping[str, Mapping[str, Fraction]]  # application -> expert -> value


@dataclass(frozen=True, slots=True)
class Outlier:
    """A mark far from its panel's median (畸高、畸低), and how far in robust deviations."""

    expert: str
    value: Fraction
    median: Fraction
    distance: Fraction  # modified z-score: above 0 is too high

    @property
    def high(self) -> bool:
        """Whether the mark is too high."""
        return self.distance > 0


@dataclass(frozen=True, slots=True)
class Spread:
    """How the marks of one panel for one thing lie."""

    count: int
    low: Fraction
    high: Fraction
    mean: Fraction
    median: Fraction
    deviation: Decimal | Withheld  # standard deviation, n - 1
    outliers: tuple[Outlier, ...] | Withheld

    @property
    def range(self) -> Fraction:
        """The distance from the lowest to the highest."""
        return self.high - self.low


def spread(values: Mapping[str, Fraction], step: Fraction = Fraction(0)) -> Spread | Withheld:
    """The spread of the experts' values; `step` is the smallest difference the scale can show."""
    if not values:
        return Withheld(Why.TOO_FEW_MARKS, 1, 0)
    numbers, scale = whole(values.values())
    ordered, given = sorted(numbers), tuple(values.values())
    return Spread(
        count=len(ordered),
        low=Fraction(ordered[0], scale),
        high=Fraction(ordered[-1], scale),
        mean=mean(given),
        median=Fraction(_twice_median(ordered), 2 * scale),
        deviation=deviation(given),
        outliers=_outliers(values, step),
    )


def whole(values: Iterable[Fraction]) -> tuple[list[int], int]:
    """The values as whole numbers of a unit, and how many make 1: adding these is many times faster."""
    ratios = [value.as_integer_ratio() for value in values]
    scale = lcm(*(lower for _, lower in ratios))
    return [upper * (scale // lower) for upper, lower in ratios], scale


def mean(values: Sequence[Fraction]) -> Fraction:
    """The arithmetic mean."""
    numbers, scale = whole(values)
    return Fraction(sum(numbers), scale * len(numbers))


def _twice_median(ordered: Sequence[int]) -> int:
    middle = len(ordered) // 2
    return ordered[middle] + ordered[~middle]


def square_pairs(values: Iterable[Fraction]) -> Fraction:
    """The sum of squared differences over all pairs: so many times the variance, by sums of squares."""
    numbers, scale = whole(values)
    total = sum(numbers)
    return Fraction(len(numbers) * sum(one * one for one in numbers) - total * total, scale * scale)


def variance(values: Sequence[Fraction]) -> Fraction:
    """The variance of at least two values, by n - 1."""
    return square_pairs(values) / (len(values) * (len(values) - 1))


def deviation(values: Sequence[Fraction]) -> Decimal | Withheld:
    """The standard deviation, by n - 1."""
    few = too_few(Why.TOO_FEW_MARKS, FEWEST_FOR_DEVIATION, len(values))
    return few or root(variance(values))


def _outliers(values: Mapping[str, Fraction], step: Fraction) -> tuple[Outlier, ...] | Withheld:
    """Marks whose modified z-score lies above 3.5 (Iglewicz and Hoaglin 1993).

    The MAD is not taken smaller than a step: among equal marks half a point more is no outlier. Where both
    are 0 nothing can be said to lie far out.
    """
    few = too_few(Why.TOO_FEW_MARKS, FEWEST_FOR_OUTLIERS, len(values))
    if few:
        return few
    (least, *numbers), scale = whole((step, *values.values()))
    middle = _twice_median(sorted(numbers))
    distances = sorted(abs(2 * one - middle) for one in numbers)
    unit = max(_twice_median(distances), 4 * least)  # four times the MAD
    most = OUTLYING / NORMAL_MAD * unit
    return tuple(
        Outlier(name, value, Fraction(middle, 2 * scale), NORMAL_MAD * Fraction(2 * (2 * one - middle), unit))
        for (name, value), one in zip(values.items(), numbers, strict=True)
        if unit and abs(2 * (2 * one - middle)) > most
    )


def turned(table: Table) -> dict[str, dict[str, Fraction]]:
    """The same table by expert."""
    found: dict[str, dict[str, Fraction]] = {}
    for application in sorted(table):
        for expert, value in table[application].items():
            found.setdefault(expert, {})[application] = value
    return {expert: found[expert] for expert in sorted(found)}


def standard_scores(table: Table) -> dict[str, Mapping[str, Decimal] | Withheld]:
    """Each expert's totals in deviations from that expert's own mean: the z-scores (标准分), by expert.

    They compare experts only where each of them had applications of the same kind.
    """
    return {expert: _standard(values) for expert, values in turned(table).items()}


def _standard(values: Mapping[str, Fraction]) -> Mapping[str, Decimal] | Withheld:
    few = too_few(Why.TOO_FEW_SHEETS, FEWEST_FOR_STANDARD, len(values))
    if few:
        return few
    found, average = tuple(values.values()), mean(tuple(values.values()))
    spread_of = variance(found)
    if spread_of == 0:
        return Withheld(Why.NO_VARIATION)
    unit = root(spread_of)
    return {application: decimal(value - average) / unit for application, value in values.items()}


def mean_standard(
    experts: Iterable[str], application: str, scores: Mapping[str, Mapping[str, Decimal] | Withheld]
) -> Decimal | Withheld:
    """The mean of the z-scores of an application; withheld where one of its experts has none."""
    found = []
    for expert in experts:
        own = scores[expert]
        if isinstance(own, Withheld):
            return own
        found.append(own[application])
    return sum(found, Decimal(0)) / len(found) if found else Withheld(Why.TOO_FEW_EXPERTS, 1, 0)
