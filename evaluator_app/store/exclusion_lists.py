"""Lists of organisations as they were imported into a campaign; they only grow."""

import json

from evaluator_app.domain.exclusion_lists import ExclusionList, ListedName
from evaluator_app.store.workspace import Workspace


def add(ws: Workspace, campaign: str, one: ExclusionList) -> None:
    """Keep a list; it takes the place of an earlier one of its name."""
    names = json.dumps([[name.place, name.name] for name in one.names], ensure_ascii=False)
    with ws.changing() as db:
        db.execute(
            "INSERT INTO exclusion_lists (campaign, number, title, file, sha256, taken, names, day, who, at)"
            " SELECT ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?"
            " FROM exclusion_lists WHERE campaign = ?",
            [
                *(campaign, one.title, one.file, one.sha256, one.taken, names),
                *(one.day, one.who, one.at, campaign),
            ],
        )


def imported(ws: Workspace, campaign: str) -> tuple[ExclusionList, ...]:
    """Every list that was imported, in the order they came."""
    with ws.reading() as db:
        rows = db.query(
            "SELECT title, file, sha256, taken, names, day, who, at FROM exclusion_lists"
            " WHERE campaign = ? ORDER BY number",
            [campaign],
        )
        return tuple(
            ExclusionList(
                **{
                    **row,
                    "names": tuple(
                        ListedName(name=name, place=place) for place, name in json.loads(row["names"])
                    ),
                }
            )
            for row in rows
        )
