"""Everything a workspace holds of one campaign, table by table, and the same put into a workspace again.

A table with a column `campaign` is taken by that column, without being named here. Of the others each is
either listed with how its rows belong to a campaign, or named as one that is no part of any.
"""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlcipher3 import dbapi2

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.store.sqlite import Database
from evaluator_app.store.workspace import Workspace

_OF_SHEETS = "sheet IN (SELECT number FROM sheets WHERE campaign = :campaign)"
_RECEIVED = "digest IN (SELECT digest FROM received_files WHERE campaign = :campaign)"
BELONGING = {  # tables without a column `campaign`, and which of their rows belong to one
    "campaigns": "id = :campaign",
    "schemes": "digest IN (SELECT scheme_digest FROM campaigns WHERE id = :campaign)",
    "journal": _OF_SHEETS,
    "entries": _OF_SHEETS,
    "remarks": _OF_SHEETS,
    "citations": _OF_SHEETS,
    "sheet_events": _OF_SHEETS,
    "received_bytes": _RECEIVED,
    "certificate_events": "certificate IN (SELECT number FROM certificates WHERE campaign = :campaign)",
}
NAMED = {  # how the file of a row's bytes is called, beside its key
    "schemes": "'scheme.toml'",
    "sheet_events": "'revision-' || revision || '.xlsx'",
    "received_bytes": "(SELECT name FROM received_files AS f WHERE f.digest = received_bytes.digest)",
    "received_files": "name || '.json'",  # what was found in it
    "package_data": "'package.json'",
}
APART = frozenset(  # no part of any campaign
    {
        *("settings", "members", "member_events", "removals", "campaign_closings", "violations"),
        *("packages", "applications", "documents", "sealed_documents", "_sqlite_migrations"),
    }
)
OWN_PLACE = ("campaigns", "folder")  # says where things lie on this computer only


@dataclass(frozen=True, kw_only=True)
class Held:
    """The bytes of one row: which table, column and key, and how its file may be called."""

    table: str
    column: str
    key: tuple[tuple[str, object], ...]
    name: str


