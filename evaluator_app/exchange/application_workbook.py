"""The empty application form as an Excel workbook: a sheet per form, a row per field, drop-downs for options.

The first column of each row, which is hidden, names its field, so that rows can be moved or inserted.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import BinaryIO

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from evaluator_app.domain.application_form import CHOSEN, NOT_TYPED, OTHER, key_of
from evaluator_app.domain.form import FieldKind, Form, FormField
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.exchange.committee.book import (
    INPUT,
    QUIET,
    SOFT,
    Book,
    height,
    prepare_page,
    put,
    put_wide,
)
from evaluator_app.wording.application_forms import field_help, field_title
from evaluator_app.wording.language import text

MARK = "evaluator_app application form 1"
FIRST_INPUT = 2  # the column of the first thing to be typed; tables go on to the right
SPARE_ROWS = 5  # of a table, beyond those the source prints

_TITLE_WIDTH, _INPUT_WIDTH, _HELP_WIDTH = 34, 46, 46
_WIDTH = _TITLE_WIDTH + _INPUT_WIDTH + _HELP_WIDTH
_FIRST_WIDTH, _NEXT_WIDTH = 24, 18  # of a form with a table
_LEAST_COLUMNS = 2
_ROW_HEIGHT = 20.0
_BELOW = "    "  # before what belongs to the row above
_LONGEST_LIST = 255  # characters of a drop-down's own list
_MOST_DAYS = 401_768  # 2999-12-31 as Excel counts days


def write_application_workbook(stream: BinaryIO, loaded: LoadedScheme, written: datetime) -> None:
    """Write the forms of a scheme that applicants fill in."""
    scheme = loaded.scheme
    book = Book(stream, text("Application: {scheme}", scheme=scheme.title), written)
    lists = _Lists(book)
    for form in scheme.forms:
        page = book.add_sheet(book.sheet_name(form.title))
        _Page(book, page, lists).write(form, loaded)
    lists.hide()
    book.workbook.close()


class _Lists:
    """Options too long for a drop-down's own list stand on a hidden sheet."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._page: Worksheet | None = None
        self._name = ""
        self._column = 0

    def source(self, options: Sequence[str]) -> object:
        """What a drop-down shows: the options themselves, or where they stand."""
        if len(",".join(options)) <= _LONGEST_LIST and not any("," in one for one in options):
            return list(options)
        if self._page is None:
            self._name = self._book.sheet_name("options")
            self._page = self._book.add_sheet(self._name)
        for row, one in enumerate(options):
            put(self._page, row, self._column, one, self._book.format())
        letters = xl_col_to_name(self._column)
        self._column += 1
        return f"='{self._name}'!${letters}$1:${letters}${len(options)}"

    def hide(self) -> None:
        """Nobody has to see the lists."""
        if self._page is not None:
            self._page.hide()


