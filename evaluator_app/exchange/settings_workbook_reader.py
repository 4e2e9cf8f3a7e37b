"""Reading the workbook of a scheme's settings: new values by their paths, every fault with its cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.scheme_settings import Setting
from evaluator_app.exchange.scheme_cells import CellWrong
from evaluator_app.exchange.scheme_tables import columns_by_key
from evaluator_app.exchange.scheme_values import read
from evaluator_app.exchange.scheme_workbook_layout import KEY_MARK
from evaluator_app.exchange.scheme_workbook_tables import address
from evaluator_app.exchange.settings_workbook import DIGEST, NEW, SCHEME
from evaluator_app.exchange.small_files import read_small
from evaluator_app.exchange.workbook_guard import MAX_FILE, CheckedWorkbook, open_workbook

_HEAD_ROWS = 10  # the row of marks is among the first


@dataclass(kw_only=True)
class NewValues:
    """What a workbook says: values by their paths, and where each stands."""

    values: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class SettingsFile:
    """A workbook of settings: whose it is, of which draft, and its cells."""

    scheme: str
    digest: str
    book: CheckedWorkbook
    page: str
    column: int  # of the new values


def open_settings_workbook(path: Path) -> SettingsFile:
    """The workbook in this file; refused where it is none of a scheme's settings."""
    book = open_workbook(read_small(path, Code.SHEET_TOO_LARGE, MAX_FILE), str(path))
    for name, rows in book.values.items():
        for row in rows[:_HEAD_ROWS]:
            marks = {
                str(cell).removeprefix(KEY_MARK).strip(): number
                for number, cell in enumerate(row)
                if isinstance(cell, str) and cell.startswith(KEY_MARK)
            }
            scheme, digest = _said(marks, SCHEME), _said(marks, DIGEST)
            if scheme and digest and NEW in marks:
                return SettingsFile(scheme=scheme, digest=digest, book=book, page=name, column=marks[NEW])
    raise Refused([problem(Code.SCHEME_WORKBOOK_NOT_OURS, str(path))])


def _said(marks: Mapping[str, int], name: str) -> str:
    return next((mark.removeprefix(name) for mark in marks if mark.startswith(name)), "")


def read_new_values(found: SettingsFile, settings: Mapping[str, Setting]) -> NewValues:
    """Every new value of the settings that are open; what cannot be understood is a problem."""
    new = NewValues()
    for row, path in _paths(found):
        place = (found.page, row, found.column)
        if path not in settings or not settings[path].open:
            new.problems.append(problem(Code.SCHEME_COLUMN_UNKNOWN, address(place), key=path[:80]))
        elif path in new.cells:
            new.problems.append(problem(Code.SCHEME_COLUMN_TWICE, address(place), key=path))
        else:
            new.cells[path] = address(place)
            _read(found, place, settings[path], new)
    return new


def _paths(found: SettingsFile) -> Iterator[tuple[int, str]]:
    for number, row in enumerate(found.book.values[found.page]):
        key = row[0] if row else ""
        if isinstance(key, str) and key.startswith(KEY_MARK) and not key.startswith(KEY_MARK + SCHEME):
            yield number, key.removeprefix(KEY_MARK).strip()


def _read(found: SettingsFile, place: tuple[str, int, int], one: Setting, new: NewValues) -> None:
    where = address(place)
    reference = where.rpartition("!")[2]
    if reference in found.book.formulas[found.page]:
        new.problems.append(problem(Code.SCHEME_CELL_FORMULA, where))
        return
    try:
        new.values[one.path] = read(found.book.value(found.page, reference), columns_by_key()[one.key])
    except CellWrong as wrong:
        new.problems.append(problem(Code.SCHEME_VALUE_INVALID, where, reason=str(wrong)))
