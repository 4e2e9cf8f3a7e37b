"""The first sheet of a scheme's workbook: how to fill it in, what each sheet and column means."""

from enum import StrEnum

from xlsxwriter.worksheet import Worksheet

from evaluator_app.domain.scheme import Scheme
from evaluator_app.exchange.committee.book import SOFT, Book, height, prepare_page, put, put_wide
from evaluator_app.exchange.scheme_tables import CellKind, Column
from evaluator_app.exchange.scheme_workbook_layout import Sheet, help_of, sheets, title_of
from evaluator_app.wording.language import text
from evaluator_app.wording.scheme_sheets import (
    member_word,
    record_name,
    sheet_name,
    sheet_purpose,
    truth_word,
)

_WIDTHS = (26, 26, 70, 26)
_COMMAND = "evaluator-app schemes from-workbook X.xlsx -o DIR"


def write_guide(book: Book, page: Worksheet, scheme: Scheme) -> None:
    """The instructions, the list of sheets, and the list of columns."""
    for number, width in enumerate(_WIDTHS):
        page.set_column(number, number, width)
    title = text("The scheme “{title}” as a workbook", title=scheme.title)
    put_wide(page, 0, (0, 3), title, book.format(font_size=16, bold=True))
    page.set_row(0, 30)
    row = _write_steps(book, page)
    row = _write_sheets(book, page, row + 1)
    row = _write_columns(book, page, row + 1)
    prepare_page(page, title, width=0, last_column=len(_WIDTHS))


def _write_steps(book: Book, page: Worksheet) -> int:
    look, row = book.format(text_wrap=True, valign="top"), 1
    for step in _steps():
        put_wide(page, row, (0, 3), step, look)
        page.set_row(row, height(step, sum(_WIDTHS)))
        row += 1
    put_wide(page, row, (0, 3), _COMMAND, book.format(font_name="Consolas", bg_color=SOFT))
    return row + 1


def _steps() -> tuple[str, ...]:
    first, second = sheet_name("basics"), sheet_name("rubric.sections")
    return (
        text("1. Each sheet holds one part of the scheme. Start with “{first}” and “{second}”; "
             "all others may stay empty unless you need them.", first=first, second=second),
        text("2. One row is one rule. Insert, move and delete rows as you like. "
             "Columns may be moved or hidden."),
        text("3. Columns with a star must be filled in. "
             "An empty cell means the usual value, which is named below."),
        text("4. Where a record has others inside it (a section its criteria, a form its fields), "
             "its own columns stand on its first row only; the rows below belong to it."),
        text("5. Several values in one cell: one per line (Alt+Enter)."),
        text("6. Type values, never formulas. The hidden row and column with “@” name each column "
             "for the program: leave them there."),
        text("7. Every rule names its clause, or is marked as assumed with the reason."),
        text("8. When the workbook is read, every fault is listed with its cell, such as {example}. "
             "Nothing is written until there is none.", example=f"{second}!H7"),
        text("When you are done, save the workbook and read it back with this command:"),
    )  # fmt: skip


def _write_sheets(book: Book, page: Worksheet, row: int) -> int:
    _write_row(book, page, row, (text("Worksheet"), text("What it holds")), head=True)
    for sheet in sheets():
        row += 1
        _write_row(book, page, row, (sheet_name(sheet.path), sheet_purpose(sheet.path)))
    return row + 1


def _write_row(book: Book, page: Worksheet, row: int, words: tuple[str, str], *, head: bool = False) -> None:
    look = book.heading(align="left") if head else book.boxed(align="left")
    put(page, row, 0, words[0], look)
    put_wide(page, row, (1, 3), words[1], look)


def _write_columns(book: Book, page: Worksheet, row: int) -> int:
    heads = (text("Worksheet"), text("Column"), text("What to fill in"), text("Empty means"))
    for number, head in enumerate(heads):
        put(page, row, number, head, book.heading(align="left"))
    look = book.boxed(align="left", valign="top", text_wrap=True)
    for words in _explained():
        row += 1
        for number, said in enumerate(words):
            put(page, row, number, said, look)
        page.set_row(row, max(height(said, width) for said, width in zip(words, _WIDTHS, strict=True)))
    return row + 1


def _explained() -> list[tuple[str, ...]]:
    """Every column that needs a word; one that means the same on several sheets stands there once."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for sheet in sheets():
        for record, column in sheet.columns:
            words = (title_of(column), _what(column), _default(column))
            if words[1]:
                found.setdefault(words, []).append(_whose(sheet, record.path))
    return [(these[0] if len(these) == 1 else text("several"), *words) for words, these in found.items()]


def _whose(sheet: Sheet, path: str) -> str:
    """The sheet, and what on it the column belongs to where it holds more than one thing."""
    name = sheet_name(sheet.path)
    return f"{name}: {record_name(path)}" if len(sheet.levels) > 1 else name


def _what(column: Column) -> str:
    words = [help_of(column)]
    if column.kind is CellKind.WORD:
        names = ", ".join(member_word(one) for one in column.members)
        words.append(text("One of: {names}", names=names))
    return "\n".join(filter(None, words))


def _default(column: Column) -> str:
    """What an empty cell stands for."""
    value = column.default
    if column.required:
        return text("must be filled in")
    if isinstance(value, bool):
        return truth_word(value)
    if isinstance(value, StrEnum):
        return member_word(value)
    shown = ", ".join(value) if isinstance(value, tuple) else str(value)
    return text("nothing") if value is None else shown or text("nothing")
