"""A line over a document: that there is a PDF of it, that it is cut, that macros are not run."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from evaluator_app.domain.application import Document
from evaluator_app.domain.media import WITH_MACROS
from evaluator_app.services.documents import Flow, Opened
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import row
from evaluator_app.wording.language import text


class NoticeStrip(QFrame):
    """Says what the reader of this document should know; away where that is nothing."""

    rendition_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._words = label(wrap=True, tone="notice", textSize="small")
        self._open = QPushButton(text("Open the PDF"))
        self._open.setProperty("link", True)  # noqa: FBT003 - Qt's property
        self._open.clicked.connect(self.rendition_wanted)
        self.setLayout(row((self._words, 1), self._open, margins=(12, 6, 12, 6)))
        self.hide()

    def show_for(self, document: Document, opened: Opened, rendition: Document | None) -> None:
        """Say what is to be known of a document that was opened."""
        said = []
        if rendition is not None:
            said.append(text("This document is also there as PDF; pages are cited from the PDF."))
        if document.media in WITH_MACROS:
            said.append(text("The document holds macros; they are not run."))
        if isinstance(opened, Flow) and opened.cut:
            said.append(text("Only the beginning is shown; the file is longer."))
        self._words.setText(" ".join(said))
        self._open.setVisible(rendition is not None)
        self.setVisible(bool(said))
