"""Plain lists as Excel sheets: a head that stays in sight, a filter, one page in width."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from evaluator_app.exchange.committee.book import height
from evaluator_app.exchange.sheet_texts import showable

_A4, _LONGEST = 9, 32_000
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_CELL = {"border": 1, "text_wrap": True, "valign": "top"}
_HEAD = {**_CELL, "bold": True, "bg_color": "#E7EBF0", "align": "center"}


@dataclass(frozen=True, kw_only=True)
class ListSheet:
    """A list: the first of its rows is the head; `fixed` columns stay in sight."""

    title: str
    widths: Sequence[int]
    rows: Sequence[Sequence[str | int]]
    fixed: int = 1


def write_lists(stream: BinaryIO, title: str, every: Iterable[ListSheet], written: datetime) -> None:
    """Write a workbook of lists."""
    with Workbook(stream, dict(_OPTIONS)) as book:
        book.set_properties({"title": title, "created": written.replace(tzinfo=None)})
        styles = [book.add_format(one) for one in (_HEAD, _CELL)]
        for one in every:
            _write(book, one, styles)


def _write(book: Workbook, one: ListSheet, styles: Sequence[Format]) -> None:
    page = book.add_worksheet(one.title)
    for column, width in enumerate(one.widths):
        page.set_column(column, column, width)
    for number, cells in enumerate(one.rows):
        for column, value in enumerate(cells):
            shown = showable(value)[:_LONGEST] if isinstance(value, str) else value
            page.write(number, column, shown, styles[min(number, 1)])
        page.set_row(
            number, max(height(str(value), width) for value, width in zip(cells, one.widths, strict=True))
        )
    page.freeze_panes(1, one.fixed)
    page.autofilter(0, 0, len(one.rows) - 1, len(one.widths) - 1)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
