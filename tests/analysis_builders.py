"""Merges for the tests of statistics: totals as one wants them, experts who judge only some applications."""

from collections.abc import Mapping, Sequence
from typing import Any

import builders as make
import panel_builders as panels

from evaluator_app.domain.analysis import Analysis, analyse
from evaluator_app.domain.panel import PanelMerge, merge_returned
from evaluator_app.domain.protocol import Protocol
from evaluator_app.domain.sheet import Marks

WIDE = make.rubric(make.criterion("t", "100", "0.5"))  # one criterion: its marks are the totals
Values = Mapping[str, str | None]


def merged(panel: Mapping[str, Mapping[int, Values]], **scheme: Any) -> PanelMerge:
    """A merge of marks by application and number of the expert."""
    rules = make.scheme(**scheme)
    package = make.package(*(make.application(name, organisation=f"示例单位{name}") for name in panel))
    files = [
        panels.returned(number, name, marks=marks_of(values))
        for name, sheets in panel.items()
        for number, values in sheets.items()
    ]
    return merge_returned(rules, [package], files)


def marks_of(values: Values) -> Marks:
    """Marks of these values; `say` is the recommendation."""
    entered = {name: value for name, value in values.items() if name != "say"}
    said = values.get("say")
    return Marks(entries=make.entries(entered), remarks={"recommendation": said} if said else {})


def of_totals(
    panel: Mapping[str, Sequence[object]], protocol: Protocol | None = None, **scheme: Any
) -> PanelMerge:
    """A merge of totals by application, one for each expert; None is no sheet."""
    rules = {"rubric": WIDE, "protocol": protocol or make.protocol()} | scheme
    rows = {
        name: {number: {"t": str(value)} for number, value in enumerate(totals) if value is not None}
        for name, totals in panel.items()
    }
    return merged(rows, **rules)


def analysed(
    panel: Mapping[str, Sequence[object]], protocol: Protocol | None = None, **scheme: Any
) -> Analysis:
    """The statistics of such a merge."""
    return analyse(of_totals(panel, protocol, **scheme))


# Six applications, five experts: 乙 is severe by 4, 丙 lenient by 2; A-3 lies at 90, A-6 is disputed.
PANEL = {
    "A-1": (95, 91, 97, 95, "95.5"),
    "A-2": (88, 84, 90, 88, 88),
    "A-3": (90, 87, 93, "90.5", "90.5"),
    "A-4": (75, 71, 77, 75, "75.5"),
    "A-5": (68, 64, 70, 68, 68),
    "A-6": (82, 78, 84, 82, 60),
}
