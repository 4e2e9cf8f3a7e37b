"""Words found in a document of pages: sought in the background, first from the page in sight on."""

from bisect import insort
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evaluator_app.domain.problems import Refused
from evaluator_app.late import late
from evaluator_app.services.documents import Hit, Pages
from evaluator_app.ui.operation import Operations

if TYPE_CHECKING:
    from evaluator_app.services import document_search
else:
    document_search = late("evaluator_app.services.document_search")

MAX_HITS = 5_000


class PageHits(QObject):
    """The hits of one document, in the order of its pages."""

    changed = Signal()
    gone_to = Signal()

    def __init__(self, drawing: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drawing = drawing
        self._pages: Pages | None = None
        self._words = ""
        self._start = 0
        self._search = 0  # counts searches, so that late answers of an old one are known
        self._hits: list[Hit] = []
        self.by_page: Mapping[int, list[Hit]] = {}
        self.current: Hit | None = None

    def show_pages(self, pages: Pages | None) -> None:
        """Begin with another document, nothing sought."""
        self._pages = pages
        self.look_for("", 0)

    @property
    def count(self) -> int:
        """How many hits there are so far."""
        return len(self._hits)

    @property
    def position(self) -> int:
        """Which hit is gone to, from 1; 0 for none."""
        return self._hits.index(self.current) + 1 if self.current in self._hits else 0

    def look_for(self, words: str, page: int) -> None:
        """Find words everywhere, beginning at a page."""
        self._words, self._start, self._search = words, page, self._search + 1
        self._hits, self.by_page, self.current = [], {}, None
        self.changed.emit()
        if words.strip() and self._pages is not None:
            self._go_on(self._pages, page, self._search)

    def _go_on(self, pages: Pages, page: int, search: int) -> None:
        words = self._words
        self._drawing.run(
            lambda: document_search.find_some(pages, words, page),
            lambda answer: self._take(pages, search, page, answer),
            _not_read,
        )

    def _take(self, pages: Pages, search: int, first: int, answer: tuple[list[Hit], int]) -> None:
        if search != self._search:
            return
        hits, page = answer
        if first < self._start:
            hits = [hit for hit in hits if hit.page < self._start]
        for hit in hits:
            insort(self._hits, hit, key=lambda one: one.page)
        by_page: dict[int, list[Hit]] = {}
        for hit in self._hits:
            by_page.setdefault(hit.page, []).append(hit)
        self.by_page = by_page
        self.changed.emit()
        if self.current is None and hits:
            self._go_to(hits[0])
        following = self._following(first, page, len(pages.sizes))
        if following is not None and len(self._hits) < MAX_HITS:
            self._go_on(pages, following, search)

    def _following(self, first: int, page: int, count: int) -> int | None:
        """Where the search goes on: to the last page, then those before the first; None at its end."""
        if first < self._start:
            return page if page < self._start else None
        if page < count:
            return page
        return 0 if self._start else None

    def step(self, count: int) -> None:
        """Go to a hit further on or back, round from the last to the first."""
        if self._hits:
            here = self.position - 1 if self.current else (-1 if count > 0 else 0)
            self._go_to(self._hits[(here + count) % len(self._hits)])

    def _go_to(self, hit: Hit) -> None:
        self.current = hit
        self.changed.emit()
        self.gone_to.emit()


def _not_read(error: Exception) -> None:
    """A page that cannot be read has no words; anything else is a fault of the program."""
    if not isinstance(error, Refused):
        raise error
