"""Repair of a damaged database: what can still be read goes into a new file, the old one is kept as it is.

Every page of an encrypted database bears its own check, so that a damaged page cannot be read at all and a
page that can be read is as it was written. Rows are asked for in ranges; a range that fails is halved until
the rows on damaged pages are left. A connection that met a damaged page answers nothing more: it is replaced.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.store import backup_files, database
from evaluator_app.store.failures import said_plainly
from evaluator_app.store.files import PART, replace, sync
from evaluator_app.store.migrations import MIGRATIONS
from evaluator_app.store.sqlite import Database
from evaluator_app.store.workspace import DATABASE

_ASIDE = "before-repair"
_LAST = 1 << 32  # no table of ours has a higher number
_PATIENCE = 5000  # ranges that failed; where a page of the index is damaged, all below it fail


@dataclass(frozen=True, kw_only=True)
class Repaired:
    """What a repair found: where the old file is kept, and what could not be read."""

    kept: Path | None  # None where there was nothing to repair
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    sql: str
    keys: tuple[str, ...]  # empty: it has row numbers


def repair(folder: Path, key: bytes, stamp: str) -> Repaired:
    """Read what can be read into a new database and put it in the place of the old one, which is kept.

    Refused where another program has it open; a sound one is left alone.
    """
    present = folder / DATABASE
    part = folder / f".{DATABASE}-repaired{PART}"
    with said_plainly(folder):
        part.unlink(missing_ok=True)
        try:
            if database.settle(present, key) and database.version_of(present, key):
                return Repaired(kept=None, problems=())
            problems = _recover(present, part, key)
            with part.open("r+b") as file:
                sync(file)
            target = _free(folder, stamp)
            backup_files.link_or_copy(present, target)
            replace(part, present)
        finally:
            part.unlink(missing_ok=True)
    return Repaired(kept=target, problems=problems)


def _free(folder: Path, stamp: str) -> Path:
    name, number = f"{Path(DATABASE).stem}-{_ASIDE}-{stamp}", 2
    target = folder / f"{name}.db"
    while target.exists():
        target, number = folder / f"{name}-{number}.db", number + 1
    return target


class _Source:
    """The damaged database, opened anew after each page that cannot be read."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path, self._key = path, key
        self._db: Database | None = None

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[dict[str, Any]] | None:
        """The answer, or None where a page it needs is damaged."""
        try:
            if self._db is None:
                self._db = database.connect(self._path, self._key)
            return list(self._db.query(sql, values))
        except dbapi2.DatabaseError:
            self.close()
            return None

    def close(self) -> None:
        """Let go of the file."""
        if self._db is not None:
            self._db.close()
        self._db = None


