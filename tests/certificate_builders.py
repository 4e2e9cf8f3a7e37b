"""Campaigns with certificates for tests: fictitious applications in a folder, decided, in a workspace."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from register_builders import SCHEME_ID, WHO
from workspace_builders import KEY

from evaluator_app.domain.campaigns import CampaignPlan
from evaluator_app.domain.consents import Consent, Party, Scope
from evaluator_app.domain.register import Award, Entry
from evaluator_app.exchange.award_workbook import award_of
from evaluator_app.services import awards, campaigns, certificates, consents
from evaluator_app.services.places import own_places
from evaluator_app.store.workspace import Workspace, create_workspace

PLACES = own_places()
CAMPAIGN = "2024-stars"
GRADES = ("六星级", "五星级", "四星级", "")
DECIDED = "2024-06-20"
ISSUED = "2024-07-01"

_APPLICATION = """
id = "{id}"
organisation = "{organisation}"
site = "示例现场"
title = "示例成果{id}"
sector = "航空航天"
[values]
boundary = "示例车间及其检测线"
"""


def plan(folder: Path, scheme: str = SCHEME_ID) -> CampaignPlan:
    """The campaign of a scheme, with its folder."""
    return CampaignPlan(
        id=CAMPAIGN,
        title="2024年示例评价",
        year=2024,
        scheme=scheme,
        scheme_digest="",
        folder=str(folder),
    )


def add_application(folder: Path, name: str, more: str = "") -> None:
    """An application in the campaign's folder."""
    (folder / name).mkdir(parents=True)
    words = _APPLICATION.format(id=name, organisation=f"示例装备{name}有限公司")
    (folder / name / "application.toml").write_text(words + more, "utf-8")


@contextmanager
def campaign(folder: Path, scheme: str = SCHEME_ID) -> Iterator[Workspace]:
    """A workspace with a campaign of four applications."""
    files = folder / "files"
    files.mkdir()
    for number in range(1, len(GRADES) + 1):
        add_application(files, f"A-{number:03}")
    ws = create_workspace(folder / "ws", KEY)
    try:
        campaigns.begin(ws, PLACES.forms, plan(files, scheme))
        yield ws
    finally:
        ws.close()


def decided(ws: Workspace, *grades: str) -> tuple[Award, ...]:
    """What was decided on the applications, one grade each."""
    found = campaigns.opened(ws, CAMPAIGN)
    scheme = found.scheme.scheme
    return tuple(
        replace(award_of(one, scheme), grade=grade, decided_on=DECIDED)
        for one, grade in zip(awards.applications(found), grades or GRADES, strict=False)
    )


def issued(ws: Workspace) -> tuple[Entry, ...]:
    """Certificates for the three that earned a grade."""
    return certificates.issue(ws, CAMPAIGN, decided(ws), WHO, ISSUED)


def consent(ws: Workspace, *applications: str, scope: Scope = Scope.RESULTS) -> None:
    """Both consents for these applications: the secretariat's for all."""
    said = [
        Consent(
            party=Party.APPLICANT,
            scope=scope,
            day=ISSUED,
            application=name,
            paper="同意公开函",
            recorded_by=WHO,
        )
        for name in applications
    ]
    office = Consent(party=Party.SECRETARIAT, scope=scope, day=ISSUED, paper="审批单", recorded_by=WHO)
    consents.consent(ws, CAMPAIGN, [*said, office])
