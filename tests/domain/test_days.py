"""Days of the calendar counted without a clock (D-27, T-17)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator_app.domain.days import days_later, is_weekend, month_end, next_working_day

DATES = st.dates(min_value=date(1990, 1, 1), max_value=date(2190, 12, 31))


@given(DATES, st.integers(min_value=-900, max_value=2000))
def test_days_are_counted_as_the_calendar_does(day: date, days: int) -> None:
    """D-27: calendar days; the first day is not counted."""
    assert days_later(day.isoformat(), days) == (day + timedelta(days=days)).isoformat()


@given(DATES)
def test_the_next_working_day_is_never_a_weekend(day: date) -> None:
    """D-27: what a holiday is a person says; only Saturday and Sunday are known."""
    found = date.fromisoformat(next_working_day(day.isoformat()))
    assert found.weekday() < 5
    assert 0 <= (found - day).days <= 2
    assert is_weekend(day.isoformat()) == (day.weekday() >= 5)


def test_fifteen_days_after_the_notice() -> None:
    """T-17: received 2024-03-01, due 2024-03-16, a Saturday."""
    assert days_later("2024-03-01", 15) == "2024-03-16"
    assert is_weekend("2024-03-16")
    assert next_working_day("2024-03-16") == "2024-03-18"


@pytest.mark.parametrize(
    ("day", "last"),
    [
        ("2024-02-10", "2024-02-29"),
        ("2023-02-10", "2023-02-28"),
        ("2024-12-31", "2024-12-31"),
        ("2024-04-01", "2024-04-30"),
    ],
)
def test_the_last_day_of_a_month(day: str, last: str) -> None:
    assert month_end(day) == last
