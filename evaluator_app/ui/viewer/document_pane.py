"""The documents of an application: a tab for each, a tool bar, search, and the document itself."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from evaluator_app.domain.application import Document
from evaluator_app.domain.media import is_viewable
from evaluator_app.domain.problems import Refused
from evaluator_app.domain.renditions import rendition_of
from evaluator_app.late import late
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.tokens import Theme
from evaluator_app.ui.viewer.document_tabs import DocumentTabs
from evaluator_app.ui.viewer.document_views import DocumentViews
from evaluator_app.ui.viewer.notice_strip import NoticeStrip
from evaluator_app.ui.viewer.page_layout import Fit
from evaluator_app.ui.viewer.rendition_finder import RenditionFinder
from evaluator_app.ui.viewer.results_list import ResultsList, Seeker
from evaluator_app.ui.viewer.search_bar import SearchBar
from evaluator_app.ui.viewer.selection import Picked, Selection, Target, selection_of
from evaluator_app.ui.viewer.shortcuts import add_shortcuts
from evaluator_app.ui.viewer.thumbnails import Thumbnails
from evaluator_app.ui.viewer.viewer_bar import ViewerBar
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.services import document_search, documents
    from evaluator_app.services.documents import Source
else:
    documents = late("evaluator_app.services.documents")


class DocumentPane(QWidget):
    """Shows an application's documents beside the rubric; what is selected there can be cited."""

    copy_wanted = Signal(object)  # Document: the expert wants it as a file
    selection_changed = Signal(object)  # Selection or None

    def __init__(self, theme: Theme, drawing: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing = drawing
        self._documents: tuple[Document, ...] = ()
        self._paths: Callable[[Document], Source] = lambda document: Path(document.path)
        self._open: documents.Opened | None = None
        self._opening = False
        self._target: Target | None = None  # where to go when the document is open
        self._tabs = DocumentTabs(theme)
        self._bar = ViewerBar(theme)
        self._search = SearchBar(theme)
        self._results = ResultsList(theme)
        self._seeker = Seeker(drawing, self)
        self._notice = NoticeStrip()
        self._thumbnails = Thumbnails(theme, drawing)
        self._views = DocumentViews(theme, drawing)
        self._rendition = RenditionFinder(drawing, self)
        for hidden in (self._search, self._results, self._thumbnails):
            hidden.hide()
        body = row(self._thumbnails, (self._views, 1), spacing=0)
        bars = column(self._tabs, self._bar, self._search, spacing=0)
        self.setLayout(column(bars, (self._results, 2), self._notice, (body, 3), spacing=0))
        self._join_reading()
        self._join_searching()
        self._make_shortcuts()

    def _join_reading(self) -> None:
        pages, bar, views = self._views.pages, self._bar, self._views
        self._tabs.chosen.connect(self._show_document)
        bar.page_wanted.connect(pages.go_to_page)
        bar.turned_page.connect(self.turn_page)
        bar.zoomed.connect(views.zoom)
        bar.percent_wanted.connect(views.set_percent)
        bar.fit_width_wanted.connect(lambda: pages.set_zoom(Fit.WIDTH))
        bar.fit_page_wanted.connect(lambda: pages.set_zoom(Fit.PAGE))
        bar.turned.connect(pages.turn)
        bar.thumbnails_wanted.connect(self._show_thumbnails)
        pages.page_changed.connect(bar.show_page)
        pages.page_changed.connect(self._thumbnails.show_current)
        self._thumbnails.chosen.connect(pages.go_to_page)
        views.zoomed.connect(lambda: bar.show_percent(views.percent))
        views.selected.connect(self._selected)
        views.message.acted.connect(self._want_copy)
        self._rendition.found.connect(self._tell_selection)
        self._notice.rendition_wanted.connect(self._open_rendition)

    def _join_searching(self) -> None:
        self._bar.search_wanted.connect(self.open_search)
        self._search.words_changed.connect(self._look_for)
        self._search.stepped.connect(self._views.next_hit)
        self._search.everywhere_changed.connect(lambda _: self._look_everywhere())
        self._search.closed.connect(self._end_search)
        self._views.found.connect(self._search.show_found)
        self._seeker.progressed.connect(self._results.show_progress)
        self._results.chosen.connect(self._go_to_found)

    def _make_shortcuts(self) -> None:
        pages, views = self._views.pages, self._views
        add_shortcuts(
            self,
            {
                "Ctrl+F": self.open_search,
                "Ctrl+Shift+F": lambda: self._search.open_bar(everywhere=True),
                "F3": lambda: self._search.step(1),
                "Shift+F3": lambda: self._search.step(-1),
                "F4": self._bar.thumbnails.toggle,
                "Ctrl++, Ctrl+=": lambda: views.zoom(1),
                "Ctrl+-": lambda: views.zoom(-1),
                "Ctrl+0": lambda: pages.set_zoom(Fit.WIDTH),
                "Ctrl+9": lambda: pages.set_zoom(Fit.PAGE),
                "Ctrl+R": pages.turn,
                "Ctrl+G": self._bar.take_page_number,
            },
        )

    def show_documents(self, documents_: tuple[Document, ...], paths: "Callable[[Document], Source]") -> None:
        """Show an application's documents, the first that can be shown in front; an open one stays."""
        open_now = self.current_document if self._open is not None else None
        self._documents, self._paths = documents_, paths
        if open_now in documents_:
            self._tabs.show_documents(documents_, documents_.index(open_now))
            return
        if not self._search.isHidden():
            self._search.close_bar()
        first = next((i for i, one in enumerate(documents_) if is_viewable(one.media)), 0)
        self._tabs.show_documents(documents_, first)
        self._show_document(first if documents_ else -1)

    def next_document(self, count: int) -> None:
        """Go to the next or previous document."""
        self._tabs.step(count)

    @property
    def current_document(self) -> Document | None:
        """The document in front."""
        index = self._tabs.current
        return self._documents[index] if 0 <= index < len(self._documents) else None

    def close_documents(self) -> None:
        """Give the open file back, and end what goes on in the background."""
        self._seeker.cancel()
        self._close_open()

    def _close_open(self) -> None:
        self._opening = False
        self._rendition.forget()
        self._thumbnails.show_pages(None)
        self._views.forget()
        self._notice.hide()
        if self._open is not None:
            self._give_back(self._open)
            self._open = None

    def _give_back(self, opened: "documents.Opened") -> None:
        self._drawing.run(lambda: documents.close_document(opened), lambda _: None, lambda _: None)

    def _show_document(self, index: int) -> None:
        self._close_open()
        self._bar.show_kind(pages=None, enabled=False)
        if not 0 <= index < len(self._documents):
            self._views.say(text("This application has no documents."))
            return
        document, self._opening = self._documents[index], True
        path = self._paths(document)
        self._views.await_document()
        self._drawing.run(
            lambda: documents.open_document(path, document),
            lambda opened: self._opened(document, opened),
            lambda error: self._failed(document, error),
        )

    def _opened(self, document: Document, opened: "documents.Opened") -> None:
        if document is not self.current_document or not self._opening:
            self._give_back(opened)
            return
        self._open, self._opening = opened, False
        pages = opened if isinstance(opened, documents.Pages) else None
        self._bar.show_kind(pages=len(pages.sizes) if pages else None)
        self._views.show_opened(opened)
        self._thumbnails.show_pages(pages)
        self._thumbnails.setVisible(self._bar.thumbnails.isChecked() and self._thumbnails.wanted())
        self._notice.show_for(document, opened, rendition_of(document, self._documents))
        self._bar.show_page(0)
        self._bar.show_percent(self._views.percent)
        target, self._target = self._target, None
        self._arrive(target)

    def _failed(self, document: Document, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        if document is self.current_document:
            self._target, self._opening = None, False
            self._views.refuse(error.problems)
            self._search.show_found(0, 0)

    def _want_copy(self) -> None:
        if self.current_document is not None:
            self.copy_wanted.emit(self.current_document)

    def _open_rendition(self) -> None:
        document = self.current_document
        rendition = rendition_of(document, self._documents) if document else None
        if rendition is not None:
            self._tabs.choose(self._documents.index(rendition))

    def turn_page(self, count: int) -> None:
        """Go so many pages on or back."""
        self._views.pages.go_to_page(self._views.pages.current_page + count)

    def current_page(self) -> int:
        """The page in sight, from 0; -1 where the document has no pages."""
        return self._views.pages.current_page

    def take_focus(self) -> None:
        """Put the keyboard into the document, or on the tabs where there is none."""
        (self._views.view or self._tabs).setFocus(Qt.FocusReason.OtherFocusReason)

    def drawn(self) -> bool:
        """Whether what is in sight has been drawn, or the reason why not is shown."""
        return not self._opening and self._views.drawn()

    def _show_thumbnails(self, wanted: bool) -> None:  # noqa: FBT001 - a slot
        self._thumbnails.setVisible(wanted and self._thumbnails.wanted())
        self._thumbnails.show_current(self._views.pages.current_page)

    # -- selecting and going to

    def current_selection(self) -> Selection | None:
        """What is selected; in a Word document the same words in its PDF, where they are found there."""
        document, picked = self.current_document, self._views.selection()
        if document is None or picked is None:
            return None
        return self._rendition.selection or selection_of(document, picked)

    def go_to(self, target: Target) -> bool:
        """Open the document, go to the place and let it flash; False where there is no such document."""
        index = next((i for i, one in enumerate(self._documents) if one.id == target.document), -1)
        if index < 0:
            return False
        if not self._search.isHidden():
            self._search.close_bar()
        self._go(index, target)
        return True

    def _go(self, index: int, target: Target) -> None:
        if index != self._tabs.current:
            self._target = target
            self._tabs.choose(index)
        elif self._open is None:
            self._target = target
        else:
            self._arrive(target)

    def _arrive(self, target: Target | None) -> None:
        """Go to the place in the document that is open; while words are sought, to the next hit there."""
        if self._search.words:
            self._views.look_for(self._search.words, target)
        elif target is not None:
            self._views.reveal(target)

    def _selected(self) -> None:
        self._rendition.forget()
        document, picked = self.current_document, self._views.selection()
        rendition = rendition_of(document, self._documents) if document and picked else None
        if rendition is not None and picked is not None and picked.page is None:
            self._rendition.look_up(picked, rendition, self._paths(rendition))
        self._tell_selection()

    def _tell_selection(self) -> None:
        self.selection_changed.emit(self.current_selection())

    # -- searching

    def open_search(self) -> None:
        """Put the keyboard into the field for words to find."""
        self._search.open_bar()

    def _look_for(self, words: str) -> None:
        self._views.look_for(words)
        self._look_everywhere()

    def _look_everywhere(self) -> None:
        wanted = bool(self._search.everywhere and self._search.words)
        self._results.setVisible(wanted)
        self._results.clear()
        entries = [(one, self._paths(one)) for one in self._documents]
        self._seeker.look_for(entries, self._search.words if wanted else "")

    def _end_search(self) -> None:
        self._seeker.cancel()
        self._results.hide()
        self._views.look_for("")
        self.take_focus()

    def _go_to_found(self, found: "document_search.Found") -> None:
        target = selection_of(found.document, Picked(found.page, None, found.excerpt, found.place))
        self._go(self._documents.index(found.document), target)
