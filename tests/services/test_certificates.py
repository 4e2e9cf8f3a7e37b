"""Certificates issued, exchanged and written (S0-83, S0-84, S0-87 to S0-95, S0-111 to S0-113)."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from certificate_builders import CAMPAIGN, DECIDED, ISSUED, PLACES, campaign, decided, issued
from register_builders import CONFIRMED, WHO, event, step

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.domain.public_register import grouped_code
from evaluator_app.domain.register import EventKind, Validity
from evaluator_app.services import certificates, register, templates
from evaluator_app.store.workspace import Workspace

SHIPPED = PLACES.resources / "templates" / "zh"


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with a campaign of four applications."""
    with campaign(tmp_path) as ws:
        yield ws


def refused(work: object, *arguments: object) -> list[Code]:
    """Why something is refused."""
    with pytest.raises(Refused) as caught:
        work(*arguments)  # type: ignore[operator] # a function of the services
    return [one.code for one in caught.value.problems]


def test_numbers_run_on_without_gaps_or_repeats(ws: Workspace) -> None:
    """S0-87: who earned no grade takes no number."""
    plan = certificates.plan(ws, CAMPAIGN, decided(ws), ISSUED)
    entries = issued(ws)
    assert [one.number for one in entries] == [f"SAQ0003-2024-{n:04}" for n in (1, 2, 3)]
    assert [one.number for one in plan.planned] == [one.number for one in entries]
    assert [one.application for one in plan.without] == ["A-004"]
    late = [replace(one, grade="四星级") for one in decided(ws) if one.application == "A-004"]
    assert certificates.issue(ws, CAMPAIGN, late, WHO, ISSUED)[0].number == "SAQ0003-2024-0004"


def test_what_a_certificate_states(ws: Workspace) -> None:
    """S0-88 to S0-95, S0-93: unit and site, boundary, basis, result, days, issuer, three years."""
    one = issued(ws)[1]
    assert (one.organisation, one.site, one.boundary) == (
        "示例装备A-002有限公司",
        "示例现场",
        "示例车间及其检测线",
    )
    assert (one.grade, one.decided_on, one.issued_on, one.until) == (
        "五星级",
        DECIDED,
        ISSUED,
        "2027-07-01",
    )
    assert "T/SAQ 0003-2023" in one.basis
    assert "标准化办公室" in one.issuer
    assert len(one.code) == 12


def test_nothing_is_issued_while_anything_is_wrong(ws: Workspace) -> None:
    """S0-87: all or none; an application has one certificate that counts."""
    wrong = [*decided(ws)[:1], replace(decided(ws)[1], grade="七星级", decided_on="2030-01-01")]
    assert refused(certificates.issue, ws, CAMPAIGN, wrong, " ", ISSUED) == [
        Code.AWARD_GRADE_UNKNOWN,
        Code.RECORD_IN_FUTURE,
        Code.EVENT_TOO_EARLY,
        Code.RECORD_NAME_MISSING,
    ]
    assert register.lines(ws) == ()
    issued(ws)
    assert refused(certificates.issue, ws, CAMPAIGN, decided(ws)[:1], WHO, ISSUED) == [Code.CERTIFICATE_THERE]
    assert refused(certificates.issue, ws, CAMPAIGN, decided(ws)[3:], WHO, "7月1日") == [
        Code.CAMPAIGN_DAY_INVALID
    ]
    early = [replace(decided(ws)[3], grade="四星级")]
    assert refused(certificates.issue, ws, CAMPAIGN, early, WHO, "2024-06-19") == [Code.EVENT_TOO_EARLY]


def test_a_campaign_may_number_otherwise_until_the_first_is_issued(ws: Workspace) -> None:
    """S0-87: by the campaign's pattern."""
    certificates.set_pattern(ws, CAMPAIGN, "星级〔{year}〕{number:3}号")
    assert issued(ws)[0].number == "星级〔2024〕001号"
    certificates.set_pattern(ws, CAMPAIGN, "星级〔{year}〕{number:3}号")
    assert refused(certificates.set_pattern, ws, CAMPAIGN, "{number}") == [Code.CERTIFICATE_PATTERN_IN_USE]
    assert refused(certificates.set_pattern, ws, CAMPAIGN, "x") == [
        Code.CERTIFICATE_PATTERN_INVALID,
        Code.CERTIFICATE_PATTERN_IN_USE,
    ]


def test_a_scheme_without_certificates_issues_none(tmp_path: Path) -> None:
    """S1 has none: the rules are data."""
    with campaign(tmp_path, "saq-0005-2023") as ws:
        assert refused(certificates.issue, ws, CAMPAIGN, (), WHO, ISSUED) == [Code.CERTIFICATE_NO_RULE]


