"""Searching documents for words, a little at a time, so that the one thread that draws pages stays free."""

from collections import OrderedDict
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from time import monotonic

from evaluator_app.domain.application import Document
from evaluator_app.domain.finding import excerpt, find_spans, squeezed
from evaluator_app.domain.problems import Refused
from evaluator_app.services.documents import (
    Flow,
    Hit,
    Opened,
    Pages,
    Source,
    Table,
    Tables,
    close_document,
    open_document,
)

SLICE_SECONDS = 0.03
MAX_FOUND = 1_000
MAX_IN_DOCUMENT = 100
_LINES, _LEAST_LETTERS = 4, 6  # of a selection that is sought line by line
_MAX_LETTERS = 16_000_000  # of all texts kept for the next search


@dataclass(frozen=True, slots=True)
class Piece:
    """A page, paragraph or cell: where it is and what it says."""

    page: int | None
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """Words found in a document; `place` is ¶ and a number, or a sheet and cell, where it has no pages."""

    document: Document
    page: int | None
    place: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Progress:
    """What a step of a search has found, and how far the search is."""

    found: tuple[Found, ...]
    searched: int
    total: int
    finished: bool
    unread: tuple[str, ...] = ()  # titles of documents that no viewer can read


class TextCache:
    """The texts of documents by what is in them, the longest unused given up first."""

    def __init__(self) -> None:
        self._texts: OrderedDict[str, tuple[Piece, ...]] = OrderedDict()
        self._letters = 0

    def get(self, sha256: str) -> tuple[Piece, ...] | None:
        """The pieces of a document, if they are kept."""
        if sha256 in self._texts:
            self._texts.move_to_end(sha256)
        return self._texts.get(sha256)

    def keep(self, sha256: str, pieces: tuple[Piece, ...]) -> None:
        """Keep a document's pieces while there is room."""
        size = _letters(pieces)
        if size > _MAX_LETTERS or not sha256 or sha256 in self._texts:
            return
        self._texts[sha256] = pieces
        self._letters += size
        while self._letters > _MAX_LETTERS:
            _, dropped = self._texts.popitem(last=False)
            self._letters -= _letters(dropped)


def _letters(pieces: Sequence[Piece]) -> int:
    return sum(len(one.text) + 40 for one in pieces)


class DocumentSearch:
    """A search through documents; `step` does a slice of it. All calls come from the thread that draws."""

    def __init__(self, documents: Sequence[tuple[Document, Source]], words: str, cache: TextCache) -> None:
        self._documents = documents
        self._words = words
        self._cache = cache
        self._searched = 0
        self._found = 0
        self._unread: list[str] = []
        self._work = self._run()

    def step(self, seconds: float = SLICE_SECONDS) -> Progress:
        """Search for this long; what was found meanwhile."""
        end, found, finished = monotonic() + seconds, list[Found](), False
        while not finished and monotonic() < end:
            more = next(self._work, None)
            found += more or ()
            self._found += len(more or ())
            finished = more is None or self._found >= MAX_FOUND
        if finished:
            self.close()
        total = len(self._documents)
        return Progress(tuple(found), self._searched, total, finished, tuple(self._unread))

    def close(self) -> None:
        """Stop, and give the open document back."""
        self._work.close()

    def _run(self) -> Generator[tuple[Found, ...], None, None]:
        for document, path in self._documents:
            left = MAX_IN_DOCUMENT
            try:
                for piece in self._pieces(document, path):
                    found = tuple(islice(self._matches(document, piece), left))
                    left -= len(found)
                    yield found
                    if not left:
                        break
            except Refused:
                self._unread.append(document.title)
            self._searched += 1

    def _matches(self, document: Document, piece: Piece) -> Iterator[Found]:
        for span in find_spans(piece.text, self._words):
            yield Found(document, piece.page, piece.place, excerpt(piece.text, span))

    def _pieces(self, document: Document, path: Source) -> Iterator[Piece]:
        kept = self._cache.get(document.sha256)
        if kept is not None:
            yield from kept
            return
        opened = open_document(path, document)
        try:
            read: list[Piece] = []
            for piece in pieces_of(opened):
                read.append(piece)
                yield piece
            self._cache.keep(document.sha256, tuple(read))
        finally:
            close_document(opened)


def pieces_of(opened: Opened) -> Iterator[Piece]:
    """The text of a document, page by page, paragraph by paragraph or cell by cell."""
    if isinstance(opened, Flow):
        for number, said in enumerate(opened.paragraphs, start=1):
            yield Piece(None, f"¶{number}", said)
    elif isinstance(opened, Tables):
        for index in range(len(opened.names)):
            yield from _cells(opened.table(index))
    else:
        for page in range(len(opened.sizes)):
            yield Piece(page, "", opened.text(page))


def _cells(table: Table) -> Iterator[Piece]:
    for number, row in enumerate(table.rows):
        for column, said in enumerate(row):
            if said:
                yield Piece(None, cell_place(table.name, number, column), said)


def cell_place(sheet: str, row: int, column: int) -> str:
    """A cell as people write it: “月度指标!C7”."""
    return f"{sheet}!{column_letters(column)}{row + 1}"


def column_letters(column: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def find_some(pages: Pages, words: str, first: int, seconds: float = SLICE_SECONDS) -> tuple[list[Hit], int]:
    """Hits from this page on, as far as one gets in the time, and the page to go on with."""
    end, hits, page = monotonic() + seconds, list[Hit](), first
    while page < len(pages.sizes):
        hits += pages.find(page, words)
        page += 1
        if monotonic() >= end:
            break
    return hits, page


def find_in_rendition(path: Source, rendition: Document, said: str) -> Hit | None:
    """Where a document's PDF says the same; what page breaks tear apart is sought by its lines."""
    lines = sorted((one.strip() for one in said.splitlines()), key=len, reverse=True)
    opened = open_document(path, rendition)
    try:
        wanted = [said, *(line for line in lines[:_LINES] if len(squeezed(line)) >= _LEAST_LETTERS)]
        hits = (_first_hit(opened, words) for words in wanted if isinstance(opened, Pages))
        return next((hit for hit in hits if hit), None)
    finally:
        close_document(opened)


def _first_hit(pages: Pages, words: str) -> Hit | None:
    found = (hit for page in range(len(pages.sizes)) for hit in pages.find(page, words)[:1])
    return next(found, None)
