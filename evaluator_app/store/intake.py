"""The journal of what was taken into a campaign; it only grows."""

import json
from collections.abc import Iterable

from evaluator_app.domain.dossier import StepRecord
from evaluator_app.domain.intake_journal import IntakeEvent, IntakeKind
from evaluator_app.store import campaigns
from evaluator_app.store.workspace import Workspace


def add(
    ws: Workspace, campaign: str, events: Iterable[IntakeEvent], records: Iterable[StepRecord] = ()
) -> None:
    """Write what came in, and what the dossiers say of it, all or nothing."""
    with ws.changing() as db:
        for one in events:
            db.execute(
                "INSERT INTO intake_events (campaign, application, kind, file, sha256, received, fields,"
                " documents, who, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    *(campaign, one.application, one.kind, one.file, one.sha256, one.received),
                    *(json.dumps(one.fields), json.dumps(one.documents, ensure_ascii=False)),
                    *(one.who, one.at),
                ],
            )
        for record in records:
            campaigns.record(ws, campaign, record)


def events(ws: Workspace, campaign: str) -> tuple[IntakeEvent, ...]:
    """Everything that came in, in the order it was taken."""
    with ws.reading() as db:
        rows = db.query(
            "SELECT application, kind, file, sha256, received, fields, documents, who, at"
            " FROM intake_events WHERE campaign = ? ORDER BY number",
            [campaign],
        )
        return tuple(
            IntakeEvent(
                **{
                    **row,
                    "kind": IntakeKind(row["kind"]),
                    "fields": tuple(json.loads(row["fields"])),
                    "documents": tuple((name, sha256) for name, sha256 in json.loads(row["documents"])),
                }
            )
            for row in rows
        )
