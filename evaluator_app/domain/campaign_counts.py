"""A campaign in figures: how many were received, passed each step, and earned which grade."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from evaluator_app.domain.application import Application
from evaluator_app.domain.dossier import Result, StepRecord
from evaluator_app.domain.publication import field_title
from evaluator_app.domain.register import Award, grade_title
from evaluator_app.domain.scheme import ProcessStep, Scheme


@dataclass(frozen=True, kw_only=True)
class StepCount:
    """How many applications passed a step, did not, or have no record of it."""

    step: ProcessStep
    passed: int
    not_passed: int
    open: int


@dataclass(frozen=True, kw_only=True)
class CampaignCounts:
    """The figures; `by_field` counts results by the titles of field and grade."""

    received: int
    steps: tuple[StepCount, ...]
    decided: int
    by_grade: tuple[tuple[str, int], ...]
    by_field: tuple[tuple[str, tuple[int, ...]], ...]


def campaign_counts(
    scheme: Scheme,
    applications: Iterable[Application],
    records: Iterable[StepRecord],
    awards: Iterable[Award],
) -> CampaignCounts:
    """Received, conforming, reviewed, by grade: the steps that were recorded for single applications."""
    names = {one.id for one in applications}
    records, awards = tuple(records), tuple(awards)
    grades = [one.id for one in scheme.rubric.bands]
    grades += sorted({one.grade for one in awards} - set(grades))
    times = Counter((one.field, one.grade) for one in awards)
    fields = [one.id for one in scheme.sectors]
    fields += sorted({one.field for one in awards} - set(fields))
    steps = (_step(step, names, records) for step in scheme.process)
    return CampaignCounts(
        received=len(names),
        steps=tuple(one for one in steps if one.passed or one.not_passed),
        decided=len(awards),
        by_grade=tuple(
            (grade_title(scheme, grade), sum(one.grade == grade for one in awards)) for grade in grades
        ),
        by_field=tuple(
            (field_title(scheme, field), tuple(times[field, grade] for grade in grades))
            for field in fields
            if any(times[field, grade] for grade in grades)
        ),
    )


def _step(step: ProcessStep, names: set[str], records: tuple[StepRecord, ...]) -> StepCount:
    """The last record of each application counts; one of the whole campaign counts for none."""
    last = {
        one.application: one.result
        for one in sorted(records, key=lambda one: (one.day, one.recorded_at))
        if one.step == step.id and one.application in names and one.result is not Result.NOTED
    }
    said = Counter(last.values())
    passed, not_passed = said[Result.DONE], said[Result.NOT_PASSED]
    return StepCount(step=step, passed=passed, not_passed=not_passed, open=len(names) - passed - not_passed)
