"""Machines of a secretariat that work apart and exchange files end with the same content."""

import itertools
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import certificate_builders as certified
import identity_builders as identities
import pytest
from archive_builders import CAMPAIGN, STAGE, WHO, member, with_campaign
from exchange_builders import COLLEAGUE, passed, record, said, taken, written
from results_builders import OTHER, SAID, panel, sheet, take
from results_builders import campaign as with_results
from workspace_builders import KEY

from evaluator_app.domain.codes import Code
from evaluator_app.domain.decisions import Decision, Minutes, Session, current
from evaluator_app.domain.dossier import Result, StepRecord
from evaluator_app.domain.exchange_rows import TABLES
from evaluator_app.domain.number_issuing import Issuing
from evaluator_app.domain.outcomes import outcome_of
from evaluator_app.domain.panels import SeatEvent, SeatKind, panels_of
from evaluator_app.domain.problems import Refused
from evaluator_app.services import (
    archiving,
    campaigns,
    certificates,
    exchange_checking,
    exchanging,
    number_issuing,
    results,
    results_files,
)
from evaluator_app.store import campaign_rows, decisions, exchange_rows, exchanges, panels, roster
from evaluator_app.store import results as store
from evaluator_app.store.workspace import Workspace, create_workspace, open_workspace

STEP = "review"


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Workspace, Workspace]]:
    """Two machines with the same campaign: the second has it from the first."""
    with create_workspace(tmp_path / "a", KEY) as a, create_workspace(tmp_path / "b", KEY) as b:
        with_campaign(a, tmp_path / "campaigns" / CAMPAIGN)
        passed(a, b, tmp_path)
        yield a, b


def codes(ws: Workspace, path: Path) -> set[Code]:
    """What keeps an exchange from being read; nothing is changed by trying."""
    before = said(ws)
    looked = exchanging.preview(ws, path, identities.trust_list())
    with pytest.raises(Refused) as caught:
        exchanging.read(ws, looked, COLLEAGUE)
    assert said(ws) == before
    assert caught.value.problems == looked.problems
    return {one.code for one in looked.problems}


def seat(ws: Workspace, name: str, kind: SeatKind, at: str, application: str = "A-001") -> None:
    """Something happens to a seat."""
    one = SeatEvent(application=application, member=name, kind=kind, reason="示例", who=WHO, at=at)
    panels.add_seat_events(ws, CAMPAIGN, STAGE, [one])


def decide(ws: Workspace, grade: str, at: str) -> None:
    """The committee decides, and its minutes come with it."""
    outcome = outcome_of(f"grade:{grade}")
    one = Decision(
        application="A-001",
        organisation="示例单位",
        site="示例现场",
        merge="a" * 64,
        computed=outcome,
        decided=outcome,
        session=Session(day="2024-10-01", members=("示例委员",), recorded_by=WHO),
        recorded_at=at,
    )
    decisions.add_decisions(ws, CAMPAIGN, [one])
    kept = decisions.all_decisions(ws, CAMPAIGN)[-1].number
    minutes = Minutes(
        digest=f"{kept}" * 64, file="纪要.pdf", decisions=(kept,), recorded_by=WHO, recorded_at=at
    )
    decisions.add_minutes(ws, CAMPAIGN, minutes)


def test_a_new_machine_receives_the_campaign_and_the_same_file_again_changes_nothing(
    two: tuple[Workspace, Workspace], tmp_path: Path
) -> None:
    a, b = two
    assert said(a) == said(b)
    assert campaigns.opened(b, CAMPAIGN).plan.folder == ""
    path = written(a, tmp_path / "again.evexchange")
    assert taken(b, path).count == 0
    notes = exchanges.every(b, CAMPAIGN)
    assert taken(b, path).count == 0
    assert exchanges.every(b, CAMPAIGN) == notes


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_machines_that_diverge_end_with_the_same(
    two: tuple[Workspace, Workspace], tmp_path: Path, order: tuple[int, ...]
) -> None:
    """Table by table without row numbers, in any order of exchanges; what is derived is the same too."""
    a, b = two
    with create_workspace(tmp_path / "c", KEY) as c:
        passed(b, c, tmp_path)
        machines = [a, b, c]
        for place, ws in enumerate(machines):
            at = f"2024-10-0{5 - place}T09:30:00.000+08:00"  # the first machine decides last
            roster.save(ws, [(member(f"E-10{place}"), "new")], WHO, at)
            seat(ws, f"E-10{place}", SeatKind.ASSIGNED, at)
            decide(ws, ("标杆级", "优秀级", "推进级")[place], at)
            record(ws, STEP, f"2024-09-0{place + 1}")
        for sender, receiver in (*itertools.pairwise(order), *itertools.pairwise(order[::-1])):
            passed(machines[sender], machines[receiver], tmp_path)
        assert said(a) == said(b) == said(c)
        for ws in machines:
            found = decisions.all_decisions(ws, CAMPAIGN)
            assert [one.recorded_at[:10] for one in found] == ["2024-10-03", "2024-10-04", "2024-10-05"]
            assert current(found)["A-001"].decided.name == "标杆级"
            assert all(one.minutes for one in found)
            seats = panels_of(panels.seat_events(ws, CAMPAIGN, STAGE))
            assert seats.of("A-001") == ("E-001", "E-102", "E-101", "E-100")


