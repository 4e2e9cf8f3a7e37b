"""What a score sheet file computes: points, sums and grade, blank until they are final; boxes of choices."""

from collections.abc import Mapping
from fractions import Fraction

from evaluator_app.domain.marks import EMPTY, Abstained, Entry, Graded, Scored, Unmarked, points
from evaluator_app.domain.rubric import Criterion, Rubric, ScaleKind, Section
from evaluator_app.domain.scheme import Scheme
from evaluator_app.domain.sheet import Marks
from evaluator_app.domain.totals import sheet_grade, subtotal, total
from evaluator_app.exchange.score_sheet_choices import boxes
from evaluator_app.exchange.score_sheet_columns import columns_of

NO_POINTS = "—"  # of a criterion that was judged and has none

Result = Fraction | str | None


def results(rubric: Rubric, marks: Marks) -> Mapping[str, Result]:
    """Every computed value by the name of its cell; None and "" while marks are missing."""
    found: dict[str, Result] = {
        f"boxes.{one.id}": boxes(one, marks.remarks.get(one.id, "")) for one in rubric.remarks if one.options
    }
    if columns_of(rubric).points:
        found |= {f"points.{one.id}": _points(one, marks.entries) for one in rubric.criteria}
    return found if rubric.qualitative else found | _sums(rubric, marks.entries)


def _points(criterion: Criterion, entries: Mapping[str, Entry]) -> Result:
    mark = entries.get(criterion.id, EMPTY).mark
    if not isinstance(mark, Scored | Graded):
        return None
    return NO_POINTS if criterion.scale is ScaleKind.QUALITATIVE else points(mark, criterion)


def _sums(rubric: Rubric, entries: Mapping[str, Entry]) -> dict[str, Result]:
    whole = total(rubric, entries)
    band = sheet_grade(rubric, whole)
    final = whole.complete
    subtotals: dict[str, Result] = {
        f"subtotal.{section.id}": subtotal(section, entries).earned if _judged(section, entries) else None
        for section in rubric.sections
    }
    return subtotals | {
        "total": whole.score if final else None,
        "grade": (band.title if band else rubric.unplaced) if final else "",
    }


def _judged(section: Section, entries: Mapping[str, Entry]) -> bool:
    return not any(
        isinstance(entries.get(one.id, EMPTY).mark, Unmarked | Abstained) for one in section.criteria
    )


def stage_title(scheme: Scheme, stage: str) -> str:
    """The scheme's own name of a stage."""
    return next((one.title for one in scheme.stages if one.id == stage), stage)
