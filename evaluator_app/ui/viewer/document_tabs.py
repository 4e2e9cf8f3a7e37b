"""The documents of an application as tabs; where there are many, a list of all of them beside."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QTabBar, QToolButton, QWidget

from evaluator_app.domain.application import Document
from evaluator_app.domain.media import is_picture
from evaluator_app.domain.renditions import rendition_of
from evaluator_app.ui.fields.buttons import icon_button
from evaluator_app.ui.fields.layouts import row
from evaluator_app.ui.icons import Icon
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import text

MANY = 6  # from here on tabs alone no longer show what there is


class DocumentTabs(QWidget):
    """Tells which document is chosen."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._documents: Sequence[Document] = ()
        self._bar = QTabBar()
        self._bar.setDocumentMode(True)
        self._bar.setExpanding(False)
        self._bar.setUsesScrollButtons(True)
        self._bar.setDrawBase(False)
        self._bar.setElideMode(Qt.TextElideMode.ElideNone)
        self._bar.setAccessibleName(text("Documents"))
        self._bar.currentChanged.connect(self.chosen)
        self._all = icon_button(theme, Icon.LIST, text("All documents"))
        self._all.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self._all)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._all.setMenu(self._menu)
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusProxy(self._bar)
        self.setLayout(row((self._bar, 1), self._all, spacing=4, margins=(0, 0, 8, 0)))

    def show_documents(self, documents: Sequence[Document], current: int) -> None:
        """Show these, without telling that one is chosen."""
        self._documents = documents
        self._bar.blockSignals(True)  # noqa: FBT003 - Qt's switch
        self._bar.hide()  # while it is seen, a tab bar lays out all tabs at each new one
        while self._bar.count():
            self._bar.removeTab(0)
        for document in documents:
            added = self._bar.addTab(document.title.replace("&", "&&"))
            self._bar.setTabToolTip(added, self._hint(document))
        self._bar.setCurrentIndex(current)
        self._bar.show()
        self._all.setVisible(len(documents) > MANY)
        self._bar.blockSignals(False)  # noqa: FBT003 - Qt's switch

    def _hint(self, document: Document) -> str:
        rendition = rendition_of(document, self._documents)
        if rendition is None:
            return document.title
        note = text("Pages are cited from its PDF: {title}", title=rendition.title)
        return f"{document.title}\n{note}"

    @property
    def current(self) -> int:
        """Which document is chosen; -1 for none."""
        return self._bar.currentIndex()

    def choose(self, index: int) -> None:
        """Choose a document."""
        self._bar.setCurrentIndex(index)

    def step(self, count: int) -> None:
        """To the next or previous document, round from the last to the first."""
        if self._bar.count():
            self._bar.setCurrentIndex((self._bar.currentIndex() + count) % self._bar.count())

    def _fill_menu(self) -> None:
        """Papers first, pictures below a line."""
        self._menu.clear()
        group = QActionGroup(self._menu)
        order = sorted(range(len(self._documents)), key=lambda i: is_picture(self._documents[i].media))
        for before, i in zip([None, *order], order, strict=False):
            picture = is_picture(self._documents[i].media)
            if before is not None and picture != is_picture(self._documents[before].media):
                self._menu.addSeparator()
            action = self._menu.addAction(self._documents[i].title.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(i == self.current)
            action.triggered.connect(lambda _=False, i=i: self.choose(i))
            group.addAction(action)
