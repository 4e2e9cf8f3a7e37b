"""Who scores what, and the packages issued for it: events that only grow."""

import json
from collections.abc import Iterable

from evaluator_app.domain.issuing import IssuedPackage, IssueKind
from evaluator_app.domain.panels import SeatEvent, SeatKind
from evaluator_app.store.ordering import in_order
from evaluator_app.store.workspace import Workspace

_SEAT = ("application", "member", "reason", "who", "at")
_ISSUE = ("package", "revision", "digest", "file", "who", "at")


def seat_events(ws: Workspace, campaign: str, stage: str) -> tuple[SeatEvent, ...]:
    """Everything that happened to the seats of a stage, in order."""
    rows = in_order(ws, "assignment_events", "campaign = ? AND stage = ?", [campaign, stage])
    return tuple(SeatEvent(**{name: row[name] for name in _SEAT}, kind=SeatKind(row["kind"])) for row in rows)


def add_seat_events(ws: Workspace, campaign: str, stage: str, events: Iterable[SeatEvent]) -> None:
    """Write what happens to seats, all or nothing."""
    with ws.changing() as db:
        for one in events:
            db.execute(
                "INSERT INTO assignment_events (campaign, stage, application, member, kind, reason, who, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [campaign, stage, one.application, one.member, one.kind, one.reason, one.who, one.at],
            )


def issues(ws: Workspace, campaign: str, stage: str) -> tuple[IssuedPackage, ...]:
    """Every package that was issued or withdrawn in a stage, in order."""
    rows = in_order(ws, "issues", "campaign = ? AND stage = ?", [campaign, stage])
    return tuple(
        IssuedPackage(
            **{name: row[name] for name in _ISSUE},
            members=tuple(json.loads(row["members"])),
            contents=json.loads(row["contents"]),
            kind=IssueKind(row["kind"]),
        )
        for row in rows
    )


def add_issue(ws: Workspace, campaign: str, stage: str, one: IssuedPackage) -> None:
    """Write that a package was issued or withdrawn."""
    with ws.changing() as db:
        db.execute(
            "INSERT INTO issues (campaign, stage, package, revision, digest, file, members, contents, kind,"
            " who, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                *(campaign, stage, one.package, one.revision, one.digest, one.file),
                *(json.dumps(one.members), json.dumps(dict(one.contents)), one.kind, one.who, one.at),
            ],
        )