@dataclass(frozen=True, kw_only=True)
class Rows:
    """The rows of one table; bytes are `Held` until they are asked for."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def tables(db: Database) -> tuple[str, ...]:
    """Every table of a campaign, by name."""
    return tuple(sorted(name for name in db.table_names() if _where(db, name)))


def _where(db: Database, table: str) -> str:
    if table in APART:
        return ""
    if any(column.name == "campaign" for column in db.table(table).columns):
        return "campaign = :campaign"
    return BELONGING.get(table, "")


def campaign_rows(ws: Workspace, campaign: str) -> tuple[Rows, ...]:
    """All rows of a campaign; tables without any are there too, empty."""
    with ws.reading() as db:
        return tuple(_rows(db, name, campaign) for name in tables(db))


def _rows(db: Database, table: str, campaign: str) -> Rows:
    columns = db.table(table).columns
    keys = [one.name for one in columns if one.is_pk]
    left_out = {OWN_PLACE: "''"} | {(table, one.name): "NULL" for one in columns if one.type == "BLOB"}
    names = [left_out.get((table, one.name), f'"{one.name}"') for one in columns]
    named = NAMED.get(table, "''")
    order = ", ".join(f'"{one}"' for one in keys)
    sql = f'SELECT {", ".join(names)}, {named} FROM "{table}" WHERE {_where(db, table)} ORDER BY {order}'  # noqa: S608 - names of our tables
    found = []
    for row in db.execute(sql, {"campaign": campaign}).fetchall():
        values = dict(zip((one.name for one in columns), row, strict=False))
        key = tuple((one, values[one]) for one in keys)
        found.append(
            tuple(
                Held(table=table, column=one.name, key=key, name=str(row[-1] or ""))
                if one.type == "BLOB"
                else values[one.name]
                for one in columns
            )
        )
    return Rows(table=table, columns=tuple(one.name for one in columns), rows=tuple(found))


def held_bytes(ws: Workspace, held: Held) -> bytes:
    """The bytes of one row."""
    where = " AND ".join(f'"{name}" = ?' for name, _ in held.key)
    sql = f'SELECT "{held.column}" FROM "{held.table}" WHERE {where}'  # noqa: S608 - names of our tables
    with ws.reading() as db:
        return bytes(db.execute(sql, [value for _, value in held.key]).fetchone()[0])


def unknown(ws: Workspace, found: Sequence[Rows]) -> Iterator[Problem]:
    """Tables and columns this version does not know."""
    with ws.reading() as db:
        for one in found:
            own = (
                {column.name for column in db.table(one.table).columns} if one.table in tables(db) else set()
            )
            for name in sorted(set(one.columns) - own):
                yield problem(Code.ARCHIVE_TABLE_UNKNOWN, what=f"{one.table}.{name}")


def put(ws: Workspace, campaign: str, found: Sequence[Rows], places: Mapping[tuple[str, str], str]) -> int:
    """Put a campaign's rows in, all or none; how many were new. What is there already must be the same.

    `places` has values of this computer's own, by table and column.
    """
    with ws.changing() as db, _without_triggers(db):
        db.execute("PRAGMA defer_foreign_keys = ON")
        try:
            new = sum(_put_table(db, one, places) for one in found)
        except dbapi2.IntegrityError as error:
            raise Refused([problem(Code.ARCHIVE_INVALID, campaign, reason=error)]) from error
        if db.execute("PRAGMA foreign_key_check").fetchone():
            raise Refused([problem(Code.ARCHIVE_INVALID, campaign, reason="foreign_key_check")])
        more = [one.table for one in found if len(_rows(db, one.table, campaign).rows) != len(one.rows)]
        if more:
            raise Refused(problem(Code.ARCHIVE_CONFLICT, campaign, what=name) for name in more)
    return new


def _put_table(db: Database, found: Rows, places: Mapping[tuple[str, str], str]) -> int:
    own = {column: value for (table, column), value in places.items() if table == found.table}
    new, conflicts = 0, []
    for row in found.rows:
        values = dict(zip(found.columns, row, strict=True))
        there = _there(db, found.table, values)
        if there is None:
            _insert(db, found.table, {**values, **own})
            new += 1
        elif not _same(found.table, there, values):
            conflicts.append(problem(Code.ARCHIVE_CONFLICT, what=_called(db, found.table, values)))
    if conflicts:
        raise Refused(conflicts)
    return new


def _there(db: Database, table: str, values: Mapping[str, object]) -> dict[str, Any] | None:
    keys = [one.name for one in db.table(table).columns if one.is_pk]
    where = " AND ".join(f'"{one}" = ?' for one in keys)
    sql = f'SELECT * FROM "{table}" WHERE {where}'  # noqa: S608 - names of our tables
    return next(iter(db.query(sql, [values.get(one) for one in keys])), None)


def _same(table: str, there: Mapping[str, object], values: Mapping[str, object]) -> bool:
    return all(there[name] == value for name, value in values.items() if (table, name) != OWN_PLACE)


def _called(db: Database, table: str, values: Mapping[str, object]) -> str:
    keys = [one.name for one in db.table(table).columns if one.is_pk]
    return f"{table} {' '.join(str(values.get(one)) for one in keys)}"


def _insert(db: Database, table: str, values: Mapping[str, object]) -> None:
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" * len(values))
    db.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', list(values.values()))  # noqa: S608 - as above


@contextlib.contextmanager
def _without_triggers(db: Database) -> Iterator[None]:
    """Rows come in any order; what watches over their order is there again at the end."""
    rows = list(db.query("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    for row in rows:
        db.execute(f'DROP TRIGGER "{row["name"]}"')
    yield
    for row in rows:
        db.execute(row["sql"])
