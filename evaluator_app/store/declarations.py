"""What an expert has declared for a campaign: pledge, interests, what was returned; it only grows."""

from collections.abc import Iterable, Mapping

from evaluator_app.domain.declarations import Declaration, Declarations, Pledge, Recusal, Relation, Role
from evaluator_app.store.sqlite import Database
from evaluator_app.store.workspace import Workspace

_RECUSED, _NONE = "recused", "none"


def standing(ws: Workspace, campaign: str) -> Declarations:
    """Where the declarations for a campaign stand."""
    return all_standing(ws).get(campaign, Declarations())


def all_standing(ws: Workspace) -> Mapping[str, Declarations]:
    """Where the declarations for every campaign stand."""
    with ws.reading() as db:
        pledges = {row["campaign"]: _pledge(row) for row in db.query("SELECT * FROM pledges ORDER BY number")}
        given: dict[str, dict[str, Declaration]] = {}
        for row in db.query("SELECT * FROM declarations ORDER BY number"):
            given.setdefault(row["campaign"], {})[row["application"]] = _declaration(row)
        returned = {row["campaign"] for row in db.query("SELECT DISTINCT campaign FROM returns")}
    return {
        one: Declarations(pledge=pledges.get(one), given=given.get(one, {}), returned=one in returned)
        for one in {*pledges, *given, *returned}
    }


def record(
    ws: Workspace, campaign: str, pledge: Pledge | None, declared: Iterable[Declaration], who: str
) -> None:
    """Write a pledge, where it is given now, and declarations, in one transaction."""
    with ws.changing() as db:
        if pledge is not None:
            _add_pledge(db, campaign, pledge)
        for one in declared:
            recusal = one.recusal
            db.execute(
                "INSERT INTO declarations (campaign, application, kind, relation, reason, who, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    *(campaign, one.application, _RECUSED if recusal else _NONE),
                    *(recusal.relation if recusal else "", recusal.reason if recusal else one.reason),
                    *(who, one.at),
                ],
            )


def record_return(ws: Workspace, campaign: str, digest: str, who: str, at: str) -> None:
    """Write that a return file of this digest was made."""
    with ws.changing() as db:
        db.execute(
            "INSERT INTO returns (campaign, digest, who, at) VALUES (?, ?, ?, ?)", [campaign, digest, who, at]
        )


def _add_pledge(db: Database, campaign: str, pledge: Pledge) -> None:
    db.execute(
        "INSERT INTO pledges (campaign, name, organisation, role, words, at) VALUES (?, ?, ?, ?, ?, ?)",
        [campaign, pledge.by, pledge.organisation, pledge.role, pledge.text, pledge.at],
    )


def _pledge(row: dict[str, str]) -> Pledge:
    return Pledge(
        by=row["name"],
        organisation=row["organisation"],
        role=Role(row["role"]),
        at=row["at"],
        text=row["words"],
    )


def _declaration(row: dict[str, str]) -> Declaration:
    recused = row["kind"] == _RECUSED
    recusal = Recusal(relation=Relation(row["relation"]), reason=row["reason"]) if recused else None
    reason = "" if recused else row["reason"]
    return Declaration(application=row["application"], at=row["at"], recusal=recusal, reason=reason)
