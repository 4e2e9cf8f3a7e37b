"""What is closed and archived is changed no more; its certificates live on in the register."""

from dataclasses import replace
from pathlib import Path

import certificate_builders as register_of
import consensus_builders as panel
import decision_builders as committee
import list_builders as listed
import pytest
from register_builders import WHO, event

from evaluator_app.domain.codes import Code
from evaluator_app.domain.conformity_results import Judgement
from evaluator_app.domain.consents import Consent, Party, Scope
from evaluator_app.domain.problems import Refused
from evaluator_app.domain.publication import Material
from evaluator_app.domain.register import EventKind
from evaluator_app.services import (
    campaigns,
    certificates,
    conformity,
    consents,
    decisions,
    exclusion_lists,
    meetings,
    publishing,
    register,
)
from evaluator_app.store import closings
from evaluator_app.store.closings import Closing, ClosingKind
from evaluator_app.store.workspace import Workspace

CLOSED = [Code.CAMPAIGN_CLOSED]


def closed(ws: Workspace, campaign: str) -> None:
    """Close a campaign, as archiving records it."""
    one = Closing(kind=ClosingKind.CLOSED, who=WHO, at="2024-12-01T09:00:00.000+08:00", digest="0" * 64)
    closings.add(ws, campaign, one)


def refused(work: object, *arguments: object, **named: object) -> list[Code]:
    with pytest.raises(Refused) as caught:
        work(*arguments, **named)  # type: ignore[operator] # a function of the services
    return [one.code for one in caught.value.problems]


def test_no_judgement_and_no_list_of_the_conformity_check(tmp_path: Path) -> None:
    """S3-20: the file of the application stays as it was."""
    with listed.campaign(tmp_path) as ws:
        path = listed.book(tmp_path / "a.xlsx")
        seen = exclusion_lists.preview(ws, listed.CAMPAIGN, listed.PROVIDERS, path)
        found = campaigns.opened(ws, listed.CAMPAIGN)
        folder = conformity.folder_of(found, "B-001")
        before = (folder / "application.toml").read_bytes()
        closed(ws, listed.CAMPAIGN)
        said = Judgement(rule=listed.RULE, met=True, reason="已核对", by=WHO)
        assert refused(conformity.judge_in, ws, found, folder, said) == CLOSED
        assert refused(exclusion_lists.preview, ws, listed.CAMPAIGN, listed.PROVIDERS, path) == CLOSED
        assert refused(exclusion_lists.take, ws, seen, WHO) == CLOSED
        assert (folder / "application.toml").read_bytes() == before
        assert exclusion_lists.in_force(ws, listed.CAMPAIGN) == ()


def test_no_meeting_no_decision_and_no_minutes(tmp_path: Path) -> None:
    """S0-78, S0-79: neither panels nor the committee conclude anything more."""
    merge = panel.scored()
    with committee.workspace(tmp_path) as ws:
        path = tmp_path / "committee.xlsx"
        decisions.write_for_committee(ws, merge, path)
        closed(ws, committee.CAMPAIGN)
        assert refused(meetings.record, ws, merge, panel.meeting(merge)) == CLOSED
        assert refused(decisions.record, ws, merge, path, committee.SESSION) == CLOSED
        assert refused(decisions.take_minutes, ws, committee.CAMPAIGN, path, WHO) == CLOSED
        assert meetings.meetings(ws, merge) == {}
        assert decisions.every(ws, committee.CAMPAIGN) == ()


def test_no_new_certificate_but_the_register_lives_on(tmp_path: Path) -> None:
    """S0-112: certificates hold for years after their campaign."""
    name = register_of.CAMPAIGN
    with register_of.campaign(tmp_path) as ws:
        one = register_of.issued(ws)[0]
        late = [replace(each, grade="四星级") for each in register_of.decided(ws) if not each.grade]
        closed(ws, name)
        assert refused(certificates.issue, ws, name, late, WHO, register_of.ISSUED) == CLOSED
        assert refused(certificates.set_pattern, ws, name, "X-{year}-{serial:04}") == CLOSED
        said = event(EventKind.NOTE, register_of.ISSUED, note="地址变更")
        assert register.record(ws, one.number, said).holding.events[-1].note == "地址变更"


def test_no_new_consent_or_material_but_a_consent_can_be_withdrawn(tmp_path: Path) -> None:
    """S0-117: who withdraws is heard at any time."""
    name = register_of.CAMPAIGN
    with register_of.campaign(tmp_path) as ws:
        given = Consent(
            party=Party.APPLICANT,
            scope=Scope.RESULTS,
            day="2024-06-01",
            application="A-001",
            paper="同意书.pdf",
            recorded_by=WHO,
        )
        consents.consent(ws, name, [given])
        closed(ws, name)
        assert refused(consents.consent, ws, name, [replace(given, application="A-002")]) == CLOSED
        consents.consent(ws, name, [replace(given, given=False, paper="")])
        assert [one.given for one in consents.consents(ws, name)] == [True, False]
        material = Material(application="A-001", day="2024-06-02", words="示例", recorded_by=WHO)
        assert refused(publishing.collect, ws, name, material) == CLOSED