def _recover(path: Path, part: Path, key: bytes) -> tuple[Problem, ...]:
    source = _Source(path, key)
    try:
        schema = source.rows("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        version = source.rows("PRAGMA user_version")
        if not schema or not version or not version[0]["user_version"]:
            raise Refused([problem(Code.WORKSPACE_BEYOND_REPAIR, str(path))])
        target = database.connect(part, key)
        try:
            problems = tuple(_copy_all(source, target, schema))
            _note_steps(target, version[0]["user_version"])
        finally:
            target.close()
    finally:
        source.close()
    return problems


def _copy_all(source: _Source, target: Database, schema: list[dict[str, Any]]) -> Iterator[Problem]:
    """Tables with their rows first; then indexes and triggers, which would mind the order."""
    target.execute("PRAGMA foreign_keys = OFF")
    target.execute("BEGIN")
    for one in schema:
        if one["type"] == "table":
            target.execute(one["sql"])
    for one in schema:
        if one["type"] == "table":
            table = _Table(one["name"], one["sql"], _keys(target, one["name"]))
            if not _copy_rows(source, target, table) and table.name != MIGRATIONS.migrations_table:
                yield problem(Code.REPAIR_ROWS_LOST, table.name)
    yield from _leave_untied(target)
    for one in schema:
        if one["type"] != "table":
            target.execute(one["sql"])
    target.execute("COMMIT")


def _note_steps(target: Database, version: int) -> None:
    """The steps that made these tables are known by their number, where the note of them is lost."""
    lost = MIGRATIONS.pending(target)[: version - len(MIGRATIONS.applied(target))]
    for step in lost:
        sql = f"INSERT INTO {MIGRATIONS.migrations_table} (migration_set, name, applied_at) VALUES (?, ?, '')"  # noqa: S608 - our names
        target.execute(sql, [MIGRATIONS.name, step.name])
    target.execute(f"PRAGMA user_version = {version}")


def _keys(target: Database, table: str) -> tuple[str, ...]:
    """The columns of the key of a table without row numbers."""
    rows = list(target.query("SELECT wr FROM pragma_table_list WHERE name = ?", [table]))
    if not rows or not rows[0]["wr"]:
        return ()
    columns = target.query("SELECT name, pk FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", [table])
    return tuple(one["name"] for one in columns)


def _copy_rows(source: _Source, target: Database, table: _Table) -> bool:
    """Whether every row of a table was read."""
    found = source.rows(f'SELECT * FROM "{table.name}"')  # noqa: S608 - a name of the schema
    whole = found is not None
    if found is None:
        found = _by_key(source, table) if table.keys else _by_number(source, table)
    for row in found:
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        sql = f'INSERT OR IGNORE INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608 - as above
        target.execute(sql, list(row.values()))
    return whole


def _by_number(source: _Source, table: _Table) -> list[dict[str, Any]]:
    """Rows by ranges of their numbers; one that fails is halved, the larger ranges before the smaller."""
    sql = f'SELECT * FROM "{table.name}" WHERE rowid BETWEEN ? AND ?'  # noqa: S608 - a name of the schema
    highest = source.rows(f'SELECT max(rowid) AS last FROM "{table.name}"')  # noqa: S608 - as above
    ranges, found, failures = deque([(0, highest[0]["last"] or 0 if highest else _LAST)]), [], 0
    while ranges and failures < _PATIENCE:
        first, last = ranges.popleft()
        rows = source.rows(sql, [first, last])
        if rows is not None:
            found += rows
            continue
        failures += 1
        if first < last:
            middle = (first + last) // 2
            ranges += [(first, middle), (middle + 1, last)]
    return found


def _by_key(source: _Source, table: _Table) -> list[dict[str, Any]]:
    """The rows before the first damaged page and those after the last, asked for one by one."""
    order = ", ".join(f'"{name}"' for name in table.keys)
    marks = ", ".join("?" * len(table.keys))
    found: list[dict[str, Any]] = []
    for way, compare in (("ASC", ">"), ("DESC", "<")):
        ordered = ", ".join(f'"{name}" {way}' for name in table.keys)
        base = f'SELECT * FROM "{table.name}"'  # noqa: S608 - a name of the schema
        rows = source.rows(f"{base} ORDER BY {ordered} LIMIT 1")
        while rows:
            found += rows
            last = [rows[-1][name] for name in table.keys]
            rows = source.rows(f"{base} WHERE ({order}) {compare} ({marks}) ORDER BY {ordered} LIMIT 1", last)
    return found


def _leave_untied(target: Database) -> Iterator[Problem]:
    """Rows that belong to lost ones are in the kept file only; else the new one would not be sound."""
    while rows := target.execute("PRAGMA foreign_key_check").fetchall():
        for table in sorted({row[0] for row in rows}):
            yield problem(Code.REPAIR_ROWS_UNTIED, table)
        for table, number, parent, _ in rows:
            if number is not None:
                target.execute(f'DELETE FROM "{table}" WHERE rowid = ?', [number])  # noqa: S608 - as above
            else:
                _delete_untied(target, table, parent)


def _delete_untied(target: Database, table: str, parent: str) -> None:
    """The rows without row numbers whose parent is not there."""
    for one in target.query('SELECT "from", "to", "table" FROM pragma_foreign_key_list(?)', [table]):
        if one["table"] == parent:
            target.execute(
                f'DELETE FROM "{table}" WHERE "{one["from"]}" NOT IN'  # noqa: S608 - names of the schema
                f' (SELECT "{one["to"]}" FROM "{parent}")'
            )
