"""A campaign whose scheme keeps listed organisations out, and files of such lists, for tests."""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import xlsxwriter
from shipped import shipped
from workspace_builders import KEY

from evaluator_app.domain.campaigns import CampaignPlan
from evaluator_app.domain.exclusion_lists import lists_of
from evaluator_app.services import campaigns, exclusion_lists
from evaluator_app.services.places import own_places
from evaluator_app.store.workspace import Workspace, create_workspace

CAMPAIGN, SCHEME, WHO = "2024-third-party", "smart-factory-supervisor-2023", "示例秘书"
RULE = "eligibility.not-a-provider"
PROVIDERS, SUPPLIERS = lists_of(shipped(SCHEME))
APPLICANTS = {
    "B-001": "示例检测（上海）有限公司",
    "B-002": "示例数字科技有限公司上海分公司",
    "B-003": "示例认证有限公司",
}
ROWS = (
    ("推荐目录（第一批）",),
    ("序号", "企业名称", "类别"),
    (1, "示例检测(上海)有限公司", "诊断"),
    (2, "示例数字科技有限公司", "转型"),
    (3, "示例软件有限公司", "转型"),
)


def book(path: Path, rows: Sequence[Sequence[object]] = ROWS, **more: Sequence[Sequence[object]]) -> Path:
    """A workbook with these rows, and further worksheets by name."""
    with xlsxwriter.Workbook(str(path)) as made:
        for name, cells in {"名单": rows, **more}.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(cells):
                sheet.write_row(number, 0, row)
    return path


def applicants(folder: Path) -> None:
    """The folders of the applicants."""
    for name, organisation in APPLICANTS.items():
        (folder / name).mkdir(parents=True)
        said = f'id = "{name}"\norganisation = "{organisation}"\nsite = "总部"\n'
        (folder / name / "application.toml").write_text(said, "utf-8")


def plan(folder: Path) -> CampaignPlan:
    """The campaign."""
    return CampaignPlan(
        id=CAMPAIGN, title="示例活动", year=2024, scheme=SCHEME, scheme_digest="", folder=str(folder)
    )


@contextlib.contextmanager
def campaign(home: Path) -> Iterator[Workspace]:
    """A workspace with the campaign and three applicants."""
    with contextlib.closing(create_workspace(home / "ws", KEY)) as ws:
        campaigns.begin(ws, own_places().forms, plan(home / "campaign"))
        applicants(home / "campaign")
        yield ws


def imported(ws: Workspace, title: str, path: Path) -> None:
    """Import a list."""
    exclusion_lists.take(ws, exclusion_lists.preview(ws, CAMPAIGN, title, path), WHO)
