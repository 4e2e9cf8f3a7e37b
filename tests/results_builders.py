"""A campaign in a workspace with a package of two applications and five experts, and sheets for it."""

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import builders as make
import returned_files
from package_builders import FORMS
from workspace_builders import KEY

from evaluator_app.domain.campaigns import CampaignPlan
from evaluator_app.services import campaigns, results, results_files
from evaluator_app.services.results_files import Preview, Said
from evaluator_app.store.workspace import Workspace, create_workspace

CAMPAIGN, STAGE, WHO = "2024-demo", "document-review", "示例职员"
SAID = Said(reason="电话核实，以后一份为准", who=WHO)
OTHER = make.NINETY | {"a1": "8"}
PLAN = CampaignPlan(
    id=CAMPAIGN, title="示例活动", year=2024, scheme="saq-0005-2023", scheme_digest="", stage=STAGE
)


@contextlib.contextmanager
def campaign(folder: Path, package: Path | None = None) -> Iterator[Workspace]:
    """A workspace with the campaign, and its package registered."""
    with contextlib.closing(create_workspace(folder / "ws", KEY)) as ws:
        campaigns.begin(ws, FORMS, PLAN)
        results.register_package(ws, CAMPAIGN, package or returned_files.issue(folder), who=WHO)
        yield ws


def package_in(folder: Path) -> Path:
    """The package `campaign` registered."""
    return folder / "demo.evpkg"


def sheet(
    folder: Path,
    name: str,
    number: int = 0,
    values: Mapping[str, str | None] = make.NINETY,
    **changes: Any,
) -> Path:
    """A plain sheet of an expert for the first application, in the folder `in`."""
    return returned_files.write(package_in(folder), folder / "in" / name, number, values, **changes)


def take(ws: Workspace, *places: Path) -> Preview:
    """Look at files, and take them in."""
    seen = results_files.preview(ws, CAMPAIGN, places)
    results_files.confirm(ws, seen, WHO)
    return seen


def panel(folder: Path, count: int = 3) -> list[Path]:
    """Sheets of the first experts."""
    return [sheet(folder, f"{number}.xlsx", number) for number in range(count)]
