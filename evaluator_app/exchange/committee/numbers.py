"""The whole numbers behind a committee workbook's formulas: what each formula holds when it is written.

Excel calculates in doubles, which are exact for whole numbers only. So formulas work in units of the
scale (half points become 2 x points), and a score is a fraction of two whole numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm

from evaluator_app.domain.marks import EMPTY, Graded, Scored, points
from evaluator_app.domain.merging import MergedSheet
from evaluator_app.domain.panel import ApplicationResult
from evaluator_app.domain.protocol import MergeRule, Protocol, Unit
from evaluator_app.domain.rubric import Rubric

LARGEST = 10**13  # above it a product in a formula may lose its last digit


@dataclass(frozen=True, slots=True)
class Centre:
    """The mean, median or trimmed mean of whole numbers, as a sum and what it is divided by."""

    count: int
    sum: int
    divisor: int


def centre(values: Sequence[int], protocol: Protocol) -> Centre:
    """What the formulas of `formulas.centre_sum` and `centre_divisor` give."""
    ordered, count = sorted(values), len(values)
    if protocol.rule is MergeRule.MEDIAN:
        return Centre(count, ordered[(count - 1) // 2] + ordered[count // 2] if ordered else 0, 2)
    if trims(protocol, count):
        ordered = ordered[protocol.trim_low : count - protocol.trim_high]
    return Centre(count, sum(ordered), max(len(ordered), 1))


def trims(protocol: Protocol, count: int) -> bool:
    """Whether so many values are trimmed."""
    enough = count >= protocol.trim_from and count > protocol.trim_low + protocol.trim_high
    return protocol.rule is MergeRule.TRIMMED_MEAN and enough


@dataclass(frozen=True)
class PanelNumbers:
    """All whole numbers of one application's sheet."""

    rubric: Rubric
    protocol: Protocol
    outcome: ApplicationResult

    @cached_property
    def scale(self) -> int:
        """Units per point."""
        return self.rubric.unit.denominator

    @cached_property
    def full(self) -> int:
        """The full maximum in units."""
        return int(self.rubric.max * self.scale)

    @cached_property
    def sheets(self) -> tuple[MergedSheet, ...]:
        """The sheets in the order of their columns."""
        return self.outcome.result.sheets

    def earned(self, sheet: MergedSheet) -> int:
        """Points of a sheet in units."""
        return int(sheet.total.earned * self.scale)

    def applicable(self, sheet: MergedSheet) -> int:
        """The maximum of a sheet in units, without what is not applicable."""
        return int(sheet.total.applicable * self.scale)

    @cached_property
    def common(self) -> int:
        """The common denominator of all totals that count; the full maximum where everything applies."""
        return lcm(*(self.denominator(one) for one in self.sheets))

    def denominator(self, sheet: MergedSheet) -> int:
        """What a sheet's total is divided by, 1 where it does not count."""
        return self.applicable(sheet) if sheet.counted else 1

    def scaled(self, sheet: MergedSheet) -> int | None:
        """A sheet's total over the common denominator."""
        if not sheet.counted:
            return None
        return self.earned(sheet) * (self.common // self.denominator(sheet))

    def value(self, column: int, criterion: str) -> int | None:
        """A mark in units, or None where it takes no part."""
        if not self.sheets[column].counted:
            return None
        return self.units(column, criterion)

    def units(self, column: int, criterion: str) -> int | None:
        """The points of a mark in units, whether its sheet counts or not; None where there are none."""
        mark = self.outcome.sheets[column].returned.sheet.marks.entries.get(criterion, EMPTY).mark
        one = self.rubric.criteria_by_id[criterion]
        if not one.max or not isinstance(mark, Scored | Graded):
            return None
        return int(points(mark, one) * self.scale)

    @cached_property
    def places(self) -> tuple[int, ...]:
        """The place of each total from below, of equals the further left first; 0 where it does not count."""
        scaled = [self.scaled(one) for one in self.sheets]
        order = sorted((value, i) for i, value in enumerate(scaled) if value is not None)
        places = {i: place for place, (_, i) in enumerate(order, start=1)}
        return tuple(places.get(i, 0) for i in range(len(scaled)))

    @cached_property
    def criteria(self) -> tuple[Centre, ...]:
        """The merged marks of each criterion."""
        columns = range(len(self.sheets))
        return tuple(
            centre([v for i in columns if (v := self.value(i, one.id)) is not None], self.protocol)
            for one in self.rubric.criteria
        )

    @cached_property
    def totals(self) -> Centre:
        """The merged totals."""
        return centre([v for one in self.sheets if (v := self.scaled(one)) is not None], self.protocol)

    @cached_property
    def divisors(self) -> int:
        """The common denominator of all merged criteria."""
        return lcm(*(one.divisor for one in self.criteria))

    @cached_property
    def raw(self) -> tuple[int, int]:
        """Numerator and denominator of the score before they are reduced."""
        if self.protocol.unit is Unit.TOTAL:
            return self.totals.sum * self.full, self.totals.divisor * self.common * self.scale
        numerator = sum(one.sum * (self.divisors // one.divisor) for one in self.criteria)
        return numerator, self.divisors * self.scale

    @cached_property
    def reduced(self) -> tuple[int, int]:
        """Numerator and denominator of the score."""
        numerator, denominator = self.raw
        divisor = gcd(numerator, denominator)
        return numerator // divisor, denominator // divisor

    @cached_property
    def score(self) -> Fraction | None:
        """The score of the result."""
        return self.outcome.result.score

    @cached_property
    def exact(self) -> bool:
        """Whether all of it stays within what doubles hold exactly."""
        largest = max(*self.raw, self.totals.sum * max(len(self.sheets), 1), self.common)
        return largest <= LARGEST // (2 * int("1" + "0" * self.protocol.decimals))
