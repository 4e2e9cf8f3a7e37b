"""Sheets being worked on: the journal that only grows, and the tables that show where it stands."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evaluator_app.domain.citations import Citation, citations_from_data
from evaluator_app.domain.codes import Code
from evaluator_app.domain.freezing import Event, Kind, Revision, frozen, revision_of
from evaluator_app.domain.history import Action, Row, Subject, mark_from_data
from evaluator_app.domain.marks import Entry
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.domain.sheet import Marks, SheetKey
from evaluator_app.store.sqlite import Database
from evaluator_app.store.workspace import Workspace

_ROW = "seq, action, subject, target, old, new"


@dataclass(frozen=True, kw_only=True)
class SavedSheet:
    """A sheet as the tables show it, and when it was last changed."""

    marks: Marks
    saved_at: str


def append(ws: Workspace, key: SheetKey, row: Row, who: str, at: str) -> None:
    """Write one row of a sheet's journal and what it changes, in one transaction.

    A row that is there already is left: whoever saw a disk fail may try again, however far it came.
    """
    with ws.changing() as db:
        sheet = _sheet_number(db, key)
        last = _last_row(db, sheet)
        if row == last:
            return
        refused = frozen(revision_of(_events(db, sheet)), key.application)
        if refused:
            raise Refused(refused)
        if row.seq != (last.seq if last else 0) + 1:
            message = f"row {row.seq} does not follow row {last.seq if last else 0}"
            raise ValueError(message)
        db.execute(
            "INSERT INTO journal (sheet, seq, action, subject, target, old, new, who, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [sheet, row.seq, row.action, row.subject, row.target, row.old, row.new, who, at],
        )
        _apply(db, sheet, row)


def _last_row(db: Database, sheet: int) -> Row | None:
    sql = f"SELECT {_ROW} FROM journal WHERE sheet = ? ORDER BY seq DESC LIMIT 1"  # noqa: S608 - our names
    rows = db.query(sql, [sheet])
    return next((_row(row) for row in rows), None)


def _sheet_number(db: Database, key: SheetKey) -> int:
    values = [key.campaign, key.application, key.stage]
    db.execute("INSERT OR IGNORE INTO sheets (campaign, application, stage) VALUES (?, ?, ?)", values)
    found = db.execute(
        "SELECT number FROM sheets WHERE campaign = ? AND application = ? AND stage = ?", values
    )
    return int(found.fetchone()[0])


def _apply(db: Database, sheet: int, row: Row) -> None:
    match row.subject:
        case Subject.MARK:
            _put_entry(db, sheet, row.target, "mark", row.new)
        case Subject.NOTE:
            _put_entry(db, sheet, row.target, "note", str(json.loads(row.new)))
        case Subject.REMARK:
            db.execute(
                "INSERT INTO remarks (sheet, remark, text) VALUES (?, ?, ?)"
                " ON CONFLICT (sheet, remark) DO UPDATE SET text = excluded.text",
                [sheet, row.target, json.loads(row.new)],
            )
        case Subject.CITATIONS:
            db.execute(
                "INSERT INTO citations (sheet, criterion, citations) VALUES (?, ?, ?)"
                " ON CONFLICT (sheet, criterion) DO UPDATE SET citations = excluded.citations",
                [sheet, row.target, row.new],
            )


def record(ws: Workspace, key: SheetKey, event: Event, last_seq: int, workbook: bytes = b"") -> None:
    """Write that a sheet was signed or is being corrected; refused where it was edited meanwhile."""
    with ws.changing() as db:
        sheet = _sheet_number(db, key)
        last, events = _last_row(db, sheet), _events(db, sheet)
        signing, signed = event.kind is Kind.SIGNED, revision_of(events).signed is not None
        if (last.seq if last else 0) != last_seq or signing == signed:
            raise Refused([problem(Code.SHEET_CHANGED_MEANWHILE, key.application)])
        db.execute(
            "INSERT INTO sheet_events"
            " (sheet, number, kind, revision, digest, reason, who, at, last_row, workbook)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                *(sheet, len(events) + 1, event.kind, event.revision, event.digest),
                *(event.reason, event.who, event.at, last_seq, workbook),
            ],
        )


def events(ws: Workspace, key: SheetKey) -> tuple[Event, ...]:
    """What happened to a sheet as a whole, the oldest first."""
    with ws.reading() as db:
        return _events(db, _number(db, key))


def all_revisions(ws: Workspace) -> Mapping[SheetKey, Revision]:
    """The revision of every sheet that was ever signed."""
    with ws.reading() as db:
        rows = db.query(
            "SELECT DISTINCT number, campaign, application, stage FROM sheets"
            " WHERE number IN (SELECT sheet FROM sheet_events)"
        )
        return {
            SheetKey(row["campaign"], row["application"], row["stage"]): revision_of(
                _events(db, row["number"])
            )
            for row in list(rows)
        }


def signed_workbook(ws: Workspace, key: SheetKey, revision: int) -> bytes:
    """The signed file of a revision, as it was signed; nothing where that revision is not signed."""
    with ws.reading() as db:
        row = db.execute(
            "SELECT workbook FROM sheet_events WHERE sheet = ? AND revision = ? AND kind = 'signed'",
            [_number(db, key), revision],
        ).fetchone()
    return bytes(row[0]) if row else b""


def _events(db: Database, sheet: int) -> tuple[Event, ...]:
    names = "kind, revision, digest, reason, who, at"
    sql = f"SELECT {names} FROM sheet_events WHERE sheet = ? ORDER BY number"  # noqa: S608 - our names
    return tuple(Event(**row | {"kind": Kind(row["kind"])}) for row in db.query(sql, [sheet]))


def _number(db: Database, key: SheetKey) -> int:
    """The number of a sheet; 0, which none has, where it was never worked on."""
    row = db.execute(
        "SELECT number FROM sheets WHERE campaign = ? AND application = ? AND stage = ?",
        [key.campaign, key.application, key.stage],
    ).fetchone()
    return int(row[0]) if row else 0


def _put_entry(db: Database, sheet: int, criterion: str, column: str, value: str) -> None:
    db.execute(
        f"INSERT INTO entries (sheet, criterion, {column}) VALUES (?, ?, ?)"  # noqa: S608 - one of two names
        f" ON CONFLICT (sheet, criterion) DO UPDATE SET {column} = excluded.{column}",
        [sheet, criterion, value],
    )


def journal(ws: Workspace, key: SheetKey) -> tuple[Row, ...]:
    """All rows of a sheet's journal, the oldest first."""
    with ws.reading() as db:
        rows = db.query(
            f"SELECT {_ROW} FROM journal JOIN sheets ON number = sheet"  # noqa: S608 - names of columns
            " WHERE campaign = ? AND application = ? AND stage = ? ORDER BY seq",
            [key.campaign, key.application, key.stage],
        )
        return tuple(_row(row) for row in rows)


