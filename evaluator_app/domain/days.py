"""Days of the calendar, yyyy-mm-dd, counted without a clock (D-27)."""

_DAYS_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_MARCH = 3
_SATURDAY, _WEEK = 5, 7


def days_later(day: str, days: int) -> str:
    """The day so many calendar days on; the first day is not counted (D-27, 民法典 201)."""
    return _day_at(_ordinal(day) + days)


def next_working_day(day: str) -> str:
    """The day itself, or the Monday after where it is a Saturday or Sunday; holidays a person names."""
    weekday = (_ordinal(day) - 1) % _WEEK
    return days_later(day, _WEEK - weekday) if weekday >= _SATURDAY else day


def is_weekend(day: str) -> bool:
    """Whether it is a Saturday or Sunday."""
    return next_working_day(day) != day


def month_end(day: str) -> str:
    """The last day of its month."""
    year, month = int(day[:4]), int(day[5:7])
    following = f"{year + 1:04d}-01-01" if month == len(_DAYS_BEFORE) else f"{year:04d}-{month + 1:02d}-01"
    return days_later(following, -1)


def _ordinal(day: str) -> int:
    """The days since the beginning of the year 1, whose first day was a Monday and is number 1."""
    year, month, number = (int(part) for part in day.split("-"))
    leap = 1 if month >= _MARCH and _is_leap(year) else 0
    return _before(year) + _DAYS_BEFORE[month - 1] + leap + number


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _before(year: int) -> int:
    past = year - 1
    return past * 365 + past // 4 - past // 100 + past // 400


def _day_at(ordinal: int) -> str:
    year = ordinal * 400 // 146_097 + 2  # a year too late at least: 400 years have 146,097 days
    while _before(year) >= ordinal:
        year -= 1
    rest = ordinal - _before(year)
    month = len(_DAYS_BEFORE)
    while (first := _DAYS_BEFORE[month - 1] + (1 if month >= _MARCH and _is_leap(year) else 0)) >= rest:
        month -= 1
    return f"{year:04d}-{month:02d}-{rest - first:02d}"
