"""Editing, undo and redo: the journal is the truth, and a restart finds what was there."""

import json
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from evaluator_app.domain.history import (
    Action,
    Row,
    SheetState,
    Step,
    Subject,
    edit,
    mark_as_data,
    mark_from_data,
    redo,
    replay,
    undo,
)
from evaluator_app.domain.marks import EMPTY, UNMARKED, Abstained, Graded, Mark, NotApplicable, Scored
from evaluator_app.domain.sheet import Marks

marks = st.one_of(
    st.just(UNMARKED),
    st.integers(0, 20).map(lambda half: Scored(Decimal(half) / 2)),
    st.sampled_from(["无此工序", '引号"与\\', "多行\n文字"]).map(NotApplicable),
    st.sampled_from(["回避", ""]).map(Abstained),
    st.sampled_from(["o1", "全部满足"]).map(Graded),
)
words = st.sampled_from(["", "亮点", "不足：\n数据少", "😀", '"{}"', "\\u0041"])
targets = st.sampled_from(["a1", "a2", "b1"])


def done(step: Step | None) -> Step:
    assert step is not None
    return step


def scored(value: str) -> Scored:
    return Scored(Decimal(value))


def test_an_edit_is_a_row_with_old_and_new_value() -> None:
    step = done(edit(replay([]), Subject.MARK, "a1", scored("9.5")))
    assert step.row == Row(
        seq=1, action=Action.EDIT, subject=Subject.MARK, target="a1", old="{}", new='{"score":"9.5"}'
    )
    assert step.state.marks.entries["a1"].mark == scored("9.5")
    assert step.state.last_seq == 1


@pytest.mark.parametrize("new", [UNMARKED, ""])
def test_an_edit_that_changes_nothing_is_none(new: Mark | str) -> None:
    subject = Subject.NOTE if isinstance(new, str) else Subject.MARK
    assert edit(replay([]), subject, "a1", new) is None


def test_zero_is_an_edit_of_an_unmarked_criterion() -> None:
    """Zero is a score, blank is not."""
    assert edit(replay([]), Subject.MARK, "a1", scored("0")) is not None


def test_nothing_to_undo_and_nothing_to_redo() -> None:
    assert undo(replay([])) is None
    assert redo(replay([])) is None


def test_undo_and_redo_are_rows_of_their_own() -> None:
    first = done(edit(replay([]), Subject.MARK, "a1", scored("9")))
    back = done(undo(first.state))
    again = done(redo(back.state))
    assert [one.row.seq for one in (first, back, again)] == [1, 2, 3]
    assert (back.row.action, back.row.old, back.row.new) == (Action.UNDO, '{"score":"9"}', "{}")
    assert (again.row.action, again.row.old, again.row.new) == (Action.REDO, "{}", '{"score":"9"}')
    assert again.state.marks == first.state.marks


def test_a_new_edit_forgets_what_was_undone() -> None:
    first = done(edit(replay([]), Subject.MARK, "a1", scored("9")))
    other = done(edit(done(undo(first.state)).state, Subject.NOTE, "a2", "另一处"))
    assert redo(other.state) is None


@pytest.mark.parametrize(
    ("mark", "data"),
    [
        (UNMARKED, {}),
        (scored("0"), {"score": "0"}),
        (scored("1E+1"), {"score": "10"}),
        (NotApplicable("无"), {"not_applicable": "无"}),
        (Abstained("回避"), {"abstained": "回避"}),
    ],
)
def test_marks_have_the_names_of_an_answers_file(mark: Mark, data: dict[str, str]) -> None:
    assert mark_as_data(mark) == data
    assert mark_from_data(data) == mark


@dataclass
class Sheet:
    """The naive model's sheet: what stands on the paper."""

    marks: dict[str, Mark] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)


def paper(given: Marks) -> Sheet:
    """What stands on a sheet: a criterion taken back to nothing is like one never touched."""
    return Sheet(
        {name: one.mark for name, one in given.entries.items() if one.mark != UNMARKED},
        {name: one.note for name, one in given.entries.items() if one.note},
        {name: text for name, text in given.remarks.items() if text},
    )


class Editing(RuleBasedStateMachine):
    """Against snapshots: undo and redo move along a list of whole sheets, a restart reads the journal."""

    @initialize()
    def begin(self) -> None:
        """An empty sheet, and its one snapshot."""
        self.state: SheetState = replay([])
        self.journal: list[Row] = []
        self.snapshots = [Sheet()]
        self.at = 0

    def take(self, step: Step | None) -> None:
        """A step as the program takes it: the row is written, the state is new."""
        self.journal.append(done(step).row)
        self.state = done(step).state

    def written(self, step: Step | None, sheet: Sheet) -> None:
        """The model of an edit: what stands on the paper, and whether that is another sheet than before."""
        if sheet == self.snapshots[self.at]:
            assert step is None
            return
        self.take(step)
        self.snapshots[self.at + 1 :] = [sheet]
        self.at += 1

    @rule(target_id=targets, mark=marks)
    def set_mark(self, target_id: str, mark: Mark) -> None:
        """A mark of any kind."""
        sheet = deepcopy(self.snapshots[self.at])
        sheet.marks[target_id] = mark
        if mark == UNMARKED:
            del sheet.marks[target_id]
        self.written(edit(self.state, Subject.MARK, target_id, mark), sheet)

    @rule(target_id=targets, text=words, remark=st.booleans())
    def set_text(self, target_id: str, text: str, remark: bool) -> None:  # noqa: FBT001 - drawn
        """A note or a remark."""
        sheet = deepcopy(self.snapshots[self.at])
        texts = sheet.remarks if remark else sheet.notes
        texts[target_id] = text
        if not text:
            del texts[target_id]
        self.written(edit(self.state, Subject.REMARK if remark else Subject.NOTE, target_id, text), sheet)

    @precondition(lambda self: self.at > 0)
    @rule()
    def take_back(self) -> None:
        """Undo."""
        self.take(undo(self.state))
        self.at -= 1

    @precondition(lambda self: self.at < len(self.snapshots) - 1)
    @rule()
    def do_again(self) -> None:
        """Redo."""
        self.take(redo(self.state))
        self.at += 1

    @rule()
    def restart(self) -> None:
        """Undo and redo live on across restarts, since they are read from the journal."""
        self.state = replay(Row(**vars(row)) for row in self.journal)

    @invariant()
    def the_sheet_is_the_snapshot(self) -> None:
        """What stands on the sheet, and how far undo and redo go."""
        assert paper(self.state.marks) == self.snapshots[self.at]
        assert len(self.state.undoable) == self.at
        assert len(self.state.redoable) == len(self.snapshots) - 1 - self.at

    @invariant()
    def the_journal_tells_the_same(self) -> None:
        """The rows alone lead to the same state, without gaps."""
        assert replay(self.journal) == self.state
        assert [row.seq for row in self.journal] == list(range(1, len(self.journal) + 1))
        assert all(json.loads(row.old) != json.loads(row.new) for row in self.journal)


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


def test_touching_and_undoing_leaves_no_trace_on_the_sheet() -> None:
    touched = done(edit(replay([]), Subject.NOTE, "a1", "记"))
    assert done(undo(touched.state)).state.marks.entries["a1"] == EMPTY
