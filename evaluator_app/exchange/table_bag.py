"""Tables in a signed bag: as JSON, exact, and as CSV; their files beside them; read back row by row."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Gathered, Problem, Refused, problem
from evaluator_app.domain.trust import PackageSignature
from evaluator_app.exchange.file_bag import Entry, FileBag
from evaluator_app.exchange.safe_names import is_safe_id, safe_part
from evaluator_app.exchange.strict_json import DataWrong, parse_json
from evaluator_app.wording.language import text

TABLES, FILES = "data/tables", "data/files"
_LARGEST_TABLE = 256 << 20
_LARGEST_FILE = 512 << 20
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FILE = "file"

Cell = str | int | None


@dataclass(frozen=True, kw_only=True)
class FileCell:
    """A value that is a file of the archive."""

    name: str


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of the archive."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | FileCell, ...], ...]


@dataclass(frozen=True, kw_only=True)
class TableNote:
    """How many rows a table has."""

    name: str
    rows: int


@dataclass(frozen=True, kw_only=True)
class TableBag:
    """A bag of tables that was checked as a whole; `notes` name the tables in their order."""

    notes: tuple[TableNote, ...]
    signature: PackageSignature
    found: FileBag

    @property
    def digest(self) -> str:
        """SHA-256 of the tag manifest: it names the bag and everything in it."""
        return self.found.digest

    @property
    def count(self) -> int:
        """How many files it holds."""
        return len(self.found.digests)

    def tables(self) -> Iterator[Table]:
        """Every table, in the order they are named."""
        gathered = Gathered()
        for one in self.notes:
            table = gathered.attempt(lambda one=one: self._table(one))  # type: ignore[misc]  # bound at once
            if table is not None:
                yield table
        gathered.refuse()

    def _table(self, note: TableNote) -> Table:
        name = f"{TABLES}/{note.name}.json"
        try:
            table = _parsed(parse_json(self.found.read(name, _LARGEST_TABLE)), note)
        except DataWrong as wrong:
            raise invalid(name, "; ".join(wrong.reasons[:3])) from wrong
        for row in table.rows:
            for cell in row:
                if isinstance(cell, FileCell) and cell.name not in self.found.digests:
                    raise invalid(name, text("“{name}” is missing", name=cell.name))
        return table

    def file(self, cell: FileCell) -> bytes:
        """The bytes a cell stands for."""
        return self.found.read(cell.name, _LARGEST_FILE)


def table_entries(table: Table) -> Iterator[Entry]:
    """A table as JSON and as CSV."""
    yield f"{TABLES}/{table.name}.json", _json(table)
    yield f"{TABLES}/{table.name}.csv", _csv(table)


def file_name(table: str, key: Sequence[object], called: str) -> str:
    """Where the file of a row lies in an archive."""
    shown = "-".join(safe_part(str(one), 16) for one in key)
    return f"{FILES}/{table}/{shown}-{safe_part(called)}" if called else f"{FILES}/{table}/{shown}.bin"


def _json(table: Table) -> bytes:
    rows = [[{_FILE: one.name} if isinstance(one, FileCell) else one for one in row] for row in table.rows]
    said = {"table": table.name, "columns": table.columns}
    lines = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in rows)
    head = json.dumps(said, ensure_ascii=False)[:-1]
    return f'{head}, "rows": [\n{lines}\n]}}\n'.encode()


def _csv(table: Table) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([_plain(one) for one in row])
    return stream.getvalue().encode("utf-8-sig")  # spreadsheets know it as UTF-8 by this


def _plain(cell: Cell | FileCell) -> str:
    """A cell as a spreadsheet shows it: never a formula."""
    shown = cell.name if isinstance(cell, FileCell) else str("" if cell is None else cell)
    return f"'{shown}" if shown.startswith(_FORMULA) and isinstance(cell, str) else shown


def _parsed(raw: object, note: TableNote) -> Table:
    """A table as it was written, and nothing else."""
    wrong = DataWrong([text("“{name}” is wrong", name=note.name)])
    if not isinstance(raw, dict) or raw.keys() != {"table", "columns", "rows"} or raw["table"] != note.name:
        raise wrong
    columns, rows = raw["columns"], raw["rows"]
    if not isinstance(columns, list) or not isinstance(rows, list) or len(rows) != note.rows:
        raise wrong
    if not all(isinstance(one, str) and is_safe_id(one) for one in columns):
        raise wrong
    read = []
    for row in rows:
        if not isinstance(row, list) or len(row) != len(columns):
            raise wrong
        read.append(tuple(_cell(one, wrong) for one in row))
    return Table(name=note.name, columns=tuple(columns), rows=tuple(read))


def _cell(value: object, wrong: DataWrong) -> Cell | FileCell:
    match value:
        case None | str():
            return value
        case int() if not isinstance(value, bool) and abs(value) < 1 << 63:
            return value
        case {"file": str(name), **rest} if not rest:
            return FileCell(name=name)
    raise wrong


def missing_tables(found: FileBag, notes: Sequence[TableNote]) -> list[Problem]:
    """Tables that are named but not there."""
    missing = [one for one in notes if f"{TABLES}/{one.name}.json" not in found.digests]
    return [
        problem(Code.ARCHIVE_INVALID, str(found.path), reason=text("“{name}” is missing", name=one.name))
        for one in missing
    ]


def invalid(place: str, reason: str) -> Refused:
    """Why a bag is no such thing."""
    return Refused([problem(Code.ARCHIVE_INVALID, place, reason=reason)])
