"""The procedure as a record: what happened in each process step, when, who took part, with which papers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from evaluator_app.domain.campaigns import is_day
from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.scheme import ProcessStep, Scheme


class Result(StrEnum):
    """How a step went."""

    DONE = "done"
    NOT_PASSED = "not_passed"  # refused, not selected, too late
    NOTED = "noted"  # something happened, the step goes on


@dataclass(frozen=True, kw_only=True)
class StepRecord:
    """One thing that happened: in the campaign as a whole, or to one application."""

    step: str
    day: str  # yyyy-mm-dd
    result: Result
    application: str = ""  # empty: the campaign as a whole
    who: tuple[str, ...] = ()  # who took part
    papers: tuple[str, ...] = ()  # ids of the scheme's documents, papers and forms, or names of others
    note: str = ""
    recorded_by: str = ""
    recorded_at: str = ""  # ISO 8601 with zone


@dataclass(frozen=True, kw_only=True)
class StepEntry:
    """One step of the procedure with everything recorded in it, the oldest first."""

    step: ProcessStep
    records: tuple[StepRecord, ...] = ()

    @property
    def done(self) -> bool:
        """Whether the step is over."""
        return any(one.result is not Result.NOTED for one in self.records)


def dossier(scheme: Scheme, records: Iterable[StepRecord], application: str) -> tuple[StepEntry, ...]:
    """The steps of the scheme with what concerns an application: its own, and the campaign as a whole."""
    mine = [one for one in records if one.application in ("", application)]
    return tuple(
        StepEntry(
            step=step,
            records=tuple(sorted((one for one in mine if one.step == step.id), key=_order)),
        )
        for step in scheme.process
    )


def _order(one: StepRecord) -> tuple[str, str]:
    return one.day, one.recorded_at


def steps_done(records: Iterable[StepRecord]) -> frozenset[str]:
    """The steps that are done for the campaign as a whole."""
    return frozenset(one.step for one in records if not one.application and one.result is Result.DONE)


def stopped(records: Iterable[StepRecord], application: str) -> StepRecord | None:
    """What ended the way of an application: a step it did not pass (S3-27, S3-36, S1-44), else None."""
    mine = [one for one in records if one.application == application and one.result is Result.NOT_PASSED]
    return min(mine, key=_order) if mine else None


def record_problems(one: StepRecord, scheme: Scheme, today: str) -> tuple[Problem, ...]:
    """Everything that is wrong with a record."""
    return tuple(_problems(one, scheme, today))


def _problems(one: StepRecord, scheme: Scheme, today: str) -> Iterator[Problem]:
    if one.step not in {step.id for step in scheme.process}:
        yield problem(Code.CAMPAIGN_STEP_UNKNOWN, one.application, step=one.step)
    if not is_day(one.day):
        yield problem(Code.CAMPAIGN_DAY_INVALID, one.step, day=one.day)
    elif one.day > today:
        yield problem(Code.RECORD_IN_FUTURE, one.step, day=one.day)
    if one.result is Result.NOT_PASSED and not one.note.strip():
        yield problem(Code.RECORD_REASON_MISSING, one.step)
    if not one.recorded_by.strip():
        yield problem(Code.RECORD_NAME_MISSING, one.step)
