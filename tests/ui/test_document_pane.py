"""The viewer: every kind of document, pages, search, selecting and going back (expert desk: Documents)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from document_builders import of_file, pdf, picture, word, workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QPushButton,
    QTabBar,
    QToolButton,
    QWidget,
)
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from evaluator_app.domain.application import Document
from evaluator_app.services.documents import Region, Table
from evaluator_app.services.places import own_places
from evaluator_app.ui import style
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.tokens import theme
from evaluator_app.ui.viewer.document_pane import DocumentPane
from evaluator_app.ui.viewer.page_view import PageView
from evaluator_app.ui.viewer.selection import Selection
from evaluator_app.ui.viewer.table_model import TableModel
from evaluator_app.ui.viewer.thumbnails import ThumbnailModel

LOOK = theme(own_places().resources / "icons", dark=False)
W = TypeVar("W", bound=QWidget)
NOWHERE = Selection("", "", None, None, "", "")


@dataclass
class Reader:
    """A pane with documents, and the hands of its user."""

    pane: DocumentPane
    bot: QtBot
    folder: Path
    documents: tuple[Document, ...] = ()

    def show(self, *paths: Path, titles: tuple[str, ...] = ()) -> None:
        """Show these files and wait until the first is there."""
        named = zip(paths, titles or [""] * len(paths), strict=True)
        self.documents = tuple(of_file(path, title) for path, title in named)
        self.pane.show_documents(self.documents, lambda one: self.folder / one.id)
        self.rest()

    def rest(self) -> None:
        """Wait until what is in sight is drawn."""
        self.bot.waitUntil(self.pane.drawn)

    def choose(self, index: int) -> None:
        """Choose a document by its tab."""
        self.find(QTabBar, "Documents").setCurrentIndex(index)
        self.rest()

    def find(self, kind: type[W], name: str) -> W:
        """The widget of this kind and accessible name."""
        return next(one for one in self.pane.findChildren(kind) if one.accessibleName() == name)

    def search(self, words: str) -> None:
        """Type words to find, and Enter."""
        self.pane.open_search()
        field = self.find(QLineEdit, "Find")
        field.selectAll()
        self.bot.keyClicks(field, words)
        self.bot.keyClick(field, Qt.Key.Key_Return)

    def says(self, words: str) -> bool:
        """Whether these words are in sight."""
        labels = self.pane.findChildren(QLabel)
        return any(words in one.text() for one in labels if one.isVisible())

    def selection(self) -> Selection:
        """What can be cited; NOWHERE for nothing."""
        found = self.pane.current_selection()
        return found or NOWHERE


@pytest.fixture
def reader(qtbot: QtBot, tmp_path: Path) -> Iterator[Reader]:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    style.apply(application, LOOK)
    drawing = Operations("pages")
    pane = DocumentPane(LOOK, drawing)
    qtbot.addWidget(pane)
    pane.resize(740, 600)
    pane.show()
    yield Reader(pane, qtbot, tmp_path)
    pane.close_documents()
    drawing.close()
    drawing.deleteLater()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return pdf(tmp_path / "report.pdf", *(f"Chapter {i}. Andon time {i}." for i in range(1, 8)))


def test_typing_a_page_number_goes_there(reader: Reader, report: Path) -> None:
    reader.show(report)
    field = reader.find(QLineEdit, "Page number")
    field.selectAll()
    reader.bot.keyClicks(field, "5")
    reader.bot.keyClick(field, Qt.Key.Key_Return)
    assert reader.pane.current_page() == 4
    reader.pane.turn_page(1)
    assert field.text() == "6"


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


@pytest.mark.parametrize(
    ("name", "words"),
    [("a.doc", "No viewer can show"), ("a.docx", "is something else"), ("a.xlsx", "is something else")],
)
def test_what_cannot_be_shown_says_why_and_is_offered_as_a_file(
    reader: Reader, name: str, words: str
) -> None:
    (reader.folder / name).write_bytes(b"%PDF")
    reader.show(reader.folder / name)
    assert reader.says(words)
    button = next(one for one in reader.pane.findChildren(QPushButton) if one.text() == "Save a copy…")
    with reader.bot.waitSignal(reader.pane.copy_wanted) as wanted:
        button.click()
    assert wanted.args == [reader.documents[0]]


def test_thumbnails_are_drawn_when_they_are_wanted_and_go_to_pages(reader: Reader, report: Path) -> None:
    reader.show(report)
    pages = reader.find(QListView, "Pages")
    assert not pages.isVisible()
    reader.bot.keyClick(reader.pane, Qt.Key.Key_F4)
    assert pages.isVisible()
    model = pages.model()
    assert isinstance(model, ThumbnailModel)
    reader.bot.waitUntil(lambda: model.picture(0) is not None)
    pages.setFocus()
    for _ in range(3):
        reader.bot.keyClick(pages, Qt.Key.Key_Down)
    reader.bot.waitUntil(lambda: reader.pane.current_page() == 3)


def zoom(reader: Reader, key: Qt.Key) -> None:
    reader.bot.keyClick(reader.pane, key, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize(
    "make",
    [
        lambda folder: pdf(folder / "a.pdf", "x"),
        lambda folder: word(folder / "a.docx", "x"),
        lambda folder: workbook(folder / "a.xlsx", {"S": [["x"]]}),
    ],
    ids=["pdf", "word", "excel"],
)
def test_every_kind_of_document_is_made_larger_and_smaller(
    reader: Reader, make: Callable[[Path], Path]
) -> None:
    reader.show(make(reader.folder))
    shown = reader.find(QToolButton, "Scale")
    before = int(shown.text().split()[0])
    zoom(reader, Qt.Key.Key_Plus)
    assert int(shown.text().split()[0]) > before
    zoom(reader, Qt.Key.Key_Minus)
    assert abs(int(shown.text().split()[0]) - before) <= 1


def test_many_documents_are_all_in_one_list(reader: Reader, report: Path) -> None:
    reader.show(*[report] * 12)
    button = reader.find(QToolButton, "All documents")
    assert button.isVisible()
    button.menu().aboutToShow.emit()
    assert len([one for one in button.menu().actions() if not one.isSeparator()]) == 12


def test_a_text_selected_with_the_keyboard_is_what_is_cited(reader: Reader) -> None:
    (reader.folder / "a.txt").write_text("one\n𠀀 two words\n", encoding="utf-8")
    reader.show(reader.folder / "a.txt")
    reader.search("two words")
    reader.bot.waitUntil(lambda: reader.selection().excerpt == "two words")
    assert reader.selection().place == "¶2"


def test_an_application_without_documents_says_so(reader: Reader) -> None:
    reader.show()
    assert reader.says("This application has no documents.")


def test_photos_added_later_leave_the_open_document_where_it_is(reader: Reader, report: Path) -> None:
    reader.show(report)
    reader.pane.turn_page(3)
    photo = reader.folder / "site.jpg"
    picture(photo)
    reader.pane.show_documents((*reader.documents, of_file(photo)), lambda one: reader.folder / one.id)
    assert reader.pane.current_page() == 3
    reader.choose(1)
    assert reader.pane.current_document == of_file(photo)


def test_the_model_of_a_sheet_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = TableModel(LOOK)
    model.show_table(Table("S", (("a", "1,200"), (), ("b",))))
    qtmodeltester.check(model)
    assert (model.rowCount(), model.columnCount()) == (3, 2)
    assert model.index(0, 1).data() == "1,200"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "B"


def test_the_model_of_thumbnails_keeps_qts_rules(
    reader: Reader, report: Path, qtmodeltester: ModelTester
) -> None:
    reader.show(report)
    reader.bot.keyClick(reader.pane, Qt.Key.Key_F4)
    qtmodeltester.check(reader.find(QListView, "Pages").model())
