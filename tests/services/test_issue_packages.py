"""Packages issued by the panels of a campaign: signed, sealed, reissued, withdrawn (T-20), with letters."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from identity_builders import NOW, PASSPHRASE, key_file, secretariat, trust_list
from roster_builders import APPLICATIONS, CAMPAIGN, MEMBERS, SECRETARY, secretariat_workspace

from evaluator_app.domain.codes import Code
from evaluator_app.domain.issuing import IssueKind, PlanState, Way
from evaluator_app.domain.panels import SeatEvent, SeatKind
from evaluator_app.domain.problems import Refused
from evaluator_app.domain.trust import Certified, Trust
from evaluator_app.exchange.age_keys import age_key_of
from evaluator_app.exchange.identity_file import opened_identity
from evaluator_app.services import issuing, panels, roster, sealing, templates
from evaluator_app.services.issuing import How, Issued, needed
from evaluator_app.services.packages import verify
from evaluator_app.services.places import own_places
from evaluator_app.store.workspace import Workspace

THREE = ("E-0001", "E-0002", "E-0003")


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A campaign whose three applications are scored by the same three experts."""
    ws = secretariat_workspace(tmp_path)
    seats = [_seat(one, who) for one in APPLICATIONS for who in THREE]
    panels.change(ws, CAMPAIGN, *seats, *(_seat(one, "E-0001", SeatKind.CHAIR) for one in APPLICATIONS))
    yield ws
    ws.close()


def _seat(application: str, who: str, kind: SeatKind = SeatKind.ASSIGNED) -> SeatEvent:
    return SeatEvent(application=application, member=who, kind=kind, who=SECRETARY)


def issued(ws: Workspace, out: Path, way: Way = Way.EXPERT, **how: object) -> Issued:
    """Issue what is due, with letters."""
    letter = templates.template(own_places(), out, issuing.LETTER)
    usual = {"out": out, "who": SECRETARY, "letter": letter} | how
    return issuing.issue(ws, needed(ws, CAMPAIGN, way), How(**usual))  # type: ignore[arg-type]  # fields of How


def test_each_expert_gets_a_package_and_a_letter(ws: Workspace, tmp_path: Path) -> None:
    """The package names its one expert; the letter names package, applications and how to check it."""
    done = issued(ws, tmp_path / "out", signer=secretariat())
    assert [one.package for one in done.packages] == [f"{CAMPAIGN}-document-review-{who}" for who in THREE]
    first = verify(tmp_path / "out" / done.packages[0].file)
    assert [one.name for one in first.package.experts] == ["示例专家甲"]
    assert [one.id for one in first.package.applications] == list(APPLICATIONS)
    assert first.package.campaign.due == "2024-09-20"
    assert first.signature
    letter = docx.Document(str(done.letters[0]))
    words = "\n".join(one.text for one in letter.paragraphs)
    assert first.package.id in words
    assert "示例专家甲" in words
    assert "2024-09-20" in words
    assert [row.cells[1].text for row in letter.tables[0].rows][1:] == list(APPLICATIONS)
    assert {one.state for one in needed(ws, CAMPAIGN).plans} == {PlanState.SAME}


def test_a_panel_can_share_one_package(ws: Workspace, tmp_path: Path) -> None:
    """Everybody who scores the same applications with the same others."""
    (one,) = issued(ws, tmp_path / "out", Way.PANEL).packages
    assert (one.package, one.members) == (f"{CAMPAIGN}-document-review-P01", THREE)


