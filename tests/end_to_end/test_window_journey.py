"""The whole journey through the real window by keyboard alone: package, marks, remark, export, restart."""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot
from window_helpers import (
    EXPERT,
    declare_in,
    desk_of,
    focused,
    folders_in,
    open_application,
    press,
    running,
    score_of,
    type_text,
    with_sample,
)

from evaluator_app.domain.codes import Code
from evaluator_app.domain.marks import UNMARKED, Entry, Scored
from evaluator_app.domain.problems import Refused
from evaluator_app.exchange.score_sheet_reader import read_sheet
from evaluator_app.services import packages
from evaluator_app.services.places import own_places
from evaluator_app.services.samples import sample_campaign
from evaluator_app.ui.expert import dialogs, exporting, score_desk
from evaluator_app.ui.expert.issuer_dialog import IssuerDialog
from evaluator_app.ui.expert.review_dialog import ReviewDialog
from evaluator_app.ui.window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier
MARKS = {"a1": "9", "a2": "9", "b1": "13.5", "b2": "9", "b3": "9", "b4": "13.5", "c1": "18", "c2": "9"}


def built(folder: Path, revision: int = 1) -> Path:
    path = folder / f"sample-{revision}.evpkg"
    now = "2024-08-30T10:00:00+08:00"
    packages.build(sample_campaign(own_places()), own_places().forms, path, revision=revision, now=now)
    return path


def score_everything(window: MainWindow, qtbot: QtBot) -> None:
    for value in MARKS.values():
        type_text(qtbot, value)
        press(qtbot, Qt.Key.Key_Return)
    type_text(qtbot, "亮点：示例。不足：示例。")
    score_of(window).page.finish()


def test_from_a_double_clicked_package_to_a_score_sheet(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = folders_in(tmp_path)
    target = tmp_path / "A-001.xlsx"
    monkeypatch.setattr(exporting, "ask_target", lambda *_: target)
    monkeypatch.setattr(ReviewDialog, "exec", lambda _: ReviewDialog.DialogCode.Accepted)
    monkeypatch.setattr(dialogs.ProfileDialog, "ask", lambda *_: EXPERT)
    monkeypatch.setattr(IssuerDialog, "ask", lambda *_: True)
    with running(folders, qtbot, built(tmp_path)) as window:
        qtbot.waitUntil(lambda: len(desk_of(window).packages) == 1)
        desk_of(window).home.take_focus()
        press(qtbot, Qt.Key.Key_Return)
        declare_in(window, qtbot)
        qtbot.waitUntil(lambda: desk_of(window).where() != ("", ""))
        score_everything(window, qtbot)
        desk_of(window).export()
        qtbot.waitUntil(lambda: target.exists() and target.with_suffix(".pdf").exists(), timeout=20_000)
        sheet = read_sheet(target).sheet
        assert {name: entry.mark for name, entry in sheet.marks.entries.items()} == {
            name: Scored(Decimal(value)) for name, value in MARKS.items()
        }
        assert sheet.expert == EXPERT
        assert "总分" in json.dumps(
            [cell.value for row in load_workbook(target).worksheets[0] for cell in row],
            ensure_ascii=False,
            default=str,
        )


def test_a_blank_sheet_for_paper_holds_no_mark_and_no_name(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = folders_in(tmp_path)
    with_sample(folders)
    target = tmp_path / "blank.xlsx"
    monkeypatch.setattr(score_desk, "ask_target", lambda *_: target)
    with running(folders, qtbot) as window:
        open_application(window, qtbot)
        type_text(qtbot, "9")
        press(qtbot, Qt.Key.Key_Return)
        desk_of(window).export_blank()
        qtbot.waitUntil(lambda: target.with_suffix(".pdf").exists(), timeout=20_000)
    with pytest.raises(Refused) as refused:
        read_sheet(target)  # nobody has filled it in yet
    assert [one.code for one in refused.value.problems] == [Code.EXPERT_NAME_MISSING]


def test_marks_undo_and_redo_survive_a_restart(qtbot: QtBot, tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with_sample(folders)
    with running(folders, qtbot) as window:
        open_application(window, qtbot)
        type_text(qtbot, "9")
        press(qtbot, Qt.Key.Key_Return)
        type_text(qtbot, "8.5")
        press(qtbot, Qt.Key.Key_Return)
    with running(folders, qtbot) as window:
        open_application(window, qtbot)
        press(qtbot, Qt.Key.Key_Z, modifier=CONTROL)
        entries = entries_of(window)
        assert (entries["a1"].mark, entries["a2"].mark) == (Scored(Decimal(9)), UNMARKED)
        assert score_of(window).page.form.open_target() == "a2"
    with running(folders, qtbot) as window:
        open_application(window, qtbot)
        press(qtbot, Qt.Key.Key_Y, modifier=CONTROL)
        assert entries_of(window)["a2"].mark == Scored(Decimal("8.5"))


def test_the_screen_says_saved_only_when_the_journal_has_it(qtbot: QtBot, tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with_sample(folders)
    with running(folders, qtbot) as window:
        open_application(window, qtbot)
        type_text(qtbot, "9")
        assert score_of(window).page.saved_words() == "Typing…"
        press(qtbot, Qt.Key.Key_Return)
        assert score_of(window).page.saved_words() == "Saving…"
        qtbot.waitUntil(lambda: score_of(window).page.saved_words().startswith("✓ Saved"))


def test_f8_jumps_to_what_is_missing_and_f6_to_the_documents(qtbot: QtBot, tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with_sample(folders)
    with running(folders, qtbot) as window:
        open_application(window, qtbot)
        type_text(qtbot, "9")
        press(qtbot, Qt.Key.Key_F8)
        assert score_of(window).page.form.open_target() == "a2"
        press(qtbot, Qt.Key.Key_F6)
        assert score_of(window).page.documents.isAncestorOf(focused())
        press(qtbot, Qt.Key.Key_F6)
        assert score_of(window).page.form.isAncestorOf(focused())


def test_a_dropped_newer_revision_keeps_the_marks(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(IssuerDialog, "ask", lambda *_: True)
    folders = folders_in(tmp_path)
    with_sample(folders)
    with running(folders, qtbot) as window:
        open_application(window, qtbot)
        type_text(qtbot, "9")
        press(qtbot, Qt.Key.Key_Return)
        drop(window, built(tmp_path, revision=2))
        qtbot.waitUntil(lambda: desk_of(window).packages[0].package.revision == 2)
        open_application(window, qtbot)
        assert entries_of(window)["a1"].mark == Scored(Decimal(9))


def test_a_dropped_file_that_is_no_package_is_refused_in_words(qtbot: QtBot, tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with_sample(folders)
    broken = tmp_path / "broken.evpkg"
    broken.write_bytes(built(tmp_path).read_bytes()[:5000])
    with running(folders, qtbot) as window:
        drop(window, broken)
        qtbot.waitUntil(lambda: "cut off" in desk_of(window).home.notice())
        assert len(desk_of(window).packages) == 1


def entries_of(window: MainWindow) -> Mapping[str, Entry]:
    """What the open sheet holds."""
    sheet = score_of(window).editor.sheet
    assert sheet is not None
    return sheet.state.marks.entries


def drop(window: MainWindow, path: Path) -> None:
    """Drop a file onto the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
