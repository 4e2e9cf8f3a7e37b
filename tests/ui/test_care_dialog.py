"""Workspace care in the window: backed up by itself, restored by date, repaired, packed; from both desks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from window_helpers import EXPERT, folders_in, with_workspace

from evaluator_app.domain.expert import Expert
from evaluator_app.domain.rotation import Reason
from evaluator_app.services import profile, workspaces
from evaluator_app.services.places import Folders, own_places
from evaluator_app.store.workspace import DATABASE
from evaluator_app.ui.application import Program
from evaluator_app.ui.care import dialog as care_dialog
from evaluator_app.ui.care.dialog import CareDialog
from evaluator_app.ui.care.move_dialogs import PackDialog, TakeInDialog
from evaluator_app.ui.secretariat.desk import SecretariatDesk

OTHER = Expert(name="示例专家乙", organisation="示例大学")


@pytest.fixture(params=["expert", "secretariat"])
def folders(tmp_path: Path, request: pytest.FixtureRequest) -> Folders:
    """Folders with a workspace in which the expert is known."""
    folders = folders_in(tmp_path, desk=request.param)
    with_workspace(folders, EXPERT)
    return folders


@pytest.fixture
def program(qapp: QApplication, folders: Folders, qtbot: QtBot) -> Iterator[Program]:
    """The program on that workspace, at one of the desks."""
    program = Program(qapp, own_places(), folders)
    program.open_window()
    qtbot.waitUntil(lambda: program.open_one() is not None)
    yield program
    assert program.window
    program.window.close()
    program.close()
    program.window.deleteLater()
    program.deleteLater()


def shown(program: Program) -> CareDialog:
    """The dialog of care, as the menu opens it."""
    if program.care.dialog is None:
        assert program.window
        program.window.care_wanted.emit()
    assert program.care.dialog
    return program.care.dialog


def reopened(program: Program, before: CareDialog, qtbot: QtBot) -> CareDialog:
    """The dialog in the window that was opened anew."""
    qtbot.waitUntil(lambda: program.care.dialog not in (None, before))
    return shown(program)


def known(program: Program, qtbot: QtBot) -> Expert | None:
    """Who the workspace says works there."""
    qtbot.waitUntil(lambda: program.open_one() is not None)
    ws = program.open_one()
    assert ws
    return profile.expert(ws)


def backed_up(program: Program, qtbot: QtBot) -> CareDialog:
    """The dialog after a backup was asked for in it."""
    dialog = shown(program)
    dialog.now.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    qtbot.waitUntil(lambda: dialog.said.text() == "Backed up and checked.")
    return dialog


def test_work_is_backed_up_by_itself(program: Program, qtbot: QtBot) -> None:
    """At the start, without being asked; and not again while nothing changes."""
    with qtbot.waitSignal(program.care.backed_up):
        program.care.look_after()
    program.care.look_after()
    dialog = shown(program)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    assert dialog.model.rows[0].record.reason is Reason.START
    ModelTester(None).check(dialog.model)
    dialog.reject()


def test_what_is_restored_is_shown_and_can_be_undone(
    program: Program, folders: Folders, qtbot: QtBot
) -> None:
    dialog = backed_up(program, qtbot)
    ws = program.open_one()
    assert ws
    program.care.storing.wait_for(lambda: profile.keep_expert(ws, OTHER))
    assert not dialog.restore.isEnabled()
    dialog.table.selectRow(0)
    dialog.restore.click()
    again = reopened(program, dialog, qtbot)
    assert again.said.text().startswith("The workspace is as it was at ")
    assert known(program, qtbot) == EXPERT
    qtbot.waitUntil(lambda: again.model.rowCount() == 2)
    assert again.model.rows[0].record.reason is Reason.RESTORE
    again.table.selectRow(0)
    again.restore.click()
    last = reopened(program, again, qtbot)
    assert known(program, qtbot) == OTHER
    last.reject()
    assert not list(folders.workspace.glob(".*"))


def test_a_damaged_workspace_is_repaired_from_the_menu(
    qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    folders = folders_in(tmp_path, desk="secretariat")
    with_workspace(folders, EXPERT)
    file = folders.workspace / DATABASE
    data = bytearray(file.read_bytes())
    data[-2000] ^= 1
    file.write_bytes(data)
    program = Program(qapp, own_places(), folders)
    desk = program.open_window().desk
    assert isinstance(desk, SecretariatDesk)
    qtbot.waitUntil(lambda: bool(desk.workspace.problems))
    dialog = shown(program)
    assert not dialog.now.isEnabled()
    dialog.repair.click()
    again = reopened(program, dialog, qtbot)
    assert "The old one is kept" in again.said.text()
    qtbot.waitUntil(lambda: program.open_one() is not None)
    qtbot.waitUntil(again.now.isEnabled)
    again.check.click()
    qtbot.waitUntil(lambda: "is sound" in again.said.text())
    again.reject()
    assert program.window
    program.window.close()
    program.close()
    program.window.deleteLater()
    program.deleteLater()


def test_a_backup_that_is_damaged_restores_nothing_and_says_so(program: Program, qtbot: QtBot) -> None:
    dialog = backed_up(program, qtbot)
    database = dialog.model.rows[0].folder / DATABASE
    database.write_bytes(database.read_bytes()[:-9])
    dialog.check.click()
    qtbot.waitUntil(lambda: "A file of the backup" in dialog.trouble.text())
    dialog.table.selectRow(0)
    dialog.restore.click()
    again = reopened(program, dialog, qtbot)
    assert "A file of the backup" in again.trouble.text()
    assert known(program, qtbot) == EXPERT
    again.reject()


def test_a_copy_goes_to_a_stick(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(care_dialog, "ask_folder", lambda *_: stick)
    dialog = backed_up(program, qtbot)
    dialog.table.selectRow(0)
    dialog.copy.click()
    qtbot.waitUntil(lambda: dialog.said.text().startswith("Copied and checked: "))
    assert list(stick.rglob(DATABASE))
    dialog.reject()


def press(dialog: PackDialog | TakeInDialog, caption: str) -> None:
    """Press a button of a dialog."""
    [button] = [one for one in dialog.findChildren(QPushButton) if one.text() == caption]
    button.click()


@pytest.mark.parametrize("folders", ["expert"], indirect=True)  # a passphrase takes its time
def test_a_workspace_is_packed_and_taken_in_again(
    program: Program, folders: Folders, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "all.evmove"
    monkeypatch.setattr(care_dialog, "ask_target", lambda *_: out)
    monkeypatch.setattr(care_dialog, "ask_file", lambda *_: out)
    dialog = shown(program)
    dialog.pack.click()
    [packing] = dialog.findChildren(PackDialog)
    packing.first.setText("示例口令示例口令")
    press(packing, "Pack")
    assert not out.exists()  # the two differ
    packing.second.setText("示例口令示例口令")
    press(packing, "Pack")
    qtbot.waitUntil(lambda: dialog.said.text().startswith("Packed: "), timeout=20_000)
    dialog.take.click()
    [taking] = dialog.findChildren(TakeInDialog)
    press(taking, "Take in")  # the key is on this computer already
    again = reopened(program, dialog, qtbot)
    assert again.said.text() == "The workspace has arrived."
    assert known(program, qtbot) == EXPERT
    again.reject()
    assert workspaces.exists(folders.workspace)


def test_a_backup_that_fails_is_said_in_the_window(program: Program, folders: Folders, qtbot: QtBot) -> None:
    """Work goes on; what is wrong with the rules is told."""
    (folders.preferences / "care.toml").write_text("[backups]\nnewest = 0\n", "utf-8")
    program.care.look_after()
    window = program.window
    assert window
    qtbot.waitUntil(lambda: "newest" in window.statusBar().currentMessage())
