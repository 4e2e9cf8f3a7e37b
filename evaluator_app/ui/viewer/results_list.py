"""Words found in all documents of an application, as a list; a click goes there."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from evaluator_app.domain.application import Document
from evaluator_app.late import late
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import plural, text

if TYPE_CHECKING:
    from evaluator_app.services import document_search
    from evaluator_app.services.documents import Source
else:
    document_search = late("evaluator_app.services.document_search")

_LEAST, _MOST = 1.5, 4.5  # heights of what is touched


class Seeker(QObject):
    """Searches documents a slice at a time in the worker that draws; a new search ends the old one."""

    progressed = Signal(object)  # document_search.Progress

    def __init__(self, drawing: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drawing = drawing
        self._texts: document_search.TextCache | None = None
        self._search: document_search.DocumentSearch | None = None

    def look_for(self, documents: Sequence[tuple[Document, "Source"]], words: str) -> None:
        """Search for words; no words end the search."""
        self.cancel()
        if words:
            self._texts = self._texts or document_search.TextCache()
            self._search = document_search.DocumentSearch(documents, words, self._texts)
            self._go_on(self._search)

    def cancel(self) -> None:
        """End the search; what it holds open is given back by the worker."""
        if self._search is not None:
            self._drawing.run(self._search.close, lambda _: None, lambda _: None)
            self._search = None

    def _go_on(self, search: "document_search.DocumentSearch") -> None:
        self._drawing.run(search.step, lambda progress: self._take(search, progress), _fault)

    def _take(self, search: "document_search.DocumentSearch", progress: "document_search.Progress") -> None:
        if search is not self._search:
            return
        self.progressed.emit(progress)
        if progress.finished:
            self._search = None
        else:
            self._go_on(search)


def _fault(error: Exception) -> None:
    raise error  # a document that cannot be read is no fault: the search says which


class ResultsList(QWidget):
    """Shows what is found: document, page and the words around."""

    chosen = Signal(object)  # document_search.Found

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._found: list[document_search.Found] = []
        self._state = label(tone="muted", textSize="small", wrap=True)
        self._list = QListWidget()
        self._list.setAccessibleName(text("Found in all documents"))
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setMinimumHeight(round(theme.sizes.touch * _LEAST))
        self.setMaximumHeight(round(theme.sizes.touch * (_MOST + 1)))
        self._list.itemActivated.connect(self._tell)
        self._list.itemClicked.connect(self._tell)
        self.setLayout(column(self._state, (self._list, 1), spacing=4, margins=(12, 6, 12, 6)))

    def clear(self) -> None:
        """Show nothing found yet."""
        self._found = []
        self._list.clear()
        self._state.setText(text("Searching…"))

    def show_progress(self, progress: "document_search.Progress") -> None:
        """Add what was found and say how far the search is."""
        for found in progress.found:
            where = place_words(found.page, found.place)
            item = QListWidgetItem(f"{found.document.title} · {where}\n{found.excerpt}")
            item.setToolTip(found.excerpt)
            self._list.addItem(item)
        self._found += progress.found
        self._state.setText(_state(len(self._found), progress))

    def _tell(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self._found[self._list.row(item)])


def _state(count: int, progress: "document_search.Progress") -> str:
    said = plural("{count} hit", "{count} hits", count)
    if not progress.finished:
        where = text("searching document {n} of {total}…", n=progress.searched + 1, total=progress.total)
        return f"{said} · {where}"
    if progress.unread:
        return " · ".join((said, text("Cannot be searched: {titles}", titles="、".join(progress.unread))))
    return said


def place_words(page: int | None, place: str) -> str:
    """Where something is in a document, for people."""
    if page is not None:
        return text("Page {page}", page=page + 1)
    if place.startswith("¶"):
        return text("Paragraph {number}", number=place[1:])
    return place
