"""The archive of a campaign (.evarchive): one signed bag with its tables, its files and how to read them.

Tables stand in it twice: as JSON, exact, to be restored; as CSV, for people with a spreadsheet.
"""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Gathered, Refused, problem
from evaluator_app.domain.trust import PackageSignature
from evaluator_app.exchange import bag as parts
from evaluator_app.exchange.bag_writer import Label
from evaluator_app.exchange.file_bag import Entry, Expected, FileBag, read_file_bag, write_file_bag
from evaluator_app.exchange.hashing import Progress
from evaluator_app.exchange.identity_file import Identity
from evaluator_app.exchange.package_data import is_moment
from evaluator_app.exchange.safe_names import is_safe_id, safe_part
from evaluator_app.exchange.strict_json import DataWrong, json_bytes, parse_json, structured
from evaluator_app.wording.language import text

SUFFIX = ".evarchive"
FORMAT = 1
README, TABLES, FILES = "data/README.txt", "data/tables", "data/files"
CAMPAIGN, PACKAGES, ADDED = "data/campaign", "data/packages", "data/added"
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
class ArchiveHead:
    """archive.json: which campaign, closed when and by whom, and what is in the archive."""

    format: int
    campaign: str
    title: str
    year: int
    scheme: str
    scheme_digest: str
    written: str  # ISO 8601 with zone
    closed_by: str
    program: str
    tables: tuple[TableNote, ...]


@dataclass(frozen=True, kw_only=True)
class CampaignArchive:
    """An archive that was checked as a whole."""

    head: ArchiveHead
    signature: PackageSignature
    found: FileBag

    @property
    def digest(self) -> str:
        """SHA-256 of the tag manifest: it names the archive and everything in it."""
        return self.found.digest

    @property
    def count(self) -> int:
        """How many files it holds."""
        return len(self.found.digests)

    def tables(self) -> Iterator[Table]:
        """Every table, in the order the head names them."""
        gathered = Gathered()
        for one in self.head.tables:
            table = gathered.attempt(lambda one=one: self._table(one))  # type: ignore[misc]  # bound at once
            if table is not None:
                yield table
        gathered.refuse()

    def _table(self, note: TableNote) -> Table:
        name = f"{TABLES}/{note.name}.json"
        try:
            table = _parsed(parse_json(self.found.read(name, _LARGEST_TABLE)), note)
        except DataWrong as wrong:
            raise _invalid(name, "; ".join(wrong.reasons[:3])) from wrong
        for row in table.rows:
            for cell in row:
                if isinstance(cell, FileCell) and cell.name not in self.found.digests:
                    raise _invalid(name, text("“{name}” is missing", name=cell.name))
        return table

    def file(self, cell: FileCell) -> bytes:
        """The bytes a cell stands for."""
        return self.found.read(cell.name, _LARGEST_FILE)


def write_archive(stream: BinaryIO, head: ArchiveHead, entries: Sequence[Entry], signer: Identity) -> str:
    """Write a signed archive; its digest."""
    label = Label(
        tag=parts.ARCHIVE,
        head=json_bytes(head),
        identifier=f"{head.campaign} {head.title}",
        written=head.written,
    )
    return write_file_bag(stream, f"{head.campaign}-archive", label, entries, signer)


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


def read_archive(path: Path, progress: Progress | None = None) -> CampaignArchive:
    """Check an archive as a whole: every file and the signature; refused with everything that is wrong."""
    expected = Expected(tag=parts.ARCHIVE, needed=(README,), code=Code.ARCHIVE_INVALID)
    found = read_file_bag(path, expected, progress)
    if found.signature is None:
        raise Refused([problem(Code.ARCHIVE_UNSIGNED, str(path))])
    head = _head(found.head, path)
    missing = [one for one in head.tables if f"{TABLES}/{one.name}.json" not in found.digests]
    if missing:
        raise Refused(
            problem(Code.ARCHIVE_INVALID, str(path), reason=text("“{name}” is missing", name=one.name))
            for one in missing
        )
    return CampaignArchive(head=head, signature=found.signature, found=found)


def _head(data: bytes, path: Path) -> ArchiveHead:
    try:
        raw = parse_json(data)
        if isinstance(raw, dict) and type(raw.get("format")) is int and raw["format"] > FORMAT:
            raise Refused([problem(Code.ARCHIVE_NEWER_FORMAT, str(path))])
        head = structured(raw, ArchiveHead)
    except DataWrong as wrong:
        raise _invalid(parts.ARCHIVE, "; ".join(wrong.reasons[:3])) from wrong
    names = [one.name for one in head.tables]
    sound = head.format == FORMAT and is_safe_id(head.campaign) and is_moment(head.written)
    if not sound or len(set(names)) != len(names) or not all(is_safe_id(one) for one in names):
        raise _invalid(parts.ARCHIVE, text("“{name}” is wrong", name=parts.ARCHIVE))
    return head


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


def _invalid(place: str, reason: str) -> Refused:
    return Refused([problem(Code.ARCHIVE_INVALID, place, reason=reason)])
