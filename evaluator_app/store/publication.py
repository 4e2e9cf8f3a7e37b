"""Consents, promotion material, reports of violations, and what was made public: rows that only grow."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from evaluator_app.domain.consents import Consent, Party, Scope
from evaluator_app.domain.publication import Material
from evaluator_app.domain.violations import Violation, ViolationStep
from evaluator_app.store.ordering import in_order
from evaluator_app.store.workspace import Workspace

_CONSENT = ("day", "application", "paper", "recorded_by", "recorded_at")


@dataclass(frozen=True, kw_only=True)
class Published:
    """A file that was made to leave: which, of whom, by whom."""

    campaign: str
    kind: str
    file: str
    sha256: str
    applications: tuple[str, ...]
    who: str
    at: str


def consents(ws: Workspace, campaign: str) -> tuple[Consent, ...]:
    """Every consent of a campaign and every withdrawal, in order."""
    rows = in_order(ws, "consents", "campaign = ?", [campaign])
    return tuple(
        Consent(
            **{name: row[name] for name in _CONSENT},
            party=Party(row["party"]),
            scope=Scope(row["scope"]),
            given=bool(row["given"]),
        )
        for row in rows
    )


def add_consents(ws: Workspace, campaign: str, said: Iterable[Consent]) -> None:
    """Keep consents, all or none."""
    with ws.changing() as db:
        for one in said:
            row = {**asdict(one), "party": one.party.value, "scope": one.scope.value, "given": int(one.given)}
            db.table("consents").insert({"campaign": campaign, **row})


def violations(ws: Workspace) -> tuple[Violation, ...]:
    """Every step of every report, in order."""
    with ws.reading() as db:
        rows = db.query(
            "SELECT report, step, day, about, source, words, recorded_by, recorded_at FROM violations"
            " ORDER BY number"
        )
        return tuple(Violation(**{**row, "step": ViolationStep(row["step"])}) for row in rows)


def add_violation(ws: Workspace, one: Violation) -> None:
    """Keep a step of a report."""
    with ws.changing() as db:
        db.table("violations").insert({**asdict(one), "step": one.step.value})


def materials(ws: Workspace, campaign: str) -> tuple[Material, ...]:
    """The promotion material that came in, in order."""
    with ws.reading() as db:
        rows = db.query(
            "SELECT application, day, section, words, file, sha256, recorded_by, recorded_at FROM materials"
            " WHERE campaign = ? ORDER BY number",
            [campaign],
        )
        return tuple(Material(**row) for row in rows)


def add_material(ws: Workspace, campaign: str, one: Material) -> None:
    """Keep that material came in."""
    with ws.changing() as db:
        db.table("materials").insert({"campaign": campaign, **asdict(one)})


def published(ws: Workspace, campaign: str = "") -> tuple[Published, ...]:
    """Every file that was made to leave, of one campaign where it is named."""
    with ws.reading() as db:
        rows = db.query(
            "SELECT campaign, kind, file, sha256, applications, who, at FROM publications"
            " WHERE ? IN ('', campaign) ORDER BY number",
            [campaign],
        )
        return tuple(
            Published(**{**row, "applications": tuple(json.loads(row["applications"]))}) for row in rows
        )


def add_published(ws: Workspace, one: Published) -> None:
    """Write that a file was made to leave."""
    with ws.changing() as db:
        db.table("publications").insert({**asdict(one), "applications": json.dumps(one.applications)})
