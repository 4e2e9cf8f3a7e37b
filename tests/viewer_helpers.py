"""A document pane with documents of a test, and the hands of its reader."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from document_builders import of_file
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from evaluator_app.domain.application import Document
from evaluator_app.services.places import own_places
from evaluator_app.ui import style
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.tokens import theme
from evaluator_app.ui.viewer.document_pane import DocumentPane
from evaluator_app.ui.viewer.selection import Selection

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


@contextmanager
def reading(qtbot: QtBot, folder: Path) -> Iterator[Reader]:
    """A reader of documents in this folder."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    style.apply(application, LOOK)
    drawing = Operations("pages")
    pane = DocumentPane(LOOK, drawing)
    qtbot.addWidget(pane)
    pane.resize(740, 600)
    pane.show()
    yield Reader(pane, qtbot, folder)
    pane.close_documents()
    drawing.close()
    drawing.deleteLater()
