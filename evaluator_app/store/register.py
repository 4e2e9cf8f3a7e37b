"""Certificates in the workspace with everything that happened to them; nothing is changed, only added."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from evaluator_app.domain.numbering import numbered
from evaluator_app.domain.register import Entry, Event, EventKind, Holding
from evaluator_app.store.ordering import in_order
from evaluator_app.store.sqlite import Database
from evaluator_app.store.workspace import Workspace

_ENTRY = tuple(one.name for one in fields(Entry))
_EVENT = tuple(one.name for one in fields(Event))

Numbering = Callable[[str], Entry]  # the certificate with the number it is given


@dataclass(frozen=True, kw_only=True)
class Making:
    """A certificate to be numbered, and what is recorded of those whose place it takes."""

    numbering: Numbering
    old: tuple[tuple[str, Event], ...] = ()  # number and event; the successor is filled in


def holdings(ws: Workspace, campaign: str = "") -> tuple[Holding, ...]:
    """Every certificate, of one campaign where it is named, in the order of issue."""
    with ws.reading() as db:
        found = [
            Entry(**row)
            for row in db.query(
                f"SELECT {', '.join(_ENTRY)} FROM certificates"  # noqa: S608 - names of our own columns
                " WHERE ? IN ('', campaign) ORDER BY rowid",
                [campaign],
            )
        ]
    events: dict[str, list[Event]] = {one.number: [] for one in found}
    of_campaign = "certificate IN (SELECT c.number FROM certificates AS c WHERE c.campaign = ?)"
    for name in dict.fromkeys(one.campaign for one in found):  # machines need not have the same campaigns
        for row in in_order(ws, "certificate_events", of_campaign, [name]):
            events[row["certificate"]].append(_event(row))
    return tuple(Holding(entry=one, events=tuple(events[one.number])) for one in found)


def _event(row: Mapping[str, Any]) -> Event:
    said = {name: row[name] for name in _EVENT}
    return Event(**{**said, "kind": EventKind(row["kind"]), "causes": tuple(json.loads(row["causes"]))})


def series_campaigns(ws: Workspace, campaign: str) -> tuple[str, ...]:
    """The series of a campaign's certificates in which other campaigns have certificates too."""
    with ws.reading() as db:
        rows = db.query(
            "SELECT DISTINCT a.series FROM certificates AS a JOIN certificates AS b USING (series)"
            " WHERE a.campaign = ? AND b.campaign <> a.campaign ORDER BY a.series",
            [campaign],
        )
        return tuple(str(row["series"]) for row in rows)


def last_serial(ws: Workspace, series: str) -> int:
    """The serial number given last in a series, 0 where there is none."""
    with ws.reading() as db:
        return _last(db, series)


def _last(db: Database, series: str) -> int:
    row = db.execute("SELECT MAX(serial) FROM certificates WHERE series = ?", [series]).fetchone()
    return int(row[0] or 0)


def issue(ws: Workspace, series: str, made: Iterable[Making], who: str, at: str) -> tuple[Entry, ...]:
    """Give the next numbers of a series, all in one transaction or none; old certificates are told of it."""
    with ws.changing() as db:
        return tuple(_issue(db, series, one, (who, at)) for one in made)


def _issue(db: Database, series: str, one: Making, written: tuple[str, str]) -> Entry:
    entry = _add(db, series, one.numbering, written)
    for number, event in one.old:
        _record(db, number, replace(event, successor=entry.number))
    return entry


def _shallow(event: Event) -> dict[str, Any]:
    return {name: getattr(event, name) for name in _EVENT}


def _add(db: Database, series: str, made: Numbering, written: tuple[str, str]) -> Entry:
    serial = _last(db, series) + 1
    entry = made(numbered(series, serial))
    row = {**asdict(entry), "series": series, "serial": serial, "who": written[0], "at": written[1]}
    db.table("certificates").insert(row)
    return entry


def record(ws: Workspace, number: str, event: Event) -> None:
    """Write what happened to a certificate."""
    with ws.changing() as db:
        _record(db, number, event)


def _record(db: Database, number: str, event: Event) -> None:
    said = {**_shallow(event), "kind": event.kind.value, "causes": json.dumps(event.causes)}
    db.table("certificate_events").insert({"certificate": number, **said})
