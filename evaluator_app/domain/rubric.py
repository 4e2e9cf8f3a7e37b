"""The rubric: sections and criteria with their scales, grade bands and remarks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm
from typing import assert_never

from evaluator_app.domain.numbers import EXACT

PERCENT = Decimal(100)
NOT_GIVEN = Decimal(0)  # this very object stands for a key that a scheme leaves out


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What every rule of a scheme carries: its clause, and whether we assumed it."""

    clause: str = ""
    assumed: bool = False
    comment: str = ""


class ScaleKind(StrEnum):
    """What an expert enters for a criterion, and how it becomes points."""

    POINTS = "points"  # 0 to `max` by `step`
    PERCENT = "percent"  # 0 to 100 by `step`: that share of `max`
    LEVELS = "levels"  # one of the options: its factor of `max`
    QUALITATIVE = "qualitative"  # one of the options, and no points


@dataclass(frozen=True, kw_only=True)
class Level:
    """An option of a criterion; `factor`, from 0 to 1, is the share of the maximum that it earns."""

    id: str
    title: str
    factor: Decimal | None = None
    text: str = ""  # what the option stands for


@dataclass(frozen=True, kw_only=True)
class LevelList(Rule):
    """Options that several criteria share, from the best down."""

    id: str
    title: str
    levels: tuple[Level, ...]


@dataclass(frozen=True, kw_only=True)
class Criterion(Rule):
    """A leaf that is judged on its scale; `label` is what the official sheet prints.

    Options are its own, or those of the rubric's list named in `levels`: the rubric fills them in.
    """

    id: str
    title: str
    text: str
    scale: ScaleKind = ScaleKind.POINTS
    max: Decimal = NOT_GIVEN
    step: Decimal = NOT_GIVEN
    levels: str = ""  # id of a list of the rubric
    options: tuple[Level, ...] = ()
    not_applicable: bool = False
    label: str = ""

    @property
    def by_option(self) -> bool:
        """Whether an option is chosen, not a number typed."""
        return self.scale in (ScaleKind.LEVELS, ScaleKind.QUALITATIVE)

    @property
    def highest(self) -> Decimal:
        """The largest number that can be typed."""
        return PERCENT if self.scale is ScaleKind.PERCENT else self.max

    @cached_property
    def options_by_id(self) -> Mapping[str, Level]:
        """The options by their ids."""
        return {one.id: one for one in self.options}

    def points_of_value(self, value: Decimal) -> Decimal:
        """The points a typed number earns, exactly."""
        if self.scale is ScaleKind.PERCENT:
            return EXACT.multiply(self.max, value).scaleb(-2, EXACT)
        return value

    def points_of_option(self, option: str) -> Decimal:
        """The points an option earns, exactly; without a factor it earns none."""
        return EXACT.multiply(self.max, self.options_by_id[option].factor or Decimal(0))


@dataclass(frozen=True, kw_only=True)
class Section(Rule):
    """A group of criteria with a subtotal; `label` is what the official sheet prints."""

    id: str
    number: str
    title: str
    max: Decimal = Decimal(0)
    criteria: tuple[Criterion, ...]
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Band(Rule):
    """A grade and the interval of scores that earns it; None is no bound."""

    id: str
    title: str
    label: str = ""
    summary: str = ""
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
    """A text every sheet ends with: free, or one of `options`; `max_characters` 0 means no limit.

    The answers to a `recommendation` (推荐 / 不推荐) are the votes for a panel's result without points.
    """

    id: str
    title: str
    required: bool = False
    max_characters: int = 0
    options: tuple[str, ...] = ()
    recommendation: bool = False


class Weights(StrEnum):
    """Where the maxima of the criteria come from."""

    NONE = "none"  # they are part of the rules: nothing is left to be weighted
    UNSET = "unset"  # nobody has set them: options are counted, there is no total
    SET = "set"  # the secretariat has set them in its copy of the scheme


@dataclass(frozen=True, slots=True)
class Scale:
    """A criterion's possible points as whole numbers of the rubric's unit: by `step`, or one of `options`."""

    max: int
    step: int
    options: tuple[int, ...] = ()


def scale_unit(criteria: Iterable[Criterion]) -> Fraction:
    """The greatest common divisor of all points there can be: every sum and maximum is a multiple of it."""
    ratios = [one.as_integer_ratio() for criterion in criteria for one in _increments(criterion) if one]
    if not ratios:
        return Fraction(1)
    denominator = lcm(*(ratio[1] for ratio in ratios))
    return Fraction(gcd(*(n * (denominator // d) for n, d in ratios)), denominator)


def _increments(criterion: Criterion) -> tuple[Decimal, ...]:
    """Amounts that the criterion's points and its maximum are made of."""
    match criterion.scale:
        case ScaleKind.POINTS | ScaleKind.PERCENT:
            return (criterion.points_of_value(criterion.step),)
        case ScaleKind.LEVELS:
            return (criterion.max, *(criterion.points_of_option(one.id) for one in criterion.options))
        case ScaleKind.QUALITATIVE:
            return ()
    assert_never(criterion.scale)


@dataclass(frozen=True, kw_only=True)
class Rubric:
    """The tree of sections and criteria, the bands from the highest grade down, and the remarks."""

    title: str
    sections: tuple[Section, ...]
    bands: tuple[Band, ...]
    remarks: tuple[RemarkField, ...] = ()
    weights: Weights = Weights.NONE
    level_lists: tuple[LevelList, ...] = ()
    total_label: str = "总分"
    bands_note: str = ""  # the grades as the official sheet prints them under the total
    band_columns: tuple[str, ...] = ()  # heads of the source's table of grades
    source_note: str = ""
    unplaced: str = "未达等级"
    bands_complete: bool = False
    columns: tuple[str, ...] = ("序号", "评价项目", "评价维度", "评价内容", "得分")

    def __post_init__(self) -> None:
        """Criteria that name a list of levels get its options, so that nobody has to look them up."""
        lists = {one.id: one.levels for one in self.level_lists}
        sections = (
            tuple(_with_options(section, lists) for section in self.sections) if lists else self.sections
        )
        object.__setattr__(self, "sections", sections)

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
    def qualitative(self) -> bool:
        """Whether there are no points: no total and no grade by bands, but votes."""
        return self.weights is Weights.UNSET or self.max == 0

    @cached_property
    def recommendation(self) -> RemarkField | None:
        """The remark that recommends or not."""
        return next((one for one in self.remarks if one.recommendation), None)

    @cached_property
    def unit(self) -> Fraction:
        """The scale unit of all criteria."""
        return scale_unit(self.criteria)

    @cached_property
    def scales(self) -> Mapping[str, Scale]:
        """The criteria's scales in whole units, by id: sums over them need no fractions."""
        return {one.id: self._scale(one) for one in self.criteria}

    def _scale(self, criterion: Criterion) -> Scale:
        def units(points: Decimal) -> int:
            return int(Fraction(points) / self.unit)

        if criterion.by_option:
            options = {units(criterion.points_of_option(one.id)) for one in criterion.options}
            return Scale(units(criterion.max), 0, tuple(sorted(options)))
        return Scale(units(criterion.max), units(criterion.points_of_value(criterion.step)))

    @cached_property
    def bands_by_id(self) -> Mapping[str, Band]:
        """The bands by their ids."""
        return {band.id: band for band in self.bands}


def _with_options(section: Section, lists: Mapping[str, tuple[Level, ...]]) -> Section:
    criteria = tuple(
        replace(one, options=lists[one.levels]) if one.levels in lists and not one.options else one
        for one in section.criteria
    )
    return section if criteria == section.criteria else replace(section, criteria=criteria)
