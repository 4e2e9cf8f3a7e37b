"""Signed sheets in the workspace: frozen on the disk itself, both revisions kept, nothing taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from workspace_builders import AT, SHEET, WHO, closed_workspace, opened, save, state_of

from evaluator_app.domain.codes import Code
from evaluator_app.domain.freezing import Event, Kind, correction
from evaluator_app.domain.history import Subject
from evaluator_app.domain.problems import Refused
from evaluator_app.domain.sheet import SheetKey
from evaluator_app.store import sheets
from evaluator_app.store.workspace import Workspace


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace whose sheet is signed."""
    with opened(closed_workspace(tmp_path / "ws")) as ws:
        sheets.record(ws, SHEET, signing(1), state_of(ws).last_seq, b"workbook 1")
        yield ws


def signing(revision: int) -> Event:
    """The event of signing."""
    return Event(kind=Kind.SIGNED, revision=revision, digest=str(revision) * 64, who=WHO, at=AT)


def correct(ws: Workspace) -> None:
    """Begin a correction."""
    event = correction(sheets.all_revisions(ws)[SHEET], "示例：合计有误", WHO, AT)
    sheets.record(ws, SHEET, event, state_of(ws).last_seq)


def test_an_edit_of_a_signed_sheet_is_refused_and_leaves_no_trace(ws: Workspace) -> None:
    before = sheets.journal(ws, SHEET)
    with pytest.raises(Refused, match=Code.SHEET_FROZEN):
        save(ws, Subject.NOTE, "a1", "示例：nach")
    assert sheets.journal(ws, SHEET) == before


def test_the_database_itself_refuses_what_goes_round_the_service(ws: Workspace) -> None:
    with pytest.raises(dbapi2.DatabaseError, match="frozen"):
        ws.db.execute(
            "INSERT INTO journal SELECT sheet, 99, action, subject, target, old, new, who, at FROM journal"
        )
    for change in ("UPDATE sheet_events SET digest = ''", "DELETE FROM sheet_events"):
        with pytest.raises(dbapi2.DatabaseError, match="only grows"):
            ws.db.execute(change)


def test_a_correction_opens_the_sheet_and_both_signed_files_are_kept(ws: Workspace) -> None:
    correct(ws)
    save(ws, Subject.NOTE, "a1", "示例：更正")
    sheets.record(ws, SHEET, signing(2), state_of(ws).last_seq, b"workbook 2")
    assert [sheets.signed_workbook(ws, SHEET, number) for number in (1, 2, 3)] == [
        b"workbook 1",
        b"workbook 2",
        b"",
    ]
    assert [(one.kind.value, one.revision) for one in sheets.events(ws, SHEET)] == [
        ("signed", 1),
        ("corrected", 2),
        ("signed", 2),
    ]


def test_what_was_changed_meanwhile_is_not_signed(ws: Workspace) -> None:
    correct(ws)
    seen = state_of(ws).last_seq
    save(ws, Subject.NOTE, "a1", "示例：更正")
    with pytest.raises(Refused, match=Code.SHEET_CHANGED_MEANWHILE):
        sheets.record(ws, SHEET, signing(2), seen)


def test_signing_twice_is_refused(ws: Workspace) -> None:
    with pytest.raises(Refused, match=Code.SHEET_CHANGED_MEANWHILE):
        sheets.record(ws, SHEET, signing(2), state_of(ws).last_seq)


def test_a_sheet_never_worked_on_has_no_events(ws: Workspace) -> None:
    assert sheets.events(ws, SheetKey("2024-test", "A-009", "x")) == ()
