"""The authority in the window: made, certificates issued after comparing figures and revoked, its list."""

from collections.abc import Iterator
from pathlib import Path

import identity_builders as identities
import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from window_helpers import folders_in

from evaluator_app.domain.trust import Standing, issued_lines
from evaluator_app.exchange.authority import read_certificate_file
from evaluator_app.exchange.certificates import name_of
from evaluator_app.exchange.enrolment_card import card_bytes
from evaluator_app.exchange.identity_file import opened_identity
from evaluator_app.exchange.trust_list import read_trust_list
from evaluator_app.services.places import own_places
from evaluator_app.ui.application import Program
from evaluator_app.ui.secretariat import authority_page
from evaluator_app.ui.secretariat.authority_dialogs import IssueDialog, NewAuthorityDialog, RevokeDialog
from evaluator_app.ui.secretariat.authority_model import Column, certificates_model
from evaluator_app.ui.secretariat.authority_page import AuthorityPage
from evaluator_app.ui.secretariat.desk import Name, SecretariatDesk

WORDS = identities.PASSPHRASE.decode()
TRUSTED, REVOKED = Standing.TRUSTED, Standing.REVOKED


@pytest.fixture
def page(qapp: QApplication, tmp_path: Path) -> Iterator[AuthorityPage]:
    """The page of a secretariat that has no authority yet."""
    program = Program(qapp, own_places(), folders_in(tmp_path, desk="secretariat"))
    window = program.open_window()
    assert isinstance(window.desk, SecretariatDesk)
    shown = window.desk.go_to(Name.AUTHORITY)
    assert isinstance(shown, AuthorityPage)
    yield shown
    window.close()
    program.close()
    window.deleteLater()
    program.deleteLater()


def said(widget: object) -> str:
    """Everything a dialog says."""
    assert hasattr(widget, "findChildren")
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def press(page: AuthorityPage, caption: str) -> None:
    """Press a button of the open dialog."""
    assert page.dialog is not None
    [button] = [one for one in page.dialog.findChildren(QPushButton) if one.text() == caption]
    button.click()


def made(page: AuthorityPage, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An authority, made in the window."""
    target = folder / "authority.p12"
    monkeypatch.setattr(authority_page, "ask_target", lambda *_: target)
    page.make()
    dialog = page.dialog
    assert isinstance(dialog, NewAuthorityDialog)
    dialog.name.setText("示例秘书处")
    dialog.organisation.setText("示例协会")
    dialog.passphrase.setText(WORDS)
    dialog.again.setText(WORDS)
    press(page, "Make the authority")
    qtbot.waitUntil(lambda: "示例秘书处" in said(page), timeout=20_000)
    return target


def issued(page: AuthorityPage, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A certificate for the first expert, issued in the window."""
    card, target = folder / "card.json", folder / "certificate.pem"
    own = opened_identity(identities.key_file(identities.FIRST), identities.PASSPHRASE, "me.p12")
    card.write_bytes(card_bytes(own))
    monkeypatch.setattr(authority_page, "ask_file", lambda *_: card)
    monkeypatch.setattr(authority_page, "ask_target", lambda *_: target)
    page.issue()
    qtbot.waitUntil(lambda: isinstance(page.dialog, IssueDialog))
    dialog = page.dialog
    assert isinstance(dialog, IssueDialog)
    dialog.passphrase.setText(WORDS)
    press(page, "Issue certificate")
    assert "Compare the fingerprint by telephone first." in said(dialog)
    dialog.compared.click()
    press(page, "Issue certificate")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=20_000)
    return target


