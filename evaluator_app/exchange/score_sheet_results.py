"""What a score sheet file shows besides the marks: subtotals, total and grade, blank until they are final."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from evaluator_app.domain.marks import EMPTY, Abstained, Entry, Unmarked
from evaluator_app.domain.rubric import Rubric, Section
from evaluator_app.domain.scheme import Scheme
from evaluator_app.domain.totals import sheet_grade, subtotal, total


@dataclass(frozen=True, kw_only=True)
class Results:
    """Subtotals by section id, total and the grade's title; None and "" while marks are missing."""

    subtotals: Mapping[str, Fraction | None]
    total: Fraction | None
    grade: str


def results(rubric: Rubric, entries: Mapping[str, Entry]) -> Results:
    """The results of these marks as the sheet shows them."""
    whole = total(rubric, entries)
    band = sheet_grade(rubric, whole)
    final = whole.complete
    return Results(
        subtotals={
            section.id: subtotal(section, entries).earned if _judged(section, entries) else None
            for section in rubric.sections
        },
        total=whole.score if final else None,
        grade=(band.title if band else rubric.unplaced) if final else "",
    )


def _judged(section: Section, entries: Mapping[str, Entry]) -> bool:
    return not any(
        isinstance(entries.get(one.id, EMPTY).mark, Unmarked | Abstained) for one in section.criteria
    )


def stage_title(scheme: Scheme, stage: str) -> str:
    """The scheme's own name of a stage."""
    return next((one.title for one in scheme.stages if one.id == stage), stage)
