"""A campaign with everything a workspace keeps of one, and its archive, for tests."""

from pathlib import Path

import identity_builders as identities

from evaluator_app.domain.campaigns import CampaignPlan
from evaluator_app.domain.dossier import Result, StepRecord
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.issuing import IssuedPackage, IssueKind
from evaluator_app.domain.panels import SeatEvent, SeatKind
from evaluator_app.domain.roster import FormerEmployer, Member
from evaluator_app.services import archiving, campaigns
from evaluator_app.services.archiving import Closed, ToClose
from evaluator_app.services.places import own_places
from evaluator_app.store import panels, roster
from evaluator_app.store.workspace import Workspace

CAMPAIGN, STAGE, WHO = "2024-review", "document-review", "示例秘书"
AT = "2024-09-02T09:30:00.000+08:00"
EMPLOYER = "示例原单位"  # a former employer: needed for conflicts, not in the archive
PLAN = CampaignPlan(
    id=CAMPAIGN, title="2024年现场管理创新活动（示例）", year=2024, scheme="saq-0005-2023", scheme_digest=""
)


def member(name: str = "E-001", ended: bool = False) -> Member:  # noqa: FBT001, FBT002 - one of two people
    """Somebody of the roster."""
    return Member(
        id=name,
        place=name,
        expert=Expert(name=f"示例专家{name[-1]}", organisation="示例大学"),
        appointed="2012-01-01" if ended else "2024-01-01",
        term_years=3,
        trained="2024-03-01",
        former=(FormerEmployer(organisation=EMPLOYER, left="2023-01-01"),),
        related=("示例关联单位",),
    )


def with_campaign(ws: Workspace, folder: Path) -> Workspace:
    """Put a campaign in: steps, seats, an issued package, its folder with an application."""
    campaigns.begin(ws, own_places().forms, PLAN)
    campaigns.set_folder(ws, CAMPAIGN, folder)
    application = folder / "A-001"
    application.mkdir()
    (application / "application.toml").write_text(
        'id = "A-001"\norganisation = "示例单位"\nsite = "示例现场"\n', "utf-8"
    )
    (application / "创新成果报告.pdf").write_bytes(b"%PDF-1.4 report")
    package = folder.parent / "2024-review-1.evpkg"
    package.write_bytes(b"PK package")
    roster.save(ws, [(member(), "new"), (member("E-002"), "new")], WHO, AT)
    events = [
        SeatEvent(application="A-001", member="E-001", kind=kind, who=WHO, at=AT)
        for kind in (SeatKind.ASSIGNED, SeatKind.CHAIR)
    ]
    panels.add_seat_events(ws, CAMPAIGN, STAGE, events)
    issue = IssuedPackage(
        package=f"{CAMPAIGN}-1",
        revision=1,
        digest="0" * 64,
        file=package.name,
        members=("E-001",),
        contents={"A-001": "1"},
        kind=IssueKind.ISSUED,
        who=WHO,
        at=AT,
    )
    panels.add_issue(ws, CAMPAIGN, STAGE, issue)
    said = StepRecord(step="review", day="2024-09-01", result=Result.NOTED, note="=1+1 示例", recorded_by=WHO)
    campaigns.record(ws, CAMPAIGN, said)
    return ws


def archived(ws: Workspace, out: Path, *added: Path) -> Closed:
    """Close the campaign."""
    packages = out.parent / "campaigns"
    asked = ToClose(campaign=CAMPAIGN, out=out, who=WHO, added=added, packages=packages)
    return archiving.close(ws, own_places(), asked, identities.secretariat())
