"""Reports that somebody who takes part in the evaluation broke its rules (S0-102, S0-103)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from evaluator_app.domain.campaigns import is_day
from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, problem


class ViolationStep(StrEnum):
    """What became of a report."""

    RECEIVED = "received"
    NOTED = "noted"  # looked into, asked, heard
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class Violation:
    """One step of a report; anybody may report, also without a name."""

    report: int  # its number, from 1
    step: ViolationStep
    day: str  # yyyy-mm-dd
    about: str = ""  # whom it concerns
    source: str = ""  # who reported; empty where they gave no name
    words: str = ""
    recorded_by: str = ""
    recorded_at: str = ""


def open_reports(steps: Iterable[Violation]) -> tuple[Violation, ...]:
    """The reports that are not closed yet, each by its first step."""
    steps = tuple(steps)
    closed = {one.report for one in steps if one.step is ViolationStep.CLOSED}
    return tuple(one for one in steps if one.step is ViolationStep.RECEIVED and one.report not in closed)


def violation_problems(one: Violation, steps: Iterable[Violation], today: str) -> tuple[Problem, ...]:
    """Everything that is wrong with a step that is to be recorded."""
    return tuple(_problems(one, tuple(steps), today))


def _problems(one: Violation, steps: tuple[Violation, ...], today: str) -> Iterator[Problem]:
    place = str(one.report)
    known = one.step is ViolationStep.RECEIVED or one.report in {each.report for each in open_reports(steps)}
    if not known:
        yield problem(Code.VIOLATION_UNKNOWN, place)
    if not one.words.strip():
        yield problem(Code.VIOLATION_EMPTY, place)
    if not is_day(one.day):
        yield problem(Code.CAMPAIGN_DAY_INVALID, place, day=one.day)
    elif one.day > today:
        yield problem(Code.RECORD_IN_FUTURE, place, day=one.day)
    if not one.recorded_by.strip():
        yield problem(Code.RECORD_NAME_MISSING, place)
