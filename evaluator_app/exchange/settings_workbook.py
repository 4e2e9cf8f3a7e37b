"""The settings of a scheme as an Excel workbook: a row for each value that is open, with what is in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from xlsxwriter.worksheet import Worksheet

from evaluator_app.domain.scheme_settings import Setting
from evaluator_app.exchange.committee.book import INPUT, QUIET, SOFT, Book, height, prepare_page, put
from evaluator_app.exchange.scheme_cells import to_cell
from evaluator_app.exchange.scheme_tables import CellKind, Column, columns_by_key
from evaluator_app.exchange.scheme_values import shown, value_at
from evaluator_app.exchange.scheme_workbook_layout import KEY_MARK
from evaluator_app.exchange.scheme_workbook_rules import Rules
from evaluator_app.wording.language import text
from evaluator_app.wording.scheme_settings import about_words, part_words, setting_title, why_words

SCHEME, DIGEST, NEW = "scheme=", "digest=", "new"  # behind the mark of a key
_WIDTHS = (0, 16, 40, 22, 22, 26, 60)
_KEY, _PART, _ABOUT, _NAME, _OLD, _NEW, _WHY = range(7)
_FIRST = 4
_NUMBERS = (CellKind.NUMBER, CellKind.WHOLE)


@dataclass(frozen=True, kw_only=True)
class SettingsBook:
    """What is written: the settings of a scheme, in force and in the draft."""

    scheme: str
    title: str
    digest: str  # of the draft: a workbook of another one is not taken
    settings: Sequence[Setting]
    base: Mapping[str, Any]
    draft: Mapping[str, Any]


def write_settings_workbook(stream: BinaryIO, found: SettingsBook, written: datetime) -> None:
    """Write one worksheet; only the column of new values is to be filled in."""
    book = Book(stream, found.title, written)
    page = book.add_sheet(book.sheet_name(text("Settings of the scheme")))
    for number, width in enumerate(_WIDTHS):
        page.set_column(number, number, width, None, {"hidden": not width})
    _write_heads(book, page, found)
    rules = Rules({}, first_row=_FIRST)
    for number, one in enumerate(found.settings, start=_FIRST):
        column = columns_by_key()[one.key]
        _write_row(book, page, number, one, found)
        rules.add_value(page, number, _NEW, column)
    page.freeze_panes(_FIRST, _ABOUT)
    prepare_page(page, text("Settings of the scheme"), width=1, last_column=len(_WIDTHS))
    book.workbook.close()


def _write_heads(book: Book, page: Worksheet, found: SettingsBook) -> None:
    quiet = book.format(font_color=QUIET, italic=True)
    put(page, 0, 1, found.title, book.format(bold=True, font_size=14))
    put(page, 1, 1, text("Change the column “New value” only; an empty cell means the usual value."), quiet)
    marks = {_KEY: f"{SCHEME}{found.scheme}", _PART: f"{DIGEST}{found.digest}", _NEW: NEW}
    for number, mark in marks.items():
        put(page, 2, number, KEY_MARK + mark, quiet)
    page.set_row(2, 12, None, {"hidden": True})
    heads = (
        text("Part"),
        text("Of what"),
        text("Value"),
        text("In force"),
        text("New value"),
        text("Why it is open"),
    )
    for number, head in enumerate(heads, start=1):
        put(page, 3, number, head, book.heading(text_wrap=True))
    page.repeat_rows(3)


def _write_row(book: Book, page: Worksheet, row: int, one: Setting, found: SettingsBook) -> None:
    column = columns_by_key()[one.key]
    fixed = book.boxed(align="left", valign="top", text_wrap=True, bg_color=SOFT)
    cells = {
        _PART: part_words(one.part),
        _ABOUT: about_words(one),
        _NAME: setting_title(one),
        _OLD: shown(value_at(found.base, one.path, column), column),
        _WHY: why_words(one),
    }
    put(page, row, _KEY, KEY_MARK + one.path, book.format())
    for number, words in cells.items():
        put(page, row, number, words, fixed)
    _write_new(book, page, row, value_at(found.draft, one.path, column), column)
    tallest = max(height(words, _WIDTHS[number]) for number, words in cells.items())
    page.set_row(row, tallest)


def _write_new(book: Book, page: Worksheet, row: int, value: object, column: Column) -> None:
    """Texts are texts for Excel too: what is typed there is never turned into a date."""
    look = book.boxed(
        align="left",
        valign="top",
        text_wrap=True,
        bg_color=INPUT,
        num_format="General" if column.kind in _NUMBERS else "@",
    )
    cell = None if value is None else to_cell(value, column)
    if cell is None:
        page.write_blank(row, _NEW, None, look)
    elif isinstance(cell, str):
        put(page, row, _NEW, cell, look)
    else:
        page.write_number(row, _NEW, cell, look)
