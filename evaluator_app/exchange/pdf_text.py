"""The text layer of a PDF page: all of it, what is inside a region, and where words stand."""

from ctypes import byref, c_double, c_int

import pypdfium2
from pypdfium2 import raw

from evaluator_app.domain.finding import excerpt, find_spans, squeezed
from evaluator_app.exchange.pages import Hit, Region

MAX_LETTERS = 200_000  # of one page; more is no text anyone reads
MAX_HITS = 500
_THOUSAND = 1000


def whole(layer: pypdfium2.PdfTextPage) -> str:
    """All text of the page."""
    count = min(layer.count_chars(), MAX_LETTERS)
    said: str = layer.get_text_range(0, count) if count > 0 else ""
    return said.replace("\r\n", "\n")


def inside(layer: pypdfium2.PdfTextPage, region: Region) -> str:
    """The text inside a region, its lines joined."""
    corners = [
        _on_page(layer, region.left, region.top),
        _on_page(layer, region.right, region.bottom),
    ]
    across, upward = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    said: str = layer.get_text_bounded(left=across[0], bottom=upward[0], right=across[1], top=upward[1])
    return said.replace("\r\n", "\n").replace("\ufffe", "").strip()


def hits(layer: pypdfium2.PdfTextPage, page: int, words: str) -> tuple[Hit, ...]:
    """Where the words stand, in reading order."""
    if squeezed(words) not in squeezed(whole(layer)):
        return ()
    count = min(layer.count_chars(), MAX_LETTERS)
    # Letter by letter, since PDFium places rectangles by its own numbering of letters.
    letters = "".join(chr(raw.FPDFText_GetUnicode(layer, place) or 32) for place in range(count))
    spans = find_spans(letters, words)[:MAX_HITS]
    return tuple(Hit(page, _regions(layer, span), excerpt(letters, span)) for span in spans)


def _regions(layer: pypdfium2.PdfTextPage, span: tuple[int, int]) -> tuple[Region, ...]:
    count = layer.count_rects(span[0], span[1] - span[0])
    found = []
    for number in range(count):
        left, bottom, right, top = layer.get_rect(number)
        corners = [_in_thousandths(layer, left, top), _in_thousandths(layer, right, bottom)]
        across, down = sorted(x for x, _ in corners), sorted(y for _, y in corners)
        found.append(Region(across[0], down[0], across[1], down[1]))
    return tuple(found)


def _in_thousandths(layer: pypdfium2.PdfTextPage, x: float, y: float) -> tuple[int, int]:
    across, down = c_int(), c_int()
    raw.FPDF_PageToDevice(layer.page, 0, 0, _THOUSAND, _THOUSAND, 0, x, y, byref(across), byref(down))
    return min(max(across.value, 0), _THOUSAND), min(max(down.value, 0), _THOUSAND)


def _on_page(layer: pypdfium2.PdfTextPage, across: int, down: int) -> tuple[float, float]:
    x, y = c_double(), c_double()
    raw.FPDF_DeviceToPage(layer.page, 0, 0, _THOUSAND, _THOUSAND, 0, across, down, byref(x), byref(y))
    return x.value, y.value