def test_an_authority_is_made_and_found_again(
    page: AuthorityPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page starts with what to do, and shows the authority at the next start."""
    assert "Make the secretariat's authority" in said(page)
    target = made(page, qtbot, tmp_path, monkeypatch)
    assert read_trust_list(target.with_suffix(".evtrust")).issued == ()
    assert (tmp_path / "authority.txt").read_text("utf-8") == str(target)


def test_who_closes_the_dialog_while_it_works_finds_the_authority(
    page: AuthorityPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key takes its time; what was asked for is done."""
    monkeypatch.setattr(authority_page, "ask_target", lambda *_: tmp_path / "authority.p12")
    page.make()
    dialog = page.dialog
    assert isinstance(dialog, NewAuthorityDialog)
    dialog.name.setText("示例秘书处")
    for field in (dialog.passphrase, dialog.again):
        field.setText(WORDS)
    press(page, "Make the authority")
    dialog.reject()
    qtbot.waitUntil(lambda: "示例秘书处" in said(page), timeout=20_000)


def test_a_certificate_is_issued_only_after_the_figures_were_compared(
    page: AuthorityPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S0-26: for the five years of the roster, where nothing else is chosen."""
    made(page, qtbot, tmp_path, monkeypatch)
    target = issued(page, qtbot, tmp_path, monkeypatch)
    assert name_of(read_certificate_file(target)[0]) == identities.FIRST.name
    one = page.model.rows[0]
    assert one.standing is TRUSTED
    assert int(one.certified.not_after[:4]) - int(one.certified.not_before[:4]) == 5


def test_a_certificate_is_revoked_with_a_reason(
    page: AuthorityPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason stands in the list that is handed out."""
    made(page, qtbot, tmp_path, monkeypatch)
    issued(page, qtbot, tmp_path, monkeypatch)
    page.revoke()
    assert not isinstance(page.dialog, RevokeDialog)  # nothing is chosen
    page.table.selectRow(0)
    page.revoke()
    dialog = page.dialog
    assert isinstance(dialog, RevokeDialog)
    dialog.passphrase.setText(WORDS)
    press(page, "Revoke")
    assert "Please give the reason." in said(dialog)
    dialog.reason.setText("示例：离职")
    press(page, "Revoke")
    qtbot.waitUntil(lambda: page.model.rows[0].standing is REVOKED, timeout=20_000)
    assert page.model.index(0, Column.STATE).data() == "revoked: 示例：离职"
    out = tmp_path / "out.evtrust"
    monkeypatch.setattr(authority_page, "ask_target", lambda *_: out)
    page.save_list()
    qtbot.waitUntil(out.exists)
    assert [one.reason for one in read_trust_list(out).revoked] == ["示例：离职"]


def test_a_wrong_passphrase_and_a_bad_card_are_said(
    page: AuthorityPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is written; what was typed stays."""
    made(page, qtbot, tmp_path, monkeypatch)
    bad = tmp_path / "bad.json"
    bad.write_text("{}", encoding="utf-8")
    page.issue_from(bad)
    qtbot.waitUntil(lambda: "bad.json" in page.notice())
    issued(page, qtbot, tmp_path, monkeypatch)
    page.table.selectRow(0)
    page.revoke()
    dialog = page.dialog
    assert isinstance(dialog, RevokeDialog)
    dialog.reason.setText("示例")
    dialog.passphrase.setText("a wrong passphrase")
    press(page, "Revoke")
    qtbot.waitUntil(lambda: "passphrase" in said(dialog).lower().replace("passphrase of", ""))
    assert page.model.rows[0].standing is TRUSTED
    dialog.reject()


def test_an_authority_that_is_gone_is_said(page: AuthorityPage, qtbot: QtBot, tmp_path: Path) -> None:
    """A stick that is not there any more."""
    page.open_file(tmp_path / "gone.p12")
    qtbot.waitUntil(lambda: "gone.evtrust" in page.notice())


def test_the_table_keeps_qts_rules(qtmodeltester: ModelTester, tmp_path: Path) -> None:
    """And shows each certificate once."""
    model = certificates_model()
    trust = identities.enrolled(tmp_path).trust
    model.show_rows(issued_lines(trust, "2025-01-01T00:00:00Z", "2030-01-01T00:00:00Z"))
    qtmodeltester.check(model)
    assert model.index(0, Column.STATE).data() == "ends soon"
