"""Rows in the order things happened, wherever they were recorded.

A workspace that never exchanged has the order of its row numbers. Rows from other machines get numbers when
they arrive: for them the time at which they were recorded decides.
"""

from collections.abc import Sequence
from typing import Any

from evaluator_app.domain.happened import happened
from evaluator_app.store.workspace import Workspace

_MOMENT = "strftime('%Y-%m-%dT%H:%M:%f', {at})"  # UTC, so that it compares as text
RECORDED = frozenset(
    {
        *("step_records", "meetings", "decisions", "minutes", "certificate_events"),
        *("consents", "materials"),
    }
)


def in_order(ws: Workspace, table: str, where: str, values: Sequence[object]) -> list[dict[str, Any]]:
    """The rows of a table that only grows, the oldest first."""
    moment = _MOMENT.format(at="recorded_at" if table in RECORDED else "at")
    origin = "(SELECT origin FROM exchanged_rows AS x WHERE x.name = ? AND x.number = t.number)"
    sql = (
        f"SELECT t.*, coalesce({origin}, ?) AS _origin, coalesce({moment}, '') AS _moment"  # noqa: S608 - names of our tables
        f' FROM "{table}" AS t WHERE {where} ORDER BY number'
    )
    with ws.reading() as db:
        rows = list(db.query(sql, [table, ws.id, *values]))
    order = happened([(row.pop("_origin"), row.pop("_moment")) for row in rows])
    return [rows[place] for place in order]
