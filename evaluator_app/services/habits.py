"""Opening a sheet together with what its expert did on others: notes to use again, marks to compare with."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaluator_app.domain.marks import Entry
from evaluator_app.domain.sheet import SheetKey
from evaluator_app.services import scoring, timing
from evaluator_app.store import settings, sheets
from evaluator_app.store.workspace import Workspace

_PHRASES = "phrases"


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A sheet to be scored; `phrases` by criterion, `others` are the entries of the other sheets."""

    sheet: scoring.OpenSheet
    phrases: Mapping[str, tuple[str, ...]]
    own_phrases: tuple[str, ...]
    seconds: int
    others: tuple[Mapping[str, Entry], ...]


def open_with_habits(ws: Workspace, package: str, application: str) -> Opened:
    """The sheet of an application with its expert's habits."""
    sheet = scoring.open_sheet(ws, package, application)
    return Opened(
        sheet=sheet,
        phrases=phrases(ws, sheet.key),
        own_phrases=own_phrases(ws),
        seconds=timing.seconds(ws, sheet.key),
        others=other_entries(ws, sheet.key),
    )


def other_entries(ws: Workspace, key: SheetKey) -> tuple[Mapping[str, Entry], ...]:
    """The entries of this expert's other sheets of the same campaign and stage."""
    return tuple(
        saved.marks.entries
        for other, saved in sheets.progress(ws).items()
        if other != key and (other.campaign, other.stage) == (key.campaign, key.stage)
    )


def own_phrases(ws: Workspace) -> tuple[str, ...]:
    """The phrases the expert wrote down in the settings."""
    kept = settings.get(ws, _PHRASES)
    return tuple(json.loads(kept)) if kept else ()


def keep_phrases(ws: Workspace, phrases: Sequence[str]) -> None:
    """Remember the expert's phrases."""
    with ws.changing():
        settings.put(ws, _PHRASES, json.dumps(list(phrases), ensure_ascii=False))


def phrases(ws: Workspace, key: SheetKey) -> Mapping[str, tuple[str, ...]]:
    """Notes written on other sheets, by criterion, the last used first and each only once."""
    found: dict[str, list[str]] = {}
    newest_first = sorted(sheets.progress(ws).items(), key=lambda one: one[1].saved_at, reverse=True)
    for other, saved in newest_first:
        for criterion, entry in saved.marks.entries.items() if other != key else ():
            note = entry.note.strip()
            known = found.setdefault(criterion, [])
            if note and note not in known:
                known.append(note)
    return {criterion: tuple(notes) for criterion, notes in found.items() if notes}
