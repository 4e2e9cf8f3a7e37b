"""The viewer: finding words, selecting them, and going back to them (expert desk: Documents, Cite)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from document_builders import pdf, picture, word, workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot
from viewer_helpers import NOWHERE, Reader, reading

from evaluator_app.services.documents import Region
from evaluator_app.ui.viewer.page_view import PageView
from evaluator_app.ui.viewer.selection import Selection


@pytest.fixture
def reader(qtbot: QtBot, tmp_path: Path) -> Iterator[Reader]:
    with reading(qtbot, tmp_path) as found:
        yield found


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return pdf(tmp_path / "report.pdf", *(f"Chapter {i}. Andon time {i}." for i in range(1, 8)))


def test_words_are_found_in_a_pdf_one_after_the_other_and_can_be_cited(reader: Reader, report: Path) -> None:
    reader.show(report)
    reader.search("andon time")
    reader.bot.waitUntil(lambda: reader.says("1 / 7"))
    reader.bot.keyClick(reader.pane, Qt.Key.Key_F3)
    reader.bot.waitUntil(lambda: reader.selection().page == 1)
    assert reader.says("2 / 7")
    assert reader.selection().region is not None
    assert "Andon time 2" in reader.selection().excerpt
    reader.bot.keyClick(reader.pane, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert reader.selection().page == 0


def test_a_search_begins_at_the_page_in_sight_and_goes_round(reader: Reader, report: Path) -> None:
    reader.show(report)
    reader.pane.turn_page(4)
    reader.search("andon")
    reader.bot.waitUntil(lambda: reader.says("5 / 7"))
    assert reader.selection().page == 4


def test_dragging_selects_a_region_with_its_text(reader: Reader, report: Path) -> None:
    reader.show(report)
    told: list[object] = []
    reader.pane.selection_changed.connect(told.append)
    paper = reader.find(PageView, "Document").viewport()
    reader.bot.mousePress(paper, Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    reader.bot.mouseMove(paper, QPoint(600, 200))
    reader.bot.mouseRelease(paper, Qt.MouseButton.LeftButton, pos=QPoint(600, 200))
    reader.bot.waitUntil(lambda: "Chapter 1." in reader.selection().excerpt)
    assert told[-1] == reader.selection()
    assert (reader.selection().document, reader.selection().page) == ("report.pdf", 0)
    reader.bot.mouseClick(paper, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    assert reader.pane.current_selection() is None


def test_a_turned_page_selects_the_same_place(reader: Reader, report: Path) -> None:
    reader.show(report)
    reader.bot.keyClick(reader.pane, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    reader.rest()
    reader.search("chapter 1")
    reader.bot.waitUntil(lambda: reader.selection().page == 0)
    region = reader.selection().region
    assert region is not None
    assert region.top < 200  # of the upright page


def test_going_to_a_citation_opens_its_document_at_its_page(reader: Reader, report: Path) -> None:
    other = reader.folder / "photo.jpg"
    picture(other, (400, 200))
    reader.show(other, report)
    target = Selection("report.pdf", "", 5, Region(100, 50, 500, 90), "", "")
    assert reader.pane.go_to(target)
    reader.bot.waitUntil(lambda: reader.pane.current_page() == 5)
    assert reader.pane.current_document == reader.documents[1]
    assert not reader.pane.go_to(NOWHERE)


def test_a_word_document_shows_text_tables_and_finds_words(reader: Reader) -> None:
    path = word(reader.folder / "a.docx", "first", "andon here", "last", rows=[["andon", "x"]])
    reader.show(path)
    reader.search("andon")
    reader.bot.waitUntil(lambda: reader.says("1 / 2"))
    assert (reader.selection().excerpt, reader.selection().place) == ("andon", "¶2")
    assert reader.pane.go_to(Selection("a.docx", "", None, None, "…last…", "¶3"))


def test_words_selected_in_word_are_cited_from_its_pdf(reader: Reader) -> None:
    path = word(reader.folder / "a.docx", "first", "Andon time fell")
    twin = pdf(reader.folder / "a.pdf", "first", "Andon time fell")
    reader.show(path, twin, titles=("Report (Word)", "Report (PDF)"))
    assert reader.says("This document is also there as PDF")
    reader.search("Andon time")
    reader.bot.waitUntil(lambda: reader.selection().document == "a.pdf")
    assert reader.selection().page == 1
    assert reader.selection().region is not None
    button = next(one for one in reader.pane.findChildren(QPushButton) if one.text() == "Open the PDF")
    button.click()
    assert reader.pane.current_document == reader.documents[1]


def test_a_workbook_shows_its_sheets_and_cites_cells(reader: Reader) -> None:
    reader.show(workbook(reader.folder / "a.xlsx", {"S1": [["x"]], "S2": [["m", "n"], ["Andon", 3]]}))
    assert reader.pane.go_to(Selection("a.xlsx", "", None, None, "Andon", "S2!A2:B2"))
    reader.bot.waitUntil(lambda: reader.selection().place == "S2!A2:B2")
    assert reader.selection().excerpt == "Andon\t3"
    reader.search("andon")
    reader.bot.waitUntil(lambda: reader.says("1 / 1"))
    assert reader.selection().place == "S2!A2"


def test_a_search_through_all_documents_lists_where_and_goes_there(reader: Reader, report: Path) -> None:
    path = word(reader.folder / "a.docx", "first", "andon here")
    sheet = workbook(reader.folder / "a.xlsx", {"S1": [["x"]], "S2": [["andon"]]})
    reader.show(path, report, sheet)
    reader.bot.keyClick(
        reader.pane, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    reader.search("andon")
    results = reader.find(QListWidget, "Found in all documents")
    reader.bot.waitUntil(lambda: results.count() == 9)
    assert results.item(3).text().startswith("report.pdf · Page 3\n")
    results.itemActivated.emit(results.item(3))
    reader.bot.waitUntil(lambda: reader.selection().page == 2)
    results.itemActivated.emit(results.item(8))
    reader.bot.waitUntil(lambda: reader.selection().place == "S2!A1")
    reader.bot.keyClick(reader.find(QLineEdit, "Find"), Qt.Key.Key_Escape)
    assert not results.isVisible()


def test_a_text_selected_with_the_keyboard_is_what_is_cited(reader: Reader) -> None:
    (reader.folder / "a.txt").write_text("one\n𠀀 two words\n", encoding="utf-8")
    reader.show(reader.folder / "a.txt")
    reader.search("two words")
    reader.bot.waitUntil(lambda: reader.selection().excerpt == "two words")
    assert reader.selection().place == "¶2"
