"""The register at work: recorded, due, listed, signed for third parties (S0-96 to S0-114, S0-117, T-17)."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from certificate_builders import CAMPAIGN, campaign, consent, issued
from identity_builders import secretariat
from register_builders import WHO, event

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.domain.register import EventKind, Validity
from evaluator_app.domain.trust import Trust
from evaluator_app.domain.violations import Violation, ViolationStep
from evaluator_app.exchange.certificates import certified, pem
from evaluator_app.services import certificates, clock, public_register, publishing, register
from evaluator_app.store.workspace import Workspace


@pytest.fixture
def ws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """A workspace with three certificates, on a day of 2025."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    for module in (register, certificates, publishing):
        monkeypatch.setattr(module, "now", lambda: NOW)
    monkeypatch.setattr("evaluator_app.services.campaigns.now", lambda: NOW)
    with campaign(tmp_path) as ws:
        issued(ws)
        yield ws


NOW = "2025-07-10T09:00:00+08:00"
FIRST = "SAQ0003-2024-0001"


def refused(work: object, *arguments: object) -> list[Code]:
    """Why something is refused."""
    with pytest.raises(Refused) as caught:
        work(*arguments)  # type: ignore[operator] # a function of the services
    return [one.code for one in caught.value.problems]


def test_what_is_due_this_month_stands_first_with_what_is_overdue(ws: Workspace) -> None:
    """S0-96: the reports of the first year were due on 2025-07-01."""
    assert [(one.number, one.due) for one in register.due(ws)] == [
        (f"SAQ0003-2024-000{n}", "2025-07-01") for n in (1, 2, 3)
    ]
    register.record(ws, FIRST, event(EventKind.REPORT, "2025-07-02", due="2025-07-01"))
    assert [one.number[-1] for one in register.due(ws, CAMPAIGN)] == ["2", "3"]
    assert register.due(ws, until="2025-06-30", day="2025-06-01") == ()


def test_another_evaluation_is_named_half_a_year_before_the_end(ws: Workspace) -> None:
    """S0-97: until 2027-07-01 it may be applied for."""
    early = [one for one in register.due(ws, day="2027-01-01") if one.kind is None]
    assert early == []
    found = [one for one in register.due(ws, day="2027-01-05") if one.kind is None]
    assert [one.due for one in found] == ["2027-07-01"] * 3


def test_an_event_that_cannot_be_changes_nothing(ws: Workspace) -> None:
    """D-33."""
    wrong = event(EventKind.REPORT, "2025-07-02", due="2025-08-01")
    assert refused(register.record, ws, FIRST, wrong) == [Code.EVENT_NOTHING_DUE]
    assert refused(register.record, ws, "SAQ0003-2024-0099", wrong) == [Code.CERTIFICATE_UNKNOWN]
    assert register.line(ws, FIRST).holding.events == ()


def test_events_only_grow(ws: Workspace) -> None:
    """S0-104: what was recorded stays."""
    register.record(ws, FIRST, event(EventKind.NOTE, "2025-07-02", note="来电"))
    for table in (
        "certificates",
        "certificate_events",
        "consents",
        "violations",
        "materials",
        "publications",
    ):
        triggers = ws.db.query(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", [table]
        )
        assert {one["name"] for one in triggers} == {f"{table}_no_update", f"{table}_no_delete"}
    with pytest.raises(Exception, match="only grows"), ws.changing() as db:
        db.execute("DELETE FROM certificate_events")
    assert [one.note for one in register.line(ws, FIRST).holding.events] == ["来电"]


def test_the_register_and_what_is_due_as_workbooks(ws: Workspace, tmp_path: Path) -> None:
    """S0-96: for people who live in Excel; what an applicant is called is no formula."""
    register.record(ws, FIRST, event(EventKind.NOTE, "2025-07-02", note="=HYPERLINK(1)"))
    register.write_list(tmp_path / "register.xlsx", register.lines(ws))
    book = openpyxl.load_workbook(tmp_path / "register.xlsx")
    first, second = book.worksheets
    assert first["A2"].value == FIRST
    assert second["C2"].value.endswith("=HYPERLINK(1)")
    assert second["C2"].data_type == "s"
    register.write_due(tmp_path / "due.xlsx", register.due(ws))
    page = openpyxl.load_workbook(tmp_path / "due.xlsx").active
    assert page
    assert [page["A2"].value, page["E2"].value] == ["2025-07-01", FIRST]
    assert refused(register.write_due, tmp_path / "due.xlsx", ()) == [Code.FILE_EXISTS]


def test_what_is_due_as_a_calendar(ws: Workspace, tmp_path: Path) -> None:
    """S0-96: RFC 5545: lines end with CRLF, none is longer than 75 bytes, the same entry keeps its name."""
    register.write_calendar(tmp_path / "due.ics", register.due(ws))
    data = (tmp_path / "due.ics").read_bytes()
    lines = data.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert max(map(len, lines)) <= 75
    assert data.count(b"BEGIN:VEVENT") == 3
    assert b"DTSTART;VALUE=DATE:20250701" in data
    whole = data.replace(b"\r\n ", b"").decode()
    assert "每年报告运行管理情况：示例装备A-001有限公司 示例现场" in whole
    register.write_calendar(tmp_path / "again.ics", register.due(ws))
    uids = [line for line in lines if line.startswith(b"UID")]
    assert uids == [
        line for line in (tmp_path / "again.ics").read_bytes().split(b"\r\n") if line[:3] == b"UID"
    ]


