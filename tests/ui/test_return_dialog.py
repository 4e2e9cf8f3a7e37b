"""Handing back in the window: what goes along is said, the passphrase signs it, the receipt has the code."""

from pathlib import Path

import identity_builders as identities
import pytest
from declaring_builders import KINSHIP, declare
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot
from window_helpers import EXPERT, desk_of, folders_in, running

from evaluator_app.exchange.return_file import read_return
from evaluator_app.services import profile, samples, workspaces
from evaluator_app.services.places import Folders, own_places
from evaluator_app.ui.expert import desk_returning


def prepared(folder: Path) -> Folders:
    """The sample, declared, one application recused, and the expert's identity."""
    folders = folders_in(folder)
    with workspaces.open_or_create(folders.workspace, folders.keys) as ws:
        samples.receive_sample(ws, own_places())
        profile.keep_expert(ws, EXPERT)
        declare(ws, {"A-002": KINSHIP})
    folders.identity.write_bytes(identities.key_file(EXPERT))
    return folders


def said(dialog: QDialog) -> str:
    """Everything a dialog says."""
    return "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


def test_declarations_are_handed_back_in_a_signed_file(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong passphrase is said in the dialog; the right one writes the file and shows its code."""
    folders, target = prepared(tmp_path), tmp_path / "back.evret"
    monkeypatch.setattr(desk_returning, "ask_target", lambda *_: target)
    with running(folders, qtbot) as window:
        back = desk_of(window).returning
        back.hand_back()
        qtbot.waitUntil(lambda: back.dialog is not None)
        dialog = back.dialog
        assert dialog is not None
        assert "A-001, A-003" in said(dialog)
        dialog.passphrase.setText("wrong passphrase")
        qtbot.keyClick(dialog.passphrase, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "passphrase does not open" in said(dialog))
        dialog.passphrase.setText(identities.PASSPHRASE.decode())
        qtbot.keyClick(dialog.passphrase, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: back.receipt is not None)
        receipt = back.receipt
        assert receipt is not None
        found = read_return(target)
        assert found.digest in receipt.words
        assert [one.application for one in found.declared.declarations if one.recusal] == ["A-002"]


def test_without_an_identity_nothing_is_handed_back(qtbot: QtBot, tmp_path: Path) -> None:
    """It is said what to do."""
    folders = prepared(tmp_path)
    folders.identity.unlink()
    with running(folders, qtbot) as window:
        desk_of(window).returning.hand_back()
        assert desk_of(window).home.notice()
        assert desk_of(window).returning.dialog is None
