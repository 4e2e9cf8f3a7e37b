"""Two workbooks compared as people read them: what a cell shows counts, not how it comes about."""

from collections.abc import Iterator, Mapping, Sequence

from evaluator_app.domain.decisions import CellChange
from evaluator_app.exchange.score_sheet_typed import cell_text
from evaluator_app.exchange.sheet_texts import showable, unprotected
from evaluator_app.exchange.workbook_guard import CheckedWorkbook, column_name

Row = Sequence[object]
_TOLERANCE = 1e-9  # of numbers as spreadsheets store them; both were written from exact ones


def data_texts(book: CheckedWorkbook, page: str) -> dict[str, str]:
    """The named texts of a hidden sheet of data; a name that stands there twice counts once."""
    rows = (row for row in book.values.get(page, ()) if len(row) > 1)
    return {unprotected(str(row[0])): unprotected(str(row[1])) for row in rows}


def row_changes(page: str, number: int, was: Row, now: Row, skipped: frozenset[int]) -> Iterator[CellChange]:
    """The cells of a row that show something else; `number` is that of the row as it is now, from 1."""
    for column in range(max(len(was), len(now))):
        before, after = at(was, column), at(now, column)
        if column not in skipped and not same(before, after):
            place = f"{column_name(column + 1)}{number}"
            yield CellChange(page=page, cell=place, was=shown(before), now=shown(after))


def page_changes(page: str, was: Sequence[Row], now: Sequence[Row]) -> Iterator[CellChange]:
    """The cells of a sheet that show something else."""
    for number in range(max(len(was), len(now))):
        before, after = (rows[number] if number < len(rows) else () for rows in (was, now))
        yield from row_changes(page, number + 1, before, after, frozenset())


def book_changes(
    was: Mapping[str, Sequence[Row]], now: Mapping[str, Sequence[Row]], left_out: frozenset[str]
) -> Iterator[CellChange]:
    """What is otherwise in all sheets but those left out; a sheet that is gone is one change."""
    for page in was:
        if page in left_out:
            continue
        if page in now:
            yield from page_changes(page, was[page], now[page])
        else:
            yield CellChange(page=page, cell="", was=page, now="")
    for page in now:
        if page not in was and page not in left_out:
            yield CellChange(page=page, cell="", was="", now=page)


def at(row: Row, column: int) -> object:
    """The value of a column, "" beyond the end of the row."""
    return row[column] if column < len(row) else ""


def same(one: object, other: object) -> bool:
    """Equal texts, or numbers that agree as far as spreadsheets keep them."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= _TOLERANCE * max(1, abs(one))
    return shown(one) == shown(other)


def shown(value: object) -> str:
    """What a cell says."""
    return "" if value is None else showable(cell_text(value)).strip()