def test_what_changed_is_reissued_and_a_replaced_expert_withdrawn(ws: Workspace, tmp_path: Path) -> None:
    """T-20: the replacement gets a package of their own, the others keep theirs."""
    issued(ws, tmp_path / "out")
    found = panels.board(ws, CAMPAIGN)
    panels.change(ws, CAMPAIGN, *panels.replaced(found, "E-0001", "E-0005", "因病", SECRETARY))
    again = needed(ws, CAMPAIGN)
    assert [one.state.value for one in again.plans] == ["same", "same", "new", "withdraw"]
    chairs = [_seat(one, "E-0002", SeatKind.CHAIR) for one in APPLICATIONS]
    with pytest.raises(Refused, match=Code.CHAIR_IS_STAFF):
        issued(ws, tmp_path / "out")
    panels.change(ws, CAMPAIGN, *chairs)
    done = issued(ws, tmp_path / "out")
    assert [one.kind for one in done.packages] == [IssueKind.ISSUED, IssueKind.WITHDRAWN]
    (gone,) = done.withdrawn
    assert gone.members == ("E-0001",)
    paper = tmp_path / "applications" / "A-002" / "补充材料.txt"
    paper.write_text("示例", "utf-8")
    assert [(one.revision, one.state.value) for one in needed(ws, CAMPAIGN).due] == [(2, "changed")] * 3
    assert len(issued(ws, tmp_path / "out").packages) == 3
    assert len(issuing.history(ws, CAMPAIGN)) == 3 + 2 + 3


def test_sealed_packages_open_for_their_expert_alone(ws: Workspace, tmp_path: Path) -> None:
    """Sealed to the one expert and the secretariat; the letter tells no applicant."""
    done = issued(ws, tmp_path / "out", sender=_sender())
    path = tmp_path / "out" / done.packages[0].file
    mine = opened_identity(key_file(MEMBERS[0].expert), PASSPHRASE, "me.p12")
    other = opened_identity(key_file(MEMBERS[1].expert), PASSPHRASE, "me.p12")
    assert len(sealing.look_inside(path, mine).package.applications) == len(APPLICATIONS)
    with pytest.raises(Refused, match=Code.PACKAGE_SEALED_FOR_OTHERS):
        sealing.look_inside(path, other)
    assert len(sealing.look_inside(path, secretariat()).package.applications) == len(APPLICATIONS)
    with zipfile.ZipFile(io.BytesIO(done.letters[0].read_bytes())) as letter:
        assert "示例市民医院".encode() not in letter.read("word/document.xml")


def _sender() -> sealing.Sender:
    return sealing.Sender(signer=secretariat(), trust=_trust(), now=NOW)


def _trust() -> Trust:
    listed = tuple(
        Certified(
            name=one.expert.name,
            organisation=one.expert.organisation,
            fingerprint=f"{number:064x}",
            not_before="2024-01-01T00:00:00Z",
            not_after="2029-01-01T00:00:00Z",
            recipient=age_key_of(opened_identity(key_file(one.expert), PASSPHRASE, "me.p12")).recipient,
        )
        for number, one in enumerate(MEMBERS[:3], start=1)
    )
    return replace(trust_list(), issued=listed)


def test_stopped_midway_what_was_written_stays_issued(ws: Workspace, tmp_path: Path) -> None:
    """Going on later makes the rest."""

    def stop(done: int, _total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        issuing.issue(ws, needed(ws, CAMPAIGN), How(out=tmp_path / "out", who=SECRETARY), stop)
    assert len(issuing.history(ws, CAMPAIGN)) == 1
    assert (
        len(issuing.issue(ws, needed(ws, CAMPAIGN), How(out=tmp_path / "out", who=SECRETARY)).packages) == 2
    )


def test_everything_that_is_wrong_is_said_and_nothing_written(ws: Workspace, tmp_path: Path) -> None:
    """Somebody who left the roster, a file that is there, nobody named, an expert without certificate."""
    out = tmp_path / "out"
    out.mkdir()
    (out / f"{CAMPAIGN}-document-review-E-0002-1.docx").write_bytes(b"x")
    roster.remove(ws, "E-0003", "本人要求", SECRETARY)
    sender = replace(_sender(), trust=trust_list())
    with pytest.raises(Refused) as caught:
        issued(ws, out, who=" ", sender=sender)
    codes = {one.code for one in caught.value.problems}
    wanted = {Code.SEAT_NOT_ABLE, Code.FILE_EXISTS, Code.RECORD_NAME_MISSING, Code.EXPERT_NOT_ISSUED}
    assert wanted <= codes
    assert len(list(out.iterdir())) == 1
    assert issuing.history(ws, CAMPAIGN) == ()
