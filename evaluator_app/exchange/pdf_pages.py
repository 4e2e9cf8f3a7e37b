"""PDF documents as pages, drawn by PDFium.

PDFium may be used by one thread only, also for giving back what it made: everything is closed where it
was opened, and nothing is left to the garbage collector, which runs in any thread.
"""

from contextlib import closing
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from evaluator_app.domain.problems import Code, Refused, problem
from evaluator_app.exchange.pages import PageSize, Raster, bounded, starts_with

MAX_PAGES = 20_000


class PdfPages:
    """An opened PDF."""

    def __init__(self, path: Path, title: str) -> None:
        """Open the file; refuses what is damaged, protected, absurdly long or no PDF at all."""
        if not starts_with(path, b"%PDF"):
            raise Refused([problem(Code.DOCUMENT_MISLABELLED, title, stated="PDF")])
        try:
            self._document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as error:
            locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
            code = Code.DOCUMENT_ENCRYPTED if locked else Code.DOCUMENT_DAMAGED
            raise Refused([problem(code, title)]) from error
        self._title = title
        self.sizes = self._sizes()

    def _sizes(self) -> tuple[PageSize, ...]:
        count = len(self._document)
        if not 0 < count <= MAX_PAGES:
            self.close()
            code = Code.DOCUMENT_DAMAGED if count <= 0 else Code.DOCUMENT_TOO_LARGE
            raise Refused([problem(code, self._title, reason=count)])
        return tuple(self._size(page) for page in range(count))

    def _size(self, page: int) -> PageSize:
        try:
            width, height = self._document.get_page_size(page)
        except pypdfium2.PdfiumError:
            width, height = 595, 842  # an unreadable page keeps its place, as A4
        return PageSize(max(1, round(width)), max(1, round(height)))

    def draw(self, page: int, scale: float, quarter_turns: int) -> Raster:
        """A page at so many pixels a point; an unreadable page is refused."""
        scale = bounded(scale, self.sizes[page])
        try:
            with closing(self._document[page]) as opened:
                turns = quarter_turns % 4 * 90
                with closing(opened.render(scale=scale, rotation=turns, prefer_bgrx=True)) as bitmap:
                    return Raster(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        except pypdfium2.PdfiumError as error:
            raise Refused([problem(Code.DOCUMENT_DAMAGED, self._title)]) from error

    def close(self) -> None:
        """Give the file back."""
        self._document.close()
