"""Plain lists as Excel workbooks: a head that stays in sight, a filter, one page in width."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from evaluator_app.exchange.committee.book import height
from evaluator_app.exchange.sheet_texts import showable

_A4, _LONGEST = 9, 32_000
_LONGEST_NAME = 31
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_CELL = {"border": 1, "text_wrap": True, "valign": "top"}
_HEAD = {**_CELL, "bold": True, "bg_color": "#E7EBF0", "align": "center"}
_FORBIDDEN = str.maketrans("[]:*?/\\", "〔〕：＊？／＼")


@dataclass(frozen=True, kw_only=True)
class Listing:
    """One sheet: its name, its columns with their widths, its rows, how many columns stay in sight."""

    name: str
    heads: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[str | int]]
    kept: int = 2


def write_listings(stream: BinaryIO, title: str, listings: Sequence[Listing], written: datetime) -> None:
    """Write a workbook of lists."""
    with Workbook(stream, dict(_OPTIONS)) as book:
        book.set_properties({"title": title, "created": written.replace(tzinfo=None)})
        styles = [book.add_format(one) for one in (_HEAD, _CELL)]
        names: list[str] = []
        for one in listings:
            names.append(_name(one.name, names))
            _sheet(book, names[-1], one, styles)


def _name(wanted: str, taken: Sequence[str]) -> str:
    """A name a sheet may have, which no other one has."""
    plain = showable(wanted).translate(_FORBIDDEN).strip(" '")[:_LONGEST_NAME] or "—"
    used, name, number = {one.casefold() for one in taken}, plain, 2
    while name.casefold() in used:
        ending = f" {number}"
        name, number = plain[: _LONGEST_NAME - len(ending)] + ending, number + 1
    return name


def _sheet(book: Workbook, name: str, one: Listing, styles: Sequence[Format]) -> None:
    page = book.add_worksheet(name)
    for column, width in enumerate(one.widths):
        page.set_column(column, column, width)
    rows = (one.heads, *one.rows)
    for number, cells in enumerate(rows):
        for column, value in enumerate(cells):
            shown = showable(value)[:_LONGEST] if isinstance(value, str) else value
            page.write(number, column, shown, styles[min(number, 1)])
        tallest = (height(str(value), width) for value, width in zip(cells, one.widths, strict=True))
        page.set_row(number, max(tallest))
    page.freeze_panes(1, one.kept)
    page.autofilter(0, 0, len(rows) - 1, len(one.widths) - 1)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
