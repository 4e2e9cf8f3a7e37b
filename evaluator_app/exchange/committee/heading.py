"""How a list in the committee workbook begins: its title, and what must stand on top of every sheet."""

from xlsxwriter.worksheet import Worksheet

from evaluator_app.domain.panel import PanelMerge
from evaluator_app.exchange.committee.book import AMBER, Book, put_wide
from evaluator_app.wording.results import banners


def write_heading(book: Book, sheet: Worksheet, merge: PanelMerge, title: str, last: int) -> int:
    """Title and banners over so many columns; the row after them."""
    put_wide(sheet, 0, (0, last), title, book.format(bold=True, font_size=14))
    sheet.set_row(0, 28)
    warned = banners(fictitious=merge.campaign.fictitious, status=merge.scheme.status)
    for row, words in enumerate(warned, start=1):
        put_wide(sheet, row, (0, last), words, book.format(bg_color=AMBER, align="center", bold=True))
    return 1 + len(warned)
