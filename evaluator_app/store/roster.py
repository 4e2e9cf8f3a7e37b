"""The roster in the workspace: people as they are now, and a record of changes that names ids alone."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from evaluator_app.domain.expert import Expert
from evaluator_app.domain.roster import FormerEmployer, Member, MemberKind, Nomination
from evaluator_app.store.workspace import Workspace

REMOVED = "removed"


def members(ws: Workspace) -> tuple[Member, ...]:
    """Everybody, in order of their ids."""
    with ws.reading() as db:
        rows = db.query("SELECT id, data FROM members ORDER BY id")
        return tuple(_member(row["id"], json.loads(row["data"])) for row in rows)


def of_campaign(ws: Workspace, campaign: str) -> tuple[Member, ...]:
    """Who ever sat on a panel of a campaign, as far as the roster still knows them."""
    with ws.reading() as db:
        rows = db.query("SELECT DISTINCT member FROM assignment_events WHERE campaign = ?", [campaign])
        seated = {row["member"] for row in rows}
    return tuple(one for one in members(ws) if one.id in seated)


def used_ids(ws: Workspace) -> tuple[str, ...]:
    """Every id that was ever given."""
    with ws.reading() as db:
        return tuple(row["member"] for row in db.query("SELECT DISTINCT member FROM member_events"))


def save(ws: Workspace, changed: Iterable[tuple[Member, str]], who: str, at: str) -> None:
    """Keep people as they are now, each with the kind of change, in one transaction."""
    with ws.changing() as db:
        for one, change in changed:
            data = {name: value for name, value in asdict(one).items() if name not in ("id", "place")}
            db.execute(
                "INSERT INTO members (id, data) VALUES (?, ?)"
                " ON CONFLICT (id) DO UPDATE SET data = excluded.data",
                [one.id, json.dumps(data, ensure_ascii=False)],
            )
            db.execute(
                "INSERT INTO member_events (member, change, reason, who, at) VALUES (?, ?, '', ?, ?)",
                [one.id, change, who, at],
            )


def remove(ws: Workspace, member: str, reason: str, who: str, at: str) -> None:
    """Forget a person; that somebody of this id was removed, and why, stays."""
    with ws.changing() as db:
        db.execute("DELETE FROM members WHERE id = ?", [member])
        db.execute(
            "INSERT INTO member_events (member, change, reason, who, at) VALUES (?, ?, ?, ?, ?)",
            [member, REMOVED, reason, who, at],
        )


def _member(name: str, data: dict[str, Any]) -> Member:
    return Member(
        id=name,
        place=name,
        expert=Expert(**data["expert"]),
        kind=MemberKind(data["kind"]),
        source=data["source"],
        nomination=Nomination(data["nomination"]) if data["nomination"] else None,
        appointed=data["appointed"],
        term_years=data["term_years"],
        trained=data["trained"],
        fields=tuple(data["fields"]),
        former=tuple(FormerEmployer(**one) for one in data["former"]),
        related=tuple(data["related"]),
        meets=tuple(data["meets"]),
    )
