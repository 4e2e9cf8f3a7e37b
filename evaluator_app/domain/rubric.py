"""The rubric: sections and criteria with their scales, grade bands and remarks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What every rule of a scheme carries: its clause, and whether we assumed it."""

    clause: str = ""
    assumed: bool = False
    comment: str = ""


@dataclass(frozen=True, kw_only=True)
class Criterion(Rule):
    """A leaf that is scored from 0 to `max` in steps of `step`; `label` is what the official sheet prints."""

    id: str
    title: str
    text: str
    max: Decimal
    step: Decimal
    not_applicable: bool = False
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Section(Rule):
    """A group of criteria with a subtotal; `label` is what the official sheet prints."""

    id: str
    number: str
    title: str
    max: Decimal
    criteria: tuple[Criterion, ...]
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Band(Rule):
    """A grade and the interval of scores that earns it; None is no bound."""

    id: str
    title: str
    label: str = ""
    low: Decimal | None = None
    low_inclusive: bool = True
    high: Decimal | None = None
    high_inclusive: bool = True

    @cached_property
    def low_edge(self) -> Fraction | None:
        """The low end as an exact number that compares with scores."""
        return None if self.low is None else Fraction(self.low)

    @cached_property
    def high_edge(self) -> Fraction | None:
        """The high end as an exact number that compares with scores."""
        return None if self.high is None else Fraction(self.high)

    def reached(self, score: Fraction) -> bool:
        """Whether the exact score is high enough for this grade (GB/T 8170 全数值比较法, D-3)."""
        low = self.low_edge
        return low is None or score > low or (self.low_inclusive and score == low)

    def holds(self, score: Fraction) -> bool:
        """Whether the exact score earns this grade."""
        high = self.high_edge
        within = high is None or score < high or (self.high_inclusive and score == high)
        return within and self.reached(score)


@dataclass(frozen=True, kw_only=True)
class RemarkField(Rule):
    """A free text every sheet ends with; `max_characters` 0 means no limit."""

    id: str
    title: str
    required: bool = False
    max_characters: int = 0


@dataclass(frozen=True, slots=True)
class Scale:
    """A criterion's maximum and step as whole numbers of the rubric's unit."""

    max: int
    step: int


def scale_unit(criteria: Iterable[Criterion]) -> Fraction:
    """The greatest common divisor of all steps: every possible sum is a multiple of it."""
    ratios = [criterion.step.as_integer_ratio() for criterion in criteria]
    denominator = lcm(*(ratio[1] for ratio in ratios))
    return Fraction(gcd(*(n * (denominator // d) for n, d in ratios)), denominator)


@dataclass(frozen=True, kw_only=True)
class Rubric:
    """The tree of sections and criteria, the bands from the highest grade down, and the remarks."""

    title: str
    sections: tuple[Section, ...]
    bands: tuple[Band, ...]
    remarks: tuple[RemarkField, ...] = ()
    total_label: str = "总分"
    bands_note: str = ""  # the grades as the official sheet prints them under the total
    source_note: str = ""
    unplaced: str = "未达等级"
    bands_complete: bool = False
    columns: tuple[str, ...] = ("序号", "评价项目", "评价维度", "评价内容", "得分")

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria in order."""
        return tuple(criterion for section in self.sections for criterion in section.criteria)

    @cached_property
    def criteria_by_id(self) -> Mapping[str, Criterion]:
        """The criteria by their ids."""
        return {criterion.id: criterion for criterion in self.criteria}

    @cached_property
    def max(self) -> Decimal:
        """The full maximum: the sum over all criteria."""
        return sum((criterion.max for criterion in self.criteria), Decimal(0))

    @cached_property
    def unit(self) -> Fraction:
        """The scale unit of all criteria."""
        return scale_unit(self.criteria)

    @cached_property
    def scales(self) -> Mapping[str, Scale]:
        """The criteria's scales in whole units, by id: sums over them need no fractions."""
        return {
            one.id: Scale(int(Fraction(one.max) / self.unit), int(Fraction(one.step) / self.unit))
            for one in self.criteria
        }

    @cached_property
    def bands_by_id(self) -> Mapping[str, Band]:
        """The bands by their ids."""
        return {band.id: band for band in self.bands}
