"""Packages to merge by, files that came back, removals and choices: everything only grows.

A file that was removed is not gone: it no longer counts. Taken in again it counts as if it had never left.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from evaluator_app.domain.collecting import Choice
from evaluator_app.store.ordering import in_order
from evaluator_app.store.workspace import Workspace

_RECEIVED = ("digest", "name", "found", "who", "at")


@dataclass(frozen=True, kw_only=True)
class ReceivedFile:
    """A file as it was taken in once: its name, the SHA-256 of its bytes, and what was found in it."""

    digest: str
    name: str
    found: bytes
    who: str
    at: str
    number: int = 0  # in the order of arrival


@dataclass(frozen=True, kw_only=True)
class Act:
    """What somebody did, for reading: a file received or removed, a choice made."""

    kind: str
    digest: str
    name: str
    reason: str
    who: str
    at: str


def add_package(ws: Workspace, campaign: str, digest: str, data: bytes, said: tuple[str, str]) -> None:
    """Keep the data of a package, with who registered it and when; once."""
    with ws.changing() as db:
        db.execute(
            "INSERT OR IGNORE INTO package_data (campaign, digest, data, who, at) VALUES (?, ?, ?, ?, ?)",
            [campaign, digest, data, *said],
        )


def packages(ws: Workspace, campaign: str) -> tuple[bytes, ...]:
    """The data of every package of a campaign, in the order they were registered."""
    with ws.reading() as db:
        sql = "SELECT data FROM package_data WHERE campaign = ? ORDER BY number"
        return tuple(bytes(row["data"]) for row in db.query(sql, [campaign]))


def package_digest(ws: Workspace, campaign: str, package: str, revision: int) -> str | None:
    """The digest of the package of this id and revision, where there is one."""
    with ws.reading() as db:
        row = db.execute(
            "SELECT digest FROM package_data WHERE campaign = ?"
            " AND json_extract(CAST(data AS TEXT), '$.id') = ?"
            " AND json_extract(CAST(data AS TEXT), '$.revision') = ?",
            [campaign, package, revision],
        ).fetchone()
    return str(row[0]) if row else None


def receive(ws: Workspace, campaign: str, files: Iterable[tuple[ReceivedFile, bytes]]) -> None:
    """Keep files that came back, all of them or none; of one that could not be read there are no bytes."""
    with ws.changing() as db:
        for one, data in files:
            if data:
                db.execute(
                    "INSERT OR IGNORE INTO received_bytes (digest, data) VALUES (?, ?)", [one.digest, data]
                )
            db.execute(
                "INSERT INTO received_files (campaign, digest, name, found, who, at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                [campaign, one.digest, one.name, one.found, one.who, one.at],
            )


def in_force(ws: Workspace, campaign: str) -> tuple[ReceivedFile, ...]:
    """What was received and not removed since, in the order of arrival."""
    rows = in_order(ws, "received_files", "campaign = ?", [campaign])
    places = {row["number"]: place for place, row in enumerate(rows, 1)}
    gone: dict[str, int] = {}
    for one in in_order(ws, "removed_files", "campaign = ?", [campaign]):
        gone[one["digest"]] = max(gone.get(one["digest"], 0), places[one["until"]])
    return tuple(
        ReceivedFile(**{name: row[name] for name in _RECEIVED}, number=place)
        for place, row in enumerate(rows, 1)
        if place > gone.get(row["digest"], 0)
    )


def received_bytes(ws: Workspace, digest: str) -> bytes:
    """A file as it was received; nothing where none of this digest could be read."""
    with ws.reading() as db:
        row = db.execute("SELECT data FROM received_bytes WHERE digest = ?", [digest]).fetchone()
    return bytes(row[0]) if row else b""


def remove(ws: Workspace, campaign: str, one: Act) -> None:
    """Let a file no longer count, as often as it was received until now."""
    received = in_order(ws, "received_files", "campaign = ? AND digest = ?", [campaign, one.digest])
    with ws.changing() as db:
        db.execute(
            "INSERT INTO removed_files (campaign, digest, until, reason, who, at) VALUES (?, ?, ?, ?, ?, ?)",
            [campaign, one.digest, received[-1]["number"], one.reason, one.who, one.at],
        )


def choose(ws: Workspace, campaign: str, one: Choice) -> None:
    """Keep a choice between different sheets."""
    with ws.changing() as db:
        db.execute(
            "INSERT INTO sheet_choices (campaign, chosen, over, reason, who, at) VALUES (?, ?, ?, ?, ?, ?)",
            [campaign, one.chosen, json.dumps(one.over), one.reason, one.by, one.at],
        )


def choices(ws: Workspace, campaign: str) -> tuple[Choice, ...]:
    """Every choice made in a campaign, the last one last."""
    return tuple(_choice(row) for row in in_order(ws, "sheet_choices", "campaign = ?", [campaign]))


def _choice(row: dict[str, Any]) -> Choice:
    return Choice(
        chosen=row["chosen"],
        over=tuple(json.loads(row["over"])),
        reason=row["reason"],
        by=row["who"],
        at=row["at"],
    )


def journal(ws: Workspace, campaign: str) -> tuple[Act, ...]:
    """Everything that was done with files of a campaign, the oldest first."""
    with ws.reading() as db:
        rows = db.query(
            "SELECT 'received' AS kind, digest, name, '' AS reason, who, at FROM received_files"
            " WHERE campaign = :campaign"
            " UNION ALL SELECT 'removed', digest, (SELECT name FROM received_files AS other"
            " WHERE other.number = until), reason, who, at FROM removed_files WHERE campaign = :campaign"
            " UNION ALL SELECT 'chosen', chosen, '', reason, who, at FROM sheet_choices"
            " WHERE campaign = :campaign ORDER BY at",
            {"campaign": campaign},
        )
        return tuple(Act(**row) for row in rows)