def test_the_document_states_it_all_and_leaves_room_for_the_seal(ws: Workspace, tmp_path: Path) -> None:
    """S0-87 to S0-95: from the template that ships; no seal is drawn."""
    entry = issued(ws)[0]
    shown: list[tuple[int, int]] = []
    written = certificates.write_documents(
        register.lines(ws), tmp_path / "out", SHIPPED / "certificate.docx", lambda *at: shown.append(at)
    )
    assert (len(written.files), shown) == (3, [(0, 3), (1, 3), (2, 3), (3, 3)])
    document = docx.Document(str(written.files[0]))
    said = "\n".join(
        [one.text for one in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    for words in (
        entry.number,
        f"{entry.organisation} / {entry.site}",
        entry.boundary,
        entry.basis,
        "六星级",
        "2024年6月20日",
        entry.issuer,
        "2024年7月1日至2027年7月1日",
        grouped_code(entry.code),
        "（盖章处）",
        "在申请边界范围内符合相应管理成熟度等级要求",
    ):
        assert words in said
    assert not document.inline_shapes
    again = certificates.write_documents(register.lines(ws), tmp_path / "out", SHIPPED / "certificate.docx")
    assert [one.code for one in again.problems] == [Code.FILE_EXISTS] * 3


def test_writing_can_be_stopped_and_a_faulty_template_is_told_once(ws: Workspace, tmp_path: Path) -> None:
    """S0-83: in bulk, with progress and cancel."""
    issued(ws)

    def stop(done: int, _total: int) -> None:
        if done == 1:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        certificates.write_documents(register.lines(ws), tmp_path / "out", SHIPPED / "certificate.docx", stop)
    assert len(list((tmp_path / "out").iterdir())) == 1
    own = tmp_path / "own.docx"
    document = docx.Document()
    document.add_paragraph("{{ nobody }}")
    document.save(str(own))
    told = certificates.write_documents(register.lines(ws), tmp_path / "more", own)
    assert [one.code for one in told.problems] == [Code.TEMPLATE_INVALID]


def test_the_list_of_plaques_has_the_certificates_that_hold(ws: Workspace, tmp_path: Path) -> None:
    """S0-83, S0-84."""
    issued(ws)
    certificates.write_plaques(register.lines(ws), tmp_path / "plaques.xlsx")
    page = openpyxl.load_workbook(tmp_path / "plaques.xlsx").active
    assert page
    rows = list(page.iter_rows(min_row=2, values_only=True))
    assert [(row[1], row[4]) for row in rows] == [
        ("SAQ0003-2024-0001", "六星级"),
        ("SAQ0003-2024-0002", "五星级"),
        ("SAQ0003-2024-0003", "四星级"),
    ]


def lowered(ws: Workspace, number: str, grade: str = "五星级") -> None:
    """Bring a case to the receipt of the notice."""
    for one in (
        step("已报告", "2024-08-05", sanction="lowering", causes=("accident",), occurred="2024-08-01"),
        step("待确认", "2024-08-10"),
        step("降级", "2024-08-20", grade=grade, **CONFIRMED),
        step("待退换", "2024-08-25"),
    ):
        register.record(ws, number, one)


def test_a_lowered_certificate_is_exchanged_when_it_was_given_back(ws: Workspace) -> None:
    """S0-112: the lower one takes the next number and ends when the old one would have."""
    old = issued(ws)[0]
    back = event(EventKind.CASE, "2024-09-02", paper="退回登记")
    assert refused(certificates.exchange, ws, old.number, back) == [Code.CERTIFICATE_NOT_TO_EXCHANGE]
    lowered(ws, old.number)
    new = certificates.exchange(ws, old.number, back)
    assert (new.number, new.grade, new.replaces) == ("SAQ0003-2024-0004", "五星级", old.number)
    assert (new.issued_on, new.until, new.application) == ("2024-09-02", old.until, old.application)
    assert new.code != old.code
    assert register.line(ws, old.number).validity is Validity.REPLACED
    assert register.line(ws, old.number).holding.events[-1].successor == new.number
    assert refused(certificates.exchange, ws, old.number, back) == [Code.CERTIFICATE_NOT_TO_EXCHANGE]
    early = replace(back, day="2024-08-01")
    lowered(ws, issued_number(ws, 1), "四星级")
    assert refused(certificates.exchange, ws, issued_number(ws, 1), early) == [Code.EVENT_TOO_EARLY]


def issued_number(ws: Workspace, place: int) -> str:
    """The number of a certificate by its place in the register."""
    return register.lines(ws)[place].holding.entry.number


def test_the_notice_names_reasons_confirmation_and_days(ws: Workspace, tmp_path: Path) -> None:
    """S0-113, S0-112, S0-114: the notice of lowering."""
    number = issued(ws)[0].number
    template = SHIPPED / certificates.NOTICE
    out = tmp_path / "notice.docx"
    assert refused(certificates.write_notice, register.line(ws, number), out, template) == [
        Code.EVENT_STATE_NOT_ALLOWED
    ]
    lowered(ws, number)
    certificates.write_notice(register.line(ws, number), out, template)
    said = "\n".join(one.text for one in docx.Document(io.BytesIO(out.read_bytes())).paragraphs)
    for words in (
        "降低评价等级通知书",
        "发生重大质量、安全、环境事故或重大舆情事件。",
        "审定会纪要〔2024〕3号",
        "15日内",
        "换发相应的评价证书",
        "拒不退回（换）的，将进行情况公告。",
        "降为五星级",
    ):
        assert words in said


def test_an_own_template_goes_before_the_one_that_ships(tmp_path: Path) -> None:
    """S0-83: the secretariat edits it in Word."""
    assert certificates.TEMPLATE in templates.names(PLACES)
    copied = templates.copy_to_edit(PLACES, tmp_path, certificates.TEMPLATE)
    assert templates.template(PLACES, tmp_path, certificates.TEMPLATE) == copied
