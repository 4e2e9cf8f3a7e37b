"""What was taken into a campaign, and who was recommended in which order; both only grow."""

import json
from collections.abc import Iterable

from evaluator_app.domain.dossier import StepRecord
from evaluator_app.domain.intake_journal import IntakeEvent, IntakeKind
from evaluator_app.domain.recommendations import Recommendations, RecommendedRow
from evaluator_app.store import campaigns
from evaluator_app.store.ordering import in_order
from evaluator_app.store.workspace import Workspace

_EVENT = ("application", "file", "sha256", "received", "who", "at")


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
    return tuple(
        IntakeEvent(
            **{name: row[name] for name in _EVENT},
            kind=IntakeKind(row["kind"]),
            fields=tuple(json.loads(row["fields"])),
            documents=tuple((name, sha256) for name, sha256 in json.loads(row["documents"])),
        )
        for row in in_order(ws, "intake_events", "campaign = ?", [campaign])
    )


def add_recommendations(
    ws: Workspace,
    campaign: str,
    given: Recommendations,
    event: IntakeEvent,
    records: Iterable[StepRecord],
) -> None:
    """Keep a table of recommendations with the event of its coming, all or nothing."""
    with ws.changing() as db:
        add(ws, campaign, [event], records)
        listed = [[row.place, *row.words] for row in given.rows]
        db.execute(
            "INSERT INTO recommendations (campaign, recommender, file, sha256, listed, who, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                *(campaign, given.recommender, given.file, given.sha256),
                *(json.dumps(listed, ensure_ascii=False), event.who, event.at),
            ],
        )


def recommendations(ws: Workspace, campaign: str) -> tuple[Recommendations, ...]:
    """Every table that was taken in, in the order they came; a later one of a recommender supersedes."""
    return tuple(
        Recommendations(
            recommender=row["recommender"],
            file=row["file"],
            sha256=row["sha256"],
            rows=tuple(
                RecommendedRow(place=place, words=tuple(words)) for place, *words in json.loads(row["listed"])
            ),
        )
        for row in in_order(ws, "recommendations", "campaign = ?", [campaign])
    )
