"""Whether a figure, a text or a day (yyyy-mm-dd) meets a condition of the scheme."""

import re
from decimal import Decimal, InvalidOperation

from evaluator_app.domain.requirements import Eligibility, EligibilityKind, Evidence, ReportSection
from evaluator_app.domain.sheet import count_characters

_DIGITS = 12  # before or behind the point of years, people or percent: more is no figure

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def day_shaped(words: str) -> bool:
    """Whether some words are written as a day."""
    return _DAY.fullmatch(words) is not None


def number_of(words: str) -> Decimal | None:
    """The number that some words are, None where they are none."""
    try:
        number = Decimal(words)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) <= _DIGITS else None


def section_fits(section: ReportSection, text: str) -> bool:
    """Whether a section keeps its limit: N characters are allowed, white space does not count (D-11)."""
    return not section.max_characters or count_characters(text) <= section.max_characters


def enough_years(evidence: Evidence, years: Decimal) -> bool:
    """Whether so many years of activity are enough for the intended grade."""
    return evidence.years is None or years >= evidence.years


def figure_meets(condition: Eligibility, figure: Decimal) -> bool:
    """Whether a figure lies within a condition's ends, each included or not as the condition says (D-12)."""
    low, high = condition.low, condition.high
    above = low is None or figure > low or (condition.low_inclusive and figure == low)
    below = high is None or figure < high or (condition.high_inclusive and figure == high)
    return above and below


def clear_of_event(condition: Eligibility, event: str, counted_to: str) -> bool:
    """Whether an event lies further back than the condition's years, counted to that day (D-29)."""
    years = int(condition.low or 0) if condition.kind is EligibilityKind.NO_EVENT_YEARS else 0
    return event < years_before(counted_to, years)


def years_before(day: str, years: int) -> str:
    """The same day so many years earlier; 29 February is 28 February where there is none."""
    year, _, month_and_day = day.partition("-")
    earlier = int(year) - years
    leap = earlier % 4 == 0 and (earlier % 100 != 0 or earlier % 400 == 0)
    if month_and_day == "02-29" and not leap:
        month_and_day = "02-28"
    return f"{earlier:04}-{month_and_day}"
