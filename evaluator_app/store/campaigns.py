"""Campaigns as the secretariat runs them: plans with the days of their steps, a record that only grows."""

import json
from typing import Any

from evaluator_app.domain.campaigns import CampaignPlan, StepDates
from evaluator_app.domain.dossier import Result, StepRecord
from evaluator_app.store.ordering import in_order
from evaluator_app.store.sqlite import Database
from evaluator_app.store.workspace import Workspace


def save_plan(ws: Workspace, plan: CampaignPlan, scheme_source: bytes, at: str) -> None:
    """Keep a plan with its scheme; the days of its steps are as it says from now on."""
    with ws.changing() as db:
        db.execute(
            "INSERT OR IGNORE INTO schemes (digest, source) VALUES (?, ?)",
            [plan.scheme_digest, scheme_source],
        )
        db.execute(
            "INSERT INTO campaigns (id, title, year, scheme, scheme_digest, stage, folder, created)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET title = excluded.title, year = excluded.year,"
            " stage = excluded.stage, folder = excluded.folder",
            [
                *(plan.id, plan.title, plan.year, plan.scheme),
                *(plan.scheme_digest, plan.stage, plan.folder, at),
            ],
        )
        db.execute("DELETE FROM step_dates WHERE campaign = ?", [plan.id])
        for one in plan.dates:
            db.execute(
                "INSERT INTO step_dates (campaign, step, first, last) VALUES (?, ?, ?, ?)",
                [plan.id, one.step, one.first, one.last],
            )


def all_plans(ws: Workspace) -> tuple[CampaignPlan, ...]:
    """Every campaign, the latest year first."""
    with ws.reading() as db:
        rows = list(db.query("SELECT * FROM campaigns ORDER BY year DESC, id"))
        return tuple(_plan(db, row) for row in rows)


def load_plan(ws: Workspace, campaign: str) -> CampaignPlan | None:
    """One campaign, or None where there is none of this number."""
    return next((one for one in all_plans(ws) if one.id == campaign), None)


def _plan(db: Database, row: dict[str, Any]) -> CampaignPlan:
    dates = db.query("SELECT step, first, last FROM step_dates WHERE campaign = ?", [row["id"]])
    return CampaignPlan(
        id=row["id"],
        title=row["title"],
        year=row["year"],
        scheme=row["scheme"],
        scheme_digest=row["scheme_digest"],
        stage=row["stage"],
        dates=tuple(StepDates(**one) for one in dates),
        folder=row["folder"],
    )


def record(ws: Workspace, campaign: str, one: StepRecord) -> None:
    """Write one thing that happened."""
    with ws.changing() as db:
        db.execute(
            "INSERT INTO step_records (campaign, application, step, day, result, who, papers, note,"
            " recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                *(campaign, one.application, one.step, one.day, one.result),
                *(json.dumps(one.who, ensure_ascii=False), json.dumps(one.papers, ensure_ascii=False)),
                *(one.note, one.recorded_by, one.recorded_at),
            ],
        )


def records(ws: Workspace, campaign: str) -> tuple[StepRecord, ...]:
    """Everything recorded in a campaign, in the order it was written."""
    return tuple(_record(row) for row in in_order(ws, "step_records", "campaign = ?", [campaign]))


def _record(row: dict[str, Any]) -> StepRecord:
    return StepRecord(
        step=row["step"],
        day=row["day"],
        result=Result(row["result"]),
        application=row["application"],
        who=tuple(json.loads(row["who"])),
        papers=tuple(json.loads(row["papers"])),
        note=row["note"],
        recorded_by=row["recorded_by"],
        recorded_at=row["recorded_at"],
    )
