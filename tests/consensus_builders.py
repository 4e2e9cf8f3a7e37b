"""Meetings of panels for tests: their results and the record of what they concluded."""

from decimal import Decimal
from typing import Any

import builders as make
import panel_builders as panels

from evaluator_app.domain.consensus import Agreed, Consensus, Point, basis_of
from evaluator_app.domain.marks import Graded, Scored
from evaluator_app.domain.panel import ApplicationResult, PanelMerge, merge_returned

TODAY = "2024-09-20"
PANEL = panels.EXPERTS[:3]
VOTED = {"base": "o1", "plan": "o2"}


def scored(*first: str, **scheme: Any) -> PanelMerge:
    """Three sheets of about 90 points for A-001; `first` are their marks for a1."""
    values = first or ("9", "9", "9")
    return panels.merged({"A-001": [make.NINETY | {"a1": value} for value in values]}, **scheme)


def voted(*said: str) -> PanelMerge:
    """Experts who judge alike and recommend so."""
    files = [panels.returned(i, marks=make.marks(VOTED, recommendation=one)) for i, one in enumerate(said)]
    return merge_returned(make.scheme(rubric=make.s3_rubric()), [make.package()], files)


def result(merge: PanelMerge, number: int = 0) -> ApplicationResult:
    """The result of an application."""
    return merge.results[number]


def points(merge: PanelMerge, agreed: dict[str, str | Agreed], reason: str = "") -> tuple[Point, ...]:
    """All criteria confirmed, these with another value and the reason."""
    marks = {
        name: Scored(Decimal(value)) if isinstance(value, str) else value for name, value in agreed.items()
    }
    return tuple(
        Point(criterion=one.id, mark=marks.get(one.id), reason=reason if one.id in marks else "")
        for one in merge.scheme.rubric.criteria
    )


def meeting(merge: PanelMerge, **changes: Any) -> Consensus:
    """A record without fault: the panel confirms what was computed."""
    one = result(merge)
    values: dict[str, Any] = {
        "application": one.application.id,
        "basis": basis_of(one),
        "held": TODAY,
        "members": PANEL,
        "chair": PANEL[0],
        "opinion": "该现场管理成果符合要求，同意汇总结果。",
        "recorded_by": "示例秘书",
    }
    return Consensus(**values | changes)


def graded(option: str) -> Graded:
    """An option agreed on."""
    return Graded(option)
