"""The views of all kinds of documents behind one another: pages, flowing text, tables, or what went wrong."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from evaluator_app.domain.problems import Problem
from evaluator_app.services.documents import Flow, Opened, Pages
from evaluator_app.ui.fields.messages import Message
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.tokens import Theme
from evaluator_app.ui.viewer.flow_view import FlowView
from evaluator_app.ui.viewer.page_view import PageView
from evaluator_app.ui.viewer.selection import Picked, Target
from evaluator_app.ui.viewer.tables_view import TablesView
from evaluator_app.wording.language import text

_PATIENCE_MS = 150


class DocumentViews(QStackedWidget):
    """Shows an opened document in the view of its kind."""

    zoomed = Signal()
    selected = Signal()
    found = Signal(int, int)

    def __init__(self, theme: Theme, drawing: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = PageView(theme, drawing)
        self.flow = FlowView(theme)
        self.tables = TablesView(theme, drawing)
        self.message = Message()
        for view in (self.pages, self.flow, self.tables):
            view.setAccessibleName(text("Document"))
            view.zoomed.connect(self.zoomed)
            view.selected.connect(self.selected)
            view.found.connect(self.found)
        for widget in (self.pages, self.flow, self.tables, self.message):
            self.addWidget(widget)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(lambda: self.say(text("Opening…")))

    @property
    def view(self) -> PageView | FlowView | TablesView | None:
        """The view in sight; None while a message is."""
        shown = self.currentWidget()
        return shown if isinstance(shown, PageView | FlowView | TablesView) else None

    def show_opened(self, opened: Opened) -> None:
        """Show a document from its beginning."""
        self._patience.stop()
        if isinstance(opened, Flow):
            self.setCurrentWidget(self.flow)
            self.flow.show_flow(opened)
        elif isinstance(opened, Pages):
            self.setCurrentWidget(self.pages)
            self.pages.show_pages(opened)
        else:
            self.setCurrentWidget(self.tables)
            self.tables.show_tables(opened)

    def say(self, words: str) -> None:
        """Show a sentence in place of a document."""
        self._patience.stop()
        self.message.show_text(words, "")
        self.setCurrentWidget(self.message)

    def refuse(self, problems: Sequence[Problem]) -> None:
        """Show why a document cannot be shown, and offer it as a file."""
        self._patience.stop()
        self.message.show_problems(problems, text("Save a copy…"))
        self.setCurrentWidget(self.message)

    def forget(self) -> None:
        """Show no document, and keep nothing of the last one."""
        self._patience.stop()
        self.pages.show_pages(None)
        self.tables.show_tables(None)
        self.flow.show_flow(None)

    def await_document(self) -> None:
        """A document is being opened: say so where that takes a while."""
        self._patience.start()

    def drawn(self) -> bool:
        """Whether what is in sight is there as it will stay."""
        shown = self.currentWidget()
        return shown.drawn() if isinstance(shown, PageView | TablesView) else True

    @property
    def percent(self) -> int:
        """The scale of the view in sight."""
        return self.view.percent if self.view is not None else 100

    def zoom(self, steps: int) -> None:
        """Larger or smaller by a step."""
        if self.view is not None:
            self.view.zoom(steps)

    def set_percent(self, percent: int) -> None:
        """A scale of the view in sight."""
        if self.view is not None:
            self.view.set_percent(percent)

    def selection(self) -> Picked | None:
        """What is selected in the view in sight."""
        return self.view.selection() if self.view is not None else None

    def reveal(self, target: Target) -> None:
        """Go to a place and let it flash."""
        if self.view is not None:
            self.view.reveal(target)

    def look_for(self, words: str, near: Target | None = None) -> None:
        """Find words, from a place on where one is given."""
        match self.view:
            case PageView() as pages:
                pages.look_for(words, near.page if near else None)
            case FlowView() | TablesView() as other:
                other.look_for(words, near.place if near else "")
            case None:
                self.found.emit(0, 0)

    def next_hit(self, count: int) -> None:
        """Go to a hit further on or back."""
        if self.view is not None:
            self.view.next_hit(count)