class _Page:
    """One form."""

    def __init__(self, book: Book, page: Worksheet, lists: _Lists) -> None:
        self._book, self._page, self._lists = book, page, lists
        self._row = 0
        self._columns = _LEAST_COLUMNS

    def write(self, form: Form, loaded: LoadedScheme) -> None:
        """Title, how to fill it in, then the fields."""
        self._columns = last_column(form) - FIRST_INPUT + 1
        page, look = self._page, self._book
        page.set_column(0, 0, None, None, {"hidden": True})
        page.set_column(1, 1, _TITLE_WIDTH)
        narrow = self._columns == _LEAST_COLUMNS
        page.set_column(FIRST_INPUT, FIRST_INPUT, _INPUT_WIDTH if narrow else _FIRST_WIDTH)
        page.set_column(FIRST_INPUT + 1, self._last, _HELP_WIDTH if narrow else _NEXT_WIDTH)
        put(page, 0, 0, f"{MARK} {loaded.scheme.id} {loaded.digest}", look.format())
        self._line(form.verbatim or form.title, look.format(bold=True, font_size=14), 26)
        said = text("Fill in the yellow cells; * must be filled in. {scheme}", scheme=loaded.scheme.title)
        self._line(said, look.format(font_color=QUIET, text_wrap=True), 30)
        for one in form.fields:
            self._field(form, one)
        page.freeze_panes(2, FIRST_INPUT)
        page.protect("", {"insert_rows": True, "format_columns": True, "format_rows": True})
        prepare_page(page, form.title, width=_WIDTH, last_column=self._last)

    @property
    def _last(self) -> int:
        return FIRST_INPUT + self._columns - 1

    def _line(self, words: str, look: object, tall: float) -> None:
        put_wide(self._page, self._row, (1, self._last), words, look)
        self._page.set_row(self._row, tall)
        self._row += 1

    def _field(self, form: Form, one: FormField) -> None:
        if one.kind in NOT_TYPED:
            self._printed(one)
        elif one.kind is FieldKind.TABLE:
            self._table(form, one)
        elif one.kind is FieldKind.CHOICES:
            self._heading_row(one)
            for option in one.options:
                self._input(key_of(form, one, option.id), _BELOW + option.title, option.text, [CHOSEN])
        else:
            choice = one.kind is FieldKind.CHOICE
            options = [option.title for option in one.options] if choice else []
            self._input(key_of(form, one), field_title(one), field_help(one), options, one.kind)
        if any(option.free_text for option in one.options):
            self._input(key_of(form, one, OTHER), _BELOW + text("Other, in words"), "", [])

    def _printed(self, one: FormField) -> None:
        """Statements, seals and signatures belong on the printed form."""
        words = "\n".join((one.verbatim or one.title, *one.statements))
        look = self._book.boxed(align="left", valign="top", bg_color=SOFT)
        self._line(words, look, height(words, _WIDTH))

    def _heading_row(self, one: FormField) -> None:
        words = f"{field_title(one)}　{field_help(one)}".strip()
        self._line(words, self._book.boxed(align="left", bold=True, bg_color=SOFT), height(words, 100))

    def _input(
        self, key: str, title: str, help_: str, options: Sequence[str], kind: FieldKind = FieldKind.TEXT
    ) -> None:
        page, row, book = self._page, self._row, self._book
        put(page, row, 0, key, book.format())
        put(page, row, 1, title, book.boxed(align="left"))
        last = self._last
        page.write_blank(row, FIRST_INPUT, None, self._typed(kind))
        put_wide(page, row, (FIRST_INPUT + 1, last), help_, book.boxed(align="left", font_color=QUIET))
        self._validate(row, FIRST_INPUT, options, kind)
        least = 3 * _ROW_HEIGHT if kind is FieldKind.LONG_TEXT else _ROW_HEIGHT
        page.set_row(row, max(least, height(title, _TITLE_WIDTH), height(help_, _HELP_WIDTH)))
        self._row += 1

    def _typed(self, kind: FieldKind) -> object:
        formats = {FieldKind.DATE: "yyyy-mm-dd", FieldKind.INTEGER: "0", FieldKind.DECIMAL: "General"}
        top = "top" if kind is FieldKind.LONG_TEXT else "vcenter"
        return self._book.boxed(
            align="left", valign=top, bg_color=INPUT, locked=False, num_format=formats.get(kind, "@")
        )

    def _validate(self, row: int, column: int, options: Sequence[str], kind: FieldKind) -> None:
        """Excel helps while typing; what it lets through is checked again when the workbook is read."""
        rule: dict[str, object] = {"ignore_blank": True, "error_type": "warning"}
        if options:
            rule |= {"validate": "list", "source": self._lists.source(options)}
        elif kind is FieldKind.INTEGER:
            rule |= {"validate": "integer", "criteria": ">=", "value": 0}
        elif kind is FieldKind.DATE:
            rule |= {"validate": "date", "criteria": "between", "minimum": 1, "maximum": _MOST_DAYS}
        else:
            return
        self._page.data_validation(row, column, row, column, rule)

    def _table(self, form: Form, one: FormField) -> None:
        self._heading_row(one)
        page, book = self._page, self._book
        put(page, self._row, 1, text("Row"), book.heading())
        for number, name in enumerate(one.columns):
            put(page, self._row, FIRST_INPUT + number, name, book.heading())
        self._row += 1
        for row in range(one.rows + SPARE_ROWS):
            put(page, self._row, 0, key_of(form, one, str(row)), book.format())
            put(page, self._row, 1, str(row + 1), book.boxed(align="center"))
            page.set_row(self._row, _ROW_HEIGHT)
            for number in range(len(one.columns)):
                page.write_blank(self._row, FIRST_INPUT + number, None, self._typed(FieldKind.TEXT))
            self._row += 1


def last_column(form: Form) -> int:
    """The last column of a form's sheet, the first is 0: as wide as its widest table."""
    return FIRST_INPUT + max([_LEAST_COLUMNS, *(len(one.columns) for one in form.fields)]) - 1