def test_files_that_came_back_and_what_was_removed_of_them(tmp_path: Path) -> None:
    """A removal refers to the file it removes, whatever its number here."""
    (tmp_path / "x").mkdir()
    with with_results(tmp_path) as a, create_workspace(tmp_path / "b", KEY) as b:
        passed(a, b, tmp_path)
        mine, other = panel(tmp_path), sheet(tmp_path, "other.xlsx", 0, OTHER)
        take(b, mine[2])
        take(a, *mine[:2], other)
        rivals = results.merged(a, "2024-demo", allow_unsigned=True).rivals[0]
        results_files.choose(a, "2024-demo", rivals.sheets[0].digest, SAID)
        results_files.remove(a, "2024-demo", rivals.sheets[1].digest, SAID)
        passed(a, b, tmp_path)
        passed(b, a, tmp_path)
        assert said(a) == said(b)
        both = [results.merged(ws, "2024-demo", allow_unsigned=True) for ws in (a, b)]
        assert both[0].rivals == both[1].rivals
        kept = [sorted(one.digest for one in store.in_force(ws, "2024-demo")) for ws in (a, b)]
        assert kept[0] == kept[1]
        assert len(kept[0]) == 3


def test_what_no_rule_decides_keeps_the_whole_exchange_out(
    two: tuple[Workspace, Workspace], tmp_path: Path
) -> None:
    """A seat released here and assigned again there."""
    a, b = two
    seat(a, "E-001", SeatKind.RELEASED, "2024-10-01T09:00:00.000+08:00")
    seat(b, "E-001", SeatKind.RELEASED, "2024-10-01T09:10:00.000+08:00")
    seat(b, "E-001", SeatKind.ASSIGNED, "2024-10-01T09:20:00.000+08:00")
    record(b, STEP, "2024-09-04")
    assert codes(a, written(b, tmp_path / "x.evexchange")) == {Code.EXCHANGE_SEAT}


def test_plans_that_differ(two: tuple[Workspace, Workspace], tmp_path: Path) -> None:
    """Another plan and another campaign of the same number are refused; days are said."""
    a, b = two
    with b.changing() as db:
        db.execute("UPDATE step_dates SET last = '2024-12-24' WHERE step = ?", [STEP])
    looked = taken(a, written(b, tmp_path / "days.evexchange"))
    assert [one.code for one in looked.notes] == [Code.EXCHANGE_NOTE_DAYS]
    with b.changing() as db:
        db.execute("UPDATE campaigns SET title = 'x', created = 'y'")
    expected = {Code.EXCHANGE_OTHER_CAMPAIGN, Code.EXCHANGE_OTHER_PLAN}
    assert codes(a, written(b, tmp_path / "plan.evexchange")) == expected


def test_a_closed_campaign_takes_nothing(two: tuple[Workspace, Workspace], tmp_path: Path) -> None:
    a, b = two
    record(b, STEP, "2024-09-04")
    path = written(b, tmp_path / "x.evexchange")
    archiving.close(
        a,
        certified.PLACES,
        archiving.ToClose(campaign=CAMPAIGN, out=tmp_path / "x.evarchive", who=WHO),
        identities.secretariat(),
    )
    assert codes(a, path) == {Code.CAMPAIGN_CLOSED}
    with pytest.raises(Refused):
        written(a, tmp_path / "closed.evexchange")


def test_another_person_under_the_same_number(two: tuple[Workspace, Workspace], tmp_path: Path) -> None:
    a, b = two
    for ws, name in ((a, "E-003"), (b, "E-004")):
        roster.save(ws, [(member(name), "new")], WHO, "2024-10-01T09:00:00.000+08:00")
        with ws.changing() as db:
            db.execute("UPDATE members SET id = 'E-009' WHERE id = ?", [name])
        seat(ws, "E-009", SeatKind.ASSIGNED, "2024-10-01T09:00:00.000+08:00")
    assert codes(a, written(b, tmp_path / "x.evexchange")) == {Code.EXCHANGE_OTHER_PERSON}