def exported(ws: Workspace, out: Path) -> Trust:
    """The register signed by the secretariat, and the trust list that vouches for it."""
    public_register.write(ws, out, secretariat(), WHO)
    return Trust(authority=certified(secretariat().certificate), number=1, at="2024-08-30T02:00:00Z")


def test_a_third_party_checks_a_certificate_offline(ws: Workspace, tmp_path: Path) -> None:
    """S0-87, S0-88: number and code against the signed register; names only with both consents (S0-117)."""
    consent(ws, "A-001")
    trust = exported(ws, tmp_path / "r.evregister")
    first, second = (one.holding.entry for one in register.lines(ws)[:2])
    found = public_register.verify(tmp_path / "r.evregister", FIRST, first.code.lower(), {}, trust)
    assert found.found.state is Validity.VALID
    assert found.found.entry.shown["organisation"] == "示例装备A-001有限公司"
    said = {"organisation": second.organisation, "result": "六星级"}
    hidden = public_register.verify(tmp_path / "r.evregister", second.number, second.code, said)
    assert (dict(hidden.found.entry.shown), hidden.found.differs) == ({}, ("result",))
    content = (tmp_path / "r.evregister").read_bytes()
    assert "A-001有限公司".encode() in content
    assert "A-002有限公司".encode() not in content
    assert first.code.encode() not in content
    wrong = ("SAQ0003-2024-0001", second.code)
    assert refused(public_register.verify, tmp_path / "r.evregister", *wrong) == [Code.REGISTER_NO_MATCH]
    kept = publishing.published(ws)
    assert [(one.kind, one.applications) for one in kept] == [("register", ("A-001",))]


def test_the_register_tells_what_was_taken(ws: Workspace, tmp_path: Path) -> None:
    """S0-99: a revoked certificate is found as revoked."""
    for one in (
        event(
            EventKind.CASE,
            "2025-07-02",
            state="已报告",
            sanction="revocation",
            causes=("misuse",),
            occurred="2025-07-01",
        ),
        event(EventKind.CASE, "2025-07-03", state="待确认"),
        event(EventKind.CASE, "2025-07-04", state="撤销", confirmed_by="标委会", paper="纪要"),
    ):
        register.record(ws, FIRST, one)
    exported(ws, tmp_path / "r.evregister")
    code = register.line(ws, FIRST).holding.entry.code
    assert public_register.verify(tmp_path / "r.evregister", FIRST, code).found.state is Validity.REVOKED


def test_openssl_verifies_the_register(ws: Workspace, tmp_path: Path) -> None:
    """Every artefact can be checked with a tool that is not ours."""
    tool = shutil.which("openssl")
    assert tool
    exported(ws, tmp_path / "r.evregister")
    (tmp_path / "ca.pem").write_bytes(pem(secretariat().certificate))
    ways = ["cms", "-verify", "-inform", "DER", "-in", "r.evregister", "-CAfile", "ca.pem", "-purpose", "any"]
    done = subprocess.run([tool, *ways], cwd=tmp_path, capture_output=True, check=True)
    assert FIRST.encode() in done.stdout


def test_a_changed_or_foreign_register_is_refused(ws: Workspace, tmp_path: Path) -> None:
    """S0-99: nobody takes an entry out of it unseen."""
    trust = exported(ws, tmp_path / "r.evregister")
    code = register.line(ws, FIRST).holding.entry.code
    data = (tmp_path / "r.evregister").read_bytes()
    (tmp_path / "bad.evregister").write_bytes(data.replace(b'"valid"', b'"valie"', 1))
    assert refused(public_register.verify, tmp_path / "bad.evregister", FIRST, code) == [
        Code.REGISTER_FILE_INVALID
    ]
    (tmp_path / "text.evregister").write_text("{}", "utf-8")
    assert refused(public_register.verify, tmp_path / "text.evregister", FIRST, code) == [
        Code.REGISTER_FILE_INVALID
    ]
    stranger = replace(trust, authority=replace(trust.authority, fingerprint="0" * 64))
    assert refused(public_register.verify, tmp_path / "r.evregister", FIRST, code, {}, stranger) == [
        Code.SIGNER_STRANGER
    ]


def test_reports_of_violations_are_numbered_and_closed(ws: Workspace) -> None:
    """S0-102, S0-103."""
    first = Violation(
        report=0, step=ViolationStep.RECEIVED, day="2025-07-01", words="未申明利害关系", recorded_by=WHO
    )
    kept = register.report_violation(ws, first)
    closed = Violation(
        report=kept.report, step=ViolationStep.CLOSED, day="2025-07-05", words="已更换", recorded_by=WHO
    )
    register.report_violation(ws, closed)
    assert [(one.report, one.step) for one in register.violations(ws)] == [(1, "received"), (1, "closed")]
    assert refused(register.report_violation, ws, closed) == [Code.VIOLATION_UNKNOWN]
    assert register.report_violation(ws, first).report == 2
