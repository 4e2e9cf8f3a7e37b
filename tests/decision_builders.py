"""A workspace with the campaign of the test panels, and committee workbooks that people filled in."""

import contextlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import builders as make
import panel_builders as panels
from openpyxl import load_workbook
from sheet_builders import changed
from shipped import ROOT
from workspace_builders import AT, KEY

from evaluator_app.domain.campaigns import CampaignPlan
from evaluator_app.domain.decisions import Session
from evaluator_app.domain.panel import PanelMerge
from evaluator_app.store import campaigns
from evaluator_app.store.workspace import Workspace, create_workspace

CAMPAIGN = make.package().campaign.id
RULES = ROOT / "forms" / "saq-0005-2023" / "scheme.toml"  # it has the grades of the test panels
SESSION = Session(
    day="2024-10-10", members=("示例委员一", "示例委员二"), chair="示例委员一", recorded_by="示例秘书"
)
SECOND = make.NINETY | {"a1": "10", "a2": "10"}
THIRD = make.NINETY | {"c1": "0", "c2": "0"}
PANELS = {"A-001": [make.NINETY] * 3, "A-002": [SECOND] * 3, "A-003": [THIRD] * 3}


@contextlib.contextmanager
def workspace(folder: Path, digest: str = "a" * 64) -> Iterator[Workspace]:
    """A workspace with the campaign of `make.package`."""
    plan = CampaignPlan(
        id=CAMPAIGN, title="测试活动（示例）", year=2024, scheme="saq-0005-2023", scheme_digest=digest
    )
    with contextlib.closing(create_workspace(folder / "ws", KEY)) as ws:
        campaigns.save_plan(ws, plan, RULES.read_bytes(), AT)
        yield ws


def merged(**scheme: Any) -> PanelMerge:
    """Three applications: 90, 92 and 63 points."""
    return panels.merged(PANELS, **scheme)


def places(path: Path) -> dict[tuple[str, str], str]:
    """The address of each cell of the first sheet, by application and heading."""
    rows = list(load_workbook(path).worksheets[0].iter_rows())
    head = next(row for row in rows if row[1].value == "No.")
    return {
        (str(row[1].value), str(title.value)): cell.coordinate
        for row in rows[rows.index(head) + 1 :]
        if row[1].value
        for title, cell in zip(head, row, strict=False)
        if title.value
    }


def fill(path: Path, said: Mapping[str, tuple[str, str]], heading: str = "Decided grade") -> Path:
    """Decisions and reasons typed into a committee's workbook; all other values stay as they are."""
    found, typed = places(path), dict[str, str]()
    for application, (decided, reason) in said.items():
        typed |= {found[application, heading]: decided, found[application, "Reason"]: reason}
    return type_into(path, typed)


def type_into(path: Path, values: Mapping[str, str], page: int = 1) -> Path:
    """Texts typed into cells of a sheet, as a spreadsheet program saves them."""

    def change(part: bytes) -> bytes:
        said = part.decode()
        for address, words in values.items():
            cell = f'<c r="{address}" t="inlineStr"><is><t>{escape(words)}</t></is></c>'
            [old] = re.findall(rf'<c r="{address}"(?: [^>]*)?(?:/>|(?<!/)>.*?</c>)', said)
            said = said.replace(old, cell)
        return said.encode()

    return changed(path, f"xl/worksheets/sheet{page}.xml", change)


def swap_rows(path: Path, one: str, other: str) -> Path:
    """Two rows of the first sheet in each other's place, as sorting puts them."""
    found = places(path)
    first, second = sorted(re.sub("[A-Z]", "", found[name, "No."]) for name in (one, other))

    def change(part: bytes) -> bytes:
        said = part.decode()
        [upper], [lower] = (re.findall(rf'<row r="{number}".*?</row>', said) for number in (first, second))
        moved = said.replace(upper, "@").replace(lower, _numbered(upper, first, second))
        return moved.replace("@", _numbered(lower, second, first)).encode()

    return changed(path, "xl/worksheets/sheet1.xml", change)


def _numbered(row: str, old: str, new: str) -> str:
    return re.sub(rf' r="([A-Z]*){old}"', rf' r="\g<1>{new}"', row)
