"""A scheme as an Excel workbook that a secretariat can change: a row per rule, drop-downs, instructions."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from math import ceil
from typing import Any, BinaryIO

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.exchange.committee.book import (
    INPUT,
    LONGEST_TEXT,
    QUIET,
    SOFT,
    Book,
    height,
    prepare_page,
    put,
    put_wide,
)
from evaluator_app.exchange.scheme_cells import to_cell
from evaluator_app.exchange.scheme_tables import CellKind, Column
from evaluator_app.exchange.scheme_workbook_guide import write_guide
from evaluator_app.exchange.scheme_workbook_layout import (
    KEY_MARK,
    Sheet,
    at,
    help_of,
    rows,
    sheets,
    title_of,
    width_of,
)
from evaluator_app.exchange.scheme_workbook_rules import Rules
from evaluator_app.wording.language import text
from evaluator_app.wording.scheme_sheets import record_name, sheet_name, sheet_purpose

_NUMBERS = (CellKind.NUMBER, CellKind.WHOLE)
_PAGE_WIDTH = 190  # characters that still can be read on A4
_FROZEN_WIDTH = 64
_HEADINGS = 4  # rows: purpose, whose columns, titles, hidden keys
_SPARE = 8  # empty rows with a frame
_VALUE_WIDTHS = (0, 30, 70, 60)


def write_scheme_workbook(stream: BinaryIO, loaded: LoadedScheme, written: datetime) -> None:
    """Write all of a scheme as a workbook; a text too long for a cell is refused."""
    raw = tomllib.loads(loaded.source.decode("utf-8-sig"))
    problems = list(_too_long(raw))
    if problems:
        raise Refused(problems)
    book = Book(stream, loaded.scheme.title, written)
    guide = book.add_sheet(book.sheet_name(sheet_name("guide")))
    pages = {one.path: book.add_sheet(book.sheet_name(sheet_name(one.path))) for one in sheets()}
    rules = Rules({path: page.get_name() for path, page in pages.items()}, first_row=_HEADINGS)
    write_guide(book, guide, loaded.scheme)
    for one in sheets():
        writer = _write_list if one.list else _write_singles
        writer(book, pages[one.path], one, raw, rules)
    guide.activate()
    book.workbook.close()


def _too_long(raw: Mapping[str, Any]) -> Iterator[Problem]:
    for sheet in sheets():
        for key, value, column in _values(sheet, raw):
            cell = to_cell(value, column)
            if isinstance(cell, str) and len(cell) > LONGEST_TEXT:
                reason = text("the text is too long for a cell ({limit} characters)", limit=LONGEST_TEXT)
                yield problem(Code.SCHEME_VALUE_INVALID, key, reason=reason)


def _values(sheet: Sheet, raw: Mapping[str, Any]) -> Iterator[tuple[str, Any, Column]]:
    columns = {column.key: column for _, column in sheet.columns}
    if sheet.list:
        for row in rows(at(raw, sheet.path) or (), sheet.list):
            yield from ((key, value, columns[key]) for key, value in row.items())
    else:
        found = {key: at(raw, key) for key in columns}
        yield from ((key, value, columns[key]) for key, value in found.items() if value is not None)


# Lists: a row per record


def _write_list(book: Book, page: Worksheet, sheet: Sheet, raw: Mapping[str, Any], rules: Rules) -> None:
    columns = sheet.columns
    looks = [_look(book, column, outer=bool(record.below)) for record, column in columns]
    for number, (_, column) in enumerate(columns):
        page.set_column(number, number, width_of(column), _look(book, column, framed=False))
    _write_headings(book, page, sheet)
    found = list(rows(at(raw, sheet.path) or (), sheet.list)) if sheet.list else []
    for index in range(len(found) + _SPARE):
        row = found[index] if index < len(found) else {}
        values = [to_cell(row[one.key], one) if one.key in row else None for _, one in columns]
        for number, value in enumerate(values):
            _write_value(page, (_HEADINGS + index, number), value, looks[number])
        page.set_row(
            _HEADINGS + index,
            _row_height(zip(values, (width_of(one) for _, one in columns), strict=True)),
        )
    rules.add(page, [column for _, column in columns], len(found))
    _set_up_page(page, sheet)


def _write_headings(book: Book, page: Worksheet, sheet: Sheet) -> None:
    """What the sheet is for, whose columns these are, their titles, and the hidden row of keys."""
    columns = sheet.columns
    quiet = book.format(font_color=QUIET, italic=True, valign="vcenter")
    put(page, 0, 0, sheet_purpose(sheet.path), quiet)
    page.set_row(0, 22)
    groups = groupby(enumerate(columns), key=lambda one: one[1][0].path)
    for path, group in groups:
        numbers = [number for number, _ in group]
        if len(sheet.levels) > 1:
            put_wide(
                page,
                1,
                (numbers[0], numbers[-1]),
                record_name(path),
                book.heading(bg_color=SOFT, align="left"),
            )
    for number, (_, column) in enumerate(columns):
        put(page, 2, number, title_of(column), book.heading(text_wrap=True))
        put(page, 3, number, KEY_MARK + column.key, quiet)
    page.set_row(1, 18, None, {} if len(sheet.levels) > 1 else {"hidden": True})
    page.set_row(2, max(height(title_of(column), width_of(column)) for _, column in columns) + 4)
    page.set_row(3, 12, None, {"hidden": True})
    page.repeat_rows(1, 2)


def _set_up_page(page: Worksheet, sheet: Sheet) -> None:
    """Frozen titles, A4 landscape, as many pages across as keep the print legible."""
    widths = [width_of(column) for _, column in sheet.columns]
    names = [number for number, (_, column) in enumerate(sheet.columns) if column.name in ("id", "title")]
    frozen = max((one + 1 for one in names if sum(widths[: one + 1]) <= _FROZEN_WIDTH), default=0)
    page.freeze_panes(_HEADINGS, frozen)
    prepare_page(page, sheet_name(sheet.path), width=0, last_column=len(widths))
    across = ceil(sum(widths) / _PAGE_WIDTH)
    page.fit_to_pages(across, 0)
    if across > 1 and frozen:
        page.repeat_columns(0, frozen - 1)


# Single records: a row per value


def _write_singles(book: Book, page: Worksheet, sheet: Sheet, raw: Mapping[str, Any], rules: Rules) -> None:
    for number, width in enumerate(_VALUE_WIDTHS):
        page.set_column(number, number, width, None, {"hidden": not width})
    put(page, 0, 1, sheet_purpose(sheet.path), book.format(font_color=QUIET, italic=True))
    heads = (text("Name of the value"), text("Value to fill in"), text("What to fill in"))
    for number, head in enumerate(heads, start=1):
        put(page, 1, number, head, book.heading())
    row = 2
    for record in sheet.singles:
        name, look = record_name(record.path), book.boxed(bold=True, bg_color=SOFT, align="left")
        put_wide(page, row, (1, 3), name, look)
        values = at(raw, record.path) or {}
        for number, column in enumerate(record.columns, start=row + 1):
            _write_single(book, page, number, column, values.get(column.name))
            rules.add_value(page, number, 2, column)
        row += len(record.columns) + 2
    page.freeze_panes(2, 2)
    page.repeat_rows(1)
    prepare_page(page, sheet_name(sheet.path), width=0, last_column=len(_VALUE_WIDTHS))


def _write_single(book: Book, page: Worksheet, row: int, column: Column, raw: object) -> None:
    """A value between its name and what is to be filled in; its key stands in the hidden column."""
    value = None if raw is None else to_cell(raw, column)
    put(page, row, 0, KEY_MARK + column.key, book.format())
    put(page, row, 1, title_of(column), book.boxed(align="left", valign="top"))
    _write_value(page, (row, 2), value, _look(book, column, single=True))
    put(page, row, 3, help_of(column), book.boxed(align="left", valign="top", font_color=QUIET))
    page.set_row(row, _row_height([(value, _VALUE_WIDTHS[2]), (help_of(column), _VALUE_WIDTHS[3])]))


# Cells


def _look(
    book: Book, column: Column, *, outer: bool = False, framed: bool = True, single: bool = False
) -> Format:
    """Texts are texts for Excel too: what is typed there is never turned into a date or a number."""
    numeric = column.kind in _NUMBERS
    look: dict[str, object] = {
        "valign": "top",
        "text_wrap": True,
        "num_format": "General" if numeric else "@",
    }
    look["align"] = "right" if numeric and not single else "left"
    if not framed:
        return book.format(**look)
    return book.boxed(**look, bg_color=SOFT if outer else INPUT)


def _row_height(cells: Iterable[tuple[str | Decimal | None, int]]) -> float:
    """The height that shows every text of a row; a spreadsheet does not find it by itself."""
    return max((height(value, width - 2.5) for value, width in cells if isinstance(value, str)), default=18.0)


def _write_value(page: Worksheet, cell: tuple[int, int], value: str | Decimal | None, look: Format) -> None:
    if value is None:
        page.write_blank(*cell, None, look)
    elif isinstance(value, Decimal):
        page.write_number(*cell, value, look)
    else:
        put(page, *cell, value, look)
