"""What an exchange takes of a campaign, and what it adds: rows get new numbers, references follow."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlcipher3 import dbapi2

from evaluator_app.domain.codes import Code
from evaluator_app.domain.exchange_rows import GROWING, REFERENCES, TABLES, Row, Tables, by_number, numbers
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.store import campaign_rows
from evaluator_app.store.campaign_rows import OWN_PLACE, Rows
from evaluator_app.store.sqlite import Database
from evaluator_app.store.workspace import Workspace

ORIGIN = "origin"
# of a campaign, but not for colleagues: an expert's own sheets, what is known of exchanges here, and lists
# that every machine imports from the same file
STAYS = frozenset(
    {
        *("sheets", "journal", "entries", "remarks", "citations", "sheet_events"),
        *("pledges", "declarations", "returns", "exchanges", "exchanged_rows"),
        "exclusion_lists",
    }
)
_PEOPLE = "SELECT member FROM assignment_events WHERE campaign = ?"
_WITHOUT_ORIGIN = frozenset({"member_events"})  # of no campaign


def rows_of(ws: Workspace, campaign: str) -> tuple[Rows, ...]:
    """Every table that is exchanged, with the workspace in which each row was written first."""
    found = {one.table: one for one in campaign_rows.campaign_rows(ws, campaign)}
    with ws.reading() as db:
        for table, column in (("members", "id"), ("member_events", "member")):
            found[table] = _people(db, table, column, campaign)
        origins = {
            (row["name"], row["number"]): row["origin"]
            for row in db.query(
                "SELECT name, number, origin FROM exchanged_rows WHERE campaign = ?", [campaign]
            )
        }
    return tuple(_with_origin(found[name], origins, ws.id) for name in TABLES)


def _people(db: Database, table: str, column: str, campaign: str) -> Rows:
    columns = tuple(one.name for one in db.table(table).columns)
    sql = f'SELECT * FROM "{table}" WHERE {column} IN ({_PEOPLE}) ORDER BY 1'  # noqa: S608 - names of our tables
    return Rows(table=table, columns=columns, rows=tuple(db.execute(sql, [campaign]).fetchall()))


def _with_origin(found: Rows, origins: Mapping[tuple[str, int], str], own: str) -> Rows:
    if (found.table, OWN_PLACE[1]) == OWN_PLACE:
        at = found.columns.index(OWN_PLACE[1])
        return Rows(
            table=found.table,
            columns=found.columns[:at] + found.columns[at + 1 :],
            rows=tuple(row[:at] + row[at + 1 :] for row in found.rows),
        )
    if found.table not in GROWING or found.table in _WITHOUT_ORIGIN:
        return found
    at = found.columns.index("number")
    rows = tuple((*row, origins.get((found.table, int(str(row[at]))), own)) for row in found.rows)
    return Rows(table=found.table, columns=(*found.columns, ORIGIN), rows=rows)


def tables_of(found: Iterable[Rows]) -> Tables:
    """The same as rows by their columns."""
    return {one.table: [dict(zip(one.columns, row, strict=True)) for row in one.rows] for one in found}


def columns_of(found: Iterable[Rows]) -> dict[str, frozenset[str]]:
    """The columns of each table as they stand in an exchange."""
    return {one.table: frozenset(one.columns) for one in found}


def add(
    ws: Workspace, there: Tables, new: Mapping[str, Sequence[Row]], filled: Callable[[object], object]
) -> int:
    """Add rows of another machine, all or none; how many. `filled` gives the bytes of a file.

    What refers to a row by its number refers to the one that says the same here.
    """
    with ws.changing() as db:
        try:
            for table in TABLES:
                follow = _following(ws, table, there) if new.get(table) else None
                for row in new.get(table, ()):
                    _add(db, table, row, (ws.id, follow, filled))
        except (dbapi2.DatabaseError, OverflowError) as error:
            raise Refused([problem(Code.EXCHANGE_INVALID, reason=error)]) from error
        if db.execute("PRAGMA foreign_key_check").fetchone():
            raise Refused([problem(Code.EXCHANGE_INVALID, reason="foreign_key_check")])
    return sum(map(len, new.values()))


Follow = Callable[[object], object]


def _following(ws: Workspace, table: str, there: Tables) -> Follow | None:
    """What becomes of a reference of this table; the rows it names are here already."""
    if table not in REFERENCES:
        return None
    target = REFERENCES[table][1]
    with ws.reading() as db:
        here = tables_of([_all(db, target)])
    numbered = {content: number for number, content in by_number(here, target).items()}
    named = {
        number: numbered[content]
        for number, content in by_number(there, target).items()
        if content in numbered
    }

    def follow(value: object) -> object:
        found = [named[one] for one in numbers(value)]
        return found[0] if isinstance(value, int) else json.dumps(found)

    return follow


def _all(db: Database, table: str) -> Rows:
    blobs = {one.name for one in db.table(table).columns if one.type == "BLOB"}
    columns = tuple(one.name for one in db.table(table).columns if one.name not in blobs)
    sql = f'SELECT {", ".join(columns)} FROM "{table}" ORDER BY number'  # noqa: S608 - names of our tables
    return Rows(table=table, columns=columns, rows=tuple(db.execute(sql).fetchall()))


def _add(db: Database, table: str, row: Row, how: tuple[str, Follow | None, Follow]) -> None:
    own, follow, filled = how
    values: dict[str, Any] = {name: filled(value) for name, value in row.items() if name != ORIGIN}
    if follow is not None:
        column = REFERENCES[table][0]
        values[column] = follow(values[column])
    if table in GROWING or table == "package_data":
        del values["number"]
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" * len(values))
    sql = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608 - names of our tables
    number = db.execute(sql, list(values.values())).lastrowid
    origin = row.get(ORIGIN, own)
    if origin != own:
        db.execute(
            "INSERT INTO exchanged_rows (name, number, campaign, origin) VALUES (?, ?, coalesce(?, "
            "(SELECT campaign FROM certificates WHERE number = ?)), ?)",
            [table, number, row.get("campaign"), row.get("certificate"), origin],
        )
