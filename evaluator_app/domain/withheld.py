"""Withheld: why a statistic is not given; nothing is better than a figure that means nothing."""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """Why a statistic may not be used here."""

    TOO_FEW_MARKS = "too_few_marks"
    TOO_FEW_EXPERTS = "too_few_experts"
    TOO_MANY_EXPERTS = "too_many_experts"
    TOO_FEW_APPLICATIONS = "too_few_applications"
    TOO_FEW_SHEETS = "too_few_sheets"  # of one expert
    NO_VARIATION = "no_variation"
    NO_REPETITION = "no_repetition"  # as many unknowns as sheets: nothing is left to judge errors by
    NOT_CONNECTED = "not_connected"  # experts and applications fall into groups without a common expert
    NOT_THE_SAME_APPLICATIONS = "not_the_same_applications"
    NO_POINTS = "no_points"
    NO_OPTIONS = "no_options"
    NO_TOTAL = "no_total"  # an expert who abstained somewhere, where criteria are merged
    TOO_FEW_PARTS = "too_few_parts"  # of a rubric, to be drawn around a centre
    NO_RESULT = "no_result"
    NO_LIMITS = "no_limits"  # the scheme has no grades by limits


@dataclass(frozen=True, slots=True)
class Withheld:
    """A statistic that is not given: why, how many would be needed, and how many there are."""

    reason: Why
    needed: int = 0
    found: int = 0


def too_few(reason: Why, needed: int, found: int) -> Withheld | None:
    """Withheld for this reason where fewer than needed are found."""
    return Withheld(reason, needed, found) if found < needed else None
