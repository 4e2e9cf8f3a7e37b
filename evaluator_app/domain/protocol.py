"""The protocol: how a panel's sheets become one score; registered before the sheets are opened."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from evaluator_app.domain.numbers import Rounding
from evaluator_app.domain.rubric import Rule


class Unit(StrEnum):
    """What is merged: sheet totals, or the marks of each criterion."""

    TOTAL = "total"
    CRITERION = "criterion"


class MergeRule(StrEnum):
    """The rule that decides; every other statistic is advice."""

    MEAN = "mean"
    MEDIAN = "median"
    TRIMMED_MEAN = "trimmed_mean"


@dataclass(frozen=True, kw_only=True)
class Protocol(Rule):
    """Merge rule, minimum panel, trimming, rounding, tie-breaks and the limits of the warnings."""

    unit: Unit
    rule: MergeRule
    minimum_sheets: int
    trim_from: int = 5
    trim_low: int = 1
    trim_high: int = 1
    decimals: int = 2
    rounding: Rounding = Rounding.HALF_UP
    tie_breaks: tuple[str, ...] = ()  # criterion ids: the higher mean there goes first
    near_threshold: Decimal | None = None  # points from a threshold that are worth a warning
    spread: Decimal | None = None  # range of sheet totals that is worth a warning
    stability: bool = False  # whether to warn where one expert alone changes the grade
