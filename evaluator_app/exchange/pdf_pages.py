"""PDF documents as pages, drawn by PDFium.

PDFium may be used by one thread at a time, also for giving back what it made, and its calls let other
threads run: each use takes its turn, everything is closed where it was opened, and nothing is left to the
garbage collector, which runs in any thread.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import RLock

import pypdfium2
from pypdfium2 import raw

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.exchange import pdf_text
from evaluator_app.exchange.pages import (
    Content,
    Hit,
    PageSize,
    Raster,
    Region,
    bounded,
    page_size,
    starts_with,
)

MAX_PAGES = 20_000
_A4 = (595.0, 842.0)
_TURN = RLock()


class PdfPages:
    """An opened PDF."""

    def __init__(self, content: Content, title: str) -> None:
        """Open it; refuses what is damaged, protected, absurdly long or no PDF at all."""
        if not starts_with(content, b"%PDF"):
            raise Refused([problem(Code.DOCUMENT_MISLABELLED, title, stated="PDF")])
        self._title = title
        with _TURN:
            try:
                self._document = pypdfium2.PdfDocument(content)
            except pypdfium2.PdfiumError as error:
                locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
                code = Code.DOCUMENT_ENCRYPTED if locked else Code.DOCUMENT_DAMAGED
                raise Refused([problem(code, title)]) from error
            self.sizes = self._sizes()

    def _sizes(self) -> tuple[PageSize, ...]:
        count = len(self._document)
        if not 0 < count <= MAX_PAGES:
            self.close()
            code = Code.DOCUMENT_DAMAGED if count <= 0 else Code.DOCUMENT_TOO_LARGE
            raise Refused([problem(code, self._title, reason=count)])
        return tuple(page_size(*self._stated(page)) for page in range(count))

    def _stated(self, page: int) -> tuple[float, float]:
        try:
            width, height = self._document.get_page_size(page)
        except pypdfium2.PdfiumError:
            return _A4  # an unreadable page keeps its place
        return float(width), float(height)

    def draw(self, page: int, scale: float, quarter_turns: int) -> Raster:
        """A page at so many pixels a point; an unreadable page is refused."""
        with _TURN:
            return self._drawn(page, scale, quarter_turns)

    def _drawn(self, page: int, scale: float, quarter_turns: int) -> Raster:
        size = self.sizes[page]
        scale = bounded(scale, size) * size.width / max(1.0, self._stated(page)[0])
        try:
            with closing(self._document[page]) as opened:
                turns = quarter_turns % 4 * 90
                with closing(opened.render(scale=scale, rotation=turns, prefer_bgrx=True)) as bitmap:
                    return Raster(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        except pypdfium2.PdfiumError as error:
            raise Refused([problem(Code.DOCUMENT_DAMAGED, self._title)]) from error

    def text(self, page: int) -> str:
        """The page's text; "" where it has none or cannot be read."""
        with self._text_page(page) as opened:
            return pdf_text.whole(opened) if opened else ""

    def text_in(self, page: int, region: Region) -> str:
        """The text inside a region."""
        with self._text_page(page) as opened:
            return pdf_text.inside(opened, region) if opened else ""

    def find(self, page: int, words: str) -> tuple[Hit, ...]:
        """Where the words stand on the page."""
        with self._text_page(page) as opened:
            return pdf_text.hits(opened, page, words) if opened else ()

    @contextmanager
    def _text_page(self, page: int) -> Iterator[pypdfium2.PdfTextPage | None]:
        """The page's text layer; None where the page cannot be read."""
        with _TURN:
            try:
                opened = self._document[page]
            except pypdfium2.PdfiumError:
                yield None
                return
            with closing(opened):
                try:
                    layer = opened.get_textpage()
                except pypdfium2.PdfiumError:
                    yield None
                    return
                with closing(layer):
                    yield layer

    def close(self) -> None:
        """Give the file back."""
        with _TURN:
            self._document.close()


def first_page(data: bytes, scale: float) -> Raster:
    """The first page of a PDF this program wrote, at so many pixels a point."""
    with (
        _TURN,
        closing(pypdfium2.PdfDocument(data)) as document,
        closing(document[0]) as page,
        closing(page.render(scale=scale, prefer_bgrx=True)) as bitmap,
    ):
        return Raster(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
