"""The documents of an application: a tab for each, a tool bar, and the pages."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QToolButton, QWidget

from evaluator_app.domain.application import Document
from evaluator_app.domain.problems import Refused
from evaluator_app.late import late
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.messages import Message
from evaluator_app.ui.icons import Icon, give_icon
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.tokens import Theme
from evaluator_app.ui.viewer.page_view import PageView
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.services import documents
else:
    documents = late("evaluator_app.services.documents")


class DocumentPane(QWidget):
    """Shows an application's documents beside the rubric."""

    copy_wanted = Signal(object)  # Document: the expert wants it as a file

    def __init__(self, theme: Theme, drawing: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._drawing = drawing
        self._documents: tuple[Document, ...] = ()
        self._paths: Callable[[Document], Path] = lambda document: Path(document.path)
        self._open: documents.Pages | None = None
        self._tabs = _tab_bar()
        self._tabs.currentChanged.connect(self._show_document)
        self._view = PageView(theme, drawing)
        self._view.setAccessibleName(text("Document"))
        self._view.page_changed.connect(self._show_page_number)
        self._page = label(tone="muted")
        self._message = Message()
        self._message.acted.connect(self._want_copy)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._view)
        self._stack.addWidget(self._message)
        self._bar = self._tool_bar()
        self.setLayout(column(self._tabs, self._bar, (self._stack, 1), spacing=0))

    def _tool_bar(self) -> QWidget:
        bar = QWidget()
        bar.setProperty("role", "bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        view = self._view
        bar.setLayout(
            row(
                self._button(Icon.PREVIOUS, text("Previous page"), lambda: self.turn_page(-1)),
                self._button(Icon.NEXT, text("Next page"), lambda: self.turn_page(1)),
                self._page,
                None,
                self._button(Icon.FIT, text("Fit width"), view.fit_width),
                self._button(Icon.SMALLER, text("Smaller"), lambda: view.zoom(-1)),
                self._button(Icon.LARGER, text("Larger"), lambda: view.zoom(1)),
                self._button(Icon.TURN, text("Rotate"), view.turn),
                spacing=6,
                margins=(12, 6, 12, 6),
            )
        )
        return bar

    def _button(self, icon: Icon, caption: str, action: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        give_icon(button, icon, self._theme)
        button.setToolTip(caption)
        button.setAccessibleName(caption)
        button.clicked.connect(lambda _=False: action())
        return button

    def show_documents(self, documents_: tuple[Document, ...], paths: Callable[[Document], Path]) -> None:
        """Show an application's documents, the first that can be shown in front."""
        self._documents, self._paths = documents_, paths
        self._tabs.blockSignals(True)  # noqa: FBT003 - Qt's switch
        self._tabs.hide()  # while it is seen, a tab bar lays out all tabs at each new one
        while self._tabs.count():
            self._tabs.removeTab(0)
        for document in documents_:
            self._tabs.setTabToolTip(self._tabs.addTab(document.title), document.title)
        first = next((i for i, one in enumerate(documents_) if _viewable(one)), 0)
        self._tabs.setCurrentIndex(first)
        self._tabs.show()
        self._tabs.blockSignals(False)  # noqa: FBT003 - Qt's switch
        self._show_document(first if documents_ else -1)

    def turn_page(self, count: int) -> None:
        """Go so many pages on or back."""
        self._view.go_to_page(self._view.current_page + count)

    def next_document(self, count: int) -> None:
        """Go to the next or previous document."""
        if self._tabs.count():
            self._tabs.setCurrentIndex((self._tabs.currentIndex() + count) % self._tabs.count())

    def take_focus(self) -> None:
        """Put the keyboard into the pages, or on the tabs where there are none."""
        (self._view if self._open else self._tabs).setFocus(Qt.FocusReason.OtherFocusReason)

    def drawn(self) -> bool:
        """Whether what is in sight has been drawn, or the reason why not is shown."""
        return self._stack.currentWidget() is self._message or self._view.drawn()

    def close_documents(self) -> None:
        """Give the open file back."""
        self._view.show_pages(None)
        self._close_open()

    def _close_open(self) -> None:
        if self._open is not None:
            self._drawing.run(self._open.close, lambda _: None, lambda _: None)
            self._open = None

    def _show_document(self, index: int) -> None:
        self.close_documents()
        self._bar.setEnabled(False)
        if not 0 <= index < len(self._documents):
            self._say(text("This application has no documents."), "")
            return
        document = self._documents[index]
        path = self._paths(document)
        self._drawing.run(
            lambda: documents.open_pages(path, document),
            lambda pages: self._opened(index, pages),
            lambda error: self._failed(index, error),
        )

    def _opened(self, index: int, pages: "documents.Pages") -> None:
        if index != self._tabs.currentIndex():
            self._drawing.run(pages.close, lambda _: None, lambda _: None)
            return
        self._open = pages
        self._bar.setEnabled(True)
        self._stack.setCurrentWidget(self._view)
        self._view.show_pages(pages)
        self._show_page_number(0)

    def _failed(self, index: int, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        if index == self._tabs.currentIndex():
            self._message.show_problems(error.problems, text("Save a copy…"))
            self._stack.setCurrentWidget(self._message)
            self._page.setText("")

    def _say(self, what: str, action: str) -> None:
        self._message.show_text(what, "", action)
        self._stack.setCurrentWidget(self._message)
        self._page.setText("")

    def _show_page_number(self, page: int) -> None:
        self._page.setText(f"{page + 1} / {self._view.page_count}" if self._view.page_count else "")

    def _want_copy(self) -> None:
        index = self._tabs.currentIndex()
        if 0 <= index < len(self._documents):
            self.copy_wanted.emit(self._documents[index])


def _tab_bar() -> QTabBar:
    tabs = QTabBar()
    tabs.setDocumentMode(True)
    tabs.setExpanding(False)
    tabs.setUsesScrollButtons(True)
    tabs.setDrawBase(False)
    tabs.setElideMode(Qt.TextElideMode.ElideNone)
    tabs.setAccessibleName(text("Documents"))
    return tabs


def _viewable(document: Document) -> bool:
    return document.media == "application/pdf" or document.media.startswith("image/")
