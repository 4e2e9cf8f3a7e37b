"""The list of results by field and level as an Excel workbook, in the form it is published in."""

from datetime import datetime
from typing import BinaryIO

from xlsxwriter.worksheet import Worksheet

from evaluator_app.domain.decisions import Decision
from evaluator_app.domain.published import ResultList
from evaluator_app.domain.rubric import Rubric
from evaluator_app.exchange.committee.book import AMBER, Book, height, prepare_page, put, put_wide
from evaluator_app.wording.decisions import NONE, list_banners, outcome_title
from evaluator_app.wording.language import speaking, text

_WIDTHS = (7, 14, 20, 36, 26, 34)


@speaking("zh_CN")  # like all that is published, in the language of the schemes
def write_result_workbook(
    stream: BinaryIO, campaign: str, found: ResultList, rubric: Rubric, written: datetime
) -> None:
    """Write the workbook; the same results and time give the same bytes."""
    title = text("{campaign}: list of results", campaign=campaign)
    book = Book(stream, title, written)
    sheet = book.add_sheet(book.sheet_name(text("Results")))
    last = len(_WIDTHS) - 1
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    put_wide(sheet, 0, (0, last), title, book.format(bold=True, font_size=18, align="center"))
    sheet.set_row(0, 40)
    row = 1
    for words in list_banners(found):
        put_wide(sheet, row, (0, last), words, book.format(bg_color=AMBER, align="center", bold=True))
        row += 1
    heads = (
        text("No."),
        text("Level"),
        text("Field"),
        text("Organisation"),
        text("Site"),
        text("Title of the work"),
    )
    for column, words in enumerate(heads):
        put(sheet, row, column, words, book.heading())
    sheet.set_row(row, 26)
    sheet.freeze_panes(row + 1, 0)
    sheet.repeat_rows(row)
    for number, one in enumerate(found.decisions, start=1):
        _write_row(book, sheet, row + number, (str(number), *cells_of(one, rubric)))
    sheet.autofilter(row, 0, row + max(len(found.decisions), 1), last)
    prepare_page(sheet, title, width=sum(_WIDTHS), last_column=last)
    book.workbook.close()


def cells_of(one: Decision, rubric: Rubric) -> tuple[str, ...]:
    """Level, field, organisation, site, work."""
    level = outcome_title(one.decided, rubric)
    return level, one.sector or NONE, one.organisation, one.site, one.title or NONE


def _write_row(book: Book, sheet: Worksheet, row: int, words: tuple[str, ...]) -> None:
    left, centre = book.boxed(align="left"), book.boxed(align="center")
    for column, value in enumerate(words):
        put(sheet, row, column, value, centre if column < 2 else left)  # noqa: PLR2004 - number and level
    tallest = max(height(value, width * 0.92) for value, width in zip(words, _WIDTHS, strict=True))
    sheet.set_row(row, tallest)
