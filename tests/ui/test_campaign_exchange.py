"""A campaign is written for colleagues from its page, and a colleague's file looked at before it is added."""

from collections.abc import Iterator
from pathlib import Path

import identity_builders as identities
import pytest
from archive_builders import CAMPAIGN, WHO, with_campaign
from exchange_builders import record, written
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from window_helpers import folders_in
from workspace_builders import KEY

from evaluator_app.services import campaigns, exchanging, workspaces
from evaluator_app.services.places import own_places
from evaluator_app.store.workspace import Workspace, create_workspace
from evaluator_app.ui.application import Program
from evaluator_app.ui.secretariat import exchange_dialogs
from evaluator_app.ui.secretariat.campaign_page import CampaignPage
from evaluator_app.ui.secretariat.desk import Name, SecretariatDesk
from evaluator_app.ui.secretariat.exchange_dialogs import ReadExchangeDialog, WriteExchangeDialog


@pytest.fixture
def colleague(tmp_path: Path) -> Iterator[Workspace]:
    """Another machine with the campaign."""
    with create_workspace(tmp_path / "colleague", KEY) as ws:
        with_campaign(ws, tmp_path / "campaigns" / CAMPAIGN)
        yield ws


@pytest.fixture
def page(qapp: QApplication, tmp_path: Path, colleague: Workspace, qtbot: QtBot) -> Iterator[CampaignPage]:
    """The page over a workspace that has the campaign by an exchange."""
    folders = folders_in(tmp_path, desk="secretariat")
    path = written(colleague, tmp_path / "first.evexchange")
    with workspaces.open_or_create(folders.workspace, folders.keys) as ws:
        exchanging.read(ws, exchanging.preview(ws, path), WHO)
    program = Program(qapp, own_places(), folders)
    window = program.open_window()
    assert isinstance(window.desk, SecretariatDesk)
    shown = window.desk.go_to(Name.CAMPAIGNS)
    assert isinstance(shown, CampaignPage)
    qtbot.waitUntil(lambda: shown.model.rowCount() == 8)
    yield shown
    window.close()
    program.close()
    window.deleteLater()
    program.deleteLater()


def words(dialog: QWidget) -> str:
    """Everything a dialog says."""
    return " ".join(one.text() for one in dialog.findChildren(QLabel))


def press(page: CampaignPage, caption: str) -> None:
    """Press a button of the open dialog."""
    assert page.dialog is not None
    next(one for one in page.dialog.findChildren(QPushButton) if one.text() == caption).click()


def test_a_file_is_looked_at_and_added(
    page: CampaignPage, colleague: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(colleague, "review", "2024-09-03")
    path = written(colleague, tmp_path / "second.evexchange")
    monkeypatch.setattr(exchange_dialogs, "ask_file", lambda *_: path)
    page.read_exchange()
    dialog = page.dialog
    assert isinstance(dialog, ReadExchangeDialog)
    press(page, "Look")
    assert "Choose the exchange file." in words(dialog)
    dialog.file.findChildren(QPushButton)[0].click()
    dialog.by.setText(WHO)
    press(page, "Look")
    qtbot.waitUntil(lambda: dialog.looked is not None)
    assert "Records of the procedure: 1 new" in dialog.preview.toPlainText()
    ws = page.desk.workspace
    assert ws is not None
    assert len(campaigns.opened(ws, CAMPAIGN).records) == 1
    with qtbot.waitSignal(dialog.accepted):
        press(page, "Add")
    assert len(campaigns.opened(ws, CAMPAIGN).records) == 2


def test_what_contradicts_is_shown_and_cannot_be_added(
    page: CampaignPage, colleague: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    with colleague.changing() as db:
        db.execute("UPDATE campaigns SET title = '另一活动'")
    page.read_exchange()
    dialog = page.dialog
    assert isinstance(dialog, ReadExchangeDialog)
    dialog.file.line.setText(str(written(colleague, tmp_path / "second.evexchange")))
    press(page, "Look")
    qtbot.waitUntil(lambda: "contradicts" in words(dialog))
    assert "另一活动" in dialog.preview.toPlainText()
    assert dialog.looked is None
    dialog.reject()


def test_a_file_is_written_for_colleagues(
    page: CampaignPage, colleague: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "mine.evexchange"
    monkeypatch.setattr(exchange_dialogs, "ask_target", lambda *_: out)
    monkeypatch.setattr(exchange_dialogs, "ask_identity", lambda *_: identities.written(tmp_path))
    page.write_exchange()
    dialog = page.dialog
    assert isinstance(dialog, WriteExchangeDialog)
    press(page, "Write")
    assert "Choose where the file goes" in words(dialog)
    for field in (dialog.out, dialog.identity):
        field.findChildren(QPushButton)[0].click()
    dialog.passphrase.setText(identities.PASSPHRASE.decode())
    dialog.by.setText(WHO)
    assert dialog.numbers.count() == 2  # as until now, or the colleague
    with qtbot.waitSignal(dialog.accepted):
        press(page, "Write")
    assert exchanging.preview(colleague, out).count == 0
