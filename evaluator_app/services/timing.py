"""How long an expert worked on a sheet, for themselves only: it never leaves the workspace."""

from evaluator_app.domain.sheet import SheetKey
from evaluator_app.store import settings
from evaluator_app.store.workspace import Workspace


def seconds(ws: Workspace, key: SheetKey) -> int:
    """The time kept for a sheet, in seconds."""
    kept = settings.get(ws, _name(key)) or "0"
    return int(kept) if kept.isdecimal() else 0


def keep_seconds(ws: Workspace, key: SheetKey, spent: int) -> None:
    """Remember the time spent on a sheet so far."""
    with ws.changing():
        settings.put(ws, _name(key), str(spent))


def _name(key: SheetKey) -> str:
    return f"timer.{key.campaign}.{key.stage}.{key.application}"