def _row(row: dict[str, Any]) -> Row:
    return Row(**row | {"action": Action(row["action"]), "subject": Subject(row["subject"])})


def saved_at(ws: Workspace, key: SheetKey) -> str:
    """When this sheet was last changed, or nothing where it never was."""
    with ws.reading() as db:
        row = db.execute(
            "SELECT at FROM journal JOIN sheets ON number = sheet"
            " WHERE campaign = ? AND application = ? AND stage = ? ORDER BY seq DESC LIMIT 1",
            [key.campaign, key.application, key.stage],
        ).fetchone()
    return str(row[0]) if row else ""


def progress(ws: Workspace) -> Mapping[SheetKey, SavedSheet]:
    """Every sheet that was ever worked on, as the tables show it."""
    with ws.reading() as db:
        entries: dict[int, dict[str, Entry]] = {}
        for row in db.query("SELECT * FROM entries"):
            mark = mark_from_data(json.loads(row["mark"]))
            entries.setdefault(row["sheet"], {})[row["criterion"]] = Entry(mark, row["note"])
        remarks: dict[int, dict[str, str]] = {}
        for row in db.query("SELECT * FROM remarks"):
            remarks.setdefault(row["sheet"], {})[row["remark"]] = row["text"]
        citations: dict[int, dict[str, tuple[Citation, ...]]] = {}
        for row in db.query("SELECT * FROM citations WHERE citations <> '[]'"):
            cited = citations_from_data(json.loads(row["citations"]))
            citations.setdefault(row["sheet"], {})[row["criterion"]] = cited
        return {
            key: SavedSheet(
                marks=Marks(
                    entries=entries.get(number, {}),
                    remarks=remarks.get(number, {}),
                    citations=citations.get(number, {}),
                ),
                saved_at=at,
            )
            for number, key, at in _sheets(db)
        }


def _sheets(db: Database) -> Iterator[tuple[int, SheetKey, str]]:
    rows = db.query(
        "SELECT number, campaign, application, stage, at FROM sheets JOIN journal ON sheet = number"
        " WHERE seq = (SELECT max(seq) FROM journal WHERE sheet = number)"
    )
    for row in rows:
        yield row["number"], SheetKey(row["campaign"], row["application"], row["stage"]), row["at"]
