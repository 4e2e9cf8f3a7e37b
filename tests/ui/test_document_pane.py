"""The viewer: every kind of document, its pages, scale and thumbnails (expert desk: Documents)."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from document_builders import of_file, pdf, picture, word, workbook
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLineEdit, QListView, QPushButton, QToolButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from viewer_helpers import LOOK, Reader, reading

from evaluator_app.exchange.plain_text import MAX_BYTES
from evaluator_app.services.documents import Region, Table
from evaluator_app.ui.viewer.regions import rect_of, region_of
from evaluator_app.ui.viewer.table_model import TableModel
from evaluator_app.ui.viewer.thumbnails import ThumbnailModel


@pytest.fixture
def reader(qtbot: QtBot, tmp_path: Path) -> Iterator[Reader]:
    with reading(qtbot, tmp_path) as found:
        yield found


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


def test_a_document_that_takes_long_to_open_says_so(reader: Reader, report: Path) -> None:
    reader.show(report)
    hold = Event()
    reader.pane._drawing.run(hold.wait, lambda _: None, lambda _: None)  # noqa: SLF001 - keeps the worker busy
    reader.pane.show_documents((of_file(report, "again"),), lambda _: report)
    reader.bot.waitUntil(lambda: reader.says("Opening…"))
    hold.set()
    reader.rest()
    assert reader.pane.current_page() == 0


def test_a_document_that_opens_after_its_reader_has_left_is_given_back(reader: Reader, report: Path) -> None:
    documents = (of_file(report),)
    reader.pane.show_documents(documents, lambda _: report)
    reader.pane.close_documents()
    reader.pane.show_documents(documents, lambda _: report)
    reader.rest()
    assert reader.pane.current_page() == 0


def test_what_is_not_all_shown_is_said(reader: Reader) -> None:
    (reader.folder / "a.txt").write_bytes(b"line\n" * (MAX_BYTES // 5 + 9))
    macros = word(reader.folder / "b.docx", "x").rename(reader.folder / "b.docm")
    reader.show(reader.folder / "a.txt", macros)
    assert reader.says("Only the beginning is shown")
    reader.choose(1)
    assert reader.says("The document holds macros")


@pytest.mark.parametrize("turns", range(5))
def test_a_region_on_a_turned_page_is_the_region_of_the_upright_one(turns: int) -> None:
    paper, region = QRect(100, 50, 2000, 3000), Region(100, 200, 300, 250)
    assert region_of(rect_of(region, paper, turns), paper, turns) == region
