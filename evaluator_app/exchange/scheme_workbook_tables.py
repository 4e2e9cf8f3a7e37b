"""The cells of a scheme's workbook back into the raw data of a scheme file, each value with its cell."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.exchange.scheme_cells import CellWrong, from_cell
from evaluator_app.exchange.scheme_tables import Column, Record, columns_by_key, records
from evaluator_app.exchange.scheme_workbook_layout import KEY_MARK, at
from evaluator_app.exchange.score_sheet_typed import cell_text
from evaluator_app.exchange.workbook_guard import CheckedWorkbook, column_name
from evaluator_app.wording.language import text

_NAMES = ("id", "title")
_KEY_ROWS = 10  # the row of keys is among the first
Cell = tuple[str, int, int]  # worksheet, row and column from 0


@dataclass(kw_only=True)
class RawScheme:
    """The data of a scheme file as read from cells; `cells` says where each path stands."""

    raw: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    faulty: set[str] = field(default_factory=set)  # paths whose problem is among them
    keys: set[str] = field(default_factory=set)  # of the columns and values the workbook has
    names: dict[str, str] = field(default_factory=dict)  # ids and titles by their paths, in order


@dataclass(frozen=True, kw_only=True)
class _Keys:
    """Where the values of a workbook are: columns of lists, and cells of single values, by key."""

    columns: Mapping[str, Cell]  # the cell that holds the key: values begin below it
    values: Mapping[str, Cell]


def read_tables(book: CheckedWorkbook) -> RawScheme:
    """Everything a scheme's workbook says; nothing at all where it has no keys."""
    found = RawScheme()
    keys = _find_keys(book, found)
    for record in records():
        if record.repeated:
            _List(book, record, keys.columns, found).read()
        else:
            _read_single(book, record, keys.values, found)
    return found


def address(cell: Cell) -> str:
    """The cell as people name it: 评分标准!F7."""
    sheet, row, column = cell
    return f"{sheet}!{column_name(column + 1)}{row + 1}"


def _find_keys(book: CheckedWorkbook, found: RawScheme) -> _Keys:
    """Where every value is; a list keeps to the row of its first key."""
    known = columns_by_key()
    listed = {
        column.key for one in records() if one.repeated for level in one.walk() for column in level.columns
    }
    places: tuple[dict[str, Cell], dict[str, Cell]] = ({}, {})
    for key, cell in _keys(book, listed):
        where = places[0] if key in listed else places[1]
        if key not in known:
            found.problems.append(problem(Code.SCHEME_COLUMN_UNKNOWN, address(cell), key=key[:80]))
        elif key in where:
            found.problems.append(problem(Code.SCHEME_COLUMN_TWICE, address(cell), key=key))
        else:
            where[key] = cell
            found.keys.add(key)
    return _Keys(columns=places[0], values={key: _beside(cell) for key, cell in places[1].items()})


def _beside(cell: Cell) -> Cell:
    """The value of a key stands two cells to the right, after its name."""
    sheet, row, column = cell
    return sheet, row, column + 2


def _keys(book: CheckedWorkbook, listed: Collection[str]) -> Iterator[tuple[str, Cell]]:
    """Every key: in the first row that has some where a sheet holds a list, else in its first column."""
    for name, rows in book.values.items():
        marked = (
            found for number, row in enumerate(rows[:_KEY_ROWS]) if (found := _marked(name, number, row))
        )
        first = next(marked, [])
        if any(key in listed for key, _ in first):
            yield from first
        else:
            yield from (one for number, row in enumerate(rows) for one in _marked(name, number, row[:1]))


def _marked(name: str, number: int, row: Sequence[object]) -> list[tuple[str, Cell]]:
    """The keys in a row."""
    return [
        (value.removeprefix(KEY_MARK).strip(), (name, number, column))
        for column, value in enumerate(row)
        if isinstance(value, str) and value.startswith(KEY_MARK)
    ]


def _read_cell(book: CheckedWorkbook, cell: Cell, column: Column, path: str, found: RawScheme) -> Any:  # noqa: ANN401 - raw data
    """The value of a cell; one that cannot be understood is a problem, and stays as it was typed."""
    place = address(cell)
    sheet, _, reference = place.rpartition("!")
    value = book.value(sheet, reference)
    found.cells[path] = place
    if column.name in _NAMES:
        found.names[path] = cell_text(value).strip()
    if reference in book.formulas[sheet]:
        found.problems.append(problem(Code.SCHEME_CELL_FORMULA, place))
        found.faulty.add(path)
        return cell_text(value)
    try:
        return from_cell(value, column)
    except CellWrong as wrong:
        found.problems.append(problem(Code.SCHEME_VALUE_INVALID, place, reason=str(wrong)))
        found.faulty.add(path)
        return cell_text(value)


def _read_single(book: CheckedWorkbook, record: Record, places: Mapping[str, Cell], found: RawScheme) -> None:
    said = {
        column.name: _read_cell(book, places[column.key], column, column.key, found)
        for column in record.columns
        if column.key in places
    }
    filled = {name: value for name, value in said.items() if value is not None}
    if filled or record.required:
        _inside(found.raw, record.path).update(filled)
    cells = [found.cells[one.key] for one in record.columns if one.key in found.cells]
    if cells and record.path:
        found.cells.setdefault(record.path, cells[0])


