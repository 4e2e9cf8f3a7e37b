"""Agreement of experts without a model: Krippendorff's alpha, Kendall's W, the share of equal pairs."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction

from evaluator_app.domain.spread import Table, square_pairs, turned
from evaluator_app.domain.withheld import Why, Withheld, too_few

FEWEST_APPLICATIONS = 5  # with fewer, one application more or less turns the figure round
FEWEST_EXPERTS = 2
FEWEST_FOR_RANKS = 3  # experts: of two, a rank correlation says the same
Unit = Sequence[Hashable]


class Metric(StrEnum):
    """How far two values lie apart."""

    NOMINAL = "nominal"  # equal or not
    ORDINAL = "ordinal"  # by the number of values between them
    INTERVAL = "interval"  # by their difference


def alpha(
    units: Iterable[Sequence[Fraction]], metric: Metric = Metric.INTERVAL, fewest: int = FEWEST_APPLICATIONS
) -> Fraction | Withheld:
    """Krippendorff's alpha of numbers, each unit the values some experts gave; values may be missing.

    Krippendorff 2011, Computing Krippendorff's alpha-reliability. Ordinal distances are differences of the
    values' middle ranks, and squared differences need no table of coincidences: one pass is enough.
    """
    paired = [unit for unit in units if len(unit) >= FEWEST_EXPERTS]
    few = too_few(Why.TOO_FEW_APPLICATIONS, fewest, len(paired))
    if few:
        return few
    if metric is Metric.NOMINAL:
        return _ratio(*_nominal(paired))
    if metric is Metric.ORDINAL:
        ranks = _middle_ranks(value for unit in paired for value in unit)
        paired = [[ranks[value] for value in unit] for unit in paired]
    return _ratio(*_interval(paired))


def nominal_alpha(units: Iterable[Unit], fewest: int = FEWEST_APPLICATIONS) -> Fraction | Withheld:
    """Krippendorff's alpha of options that have no order."""
    paired = [unit for unit in units if len(unit) >= FEWEST_EXPERTS]
    few = too_few(Why.TOO_FEW_APPLICATIONS, fewest, len(paired))
    return few or _ratio(*_nominal(paired))


def _ratio(observed: Fraction, expected: Fraction) -> Fraction | Withheld:
    return 1 - observed / expected if expected else Withheld(Why.NO_VARIATION)


def _interval(units: Sequence[Sequence[Fraction]]) -> tuple[Fraction, Fraction]:
    """Observed and expected disagreement by squared differences: sums of squares instead of pairs."""
    observed = sum((square_pairs(unit) / (len(unit) - 1) for unit in units), Fraction(0))
    values = [value for unit in units for value in unit]
    return observed / len(values), square_pairs(values) / (len(values) * (len(values) - 1))


def _nominal(units: Sequence[Unit]) -> tuple[Fraction, Fraction]:
    """Observed and expected disagreement as shares of unequal pairs."""
    observed = sum((Fraction(_unequal(unit), len(unit) - 1) for unit in units), Fraction(0))
    values = [value for unit in units for value in unit]
    return observed / len(values), Fraction(_unequal(values), len(values) * (len(values) - 1))


def _unequal(values: Iterable[Hashable]) -> int:
    """How many ordered pairs are unequal."""
    counts = Counter(values).values()
    return sum(counts) ** 2 - sum(count * count for count in counts)


def _middle_ranks(values: Iterable[Fraction]) -> dict[Fraction, Fraction]:
    """For each value how many lie below it, and half of those that equal it."""
    ranks, below = {}, 0
    for value, count in sorted(Counter(values).items()):
        ranks[value] = Fraction(2 * below + count, 2)
        below += count
    return ranks


def equal_pairs(units: Iterable[Unit]) -> Fraction | Withheld:
    """Of all pairs of experts that judged the same, the share that chose the same."""
    equal = pairs = 0
    for unit in units:
        found = len(unit) * (len(unit) - 1)
        pairs, equal = pairs + found, equal + found - _unequal(unit)
    return Fraction(equal, pairs) if pairs else Withheld(Why.TOO_FEW_EXPERTS, FEWEST_EXPERTS, 1)


def kendall_w(table: Table) -> Fraction | Withheld:
    """Kendall's W with ties, over the applications that all experts judged (Kendall and Gibbons 1990, 6).

    Ranks compare only where all have ranked the same; applications some expert did not judge stay out.
    """
    by_expert = turned(table)
    few = too_few(Why.TOO_FEW_EXPERTS, FEWEST_FOR_RANKS, len(by_expert))
    if few:
        return few
    shared = [name for name in sorted(table) if len(table[name]) == len(by_expert)]
    if len(shared) < FEWEST_APPLICATIONS:
        return too_few(Why.TOO_FEW_APPLICATIONS, FEWEST_APPLICATIONS, len(table)) or Withheld(
            Why.NOT_THE_SAME_APPLICATIONS, FEWEST_APPLICATIONS, len(shared)
        )
    ranked = [_ranks([own[name] for name in shared]) for own in by_expert.values()]
    return _concordance(ranked)


def _concordance(ranked: Sequence[Sequence[int]]) -> Fraction | Withheld:
    """W of doubled ranks."""
    experts, count = len(ranked), len(ranked[0])
    sums = [sum(column) for column in zip(*ranked, strict=True)]
    middle = Fraction(sum(sums), count)
    squares = sum(((one - middle) ** 2 for one in sums), Fraction(0)) / 4
    ties = sum(_tied(ranks) for ranks in ranked)
    most = experts * experts * (count**3 - count) - experts * ties
    return 12 * squares / most if most else Withheld(Why.NO_VARIATION)


def _ranks(values: Sequence[Fraction]) -> list[int]:
    """Twice the rank of each value; equal values share the middle of their ranks."""
    ordered = sorted(values)
    counts: Mapping[Fraction, int] = Counter(values)
    return [2 * bisect_left(ordered, value) + counts[value] + 1 for value in values]


def _tied(ranks: Sequence[int]) -> int:
    return sum(count**3 - count for count in Counter(ranks).values())
