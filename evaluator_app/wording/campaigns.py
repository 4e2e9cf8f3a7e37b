"""Campaigns in words: how a step stands, what is due, how a step went."""

from collections.abc import Sequence

from evaluator_app.domain.campaigns import DueStep, Moment
from evaluator_app.domain.dossier import Result
from evaluator_app.domain.scheme import ProcessStep
from evaluator_app.wording.language import mark, plural, text

_MOMENTS = {
    Moment.UNDATED: mark("no days fixed"),
    Moment.AHEAD: mark("ahead"),
    Moment.NOW: mark("now"),
    Moment.OVER: mark("over"),
}
_RESULTS = {
    Result.DONE: mark("Done"),
    Result.NOT_PASSED: mark("Not passed"),
    Result.NOTED: mark("Noted"),
}


def moment_words(moment: Moment) -> str:
    """How a step stands to a day."""
    return text(_MOMENTS[moment])


def result_titles() -> dict[Result, str]:
    """How a step can go."""
    return {result: text(words) for result, words in _RESULTS.items()}


def due_words(one: DueStep) -> str:
    """A step that is due, in a line."""
    if one.overdue:
        return text("{step}: ended on {day}, not recorded as done", step=one.step.title, day=one.last)
    return text("{step}: ends on {day}", step=one.step.title, day=one.last)


def due_summary(due: Sequence[DueStep]) -> str:
    """What is due, in a line: what ends soon by name, what is overdue as a number."""
    soon = [due_words(one) for one in due if not one.overdue]
    late = sum(one.overdue for one in due)
    if late:
        soon.append(
            plural(
                "{count} step is over and not recorded as done",
                "{count} steps are over and not recorded as done",
                late,
            )
        )
    return " · ".join(soon)


def contradiction_words(step: ProcessStep) -> str:
    """The two periods the source gives a step (D-6)."""
    return text(
        "{step}: the table says {table}, the heading {heading}; the table counts.",
        step=step.title,
        table=step.period,
        heading=step.heading,
    )
