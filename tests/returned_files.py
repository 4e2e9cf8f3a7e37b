"""A package and the score sheet files that come back for it, as real files."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import builders as make
import package_builders
import panel_builders

from evaluator_app.domain.sheet import ScoreSheet, identity_of
from evaluator_app.exchange.score_sheet_writer import write_sheet
from evaluator_app.services import packages

EXPERT = '\n[[experts]]\nname = "{name}"\norganisation = "示例大学"\n'
OTHERS = panel_builders.EXPERTS[1:5]  # the first is in the campaign already
PANEL = package_builders.CAMPAIGN + "".join(EXPERT.format(name=name) for name in OTHERS)


def issue(folder: Path, **changes: Any) -> Path:
    """A package of two applications issued to five experts."""
    return package_builders.build(folder, {"campaign.toml": PANEL, **changes.pop("files", {})}, **changes)


def write(
    issued: Path, path: Path, number: int = 0, values: Mapping[str, str | None] = make.NINETY, **changes: Any
) -> Path:
    """A sheet file of expert `number` for the first application, with changes of what it belongs to."""
    verified = packages.verify(issued)
    rules = verified.scheme.scheme
    identity = identity_of(verified.package, verified.package.applications[0], rules.id)
    remarks = {one.id: "亮点：示例。不足：示例。" for one in rules.rubric.remarks}
    sheet = ScoreSheet(
        identity=replace(identity, **changes),
        expert=panel_builders.expert(number),
        marks=make.marks(values, **remarks),
        written="2024-09-02T09:30:00+08:00",
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        write_sheet(stream, sheet, verified.scheme)
    return path
