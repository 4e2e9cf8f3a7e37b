"""A year's run of a scheme: the days of its process steps, which step it is at, what is due."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.scheme import ProcessStep, Scheme

_PERIOD = re.compile(r"(?<!\d)(\d{1,2})(?:\s*[-—~至]\s*(\d{1,2}))?\s*月")
_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)
_MONTHS = 12
_LONG = (1, 3, 5, 7, 8, 10, 12)
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


@dataclass(frozen=True, kw_only=True)
class StepDates:
    """The days of one process step, yyyy-mm-dd; "" where they are not fixed."""

    step: str
    first: str = ""
    last: str = ""


@dataclass(frozen=True, kw_only=True)
class CampaignPlan:
    """A campaign as the secretariat runs it."""

    id: str
    title: str
    year: int
    scheme: str
    scheme_digest: str
    stage: str = ""  # the stage that is scored now
    dates: tuple[StepDates, ...] = ()
    folder: str = ""  # where its applications lie; "" until it has one

    def days_of(self, step: str) -> StepDates:
        """The days of a step, empty where none are fixed."""
        return next((one for one in self.dates if one.step == step), StepDates(step=step))


class Moment(StrEnum):
    """How a step stands to a day."""

    UNDATED = "undated"
    AHEAD = "ahead"
    NOW = "now"
    OVER = "over"


@dataclass(frozen=True, kw_only=True)
class DueStep:
    """A step that ends soon, or is over and was not recorded as done."""

    step: ProcessStep
    last: str
    overdue: bool


def months_of(words: str) -> tuple[int, int] | None:
    """The first period of months that some words name: “3-7月” is March to July, “10月” October."""
    found = _PERIOD.search(words)
    if found is None:
        return None
    first, last = int(found[1]), int(found[2] or found[1])
    return (first, last) if 1 <= first <= last <= _MONTHS else None


def suggested_dates(scheme: Scheme, year: int) -> tuple[StepDates, ...]:
    """The days the scheme's own table gives its steps in a year (S1-22; D-6: the table counts)."""
    found = ((one.id, months_of(one.period)) for one in scheme.process)
    return tuple(
        StepDates(
            step=name,
            first=f"{year}-{months[0]:02d}-01",
            last=f"{year}-{months[1]:02d}-{_last_day(year, months[1]):02d}",
        )
        for name, months in found
        if months is not None
    )


def _last_day(year: int, month: int) -> int:
    if month == 2:  # noqa: PLR2004 - February
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 31 if month in _LONG else 30


def contradicts(step: ProcessStep) -> bool:
    """Whether the scheme's table and its heading give a step other months (D-6): both are shown."""
    heading = months_of(step.heading)
    return heading is not None and bool(step.period) and heading != months_of(step.period)


def moment_of(dates: StepDates, day: str) -> Moment:
    """How a step with these days stands to a day."""
    if not dates.first and not dates.last:
        return Moment.UNDATED
    if dates.first and day < dates.first:
        return Moment.AHEAD
    return Moment.OVER if dates.last and dates.last < day else Moment.NOW


def steps_now(plan: CampaignPlan, scheme: Scheme, day: str) -> tuple[ProcessStep, ...]:
    """The steps a campaign is at; several may run at the same time."""
    return tuple(one for one in scheme.process if moment_of(plan.days_of(one.id), day) is Moment.NOW)


def due_steps(
    plan: CampaignPlan, scheme: Scheme, done: Iterable[str], day: str, until: str
) -> tuple[DueStep, ...]:
    """Steps that end by `until` or ended before `day`, and are not done; the most urgent first."""
    finished = set(done)
    found = [
        DueStep(step=one, last=last, overdue=last < day)
        for one in scheme.process
        if one.id not in finished and (last := plan.days_of(one.id).last) and last <= until
    ]
    return tuple(sorted(found, key=lambda one: one.last))


def plan_problems(plan: CampaignPlan, scheme: Scheme) -> tuple[Problem, ...]:
    """Everything that is wrong with a plan."""
    return tuple(_problems(plan, scheme))


def _problems(plan: CampaignPlan, scheme: Scheme) -> Iterator[Problem]:
    if not plan.title.strip():
        yield problem(Code.CAMPAIGN_PLAN_INVALID, plan.id, name="title")
    if not _FIRST_YEAR <= plan.year <= _LAST_YEAR:
        yield problem(Code.CAMPAIGN_PLAN_INVALID, plan.id, name=plan.year)
    stages = {one.id for one in scheme.stages if one.scored}
    if plan.stage and plan.stage not in stages:
        yield problem(Code.CAMPAIGN_PLAN_INVALID, plan.id, name=plan.stage)
    steps = {one.id for one in scheme.process}
    for one in plan.dates:
        if one.step not in steps:
            yield problem(Code.CAMPAIGN_STEP_UNKNOWN, plan.id, step=one.step)
        yield from _wrong_days(one)


def _wrong_days(one: StepDates) -> Iterator[Problem]:
    for day in (one.first, one.last):
        if day and not is_day(day):
            yield problem(Code.CAMPAIGN_DAY_INVALID, one.step, day=day)
    if one.first and one.last and one.last < one.first:
        yield problem(Code.CAMPAIGN_DAYS_REVERSED, one.step, first=one.first, last=one.last)


def is_day(words: str) -> bool:
    """Whether this is a day of the calendar, yyyy-mm-dd."""
    if not _DAY.fullmatch(words):
        return False
    year, month, day = (int(part) for part in words.split("-"))
    return day <= _last_day(year, month)
