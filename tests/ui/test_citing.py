"""Citing: what is selected in the documents is attached to the open criterion, and leads back."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from window_helpers import focused, folders_in, open_application, press, running, score_of, with_sample

from evaluator_app.domain.citations import Citation
from evaluator_app.ui.expert import score_desk
from evaluator_app.ui.expert.citation_row import CitationRow, citation_words
from evaluator_app.ui.viewer.page_view import PageView
from evaluator_app.ui.viewer.selection import Selection
from evaluator_app.ui.window import MainWindow

PAGE = Citation(document="示例报告", sha256="a" * 64, page=5, excerpt="响应时间由 11.4 分钟降至 3.2 分钟")


def cited(window: MainWindow, criterion: str = "a1") -> tuple[Citation, ...]:
    sheet = score_of(window).editor.sheet
    assert sheet is not None
    return sheet.state.marks.citations.get(criterion, ())


def select_a_page(window: MainWindow) -> Selection:
    """What a user does by dragging over the second page of the first document."""
    sheet = score_of(window).editor.sheet
    assert sheet is not None
    document = sheet.application.documents[0]
    chosen = Selection(
        document=document.id, sha256=document.sha256, page=1, region=None, excerpt="示例摘录", place=""
    )
    score_of(window).page.documents.current_selection = lambda: chosen  # type: ignore[method-assign] # the hand
    return chosen


def test_f7_attaches_the_selection_and_undo_takes_it_off(qtbot: QtBot, tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with_sample(folders)
    with running(folders, qtbot) as window:
        open_application(window, qtbot)
        chosen = select_a_page(window)
        press(qtbot, Qt.Key.Key_F7)
        assert [(one.sha256, one.page, one.excerpt) for one in cited(window)] == [
            (chosen.sha256, 1, "示例摘录")
        ]
        press(qtbot, Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
        assert cited(window) == ()


def test_without_a_selection_the_window_says_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with_sample(folders)
    with running(folders, qtbot) as window:
        open_application(window, qtbot)
        press(qtbot, Qt.Key.Key_F7)
        assert "first" in score_of(window).page.saved_words()
        assert cited(window) == ()


def test_a_click_on_a_citation_goes_back_to_its_page(qtbot: QtBot, tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with_sample(folders)
    with running(folders, qtbot) as window:
        open_application(window, qtbot)
        select_a_page(window)
        press(qtbot, Qt.Key.Key_F7)
        row = score_of(window).page.form.findChildren(CitationRow)
        chip = next(chip for one in row if one.isVisible() for chip in one.findChildren(QPushButton))
        chip.click()
        pages = score_of(window).page.documents.findChild(PageView)
        qtbot.waitUntil(lambda: pages is not None and pages.current_page == 1)


def test_a_photo_is_attached_and_can_be_seen(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("RGB", (80, 60), "steelblue").save(tmp_path / "现场.jpg")
    monkeypatch.setattr(score_desk, "ask_picture", lambda _: tmp_path / "现场.jpg")
    folders = folders_in(tmp_path)
    with_sample(folders)
    with running(folders, qtbot) as window:
        open_application(window, qtbot)
        score_of(window).attach_photo()
        qtbot.waitUntil(lambda: len(cited(window)) == 1)
        assert (cited(window)[0].document, cited(window)[0].photo) == ("现场", True)


def test_delete_takes_a_citation_off(qtbot: QtBot) -> None:
    row = CitationRow()
    qtbot.addWidget(row)
    row.show_citations((PAGE,))
    with qtbot.waitActive(row):
        row.show()
    row.focus_chain()[0].setFocus()
    with qtbot.waitSignal(row.changed, check_params_cb=lambda rest: rest == ()):
        qtbot.keyClick(focused(), Qt.Key.Key_Delete)


def test_a_citation_is_said_in_a_few_words() -> None:
    assert citation_words(PAGE) == "示例报告 p. 6 “响应时间由 11.4 分钟降至…”"
