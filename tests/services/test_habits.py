"""Earlier notes as phrases, other sheets as a habit, and many finished sheets exported at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import NINETY
from declaring_builders import declare

from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.history import Subject, edit
from evaluator_app.domain.marks import Mark, Scored
from evaluator_app.domain.numbers import parse_score
from evaluator_app.services import batch, habits, samples, scoring, workspaces
from evaluator_app.services.places import own_places
from evaluator_app.services.workspaces import Workspace

EXPERT = Expert(name="示例专家甲", organisation="示例大学")
PACKAGE = "2024-sample-review"


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with workspaces.open_or_create(tmp_path / "workspace", tmp_path / "keys") as opened:
        samples.receive_sample(opened, own_places())
        declare(opened)
        yield opened


def enter(ws: Workspace, application: str, subject: Subject, target: str, value: Mark | str) -> None:
    sheet = scoring.open_sheet(ws, PACKAGE, application)
    step = edit(sheet.state, subject, target, value)
    assert step is not None
    scoring.save_step(ws, sheet.key, step.row, EXPERT.name)


def finish(ws: Workspace, application: str) -> None:
    for name, value in NINETY.items():
        score = parse_score(value)
        assert score is not None
        enter(ws, application, Subject.MARK, name, Scored(score))
    enter(ws, application, Subject.REMARK, "remarks", "亮点：示例。")


def test_phrases_are_the_notes_of_other_sheets_newest_first_and_once(ws: Workspace) -> None:
    enter(ws, "A-001", Subject.NOTE, "a1", "要素分析完整。")
    enter(ws, "A-002", Subject.NOTE, "a1", "功能描述准确。")
    enter(ws, "A-003", Subject.NOTE, "a1", "本单的笔记")
    opened = habits.open_with_habits(ws, PACKAGE, "A-003")
    assert opened.phrases == {"a1": ("功能描述准确。", "要素分析完整。")}


def test_others_are_the_entries_of_the_same_stage_without_ones_own(ws: Workspace) -> None:
    finish(ws, "A-001")
    opened = habits.open_with_habits(ws, PACKAGE, "A-002")
    assert [sorted(other) for other in opened.others] == [sorted(NINETY)]
    assert habits.open_with_habits(ws, PACKAGE, "A-001").others == ()


def test_all_finished_sheets_are_written_and_nothing_is_overwritten(ws: Workspace, tmp_path: Path) -> None:
    finish(ws, "A-001")
    enter(ws, "A-002", Subject.NOTE, "a1", "未完")
    steps: list[tuple[int, int]] = []
    done = batch.export_finished(ws, tmp_path, EXPERT, lambda *step: steps.append(step))
    assert [path.suffix for path in done.written] == [".xlsx", ".pdf"]
    assert (done.unfinished, done.problems, steps[-1]) == (("A-002", "A-003"), (), (1, 1))
    again = batch.export_finished(ws, tmp_path, EXPERT, lambda *_: None)
    assert (again.written, [one.code for one in again.problems]) == ((), [Code.FILE_EXISTS])
