"""Meetings of panels, decisions of the committee and their minutes: kept for good, the latest counts."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from evaluator_app.domain.consensus import Consensus, Dissent, Point
from evaluator_app.domain.decisions import Decision, Minutes, Session, with_minutes
from evaluator_app.domain.history import mark_as_data, mark_from_data
from evaluator_app.domain.marks import Graded, Scored
from evaluator_app.domain.outcomes import outcome_of
from evaluator_app.store.ordering import in_order
from evaluator_app.store.workspace import Workspace


def add_meeting(ws: Workspace, campaign: str, stage: str, one: Consensus) -> None:
    """Keep what a panel concluded in a stage."""
    points = [
        {
            "criterion": point.criterion,
            "mark": mark_as_data(point.mark) if point.mark else None,
            "reason": point.reason,
        }
        for point in one.points
    ]
    dissents = [{"who": dissent.who, "words": dissent.words} for dissent in one.dissents]
    with ws.changing() as db:
        db.execute(
            "INSERT INTO meetings (campaign, stage, application, basis, held, chair, members, points,"
            " recommendation, reason, dissents, opinion, recorded_by, recorded_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                *(campaign, stage, one.application, one.basis, one.held, one.chair, _json(one.members)),
                *(_json(points), one.recommendation.key if one.recommendation else "", one.reason),
                *(_json(dissents), one.opinion, one.recorded_by, one.recorded_at),
            ],
        )


def meetings(ws: Workspace, campaign: str, stage: str) -> Mapping[str, Consensus]:
    """The latest meeting on each application in a stage of a campaign."""
    rows = in_order(ws, "meetings", "campaign = ? AND stage = ?", [campaign, stage])
    return {row["application"]: _consensus(row) for row in rows}


def _consensus(row: dict[str, Any]) -> Consensus:
    return Consensus(
        application=row["application"],
        basis=row["basis"],
        held=row["held"],
        members=tuple(json.loads(row["members"])),
        chair=row["chair"],
        points=tuple(_point(one) for one in json.loads(row["points"])),
        recommendation=outcome_of(row["recommendation"]) if row["recommendation"] else None,
        reason=row["reason"],
        dissents=tuple(Dissent(**one) for one in json.loads(row["dissents"])),
        opinion=row["opinion"],
        recorded_by=row["recorded_by"],
        recorded_at=row["recorded_at"],
    )


def _point(data: dict[str, Any]) -> Point:
    mark = mark_from_data(data["mark"]) if data["mark"] else None
    agreed = mark if isinstance(mark, Scored | Graded) else None
    return Point(criterion=data["criterion"], mark=agreed, reason=data["reason"])


def add_decisions(ws: Workspace, campaign: str, decisions: Iterable[Decision]) -> None:
    """Keep decisions, all of them or none."""
    with ws.changing() as db:
        for one in decisions:
            db.execute(
                "INSERT INTO decisions (campaign, application, organisation, site, title, sector, merge,"
                " computed, consensus, decided, reason, day, chair, members, source, recorded_by,"
                " recorded_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    *(campaign, one.application, one.organisation, one.site, one.title, one.sector),
                    *(one.merge, one.computed.key, one.consensus.key if one.consensus else ""),
                    *(one.decided.key, one.reason, one.session.day, one.session.chair),
                    *(_json(one.session.members), one.source, one.session.recorded_by, one.recorded_at),
                ],
            )


def all_decisions(ws: Workspace, campaign: str) -> tuple[Decision, ...]:
    """Every decision of a campaign, the oldest first, each with its minutes where these are there."""
    rows = in_order(ws, "decisions", "campaign = ?", [campaign])
    return with_minutes((_decision(row) for row in rows), all_minutes(ws, campaign))


def _decision(row: dict[str, Any]) -> Decision:
    session = Session(
        day=row["day"],
        members=tuple(json.loads(row["members"])),
        chair=row["chair"],
        recorded_by=row["recorded_by"],
    )
    return Decision(
        application=row["application"],
        organisation=row["organisation"],
        site=row["site"],
        title=row["title"],
        sector=row["sector"],
        merge=row["merge"],
        computed=outcome_of(row["computed"]),
        consensus=outcome_of(row["consensus"]) if row["consensus"] else None,
        decided=outcome_of(row["decided"]),
        reason=row["reason"],
        session=session,
        source=row["source"],
        recorded_at=row["recorded_at"],
        number=row["number"],
    )


def add_minutes(ws: Workspace, campaign: str, one: Minutes) -> None:
    """Keep that signed minutes are there."""
    with ws.changing() as db:
        db.execute(
            "INSERT INTO minutes (campaign, digest, file, decisions, recorded_by, recorded_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [campaign, one.digest, one.file, _json(one.decisions), one.recorded_by, one.recorded_at],
        )


def all_minutes(ws: Workspace, campaign: str) -> tuple[Minutes, ...]:
    """All minutes of a campaign, the oldest first."""
    return tuple(
        Minutes(
            digest=row["digest"],
            file=row["file"],
            decisions=tuple(json.loads(row["decisions"])),
            recorded_by=row["recorded_by"],
            recorded_at=row["recorded_at"],
        )
        for row in in_order(ws, "minutes", "campaign = ?", [campaign])
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
