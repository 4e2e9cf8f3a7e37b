"""Certificates in the window: issued, recorded, cases taken on, due, files (S0-83 to S0-114)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from certificate_builders import CAMPAIGN, ISSUED, add_application, decided, plan
from identity_builders import PASSPHRASE, secretariat
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from register_builders import WHO
from window_helpers import folders_in

from evaluator_app.domain.register import EventKind, Validity
from evaluator_app.exchange.identity_file import identity_bytes
from evaluator_app.services import awards, campaigns, certificates, preferences, register, workspaces
from evaluator_app.services.places import own_places
from evaluator_app.ui.application import Program
from evaluator_app.ui.secretariat import certificate_writing, certificates_page
from evaluator_app.ui.secretariat.campaign_page import CampaignPage
from evaluator_app.ui.secretariat.certificate_dialogs import IssueDialog, SignRegisterDialog
from evaluator_app.ui.secretariat.certificates_page import CertificatesPage
from evaluator_app.ui.secretariat.desk import Name, SecretariatDesk
from evaluator_app.ui.secretariat.register_dialogs import CaseDialog, EventDialog

FIRST, SECOND = "SAQ0003-2024-0001", "SAQ0003-2024-0002"


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[SecretariatDesk]:
    """A desk over a campaign of three decided applications; two have certificates."""
    folders = folders_in(tmp_path, desk="secretariat")
    for name in ("A-001", "A-002", "A-003"):
        add_application(tmp_path / "files", name)
    ws = workspaces.open_or_create(folders.workspace, folders.keys)
    campaigns.begin(ws, own_places().forms, plan(tmp_path / "files"))
    given = decided(ws, "六星级", "五星级", "四星级")
    certificates.issue(ws, CAMPAIGN, given[:2], WHO, ISSUED)
    rest = [replace(one, grade="", decided_on="") for one in given[:2]]
    awards.write_list(ws, CAMPAIGN, tmp_path / "results.xlsx", (*rest, given[2]))
    ws.close()
    program = Program(qapp, own_places(), folders)
    window = program.open_window()
    assert isinstance(window.desk, SecretariatDesk)
    yield window.desk
    window.close()
    program.close()
    window.deleteLater()
    program.deleteLater()


@pytest.fixture
def page(desk: SecretariatDesk, qtbot: QtBot) -> CertificatesPage:
    """The page of certificates, filled."""
    shown = desk.go_to(Name.CERTIFICATES)
    assert isinstance(shown, CertificatesPage)
    qtbot.waitUntil(lambda: shown.model.rowCount() == 2)
    return shown


def press(page: CertificatesPage) -> None:
    """Press the button that goes on in the open dialog."""
    assert page.dialog is not None
    page.dialog.findChildren(QPushButton)[-1].click()


def line_of(page: CertificatesPage, number: str) -> register.Line:
    """A certificate as the page shows it."""
    return next(one for one in page.model.rows if one.holding.entry.number == number)


def test_the_register_is_a_sound_model(page: CertificatesPage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(page.model)
    qtmodeltester.check(page.due)
    page.filter.setFilterFixedString("A-002")
    assert page.filter.rowCount() == 1


def test_what_is_due_stands_on_the_first_screen(desk: SecretariatDesk, qtbot: QtBot) -> None:
    """S0-96: yearly reports that are overdue are told on the page of campaigns."""
    first = desk.go_to(Name.CAMPAIGNS)
    assert isinstance(first, CampaignPage)
    qtbot.waitUntil(lambda: "due for certificates this month" in first._due.text())  # noqa: SLF001 - what it says


def test_certificates_are_issued_after_their_numbers_were_shown(
    page: CertificatesPage, qtbot: QtBot, tmp_path: Path
) -> None:
    """S0-83, S0-87: nothing is registered before; another pattern is refused once numbers are out."""
    page.issue_from(tmp_path / "results.xlsx")
    qtbot.waitUntil(lambda: isinstance(page.dialog, IssueDialog))
    dialog = page.dialog
    assert isinstance(dialog, IssueDialog)
    dialog.pattern.setText("{number}")
    press(page)
    qtbot.waitUntil(dialog._trouble.isVisible)  # noqa: SLF001 - why it was refused
    dialog.pattern.setText("SAQ0003-{year}-{number:4}")
    dialog.day.setText("2024-07-02")
    press(page)
    qtbot.waitUntil(lambda: dialog.plan is not None)
    assert dialog.preview.toPlainText().startswith("SAQ0003-2024-0003")
    assert page.model.rowCount() == 2
    dialog.by.setText(WHO)
    press(page)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    assert page.desk.who == WHO


def test_a_yearly_report_is_recorded_from_what_is_due(page: CertificatesPage, qtbot: QtBot) -> None:
    """S0-96: a double click on what is due records that it came in."""
    qtbot.waitUntil(lambda: page.due.rowCount() > 0)
    page.due_table.selectRow(0)
    number, before = page.due.rows[0].number, page.due.rows[0].due
    page.record_due()
    qtbot.waitUntil(lambda: isinstance(page.dialog, EventDialog))
    dialog = page.dialog
    assert isinstance(dialog, EventDialog)
    assert (dialog.kind.currentData(), dialog.due.currentData()) == (EventKind.REPORT, before)
    press(page)
    qtbot.waitUntil(dialog._trouble.isVisible)  # noqa: SLF001 - nobody said who records it
    dialog.by.setText(WHO)
    press(page)
    qtbot.waitUntil(lambda: bool(line_of(page, number).holding.events))
    assert line_of(page, number).holding.events[0].due == before


def take_on(page: CertificatesPage, qtbot: QtBot, state: str, **said: str) -> None:
    """One step of the case of the first certificate."""
    before = len(line_of(page, FIRST).holding.events)
    page._select(FIRST)  # noqa: SLF001 - as a click does
    page.take_case_on()
    dialog = page.dialog
    assert isinstance(dialog, CaseDialog)
    if said.get("sanction"):
        dialog.sanction.setCurrentIndex(dialog.sanction.findData(said["sanction"]))
        dialog.causes["accident"].setChecked(True)
        dialog.occurred.setText("2024-08-01")
    dialog.state.setCurrentIndex(dialog.state.findData(state))
    dialog.confirmed.setCurrentIndex(dialog.confirmed.count() - 1)
    dialog.paper.setText("纪要")
    dialog.day.setText(said["day"])
    dialog.by.setText(WHO)
    press(page)
    qtbot.waitUntil(lambda: len(line_of(page, FIRST).holding.events) > before)


def test_a_case_goes_from_report_to_the_lower_certificate(page: CertificatesPage, qtbot: QtBot) -> None:
    """S0-105, S0-112, D-30, D-33: one grade down is suggested; settling issues the lower certificate."""
    take_on(page, qtbot, "已报告", day="2024-08-05", sanction="lowering")
    take_on(page, qtbot, "待确认", day="2024-08-10")
    take_on(page, qtbot, "降级", day="2024-08-20")
    assert line_of(page, FIRST).holding.events[-1].grade == "五星级"
    take_on(page, qtbot, "待退换", day="2024-08-25")
    page._select(FIRST)  # noqa: SLF001 - as a click does
    assert "降级" in page.details.toPlainText()
    take_on(page, qtbot, "完成", day="2024-09-02")
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    assert line_of(page, FIRST).validity is Validity.REPLACED
    assert page.model.rows[-1].result == "五星级"


def test_files_of_the_register(
    page: CertificatesPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S0-83, S0-84, S0-96: certificates with progress, plaques, register, what is due, calendar."""
    monkeypatch.setattr(certificate_writing, "ask_folder", lambda *_: tmp_path / "out")
    page.table.clearSelection()
    page.writing.documents()
    qtbot.waitUntil(lambda: page.said() != "")
    assert len(list((tmp_path / "out").glob("*.docx"))) == 2
    assert page.progress.isHidden()
    page.writing.documents()
    qtbot.waitUntil(lambda: "docx" in page.said())
    files = [tmp_path / name for name in ("plaques.xlsx", "register.xlsx", "due.xlsx", "due.ics")]
    targets = iter(files)
    monkeypatch.setattr(certificate_writing, "ask_target", lambda *_: next(targets))
    for act in (
        page.writing.plaques,
        page.writing.workbook,
        page.writing.due_workbook,
        page.writing.due_calendar,
    ):
        act()
    qtbot.waitUntil(lambda: all(path.is_file() for path in files))


