"""Panels in a workspace: proposed, assigned, blocked by conflicts, replaced, by services and by command."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from roster_builders import (
    APPLICATIONS,
    CAMPAIGN,
    HOSPITAL,
    MEMBERS,
    SECRETARY,
    member,
    secretariat_workspace,
)

from evaluator_app.domain.codes import Code
from evaluator_app.domain.dossier import Result, StepRecord
from evaluator_app.domain.panels import PanelNeeds, SeatEvent, SeatKind
from evaluator_app.domain.problems import Refused
from evaluator_app.services import campaigns, panels, roster
from evaluator_app.store.workspace import Workspace

DOCTOR = "E-0004"  # works for the applicant of A-003


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A campaign with three applications and a roster of five."""
    ws = secretariat_workspace(tmp_path)
    yield ws
    ws.close()


def seat(application: str, who: str, kind: SeatKind = SeatKind.ASSIGNED, reason: str = "") -> SeatEvent:
    """Something that is asked for."""
    return SeatEvent(application=application, member=who, kind=kind, reason=reason, who=SECRETARY)


def test_a_proposal_is_taken_whole(ws: Workspace) -> None:
    """Three members each, an odd number, chairs that are no staff, nobody where they work (T-19)."""
    found = panels.board(ws, CAMPAIGN)
    needs = panels.suggested_needs(found)
    assert (needs.per_application, needs.odd) == (3, True)
    after = panels.take(ws, CAMPAIGN, panels.proposal(found, needs), SECRETARY)
    assert after.problems(needs) == ()
    assert panels.board(ws, CAMPAIGN).panels == after.panels
    assert DOCTOR not in after.panels.of("A-003")
    again = panels.take(ws, CAMPAIGN, panels.proposal(after, needs), SECRETARY)
    assert again.panels == after.panels


def test_needs_below_the_protocol_are_refused(ws: Workspace) -> None:
    """A result of too few sheets is none."""
    with pytest.raises(Refused, match=Code.NEEDS_BELOW_PROTOCOL):
        panels.proposal(panels.board(ws, CAMPAIGN), PanelNeeds(per_application=0))


def test_a_conflict_blocks_unless_a_reason_is_given(ws: Workspace) -> None:
    """T-19: refused and nothing is written; with a reason it is kept, and shown as overridden."""
    with pytest.raises(Refused, match=Code.SEAT_IN_CONFLICT):
        panels.change(ws, CAMPAIGN, seat("A-001", "E-0001"), seat("A-003", DOCTOR))
    assert panels.board(ws, CAMPAIGN).panels.seats == {}
    after = panels.change(ws, CAMPAIGN, seat("A-003", DOCTOR, reason="唯一的专业人员，经主任批准"))
    assert after.panels.reasons == {("A-003", DOCTOR): "唯一的专业人员，经主任批准"}


def test_who_the_application_names_as_recused_is_blocked(ws: Workspace) -> None:
    """Declared relations count like computed ones."""
    file = Path(campaigns.opened(ws, CAMPAIGN).plan.folder) / "A-002" / "application.toml"
    file.write_text('recused = ["示例专家乙"]\n' + file.read_text("utf-8"), "utf-8")
    with pytest.raises(Refused, match=Code.SEAT_IN_CONFLICT):
        panels.change(ws, CAMPAIGN, seat("A-002", "E-0002"))


def test_a_replaced_expert_is_out_everywhere(ws: Workspace) -> None:
    """T-20: the new one sits and chairs where the old one did; the reason is kept."""
    asked = [seat(one, who) for one in APPLICATIONS for who in ("E-0001", "E-0002")]
    panels.change(ws, CAMPAIGN, *asked, seat("A-001", "E-0001", SeatKind.CHAIR))
    found = panels.board(ws, CAMPAIGN)
    after = panels.change(ws, CAMPAIGN, *panels.replaced(found, "E-0001", "E-0003", "因病", SECRETARY))
    assert {after.panels.of(one) for one in APPLICATIONS} == {("E-0002", "E-0003")}
    assert after.panels.chairs == {"A-001": "E-0003"}
    assert after.panels.released["A-002", "E-0001"] == "因病"


def test_what_was_not_passed_needs_no_panel(ws: Workspace) -> None:
    """S1-103: who must not be reviewed is not put before a panel."""
    record = StepRecord(
        application="A-002",
        step="recommendation",
        day="2024-07-01",
        result=Result.NOT_PASSED,
        note="材料不全",
        recorded_by=SECRETARY,
    )
    campaigns.record(ws, CAMPAIGN, record)
    assert [one.id for one in panels.board(ws, CAMPAIGN).ground.applications] == ["A-001", "A-003"]


def test_people_are_kept_found_again_and_forgotten(ws: Workspace, tmp_path: Path) -> None:
    """The workbook of the roster comes back unchanged; who is removed leaves only a number."""
    out = tmp_path / "roster.xlsx"
    roster.export(ws, out)
    assert {one.change.value for one in roster.preview(ws, out)} == {"same"}
    roster.remove(ws, "E-0002", "本人要求", SECRETARY)
    assert "E-0002" not in {one.id for one, _ in roster.standing(ws).members}
    (*_, added) = roster.preview(ws, out)
    changes = roster.preview(ws, out)
    assert [one.member.id for one in changes if one.change.value == "new"] == ["E-0006"]
    roster.take_in(ws, changes, SECRETARY)
    assert len(roster.standing(ws).members) == len(MEMBERS)
    assert added.member.expert == MEMBERS[-1].expert
    with pytest.raises(Refused, match=Code.MEMBER_TWICE):
        roster.save(ws, member("示例专家甲"), SECRETARY)
    for wrong in (("E-0002", "x", SECRETARY), ("E-0001", "", SECRETARY), ("E-0001", "x", "")):
        with pytest.raises(Refused):
            roster.remove(ws, *wrong)


def test_hospital_is_the_applicant_of_the_third(ws: Workspace) -> None:
    """The conflict of these tests is one of employer and applicant."""
    (tie,) = panels.board(ws, CAMPAIGN).ground.conflicts
    assert (tie.organisation, tie.member.id, tie.application.id) == (HOSPITAL, DOCTOR, "A-003")
