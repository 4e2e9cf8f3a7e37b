"""Intake on campaigns for tests: folders with a form and documents, looked at and taken in."""

from collections.abc import Sequence
from pathlib import Path

from form_builders import S1, S3, Rows, filled, sign_up, type_in

from evaluator_app.domain.campaigns import CampaignPlan
from evaluator_app.domain.codes import Code
from evaluator_app.domain.intake import Sorted
from evaluator_app.domain.problems import Problem
from evaluator_app.services import campaigns, intake, taking_in
from evaluator_app.services.places import own_places
from evaluator_app.services.taking_in import Office, Taken
from evaluator_app.store.workspace import Workspace

WHO = "示例秘书甲"
DAY = "2024-04-15"
REPORT = "现场管理创新成果报告"


def begin(ws: Workspace, name: str, scheme: str, year: int, folder: Path) -> None:
    """A campaign with its folder."""
    plan = CampaignPlan(id=name, title=name, year=year, scheme=scheme, scheme_digest="", folder=str(folder))
    campaigns.begin(ws, own_places().forms, plan)


def look(ws: Workspace, *paths: Path, campaign: str = "s1", day: str = DAY) -> tuple[Sorted, ...]:
    """The preview."""
    return intake.preview(paths, intake.target_of(ws, campaign, day))


def take(
    ws: Workspace, found: Sequence[Sorted], campaign: str = "s1", day: str = DAY, who: str = WHO
) -> Taken:
    """Take it in."""
    return taking_in.apply(found, intake.target_of(ws, campaign, day), Office(ws=ws, who=who))


def application(folder: Path, site: str = "焊接车间", **documents: bytes) -> Path:
    """A folder with a filled form of S1 and documents."""
    folder.mkdir(parents=True)

    def change(rows: Rows) -> None:
        sign_up(rows)
        type_in(rows, "declaration-form.site", site)

    filled(folder, S1, change)
    for name, data in documents.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    return folder


def institution(folder: Path, name: str = "示例质量评估中心") -> Path:
    """A filled form of S3."""
    folder.mkdir()
    return filled(folder, S3, lambda rows: type_in(rows, "application-form.organisation", name))


def codes(found: Sequence[Problem]) -> list[Code]:
    """The codes of problems."""
    return [one.code for one in found]
