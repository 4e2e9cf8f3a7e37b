"""Which campaigns are closed, and what personal data was removed: events that only grow."""

from dataclasses import dataclass
from enum import StrEnum

from evaluator_app.domain.retention import Kept, Removal
from evaluator_app.store.workspace import Workspace


class ClosingKind(StrEnum):
    """What became of a campaign."""

    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True, kw_only=True)
class Closing:
    """A campaign that was closed into an archive, or opened again with a reason."""

    kind: ClosingKind
    who: str
    at: str  # ISO 8601 with zone
    digest: str = ""  # of the archive's tag manifest
    file: str = ""  # the archive's name
    reason: str = ""


def closings(ws: Workspace, campaign: str) -> tuple[Closing, ...]:
    """Every closing of a campaign, in order."""
    with ws.reading() as db:
        rows = db.query(
            "SELECT kind, who, at, digest, file, reason FROM campaign_closings"
            " WHERE campaign = ? ORDER BY number",
            [campaign],
        )
        return tuple(Closing(**{**row, "kind": ClosingKind(row["kind"])}) for row in rows)


def is_closed(ws: Workspace, campaign: str) -> bool:
    """Whether a campaign is closed now."""
    return [one.kind for one in closings(ws, campaign)][-1:] == [ClosingKind.CLOSED]


def add(ws: Workspace, campaign: str, one: Closing) -> None:
    """Write that a campaign was closed or opened again."""
    with ws.changing() as db:
        db.execute(
            "INSERT INTO campaign_closings (campaign, kind, who, at, digest, file, reason)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [campaign, one.kind, one.who, one.at, one.digest, one.file, one.reason],
        )


def removals(ws: Workspace) -> tuple[Removal, ...]:
    """Everything that was removed by rule, in order."""
    with ws.reading() as db:
        rows = db.query("SELECT what, subject AS id, clause, years, who, at FROM removals ORDER BY number")
        return tuple(Removal(**{**row, "what": Kept(row["what"])}) for row in rows)


def add_removal(ws: Workspace, one: Removal) -> None:
    """Write that something was removed."""
    with ws.changing() as db:
        db.execute(
            "INSERT INTO removals (what, subject, clause, years, who, at) VALUES (?, ?, ?, ?, ?, ?)",
            [one.what, one.id, one.clause, one.years, one.who, one.at],
        )
