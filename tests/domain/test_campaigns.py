"""Campaigns: days from the scheme's own table, the step now, what is due; contradictions are shown (D-6)."""

import calendar
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shipped import shipped

from evaluator_app.domain.campaigns import (
    CampaignPlan,
    Moment,
    StepDates,
    contradicts,
    due_steps,
    is_day,
    moment_of,
    months_of,
    plan_problems,
    steps_now,
    suggested_dates,
)
from evaluator_app.domain.codes import Code

S1 = shipped("saq-0005-2023")
PLAN = CampaignPlan(
    id="2024",
    title="2024年现场管理创新活动",
    year=2024,
    scheme=S1.id,
    scheme_digest="0" * 64,
    dates=suggested_dates(S1, 2024),
)


def codes(**changes: object) -> list[Code]:
    """What is wrong with the plan after these changes."""
    return [one.code for one in plan_problems(replace(PLAN, **changes), S1)]  # type: ignore[arg-type] # as the test says


def test_the_days_are_those_of_the_schemes_table() -> None:
    """S1-20 to S1-29: sign-up in March to July, review in August and September, release in October."""
    assert PLAN.days_of("sign-up") == StepDates(step="sign-up", first="2024-03-01", last="2024-07-31")
    assert PLAN.days_of("review") == StepDates(step="review", first="2024-08-01", last="2024-09-30")
    assert PLAN.days_of("release") == StepDates(step="release", first="2024-10-01", last="2024-10-31")


def test_a_contradiction_of_the_source_is_known() -> None:
    """D-6: the table says 3-7月, the heading 3-6月; the table counts and both are shown."""
    assert [one.id for one in S1.process if contradicts(one)] == ["sign-up"]


def test_a_scheme_without_periods_suggests_no_days() -> None:
    """S0 gives its steps no months: the secretariat fixes them."""
    assert suggested_dates(shipped("saq-0003-2023"), 2024) == ()
    assert not any(contradicts(one) for one in shipped("saq-0003-2023").process)


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("3-7月", (3, 7)),
        ("（一）活动报名（3-6月）", (3, 6)),
        ("10月", (10, 10)),
        ("3—4 月", (3, 4)),
        ("13月", None),
        ("9-8月", None),
        ("", None),
    ],
)
def test_months_are_read_from_words(words: str, months: tuple[int, int] | None) -> None:
    """As the source writes them."""
    assert months_of(words) == months


@pytest.mark.parametrize(
    ("first", "last", "day", "moment"),
    [
        ("", "", "2024-03-01", Moment.UNDATED),
        ("2024-03-01", "2024-07-31", "2024-02-29", Moment.AHEAD),
        ("2024-03-01", "2024-07-31", "2024-03-01", Moment.NOW),
        ("2024-03-01", "2024-07-31", "2024-07-31", Moment.NOW),
        ("2024-03-01", "2024-07-31", "2024-08-01", Moment.OVER),
        ("2024-03-01", "", "2030-01-01", Moment.NOW),
        ("", "2024-07-31", "2020-01-01", Moment.NOW),
    ],
)
def test_how_a_step_stands_to_a_day(first: str, last: str, day: str, moment: Moment) -> None:
    """Both days belong to the step."""
    assert moment_of(StepDates(step="s", first=first, last=last), day) is moment


def test_several_steps_run_at_the_same_time() -> None:
    """In June people sign up, hand in results, are trained, and recommenders recommend."""
    assert [one.id for one in steps_now(PLAN, S1, "2024-06-15")] == [
        "sign-up",
        "training",
        "declaration",
        "recommendation",
    ]


def test_what_ends_soon_or_is_overdue_is_due_until_it_is_done() -> None:
    """The most urgent first; what is recorded as done is not named."""
    found = due_steps(PLAN, S1, ["briefing"], "2024-08-01", "2024-08-31")
    assert [(one.step.id, one.overdue) for one in found] == [
        ("sign-up", True),
        ("declaration", True),
        ("recommendation", False),
    ]


def test_a_sound_plan_has_no_problem_and_every_fault_is_said() -> None:
    """Title, year, stage, steps, days."""
    assert codes() == []
    wrong = (
        StepDates(step="nowhere"),
        StepDates(step="review", first="2024-02-30", last="2024-13-01"),
        StepDates(step="release", first="2024-10-31", last="2024-10-01"),
    )
    assert codes(title=" ", year=1999, stage="nowhere", dates=wrong) == [
        Code.CAMPAIGN_PLAN_INVALID,
        Code.CAMPAIGN_PLAN_INVALID,
        Code.CAMPAIGN_PLAN_INVALID,
        Code.CAMPAIGN_STEP_UNKNOWN,
        Code.CAMPAIGN_DAY_INVALID,
        Code.CAMPAIGN_DAY_INVALID,
        Code.CAMPAIGN_DAYS_REVERSED,
    ]


@given(st.integers(1900, 2400), st.integers(1, 12), st.integers(1, 31))
def test_a_day_of_the_calendar(year: int, month: int, day: int) -> None:
    """Leap years included."""
    assert is_day(f"{year}-{month:02d}-{day:02d}") == (day <= calendar.monthrange(year, month)[1])
    assert not is_day(f"{year}-{month}-{day}x")
