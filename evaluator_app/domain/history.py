"""Editing a sheet: each edit, undo and redo is a journal row; undo is a reading of the journal."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import assert_never

from evaluator_app.domain.citations import Citation, citations_as_data, citations_from_data
from evaluator_app.domain.marks import (
    EMPTY,
    UNMARKED,
    Abstained,
    Graded,
    Mark,
    NotApplicable,
    Scored,
    Unmarked,
)
from evaluator_app.domain.sheet import Marks

New = Mark | str | tuple[Citation, ...]  # what an edit puts in place of the old


class Action(StrEnum):
    """What a journal row records."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"


class Subject(StrEnum):
    """What an edit touches."""

    MARK = "mark"
    NOTE = "note"
    REMARK = "remark"
    CITATIONS = "citations"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a sheet's journal; `old` and `new` are JSON texts, `target` a criterion's or remark's id."""

    seq: int
    action: Action
    subject: Subject
    target: str
    old: str
    new: str


_Rows = tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class SheetState:
    """A sheet being worked on: its marks, what can be undone and redone (the next one last), the last row."""

    marks: Marks
    undoable: _Rows = ()
    redoable: _Rows = ()
    last_seq: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """A change of a sheet: the state after it, and the row to be written before anyone says saved."""

    state: SheetState
    row: Row


def replay(journal: Iterable[Row]) -> SheetState:
    """The state after these rows: what a restart finds."""
    state = SheetState(marks=Marks())
    for row in journal:
        state = _after(state, row)
    return state


def edit(state: SheetState, subject: Subject, target: str, new: New) -> Step | None:
    """A change by the expert, or None where it changes nothing."""
    old_text, new_text = _current(state.marks, subject, target), _as_json(new)
    if old_text == new_text:
        return None
    return _step(state, Action.EDIT, subject, target, (old_text, new_text))


def undo(state: SheetState) -> Step | None:
    """The last change taken back, as a row of its own."""
    if not state.undoable:
        return None
    last = state.undoable[-1]
    return _step(state, Action.UNDO, last.subject, last.target, (last.new, last.old))


def redo(state: SheetState) -> Step | None:
    """The last change taken back, made again."""
    if not state.redoable:
        return None
    last = state.redoable[-1]
    return _step(state, Action.REDO, last.subject, last.target, (last.old, last.new))


def _step(state: SheetState, action: Action, subject: Subject, target: str, values: tuple[str, str]) -> Step:
    old, new = values
    row = Row(seq=state.last_seq + 1, action=action, subject=subject, target=target, old=old, new=new)
    return Step(_after(state, row), row)


def _after(state: SheetState, row: Row) -> SheetState:
    undoable, redoable = _moved(state.undoable, state.redoable, row)
    marks = _with_new(state.marks, row)
    return SheetState(marks=marks, undoable=undoable, redoable=redoable, last_seq=row.seq)


def _moved(undoable: _Rows, redoable: _Rows, row: Row) -> tuple[_Rows, _Rows]:
    match row.action:
        case Action.EDIT:
            return (*undoable, row), ()
        case Action.UNDO:
            return undoable[:-1], (*redoable, undoable[-1])
        case Action.REDO:
            return (*undoable, redoable[-1]), redoable[:-1]
    assert_never(row.action)


def _current(marks: Marks, subject: Subject, target: str) -> str:
    match subject:
        case Subject.MARK:
            return _as_json(marks.entries.get(target, EMPTY).mark)
        case Subject.NOTE:
            return _as_json(marks.entries.get(target, EMPTY).note)
        case Subject.REMARK:
            return _as_json(marks.remarks.get(target, ""))
        case Subject.CITATIONS:
            return _as_json(marks.citations.get(target, ()))
    assert_never(subject)


def _with_new(marks: Marks, row: Row) -> Marks:
    value = json.loads(row.new)
    match row.subject:
        case Subject.MARK:
            return marks.with_mark(row.target, mark_from_data(value))
        case Subject.NOTE:
            return marks.with_note(row.target, value)
        case Subject.REMARK:
            return marks.with_remark(row.target, value)
        case Subject.CITATIONS:
            return marks.with_citations(row.target, citations_from_data(value))
    assert_never(row.subject)


def _as_json(value: New) -> str:
    match value:
        case str():
            data: object = value
        case tuple():
            data = citations_as_data(value)
        case _:
            data = mark_as_data(value)
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def mark_as_data(mark: Mark) -> dict[str, str]:
    """A mark under the names an answers file, the journal and a sheet's data use."""
    match mark:
        case Scored(value):
            return {"score": format(value, "f")}
        case Graded(grade):
            return {"grade": grade}
        case NotApplicable(reason):
            return {"not_applicable": reason}
        case Abstained(reason):
            return {"abstained": reason}
        case Unmarked():
            return {}
    assert_never(mark)


def mark_from_data(data: dict[str, str]) -> Mark:
    """The mark that `mark_as_data` wrote."""
    if "score" in data:
        return Scored(Decimal(data["score"]))
    if "grade" in data:
        return Graded(data["grade"])
    if "not_applicable" in data:
        return NotApplicable(data["not_applicable"])
    if "abstained" in data:
        return Abstained(data["abstained"])
    return UNMARKED
