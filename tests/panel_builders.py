"""Panels for tests: sheets of several experts for several applications, merged."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

import builders as make
from evaluator_app.domain.collecting import Returned
from evaluator_app.domain.numbers import Rounding
from evaluator_app.domain.panel import PanelMerge, merge_returned
from evaluator_app.domain.protocol import MergeRule, Protocol, Unit
from evaluator_app.domain.sheet import Expert

Values = Mapping[str, str | None]
EXPERTS = tuple(f"示例专家{one}" for one in "甲乙丙丁戊己庚辛壬")
WRITTEN = datetime(2024, 9, 10, 14, 30, tzinfo=timezone(timedelta(hours=8)))


def expert(number: int) -> Expert:
    """The expert of this number: 甲, 乙, 丙 ... and then by figures."""
    name = EXPERTS[number] if number < len(EXPERTS) else f"示例专家{number + 1:03d}"
    return Expert(name=name, organisation="示例大学")


def returned(number: int = 0, application: str = "A-001", **changes: Any) -> Returned:
    """A file with a sheet of expert `number`; a change of the sheet, its identity or the file."""
    of_sheet = {name: changes.pop(name) for name in ("marks", "revision", "written", "expert") if name in changes}
    of_file = {name: changes.pop(name) for name in ("file", "signed") if name in changes}
    identity = make.identity(application=application, **changes)
    sheet = make.sheet(**{"identity": identity, "expert": expert(number)} | of_sheet)
    name = f"sheets/{application}-{number + 1:03d}.xlsx"
    return Returned(**{"file": name, "sheet": sheet, "signed": True} | of_file)


def merged(panels: Mapping[str, Sequence[Values]], protocol: Protocol | None = None, **scheme: Any) -> PanelMerge:
    """The merge of marks by application, each list one mark set for each expert."""
    rules = make.scheme(**{"protocol": protocol or make.protocol()} | scheme)
    package = make.package(*(make.application(name) for name in panels))
    files = [
        returned(number, name, marks=make.marks(values))
        for name, sheets in panels.items()
        for number, values in enumerate(sheets)
    ]
    return merge_returned(rules, [package], files)


def example_protocol(values: Mapping[str, Any]) -> Protocol:
    """A protocol of examples.json."""
    kinds = {"unit": Unit, "rule": MergeRule, "rounding": Rounding}
    return make.protocol(**{name: kinds[name](value) if name in kinds else value for name, value in values.items()})
