"""A secretariat's workspace for tests: a campaign with the sample's applications, and a roster."""

import shutil
from pathlib import Path

from evaluator_app.domain.campaigns import CampaignPlan
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.roster import Member, MemberKind
from evaluator_app.services import campaigns, roster, workspaces
from evaluator_app.services.places import own_places
from evaluator_app.services.samples import sample_campaign
from evaluator_app.store.workspace import Workspace

CAMPAIGN = "2024-sample"
SECRETARY = "示例秘书"
APPLICATIONS = ("A-001", "A-002", "A-003")
HOSPITAL = "示例市民医院"  # the applicant of A-003


def member(name: str, organisation: str = "示例大学", **said: object) -> Member:
    """An expert whose term runs for long."""
    known = {"appointed": "2024-01-01", "term_years": 60} | said
    return Member(expert=Expert(name=name, organisation=organisation), place="", **known)  # type: ignore[arg-type]  # fields of a member


MEMBERS = (
    member("示例专家甲", fields=("制造",)),
    member("示例专家乙", "示例学院"),
    member("示例专家丙", "示例研究院"),
    member("示例专家丁", HOSPITAL),
    member("示例职员", "示例协会", kind=MemberKind.STAFF, appointed="", term_years=0),
)


def campaign_folder(folder: Path) -> Path:
    """A copy of the sample's applications."""
    return Path(shutil.copytree(sample_campaign(own_places()), folder))


def secretariat_workspace(folder: Path) -> Workspace:
    """A workspace with a campaign, its folder, and a roster of five: E-0001 to E-0005."""
    return fill_workspace(workspaces.open_or_create(folder / "ws", folder / "keys"), folder)


def fill_workspace(ws: Workspace, folder: Path) -> Workspace:
    """The same in a workspace that is open."""
    plan = CampaignPlan(
        id=CAMPAIGN,
        title="2024年示例活动",
        year=2024,
        scheme="saq-0005-2023",
        scheme_digest="",
        stage="document-review",
        folder=str(campaign_folder(folder / "applications")),
    )
    campaigns.begin(ws, own_places().forms, plan)
    for one in MEMBERS:
        roster.save(ws, one, SECRETARY)
    return ws


def options(folder: Path) -> list[str]:
    """What names that workspace to a command."""
    return ["--workspace", str(folder / "ws"), "--keys", str(folder / "keys")]
