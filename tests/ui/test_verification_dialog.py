"""The verification of the secretariat's desk: one verdict per check and file, and what failed in words."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import signature_builders as make
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from window_helpers import folders_in

from evaluator_app.services.places import own_places
from evaluator_app.ui.application import Program
from evaluator_app.ui.secretariat import verification
from evaluator_app.ui.secretariat.desk import SecretariatDesk
from evaluator_app.ui.secretariat.verification import VerificationDialog


@pytest.fixture
def dialog(qapp: QApplication, tmp_path: Path) -> Iterator[VerificationDialog]:
    """The dialog, opened from the desk."""
    program = Program(qapp, own_places(), folders_in(tmp_path, desk="secretariat"))
    window = program.open_window()
    assert isinstance(window.desk, SecretariatDesk)
    window.desk.work.verify()
    yield window.desk.work.verification
    window.desk.work.verification.accept()
    window.close()
    program.close()
    window.deleteLater()
    program.deleteLater()


def drop(dialog: VerificationDialog, *paths: Path) -> None:
    """Files dropped on the dialog."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(one)) for one in paths])
    place, buttons, keys = QPointF(9, 9), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place.toPoint(), Qt.DropAction.CopyAction, data, buttons, keys)
    dialog.dragEnterEvent(enter)
    assert enter.isAccepted()
    dialog.dropEvent(QDropEvent(place, Qt.DropAction.CopyAction, data, buttons, keys))


def test_dropped_files_are_checked_one_verdict_each(
    dialog: VerificationDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = make.signed(tmp_path)
    part = "xl/sharedStrings.xml"
    bad = make.repacked(good, {part: make.parts(good.read_bytes())[part] + b" "})
    drop(dialog, good, bad, tmp_path / "notes.txt")
    qtbot.waitUntil(lambda: len(dialog.reports) == 2)
    assert [one.failed for one in dialog.reports] == [False, True]
    words = [dialog.table.item(row, 2).text() for row in (0, 1)]  # type: ignore[union-attr] # the table is filled
    assert words == ["✓ passed", "✗ failed"]
    assert part in dialog.details.toPlainText()
    trust = make.trust_list(tmp_path, [make.identity(tmp_path)])
    monkeypatch.setattr(verification, "ask_trust_list", lambda _: trust)
    monkeypatch.setattr(verification, "ask_target", lambda *_: tmp_path / "report.json")
    buttons = {one.text(): one for one in dialog.findChildren(QPushButton)}
    buttons["Check against trust list…"].click()
    qtbot.waitUntil(lambda: dialog.reports[0].lines[2].verdict.value == "passed")
    buttons["Save report…"].click()
    qtbot.waitUntil(lambda: "report.json" in dialog.details.toPlainText())
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["against"]["trust"]["number"]


def test_a_package_that_is_none_is_said_so(
    dialog: VerificationDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verification, "ask_package", lambda _: tmp_path / "none.evpkg")
    monkeypatch.setattr(verification, "ask_files", lambda _: (tmp_path / "none.xlsx",))
    buttons = {one.text(): one for one in dialog.findChildren(QPushButton)}
    buttons["Choose files…"].click()
    qtbot.waitUntil(lambda: len(dialog.reports) == 1)
    buttons["Check against package…"].click()
    qtbot.waitUntil(lambda: "none.evpkg" in dialog.details.toPlainText())
