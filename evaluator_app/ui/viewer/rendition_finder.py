"""Finds what is selected in a Word document in its PDF, so that the citation can name a page."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from evaluator_app.domain.application import Document
from evaluator_app.domain.problems import Refused
from evaluator_app.late import late
from evaluator_app.services.documents import Hit
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.viewer.regions import around
from evaluator_app.ui.viewer.selection import Picked, Selection, selection_of

if TYPE_CHECKING:
    from evaluator_app.services import document_search
    from evaluator_app.services.documents import Source
else:
    document_search = late("evaluator_app.services.document_search")

_PAUSE_MS = 200  # a selection that rests this long is looked up


class RenditionFinder(QObject):
    """Holds the place in the PDF of the last selection, once it is found."""

    found = Signal()

    def __init__(self, drawing: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drawing = drawing
        self._asked: tuple[Picked, Document, Source] | None = None
        self.selection: Selection | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look_up)

    def forget(self) -> None:
        """Nothing is selected."""
        self._asked = self.selection = None
        self._pause.stop()

    def look_up(self, picked: Picked, rendition: Document, path: "Source") -> None:
        """Find the words picked in the PDF, when the selection rests."""
        self._asked, self.selection = (picked, rendition, path), None
        self._pause.start()

    def _look_up(self) -> None:
        asked = self._asked
        if asked is not None:
            picked, rendition, path = asked
            self._drawing.run(
                lambda: document_search.find_in_rendition(path, rendition, picked.excerpt),
                lambda hit: self._take(asked, hit),
                _not_read,
            )

    def _take(self, asked: tuple[Picked, Document, "Source"], hit: Hit | None) -> None:
        if asked is self._asked and hit is not None and hit.regions:
            picked, rendition, _ = asked
            place = Picked(hit.page, around(hit.regions), picked.excerpt)
            self.selection = selection_of(rendition, place)
            self.found.emit()


def _not_read(error: Exception) -> None:
    """A PDF that cannot be read has no page to cite; anything else is a fault of the program."""
    if not isinstance(error, Refused):
        raise error