def _inside(raw: dict[str, Any], path: str) -> dict[str, Any]:
    """The table at a path, made where it is not there yet."""
    for step in path.split(".") if path else ():
        raw = raw.setdefault(step, {})
    return raw


@dataclass(kw_only=True)
class _Open:
    """The record that rows are being read into: its path and what it says."""

    path: str
    raw: dict[str, Any]
    said: dict[str, Any]


class _List:
    """Reads a list with all lists inside it from the rows of its sheet."""

    def __init__(
        self, book: CheckedWorkbook, record: Record, places: Mapping[str, Cell], found: RawScheme
    ) -> None:
        self._book, self._record, self._found = book, record, found
        levels = list(record.walk())
        self._columns = {
            one.path: [(places[column.key], column) for column in one.columns if column.key in places]
            for one in levels
        }
        self._keep_one_row()
        self._open: dict[str, _Open] = {}

    def _keep_one_row(self) -> None:
        """Columns that were moved to another sheet or row are none of this list."""
        home = next((cell[:2] for these in self._columns.values() for cell, _ in these), None)
        for path, these in self._columns.items():
            strays = [(cell, column) for cell, column in these if cell[:2] != home]
            self._columns[path] = [one for one in these if one not in strays]
            for cell, column in strays:
                one = problem(Code.SCHEME_COLUMN_UNKNOWN, address(cell), key=column.key)
                self._found.problems.append(one)

    def read(self) -> None:
        """Every row below the keys that says something."""
        cells = [cell for these in self._columns.values() for cell, _ in these]
        parent, _, name = self._record.path.rpartition(".")
        holder = at(self._found.raw, parent)
        if self._record.required and holder is not None:
            holder.setdefault(name, [])
        if not cells:
            return
        sheet, keys, first = cells[0]
        self._found.cells.setdefault(self._record.path, address((sheet, keys + 1, first)))
        rows = self._book.values[sheet]
        used = [cell[2] for cell in cells]
        for row in range(keys + 1, len(rows)):
            formulas = self._book.formulas[sheet]
            if any(rows[row][one] != "" or f"{column_name(one + 1)}{row + 1}" in formulas for one in used):
                self._read_row(row)

    def _read_row(self, row: int) -> None:
        for level in self._record.walk():
            cells = [((sheet, row, place), column) for (sheet, _, place), column in self._columns[level.path]]
            if any(self._filled(cell) for cell, _ in cells):
                self._read_record(level, row, cells)

    def _filled(self, cell: Cell) -> bool:
        sheet, _, reference = address(cell).rpartition("!")
        value = self._book.value(sheet, reference)
        return reference in self._book.formulas[sheet] or bool(cell_text(value).strip())

    def _read_record(self, level: Record, row: int, cells: list[tuple[Cell, Column]]) -> None:
        current = self._open.get(level.path)
        if current and level.below and self._goes_on(current, cells):
            return
        new = self._start(level, row)
        for cell, column in cells:
            value = _read_cell(self._book, cell, column, f"{new.path}.{column.name}", self._found)
            if value is not None:
                new.said[column.name] = new.raw[column.name] = value

    def _goes_on(self, current: _Open, cells: list[tuple[Cell, Column]]) -> bool:
        """Whether a row repeats the record it belongs to; where only a part is repeated, it says so."""
        trial = RawScheme()
        said = {
            column.name: _read_cell(self._book, cell, column, column.name, trial) for cell, column in cells
        }
        said = {name: value for name, value in said.items() if value is not None}
        differing = [name for name, value in said.items() if current.said.get(name) != value]
        if differing and said.get("id") != current.said.get("id", object()):
            return False
        for name in differing:
            where = self._found.cells[f"{current.path}.{name}"]
            reason = text("it differs from the same record in {cell}", cell=where)
            self._found.problems.append(problem(Code.SCHEME_VALUE_INVALID, trial.cells[name], reason=reason))
        return True

    def _start(self, level: Record, row: int) -> _Open:
        """A new record in the list it belongs to; records that must hold it are begun too."""
        parent, _, name = level.path.rpartition(".")
        if level is self._record:
            holder, path = _inside(self._found.raw, parent), level.path
        else:
            outer = self._open.get(parent) or self._start(self._level(parent), row)
            holder, path = outer.raw, f"{outer.path}.{name}"
        elements = holder.setdefault(name, [])
        new = _Open(path=f"{path}[{len(elements)}]", raw={}, said={})
        elements.append(new.raw)
        for one in level.below:
            if one.required:
                new.raw[one.name] = []
        for one in level.walk():
            self._open.pop(one.path, None)
        self._open[level.path] = new
        for (sheet, _, place), column in self._columns[level.path]:
            self._found.cells.setdefault(new.path, address((sheet, row, place)))
            self._found.cells[f"{new.path}.{column.name}"] = address((sheet, row, place))
        return new

    def _level(self, path: str) -> Record:
        return next(one for one in self._record.walk() if one.path == path)
