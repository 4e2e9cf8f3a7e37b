"""The expert's own name and organisation, kept with the workspace and put on every sheet."""

from evaluator_app.domain.expert import Expert
from evaluator_app.store import settings
from evaluator_app.store.workspace import Workspace


def expert(ws: Workspace) -> Expert:
    """Who scores here; the name is empty until it was entered."""
    return Expert(
        name=settings.get(ws, "expert.name") or "",
        organisation=settings.get(ws, "expert.organisation") or "",
    )


def keep_expert(ws: Workspace, who: Expert) -> None:
    """Remember who scores here, both fields or neither."""
    with ws.changing():
        settings.put(ws, "expert.name", who.name.strip())
        settings.put(ws, "expert.organisation", who.organisation.strip())
