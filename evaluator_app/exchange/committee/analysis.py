"""The committee workbook's sheet of statistics: what to look at, then every table with its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from evaluator_app.domain.analysis import Analysis
from evaluator_app.domain.notable import notables
from evaluator_app.domain.withheld import Withheld
from evaluator_app.exchange.committee.book import QUIET, Book, height, prepare_page, put, put_wide
from evaluator_app.exchange.committee.heading import write_heading
from evaluator_app.wording.language import text
from evaluator_app.wording.statistics import NOTHING, notable_words, withheld_words
from evaluator_app.wording.statistics_columns import Cell, Column, Table
from evaluator_app.wording.statistics_tables import tables

_NAME, _FIGURE = 34, 11.5  # widths of the first column and of the others
_HEAD_HEIGHT, _FIT = 44, 0.92
_GAP = 2  # rows between two tables


@dataclass
class Sheet:
    """The sheet while it is written from top to bottom."""

    book: Book
    sheet: Worksheet
    last: int  # the last column
    row: int = 0

    @property
    def width(self) -> float:
        """The width of everything."""
        return _NAME + _FIGURE * self.last

    def line(self, words: str, look: Format, least: float = 18.0) -> None:
        """A line over the whole width."""
        put_wide(self.sheet, self.row, (0, self.last), words, look)
        self.sheet.set_row(self.row, height(words, self.width * _FIT, least))
        self.row += 1


def write_analysis(book: Book, sheet: Worksheet, analysis: Analysis) -> None:
    """Everything a reader needs to judge how firm the results are; it does not follow changed marks."""
    every, merge = tables(analysis), analysis.merge
    page = Sheet(book, sheet, max(len(one.columns) for one in every) - 1)
    sheet.set_column(0, 0, _NAME)
    sheet.set_column(1, page.last, _FIGURE)
    title = text("Statistics: understanding the results")
    page.row = write_heading(book, sheet, merge, title, page.last)
    sheet.freeze_panes(page.row, 1)
    quiet = book.format(font_color=QUIET, text_wrap=True)
    page.line(text("All of this is advice; the rule of the protocol alone decides."), quiet)
    page.line(text("As merged by the program: these figures do not change with the marks."), quiet)
    _write_notables(page, analysis)
    for one in every:
        if one.rows:
            _write_table(page, one)
    prepare_page(sheet, merge.campaign.title, width=page.width, last_column=page.last)


def _write_notables(page: Sheet, analysis: Analysis) -> None:
    page.row += 1
    page.line(text("To be looked at"), page.book.format(bold=True, font_size=12), 22)
    found = [notable_words(one, analysis.merge) for one in notables(analysis)]
    look = page.book.format(text_wrap=True, align="left", indent=1)
    for words in found or [text("nothing")]:
        page.line(words, look)


def _write_table(page: Sheet, table: Table) -> None:
    """Title, headings with their meaning as a note, rows, and the reasons of what is withheld."""
    page.row += _GAP
    page.line(table.title, page.book.format(bold=True, font_size=12), 22)
    for place, column in enumerate(table.columns):
        put(page.sheet, page.row, place, column.title, page.book.heading(text_wrap=True))
        if column.help:
            page.sheet.write_comment(page.row, place, column.help, {"x_scale": 1.6})
    page.sheet.set_row(page.row, _HEAD_HEIGHT)
    page.row += 1
    reasons = _reasons(table)
    for row in table.rows:
        _write_row(page, table.columns, row, reasons)
    quiet = page.book.format(font_size=9, font_color=QUIET, text_wrap=True)
    for place, words in enumerate(reasons, start=1):
        page.line(f"{place}) {words}", quiet)


def _reasons(table: Table) -> list[str]:
    """Why figures are withheld, each once; cells name them by their number."""
    found = (withheld_words(cell) for row in table.rows for cell in row if isinstance(cell, Withheld))
    return list(dict.fromkeys(found))


def _write_row(page: Sheet, columns: Sequence[Column], row: Sequence[Cell], reasons: Sequence[str]) -> None:
    tallest = 18.0
    for place, (column, cell) in enumerate(zip(columns, row, strict=True)):
        if isinstance(cell, Withheld):
            words = f"{NOTHING} {reasons.index(withheld_words(cell)) + 1})"
            put(page.sheet, page.row, place, words, page.book.boxed(align="center", font_color=QUIET))
        elif cell is None or isinstance(cell, str):
            align = "left" if column.wide else "center"
            put(page.sheet, page.row, place, cell or NOTHING, page.book.boxed(align=align))
            tallest = max(tallest, height(cell or "", (_FIGURE if place else _NAME) * _FIT))
        else:
            look = page.book.boxed(align="center", num_format=_number_format(column))
            page.sheet.write_number(page.row, place, float(cell), look)
    page.sheet.set_row(page.row, tallest)
    page.row += 1


def _number_format(column: Column) -> str:
    plain = "0" + ("." + "0" * column.decimals if column.decimals else "")
    return f"+{plain};-{plain};{plain}" if column.signed else plain
