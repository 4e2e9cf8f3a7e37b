"""Opening a sheet together with what its expert did on others: notes to use again, marks to compare with."""

from collections.abc import Mapping
from dataclasses import dataclass

from evaluator_app.domain.marks import Entry
from evaluator_app.domain.sheet import SheetKey
from evaluator_app.services import scoring
from evaluator_app.store import sheets
from evaluator_app.store.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A sheet to be scored; `phrases` by criterion, `others` are the entries of the other sheets."""

    sheet: scoring.OpenSheet
    phrases: Mapping[str, tuple[str, ...]]
    others: tuple[Mapping[str, Entry], ...]


def open_with_habits(ws: Workspace, package: str, application: str) -> Opened:
    """The sheet of an application with its expert's habits."""
    sheet = scoring.open_sheet(ws, package, application)
    return Opened(sheet=sheet, phrases=phrases(ws, sheet.key), others=other_entries(ws, sheet.key))


def other_entries(ws: Workspace, key: SheetKey) -> tuple[Mapping[str, Entry], ...]:
    """The entries of this expert's other sheets of the same campaign and stage."""
    return tuple(
        saved.marks.entries
        for other, saved in sheets.progress(ws).items()
        if other != key and (other.campaign, other.stage) == (key.campaign, key.stage)
    )


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