def test_the_register_is_signed_for_third_parties(
    page: CertificatesPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S0-87, S0-117: with the authority's identity, which is asked for its passphrase."""
    path = tmp_path / "office.p12"
    path.write_bytes(identity_bytes(secretariat(), PASSPHRASE))
    preferences.keep(tmp_path, preferences.AUTHORITY, str(path))
    target = tmp_path / "r.evregister"
    monkeypatch.setattr(certificates_page, "ask_target", lambda *_: target)
    page.sign()
    dialog = page.dialog
    assert isinstance(dialog, SignRegisterDialog)
    dialog.by.setText(WHO)
    press(page)
    qtbot.waitUntil(dialog._trouble.isVisible)  # noqa: SLF001 - the passphrase is missing
    assert not target.exists()
    dialog.passphrase.setText(PASSPHRASE.decode())
    press(page)
    qtbot.waitUntil(target.is_file, timeout=10_000)


def test_a_notice_is_written_once_something_was_decided(
    page: CertificatesPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S0-113."""
    page._select(SECOND)  # noqa: SLF001 - as a click does
    assert not page._of_one[2].isEnabled()  # noqa: SLF001 - the button
    take_on(page, qtbot, "已报告", day="2024-08-05", sanction="lowering")
    take_on(page, qtbot, "待确认", day="2024-08-10")
    take_on(page, qtbot, "取消", day="2024-08-20")
    page._select(FIRST)  # noqa: SLF001 - as a click does
    assert page._of_one[2].isEnabled()  # noqa: SLF001 - the button
    target = tmp_path / "notice.docx"
    monkeypatch.setattr(certificate_writing, "ask_target", lambda *_: target)
    page.writing.notice()
    qtbot.waitUntil(target.is_file)
