"""The citations of an open criterion: each leads back to its place, and can be taken off."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from evaluator_app.domain.citations import Citation
from evaluator_app.ui.fields.flow import FlowLayout
from evaluator_app.wording.language import text

_EXCERPT, _TITLE = 16, 14


class CitationRow(QWidget):
    """Shows citations as chips; Delete or the menu takes one off."""

    opened = Signal(object)  # Citation
    changed = Signal(object)  # the citations that remain, as a tuple

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._citations: tuple[Citation, ...] = ()
        self._chips: list[QPushButton] = []
        self._flow = FlowLayout()
        self.setLayout(self._flow)
        self.hide()

    def show_citations(self, citations: Sequence[Citation]) -> None:
        """Show these; none take no room."""
        if tuple(citations) != self._citations:
            self._citations = tuple(citations)
            self._make_chips()
        self.setVisible(bool(self._citations))

    def _make_chips(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._chips = [self._chip(citation) for citation in self._citations]

    def _chip(self, citation: Citation) -> QPushButton:
        chip = QPushButton(citation_words(citation))
        chip.setProperty("chip", "accent")
        chip.setToolTip(f"{citation.document} {citation.where}\n{citation.excerpt}".strip())
        chip.setAccessibleName(text("Citation: {words}", words=citation_words(citation)))
        chip.clicked.connect(lambda: self.opened.emit(citation))
        chip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        chip.customContextMenuRequested.connect(partial(self._show_menu, chip, citation))
        chip.installEventFilter(self)
        self._flow.addWidget(chip)
        chip.show()
        return chip

    def _show_menu(self, chip: QPushButton, citation: Citation, *_: object) -> None:
        menu = QMenu(chip)
        menu.addAction(text("Take off")).triggered.connect(lambda: self._take_off(citation))
        menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))

    def _take_off(self, citation: Citation) -> None:
        rest = list(self._citations)
        rest.remove(citation)
        self.changed.emit(tuple(rest))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102, N802 - Qt's name
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
            and watched in self._chips
        ):
            self._take_off(self._citations[self._chips.index(watched)])
            return True
        return super().eventFilter(watched, event)

    def focus_chain(self) -> list[QWidget]:
        """What Tab visits, in order."""
        return list(self._chips) if self._citations else []


def citation_words(citation: Citation) -> str:
    """A citation in a few words: document, page, the beginning of the excerpt."""
    title = _cut(citation.document, _TITLE)
    if citation.photo:
        return text("Photo {title}", title=title)
    place = text("p. {page}", page=citation.where) if citation.page is not None else citation.place
    excerpt = f"“{_cut(citation.excerpt, _EXCERPT)}”" if citation.excerpt else ""
    return " ".join(part for part in (title, place, excerpt) if part)


def _cut(words: str, length: int) -> str:
    words = " ".join(words.split())
    return words if len(words) <= length else f"{words[:length].rstrip()}…"
