"""One's identity in the window: made, the workspace locked by it, unlocked, locked after idle time."""

from pathlib import Path
from typing import TypeVar

import identity_builders as make
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot
from window_helpers import desk_of, focused, folders_in, running, with_sample

from evaluator_app.services import own_identity
from evaluator_app.services.identities import KeyFile
from evaluator_app.services.places import Folders
from evaluator_app.ui.identity import keeper as keeping
from evaluator_app.ui.identity.dialogs import (
    NewIdentityDialog,
    OpenIdentityDialog,
    PassphraseDialog,
    UnlockDialog,
)
from evaluator_app.ui.identity.keeper import IdentityKeeper
from evaluator_app.ui.identity.page import IdentityPage
from evaluator_app.ui.window import MainWindow

WORDS = make.PASSPHRASE.decode()
D = TypeVar("D", bound=QDialog)


def keeper_of(window: MainWindow) -> IdentityKeeper:
    keeper = desk_of(window).keeper
    assert keeper is not None
    return keeper


def shown(window: MainWindow, qtbot: QtBot, kind: type[D]) -> D:
    """The dialog of this kind that is open over the window."""

    def found() -> list[D]:
        return [one for one in window.findChildren(kind) if one.isVisible()]

    qtbot.waitUntil(lambda: len(found()) == 1, timeout=20_000)  # making a key takes its time
    return found()[0]


def press(dialog: QDialog, qtbot: QtBot, caption: str) -> None:
    [button] = [one for one in dialog.findChildren(QPushButton) if one.text() == caption]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def said(dialog: QDialog) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


def locked(folders: Folders, home: Path) -> None:
    """The sample in a workspace that an identity locks."""
    with_sample(folders)
    own_identity.take_over(folders, KeyFile(path=make.written(home), passphrase=make.PASSPHRASE))


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return folders_in(tmp_path)


def test_a_new_identity_locks_the_workspace_and_writes_its_card(
    qtbot: QtBot, folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """电子签名法 13: the key is made here, under its owner's sole control."""
    with_sample(folders)
    card = tmp_path / "card.json"
    monkeypatch.setattr(keeping, "ask_target", lambda *_: card)
    with running(folders, qtbot) as window:
        keeper_of(window).ask(desk_of(window))
        dialog = shown(window, qtbot, NewIdentityDialog)
        dialog.name.setText("示例专家甲")
        dialog.organisation.setText("示例大学")
        for field in (dialog.passphrase, dialog.again):
            field.setText(WORDS)
        press(dialog, qtbot, "Make identity")
        page = shown(window, qtbot, IdentityPage)
        assert "示例专家甲" in said(page)
        assert "hand in your enrolment card" in said(page)
        press(page, qtbot, "Close")
        told = shown(window, qtbot, QMessageBox)
        told.accept()
        assert card.exists()
        assert card.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
    assert own_identity.is_locking(folders)


def test_what_is_missing_or_differs_is_said_and_nothing_is_made(qtbot: QtBot, folders: Folders) -> None:
    with_sample(folders)
    with running(folders, qtbot) as window:
        keeper_of(window).ask(desk_of(window))
        dialog = shown(window, qtbot, NewIdentityDialog)
        press(dialog, qtbot, "Make identity")
        assert "Please enter your name." in said(dialog)
        dialog.name.setText("示例专家甲")
        dialog.passphrase.setText("short")
        press(dialog, qtbot, "Make identity")
        assert "The two passphrases differ." in said(dialog)
        dialog.again.setText("short")
        press(dialog, qtbot, "Make identity")
        qtbot.waitUntil(lambda: "8 characters" in said(dialog))
        press(dialog, qtbot, "Later")
    assert not folders.identity.exists()


def test_the_passphrase_is_asked_at_the_start_and_a_wrong_one_is_said(
    qtbot: QtBot, folders: Folders, tmp_path: Path
) -> None:
    locked(folders, tmp_path)
    with running(folders, qtbot) as window:
        dialog = shown(window, qtbot, UnlockDialog)
        assert not desk_of(window).packages
        dialog.passphrase.setText("a wrong passphrase")
        qtbot.keyClick(dialog.passphrase, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: dialog.passphrase.selectedText() != "")
        assert "passphrase" in said(dialog)
        press(dialog, qtbot, "Stay locked")
        assert desk_of(window).workspace is None


def unlock(window: MainWindow, qtbot: QtBot) -> None:
    dialog = shown(window, qtbot, UnlockDialog)
    dialog.passphrase.setText(WORDS)
    press(dialog, qtbot, "Unlock")


def test_unlocked_it_shows_what_is_there_and_locks_again(
    qtbot: QtBot, folders: Folders, tmp_path: Path
) -> None:
    """Locked after idle time: what is shown goes away, and the passphrase is asked again."""
    locked(folders, tmp_path)
    with running(folders, qtbot) as first:
        keeper, unlocked = keeper_of(first), []
        keeper.unlocked.connect(lambda: unlocked.append(True))
        unlock(first, qtbot)
        qtbot.waitUntil(lambda: bool(unlocked))
        assert keeper.identity is not None
        [timer] = keeper.findChildren(QTimer)
        assert timer.isActive()
        assert timer.interval() == 15 * 60_000
        timer.timeout.emit()
        assert keeper.identity is None
        assert not timer.isActive()


def test_a_key_press_puts_the_lock_off(qtbot: QtBot, folders: Folders, tmp_path: Path) -> None:
    locked(folders, tmp_path)
    with running(folders, qtbot) as window:
        keeper = keeper_of(window)
        unlock(window, qtbot)
        qtbot.waitUntil(lambda: keeper.identity is not None)
        [timer] = keeper.findChildren(QTimer)
        timer.stop()
        qtbot.keyClick(focused(), Qt.Key.Key_Shift)
        assert timer.isActive()
        keeper.lock_after(0)
        timer.stop()
        qtbot.keyClick(focused(), Qt.Key.Key_Shift)
        assert not timer.isActive()


def test_the_passphrase_is_changed_with_the_old_one(qtbot: QtBot, folders: Folders, tmp_path: Path) -> None:
    locked(folders, tmp_path)
    with running(folders, qtbot) as window:
        shown(window, qtbot, UnlockDialog).reject()
        keeper_of(window)._change(desk_of(window))  # noqa: SLF001 - what the page's button does
        dialog = shown(window, qtbot, PassphraseDialog)
        dialog.old.setText(WORDS)
        dialog.passphrase.setText("another passphrase")
        press(dialog, qtbot, "Change passphrase")
        assert "The two passphrases differ." in said(dialog)
        dialog.again.setText("another passphrase")
        with qtbot.waitSignal(dialog.accepted, timeout=30_000):  # age stretches passphrases
            press(dialog, qtbot, "Change passphrase")
    assert own_identity.unlock(folders, b"another passphrase").expert.name == make.FIRST.name


def test_an_existing_identity_is_taken_over(
    qtbot: QtBot, folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_sample(folders)
    monkeypatch.setattr(keeping, "ask_file", lambda *_: make.written(tmp_path))
    with running(folders, qtbot) as window:
        keeper_of(window).take_over(desk_of(window))
        dialog = shown(window, qtbot, OpenIdentityDialog)
        dialog.passphrase.setText(WORDS)
        press(dialog, qtbot, "OK")
        qtbot.waitUntil(lambda: keeper_of(window).identity is not None, timeout=30_000)
    assert own_identity.is_locking(folders)
