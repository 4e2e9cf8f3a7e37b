"""A campaign is closed into its archive on its page, shows that it is, and is opened again with a reason."""

from collections.abc import Iterator
from pathlib import Path

import identity_builders as identities
import pytest
from archive_builders import CAMPAIGN, WHO, with_campaign
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from window_helpers import folders_in

from evaluator_app.services import archiving, workspaces
from evaluator_app.services.places import own_places
from evaluator_app.ui.application import Program
from evaluator_app.ui.secretariat import closing
from evaluator_app.ui.secretariat.campaign_page import CampaignPage
from evaluator_app.ui.secretariat.closing import CloseDialog, ReopenDialog
from evaluator_app.ui.secretariat.desk import Name, SecretariatDesk


@pytest.fixture
def page(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[CampaignPage]:
    """The page over a workspace with a campaign."""
    folders = folders_in(tmp_path, desk="secretariat")
    with workspaces.open_or_create(folders.workspace, folders.keys) as ws:
        with_campaign(ws, tmp_path / "campaigns" / CAMPAIGN)
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


def button(page: CampaignPage, caption: str) -> QPushButton:
    """A button of the page or of its open dialog."""
    places = [page] if page.dialog is None else [page, page.dialog]
    return next(one for place in places for one in place.findChildren(QPushButton) if one.text() == caption)


def test_a_campaign_is_closed_and_opened_again(
    page: CampaignPage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "2024.evarchive"
    monkeypatch.setattr(closing, "ask_target", lambda *_: out)
    monkeypatch.setattr(closing, "ask_folder", lambda *_: tmp_path / "campaigns")
    monkeypatch.setattr(closing, "ask_identity", lambda *_: identities.written(tmp_path))
    monkeypatch.setattr(closing, "ask_files_of", lambda *_: (tmp_path / "preferences.json",))
    button(page, "Close campaign…").click()
    dialog = page.dialog
    assert isinstance(dialog, CloseDialog)
    button(page, "Close and archive").click()  # nothing is chosen yet
    for field in (dialog.out, dialog.packages, dialog.added, dialog.identity):
        field.findChildren(QPushButton)[0].click()
    dialog.passphrase.setText(identities.PASSPHRASE.decode())
    dialog.by.setText(WHO)
    button(page, "Close and archive").click()
    qtbot.waitUntil(lambda: page.said() == f"Closed and archived: {out}")
    found = archiving.verify(out)
    assert {"data/packages/2024-review-1.evpkg", "data/added/preferences.json"} <= set(found.found.digests)
    qtbot.waitUntil(lambda: found.digest in page.due_words())
    page.table.selectRow(0)
    assert not button(page, "Record…").isEnabled()
    reopened(page)
    qtbot.waitUntil(lambda: found.digest not in page.due_words())


def reopened(page: CampaignPage) -> None:
    """Open the campaign again."""
    page.dialog = None
    button(page, "Open again…").click()
    again: object = page.dialog
    assert isinstance(again, ReopenDialog)
    again.reason.setText("补充材料")
    again.by.setText(WHO)
    button(page, "Open again").click()
