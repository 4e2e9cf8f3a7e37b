"""Settings of a workspace: small texts by name."""

from evaluator_app.store.workspace import Workspace


def get(ws: Workspace, name: str) -> str | None:
    """The setting's text, or None where it was never put."""
    with ws.reading() as db:
        row = db.execute("SELECT value FROM settings WHERE name = ?", [name]).fetchone()
    return str(row[0]) if row else None


def put(ws: Workspace, name: str, value: str) -> None:
    """Keep this text under this name."""
    with ws.changing() as db:
        db.table("settings").upsert({"name": name, "value": value}, pk="name")
