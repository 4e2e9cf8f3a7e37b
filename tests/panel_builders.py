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
    """A signed file with a sheet of expert `number`; a change of the file, its sheet or its identity."""
    of_file: dict[str, Any] = {"file": f"sheets/{application}-{number + 1:03d}.xlsx", "signed": True}
    of_sheet: dict[str, Any] = {"expert": expert(number)}
    of_identity: dict[str, Any] = {"application": application}
    for name, value in changes.items():
        kinds = {"file": of_file, "signed": of_file, "expert": of_sheet, "marks": of_sheet}
        kinds |= {"revision": of_sheet, "written": of_sheet}
        kinds.get(name, of_identity)[name] = value
    return Returned(sheet=make.sheet(identity=make.identity(**of_identity), **of_sheet), **of_file)


def merged(
    panels: Mapping[str, Sequence[Values]], protocol: Protocol | None = None, **scheme: Any
) -> PanelMerge:
    """The merge of marks by application, each list one mark set for each expert."""
    rules = make.scheme(**{"protocol": protocol or make.protocol()} | scheme)
    package = make.package(*(make.application(name, organisation=f"示例单位{name}") for name in panels))
    files = [
        returned(number, name, marks=make.marks(values))
        for name, sheets in panels.items()
        for number, values in enumerate(sheets)
    ]
    return merge_returned(rules, [package], files)


def example_protocol(values: Mapping[str, Any]) -> Protocol:
    """A protocol of examples.json."""
    kinds = {"unit": Unit, "rule": MergeRule, "rounding": Rounding}
    return make.protocol(
        **{name: kinds[name](value) if name in kinds else value for name, value in values.items()}
    )
