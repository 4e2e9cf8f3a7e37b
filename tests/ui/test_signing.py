"""Signing in the window: drawn by mouse, frozen afterwards, corrected as a new revision."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import signature_builders as make
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from window_helpers import desk_of, folders_in, open_application, running, score_of, with_sample

from evaluator_app.domain.history import Subject
from evaluator_app.domain.marks import Scored
from evaluator_app.exchange.score_sheet_appearance import PICTURE
from evaluator_app.exchange.score_sheet_reader import read_sheet
from evaluator_app.exchange.signature_picture import cleaned_signature, size_of
from evaluator_app.ui.expert import correction_dialog, score_desk, signing
from evaluator_app.ui.expert.edits import CardEdit
from evaluator_app.ui.expert.sign_dialog import SignDialog
from evaluator_app.ui.expert.signature_pad import SignaturePad
from evaluator_app.ui.window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """A finished sheet of the sample; signed files go to a folder of the test."""
    folders = folders_in(tmp_path)
    with_sample(folders)
    folders.identity.write_bytes(make.identity_file())
    monkeypatch.setattr(signing, "ask_folder", lambda *_: tmp_path)
    with running(folders, qtbot) as window:
        open_application(window, qtbot)
        editor, rubric = score_of(window).editor, score_of(window).editor.rubric()
        assert rubric is not None
        for one in rubric.criteria:
            editor.change(CardEdit(Subject.MARK, one.id, Scored(one.max)))
        for remark in rubric.remarks:
            editor.change(CardEdit(Subject.REMARK, remark.id, "示例：亮点与不足"))
        yield window


def draw(qtbot: QtBot, pad: SignaturePad) -> None:
    """A stroke with the mouse."""
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(30, 80))
    for x in range(40, 200, 10):
        qtbot.mouseMove(pad, QPoint(x, 60 + x % 30))
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(200, 60))


def asked(window: MainWindow, qtbot: QtBot) -> SignDialog:
    """The sign dialog, opened from the menu."""
    desk_of(window).signing.sign()
    found = desk_of(window).signing.signer
    assert found is not None
    qtbot.waitUntil(lambda: found.dialog is not None)
    assert found.dialog is not None
    return found.dialog


def sign(window: MainWindow, qtbot: QtBot, *, drawn: bool = True) -> None:
    """Draw, type the passphrase, sign; wait until the sheet is shown frozen."""
    dialog = asked(window, qtbot)
    if drawn:
        draw(qtbot, dialog.pad)
    qtbot.keyClicks(dialog.passphrase, make.PASSPHRASE)
    qtbot.keyClick(dialog.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: score_of(window).editor.frozen, timeout=20_000)  # key, workbook, PDF


def button(parent: QWidget, words: str) -> QPushButton:
    """A button by its words."""
    return next(one for one in parent.findChildren(QPushButton) if one.text() == words)


def test_the_pad_draws_clears_and_gives_a_small_picture(qtbot: QtBot) -> None:
    pad = SignaturePad()
    qtbot.addWidget(pad)
    pad.resize(420, 140)
    assert pad.png() == b""
    draw(qtbot, pad)
    picture = cleaned_signature(pad.png())
    width, height = size_of(picture)
    assert 300 <= width <= 400
    assert height <= 140
    qtbot.keyClick(pad, Qt.Key.Key_Delete)
    assert pad.empty
    qtbot.mouseClick(pad, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert pad.png() != b""


def test_who_leaves_while_it_is_being_signed_finds_it_signed(window: MainWindow, qtbot: QtBot) -> None:
    """The dialog is gone; the sheet is frozen and the receipt is shown all the same."""
    dialog = asked(window, qtbot)
    qtbot.keyClicks(dialog.passphrase, make.PASSPHRASE)
    qtbot.keyClick(dialog.passphrase, Qt.Key.Key_Return)
    dialog.reject()
    signer = desk_of(window).signing.signer
    assert signer is not None
    qtbot.waitUntil(lambda: signer.receipt is not None, timeout=20_000)
    qtbot.waitUntil(lambda: score_of(window).editor.frozen)


def test_a_drawn_signature_is_in_the_signed_file_and_the_sheet_is_frozen(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    sign(window, qtbot)
    (path,) = tmp_path.glob("*.xlsx")
    assert read_sheet(path).signed
    assert PICTURE in make.parts(path.read_bytes())
    page, editor = score_of(window).page, score_of(window).editor
    assert not page.form.viewport().isEnabled()
    before = page.marks
    editor.change(CardEdit(Subject.NOTE, "a1", "示例：事后"))
    assert editor.undo() == editor.redo() == ""
    assert page.marks == before
    receipt = desk_of(window).signing.signer
    assert receipt is not None
    assert receipt.receipt is not None
    button(receipt.receipt, "Copy").click()
    assert "Check code" in QApplication.clipboard().text()
    receipt.receipt.accept()
    assert score_of(window).flush() == ()


def test_a_signed_sheet_is_exported_as_it_was_signed(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(window, qtbot, drawn=False)
    (path,) = tmp_path.glob("*.xlsx")
    copy = tmp_path / "copy.xlsx"
    monkeypatch.setattr(score_desk, "ask_target", lambda *_: copy)
    desk_of(window).export()
    qtbot.waitUntil(lambda: "copy.xlsx" in score_of(window).page.saved_words())
    assert copy.read_bytes() == path.read_bytes()


def test_a_wrong_passphrase_keeps_what_was_drawn(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = asked(window, qtbot)
    draw(qtbot, dialog.pad)
    qtbot.keyClicks(dialog.passphrase, "wrong passphrase")
    button(dialog, "Sign and freeze").click()
    qtbot.waitUntil(dialog.passphrase.hasSelectedText)
    assert not dialog.pad.empty
    assert not list(tmp_path.glob("*.xlsx"))
    dialog.reject()


def test_a_correction_is_a_new_revision(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(window, qtbot, drawn=False)
    monkeypatch.setattr(correction_dialog.CorrectionDialog, "ask", lambda _: "示例：合计有误")
    desk_of(window).signing.correct()
    qtbot.waitUntil(lambda: not score_of(window).editor.frozen)
    sheet = score_of(window).editor.sheet
    assert sheet is not None
    assert (sheet.revision.number, score_of(window).page.form.viewport().isEnabled()) == (2, True)
    sign(window, qtbot, drawn=False)
    (path,) = tmp_path.glob("*-r2.xlsx")
    read = read_sheet(path).sheet
    assert read.supersedes is not None
    assert read.supersedes.reason == "示例：合计有误"


def test_the_reason_of_a_correction_is_one_of_the_lawful_ones(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def accepted(dialog: correction_dialog.CorrectionDialog) -> int:
        qtbot.addWidget(dialog)
        qtbot.keyClicks(dialog.findChild(QLineEdit), "a1")
        return int(dialog.DialogCode.Accepted)

    monkeypatch.setattr(correction_dialog.CorrectionDialog, "exec", accepted)
    assert correction_dialog.CorrectionDialog.ask(None).endswith(": a1")


def test_all_finished_are_signed_from_home(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    score_of(window).flush()
    desk = desk_of(window)
    desk.signing.sign_all()
    assert desk.signing.signer is not None
    dialog = desk.signing.signer.dialog
    assert dialog is not None
    qtbot.keyClicks(dialog.passphrase, make.PASSPHRASE)
    button(dialog, "Sign and freeze").click()
    qtbot.waitUntil(lambda: bool(list(tmp_path.glob("*.receipt.txt"))))
    qtbot.waitUntil(lambda: any(one.signed_at for one in desk.packages[0].applications))


def test_without_an_identity_it_says_how_to_get_one(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "me.p12").unlink()
    desk_of(window).signing.sign()
    qtbot.waitUntil(lambda: "identity" in score_of(window).page.saved_words())
