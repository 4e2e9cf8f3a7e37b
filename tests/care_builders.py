"""A workspace under care for tests: with work, its key, its backups, and days that pass."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from workspace_builders import save, state_of

from evaluator_app.domain.history import Subject
from evaluator_app.domain.marks import Scored
from evaluator_app.domain.rotation import Rotation
from evaluator_app.exchange.care_rules import CareRules
from evaluator_app.services import care, moving, workspaces
from evaluator_app.services.care import CarePlace

RULES = CareRules(backups=Rotation(newest=3))
Clock = Callable[[str], None]


def place_in(folder: Path) -> CarePlace:
    """A new workspace with a mark in it, closed, and where its backups go."""
    place = CarePlace(
        workspace=folder / "工作区", keys=folder / "keys", backups=folder / "backups", rules=RULES
    )
    score(place, "9.5")
    return place


def score(place: CarePlace, value: str) -> None:
    """Work in the workspace: give a mark."""
    with workspaces.open_or_create(place.workspace, place.keys, place.identity) as ws:
        save(ws, Subject.MARK, "a1", Scored(Decimal(value)))


def scored(place: CarePlace) -> str:
    """The mark that is in the workspace."""
    with workspaces.open_existing(place.workspace, place.keys, place.identity) as ws:
        mark = state_of(ws).marks.entries["a1"].mark
    assert isinstance(mark, Scored)
    return str(mark.value)


def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """What sets the time of the care."""

    def set_to(moment: str) -> None:
        for module in (care, moving):
            monkeypatch.setattr(module, "now", lambda: f"{moment}:00.000+08:00", raising=False)

    return set_to
