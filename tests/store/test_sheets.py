"""Sheets: the journal only grows, and what the tables show is what the journal says."""

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2
from workspace_builders import AT, SHEET, WHO, closed_workspace, keep, opened, random_step, save, state_of

from evaluator_app.domain.history import Subject, edit, redo, undo
from evaluator_app.domain.marks import UNMARKED, Abstained, Mark, NotApplicable, Scored
from evaluator_app.domain.sheet import SheetKey
from evaluator_app.store import checking, sheets
from evaluator_app.store.workspace import Workspace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with a note and a mark in it."""
    return closed_workspace(tmp_path / "ws")


@pytest.fixture
def ws(folder: Path) -> Iterator[Workspace]:
    """The same, open."""
    with opened(folder) as ws:
        yield ws


@pytest.mark.parametrize(
    "text", ["9.5", "0.1", "0", "10", "9.50", "0.30000000000000004", "12345678.123456789"]
)
def test_a_decimal_mark_survives_exactly(ws: Workspace, text: str) -> None:
    """Decision 2: numbers are exact; no float on the way into the database or out of it."""
    save(ws, Subject.MARK, "a2", Scored(Decimal(text)))
    mark = sheets.progress(ws)[SHEET].marks.entries["a2"].mark
    assert isinstance(mark, Scored)
    assert str(mark.value) == text
    assert ws.db.execute("SELECT mark FROM entries WHERE criterion = 'a2'").fetchone() == (
        f'{{"score":"{text}"}}',
    )


@pytest.mark.parametrize("mark", [Scored(Decimal(0)), NotApplicable("示例"), Abstained("示例")])
def test_the_four_kinds_of_mark_stay_apart(ws: Workspace, mark: Mark) -> None:
    """Decision 3: not yet marked, zero, not applicable, abstained."""
    assert "b1" not in sheets.progress(ws)[SHEET].marks.entries
    save(ws, Subject.MARK, "b1", mark)
    assert sheets.progress(ws)[SHEET].marks.entries["b1"].mark == mark
    save(ws, Subject.MARK, "b1", UNMARKED)
    assert sheets.progress(ws)[SHEET].marks.entries["b1"].mark == UNMARKED


@pytest.mark.parametrize(
    "change",
    [
        'UPDATE journal SET new = \'{"score":"10"}\' WHERE seq = 2',
        "UPDATE journal SET who = ''",
        "DELETE FROM journal",
        "DELETE FROM journal WHERE seq = 2",
        "REPLACE INTO journal SELECT sheet, seq, action, subject, target, old, old, who, at FROM journal",
        "DELETE FROM sheets",
    ],
)
def test_the_journal_only_grows(ws: Workspace, change: str) -> None:
    """Decision 8: append-only, also for those who write SQL."""
    before = sheets.journal(ws, SHEET)
    with pytest.raises(dbapi2.IntegrityError), ws.changing() as db:
        db.execute(change)
    assert sheets.journal(ws, SHEET) == before


def test_a_row_that_is_tried_again_is_written_once(ws: Workspace) -> None:
    """A disk that failed may have taken the row all the same."""
    step = edit(state_of(ws), Subject.NOTE, "b1", "示例")
    keep(ws, step)
    keep(ws, step)
    assert len(sheets.journal(ws, SHEET)) == 3


@pytest.mark.parametrize("change", [{"seq": 2}, {"seq": 3, "new": '"other"'}, {"seq": 5}])
def test_a_row_that_does_not_follow_the_last_is_a_fault(ws: Workspace, change: dict[str, Any]) -> None:
    row = save(ws, Subject.NOTE, "b1", "示例")
    with pytest.raises(ValueError, match="does not follow row 3"):
        sheets.append(ws, SHEET, replace(row, **change), WHO, AT)
    assert len(sheets.journal(ws, SHEET)) == 3


def test_the_journal_says_who_and_when(ws: Workspace) -> None:
    assert ws.db.execute("SELECT DISTINCT who, at FROM journal").fetchall() == [(WHO, AT)]
    assert sheets.progress(ws)[SHEET].saved_at == sheets.saved_at(ws, SHEET) == AT
    assert sheets.saved_at(ws, SheetKey("other", "A-001", "document_review")) == ""


def test_undo_and_redo_go_on_after_a_restart(folder: Path) -> None:
    with opened(folder) as ws:
        save(ws, Subject.MARK, "a1", Scored(Decimal(7)))
    with opened(folder) as ws:
        keep(ws, undo(state_of(ws)))
    with opened(folder) as ws:
        assert state_of(ws).marks.entries["a1"].mark == Scored(Decimal("9.5"))
        keep(ws, redo(state_of(ws)))
    with opened(folder) as ws:
        assert state_of(ws).marks.entries["a1"].mark == Scored(Decimal(7))
        assert redo(state_of(ws)) is None
        assert len(state_of(ws).undoable) == 3


@pytest.mark.parametrize("seed", range(5))
def test_the_tables_show_what_the_journal_says(folder: Path, seed: int) -> None:
    """Any edits, undos and redos, with restarts between them."""
    chance = random.Random(seed)  # noqa: S311 - which steps, not a secret
    for _ in range(4):
        with opened(folder) as ws:
            for _ in range(25):
                if step := random_step(state_of(ws), chance):
                    keep(ws, step)
                assert sheets.progress(ws)[SHEET].marks == state_of(ws).marks
    with opened(folder) as ws:
        assert checking.check(ws) == ()


def test_sheets_of_different_applications_and_stages_stay_apart(ws: Workspace) -> None:
    other = SheetKey(SHEET.campaign, SHEET.application, "on_site")
    assert sheets.journal(ws, other) == ()
    step = edit(state_of(ws), Subject.NOTE, "b1", "示例")
    assert step
    with pytest.raises(ValueError, match="does not follow row 0"):
        sheets.append(ws, other, step.row, WHO, AT)
    assert list(sheets.progress(ws)) == [SHEET]