def test_one_machine_issues_certificates_until_it_hands_the_numbers_over(tmp_path: Path) -> None:
    """S0-87: numbers without gaps or repeats, from whichever machine."""
    with certified.campaign(tmp_path) as a, create_workspace(tmp_path / "b", KEY) as b:
        passed(a, b, tmp_path)
        passed(b, a, tmp_path)  # makes the second machine known to the first
        awards = certified.decided(a)
        certificates.issue(a, certified.CAMPAIGN, awards[:1], WHO, certified.ISSUED)
        planned = certificates.plan(b, certified.CAMPAIGN, awards[1:2], certified.ISSUED)
        assert [one.code for one in planned.problems] == [Code.EXCHANGE_ISSUED_ELSEWHERE]
        with pytest.raises(Refused):
            written(a, tmp_path / "stranger.evexchange", "f" * 32)
        looked = passed(a, b, tmp_path, b.id)
        assert looked.taken_over
        assert certificates.plan(a, certified.CAMPAIGN, awards[1:2], certified.ISSUED).problems
        (second,) = certificates.issue(b, certified.CAMPAIGN, awards[1:2], WHO, certified.ISSUED)
        assert second.number.endswith("2")
        passed(b, a, tmp_path)
        assert said(a) == said(b)
        assert number_issuing.of(a, certified.CAMPAIGN) == number_issuing.of(b, certified.CAMPAIGN)


def test_numbers_given_on_two_machines_are_not_joined(tmp_path: Path) -> None:
    """A certificate number for two applications, and two machines that claim to issue."""
    with certified.campaign(tmp_path) as a, create_workspace(tmp_path / "b", KEY) as b:
        passed(a, b, tmp_path)
        awards = certified.decided(a)
        number_issuing.keep(b, certified.CAMPAIGN, Issuing(workspace=b.id))
        certificates.issue(a, certified.CAMPAIGN, awards[:1], WHO, certified.ISSUED)
        certificates.issue(b, certified.CAMPAIGN, awards[1:2], WHO, certified.ISSUED)
        found = codes(a, written(b, tmp_path / "x.evexchange"))
        assert found == {Code.EXCHANGE_CERTIFICATE_DIFFERS, Code.EXCHANGE_TWO_ISSUERS}


def test_who_wrote_it_is_checked_where_a_trust_list_is_known(
    two: tuple[Workspace, Workspace], tmp_path: Path
) -> None:
    a, b = two
    path = written(b, tmp_path / "x.evexchange")
    assert exchanging.preview(a, path, identities.trust_list()).found.signature.trusted
    unasked = exchanging.preview(a, path)
    assert [one.code for one in unasked.notes] == [Code.EXCHANGE_NOTE_UNVOUCHED]
    stranger = identities.enrolled(tmp_path)
    asked = exchanging.ToWrite(campaign=CAMPAIGN, out=tmp_path / "y.evexchange", who=WHO)
    exchanging.write(b, asked, stranger.identity)
    with pytest.raises(Refused) as caught:
        exchanging.preview(a, asked.out, identities.trust_list())
    assert [one.code for one in caught.value.problems] == [Code.SIGNER_STRANGER]
    assert exchanging.preview(a, asked.out, stranger.trust).found.signature.trusted


@pytest.mark.skipif(os.name != "posix", reason="a process is forked and killed")
def test_killed_midway_leaves_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with create_workspace(tmp_path / "a", KEY) as a:
        with_campaign(a, tmp_path / "campaigns" / CAMPAIGN)
        path = written(a, tmp_path / "x.evexchange")
    create_workspace(tmp_path / "b", KEY).close()
    child = os.fork()
    if not child:
        monkeypatch.setattr(exchange_checking, "read_back", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        b = open_workspace(tmp_path / "b", KEY)
        exchanging.read(b, exchanging.preview(b, path), COLLEAGUE)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    with open_workspace(tmp_path / "b", KEY) as b:
        assert campaigns.every(b) == ()
        taken(b, path)
        assert campaigns.every(b)


def test_every_table_of_a_campaign_is_exchanged_or_said_to_stay(two: tuple[Workspace, Workspace]) -> None:
    """A table that is added later cannot be forgotten."""
    found = set(campaign_rows.tables(two[0].db))
    assert found | {"members", "member_events"} == set(TABLES) | (exchange_rows.STAYS & found)


def test_reading_needs_a_name_and_the_record_stays(two: tuple[Workspace, Workspace], tmp_path: Path) -> None:
    a, b = two
    campaigns.record(
        a, CAMPAIGN, StepRecord(step=STEP, day="2024-09-05", result=Result.NOTED, note="x", recorded_by=WHO)
    )
    looked = exchanging.preview(b, written(a, tmp_path / "x.evexchange"))
    with pytest.raises(Refused):
        exchanging.read(b, looked, " ")
    assert exchanging.read(b, looked, COLLEAGUE) == 1
    assert exchanges.every(b, CAMPAIGN)[-1].added == 1
