"""Scoring: what was confirmed is there, whatever happens to the program."""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import package_builders as bags
import pytest
from declaring_builders import declare
from workspace_builders import KEY, SHEET, WHO, opened

from evaluator_app.domain.expert import Expert
from evaluator_app.domain.history import Subject, edit, redo, undo
from evaluator_app.domain.marks import UNMARKED, Scored
from evaluator_app.domain.problems import Refused
from evaluator_app.domain.sheet import SheetKey
from evaluator_app.services import scoring
from evaluator_app.services.receiving import receive
from evaluator_app.store import checking, sheets
from evaluator_app.store.workspace import Workspace, create_workspace

PACKAGE, APPLICATION = "2024-demo-1", "A-001"
CHILD = Path(__file__).parent.parent / "scoring_child.py"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of two applications under the scheme of T/SAQ 0005-2023."""
    return bags.build(tmp_path_factory.mktemp("package"))


@pytest.fixture
def folder(tmp_path: Path, package: Path) -> Path:
    """A workspace that has received the package, closed."""
    ws = create_workspace(tmp_path / "ws", KEY)
    receive(ws, package)
    declare(ws)
    ws.close()
    return ws.folder


@pytest.fixture
def ws(folder: Path) -> Iterator[Workspace]:
    """The same, open."""
    with opened(folder) as ws:
        yield ws


def step(ws: Workspace, subject: Subject, target: str, value: Scored | str) -> str:
    """One edit of the first application, saved."""
    sheet = scoring.open_sheet(ws, PACKAGE, APPLICATION)
    made = edit(sheet.state, subject, target, value)
    assert made
    return scoring.save_step(ws, sheet.key, made.row, WHO)


def first_criterion(ws: Workspace) -> str:
    """A criterion of the scheme."""
    return scoring.desk(ws)[0].scheme.scheme.rubric.criteria[0].id


def test_a_sheet_opens_empty_then_where_it_was_left(folder: Path) -> None:
    """Nothing is pre-filled, ever; a restart finds marks, notes, remarks, and the time they were saved."""
    with opened(folder) as ws:
        sheet = scoring.open_sheet(ws, PACKAGE, APPLICATION)
        assert sheet.key == SheetKey("2024-demo", APPLICATION, "document-review")
        assert (sheet.state.marks.entries, sheet.saved_at, sheet.unfit) == ({}, "", ())
        criterion = first_criterion(ws)
        step(ws, Subject.MARK, criterion, Scored(Decimal("9.5")))
        saved = step(ws, Subject.NOTE, criterion, "示例评语")
    with opened(folder) as ws:
        sheet = scoring.open_sheet(ws, PACKAGE, APPLICATION)
        assert sheet.saved_at == saved
        assert sheet.state.marks.entries[criterion].mark == Scored(Decimal("9.5"))
        assert sheet.state.marks.entries[criterion].note == "示例评语"


def test_undo_and_redo_across_a_restart(folder: Path) -> None:
    with opened(folder) as ws:
        criterion = first_criterion(ws)
        step(ws, Subject.MARK, criterion, Scored(Decimal(8)))
    with opened(folder) as ws:
        sheet = scoring.open_sheet(ws, PACKAGE, APPLICATION)
        back = undo(sheet.state)
        assert back
        scoring.save_step(ws, sheet.key, back.row, WHO)
    with opened(folder) as ws:
        sheet = scoring.open_sheet(ws, PACKAGE, APPLICATION)
        assert sheet.state.marks.entries[criterion].mark == UNMARKED
        assert redo(sheet.state)


def test_the_desk_shows_progress(ws: Workspace) -> None:
    before = scoring.desk(ws)[0].applications[0]
    assert (before.marked, before.criteria, before.saved_at) == (0, 8, "")
    saved = step(ws, Subject.MARK, first_criterion(ws), Scored(Decimal(0)))
    [desk] = scoring.desk(ws)
    assert [one.application.id for one in desk.applications] == [APPLICATION, "A-002"]
    assert (desk.applications[0].marked, desk.applications[0].saved_at) == (1, saved)
    assert desk.applications[0].open_points == before.open_points - 1
    assert desk.applications[1].marked == 0


def test_the_sheet_names_what_it_belongs_to(ws: Workspace) -> None:
    criterion = first_criterion(ws)
    step(ws, Subject.MARK, criterion, Scored(Decimal("9.5")))
    opened_sheet = scoring.open_sheet(ws, PACKAGE, APPLICATION)
    sheet = scoring.sheet_of(opened_sheet, Expert(name=WHO))
    assert sheet.identity.package_digest == opened_sheet.package.digest
    assert sheet.identity.protocol_digest == opened_sheet.scheme.protocol_digest
    assert (sheet.identity.application, sheet.identity.stage) == (APPLICATION, "document-review")
    assert sheet.marks == opened_sheet.state.marks
    assert sheet.written


def test_a_sheet_without_a_name_does_not_leave(ws: Workspace) -> None:
    with pytest.raises(Refused, match="expert_name_missing"):
        scoring.sheet_of(scoring.open_sheet(ws, PACKAGE, APPLICATION), Expert(name=" "))


def test_a_mark_the_scale_refuses_does_not_leave(ws: Workspace) -> None:
    """T-9: also one that slipped into the state, as by redo after the rules changed."""
    criterion = first_criterion(ws)
    sheet = scoring.open_sheet(ws, PACKAGE, APPLICATION)
    wrong = replace(
        sheet,
        state=replace(sheet.state, marks=sheet.state.marks.with_mark(criterion, Scored(Decimal("10.5")))),
    )
    assert scoring.sheet_of(wrong, Expert(name=WHO)).marks.entries[criterion].mark == UNMARKED


@pytest.mark.parametrize(
    ("package_id", "application", "code"),
    [("other", APPLICATION, "package_unknown"), (PACKAGE, "A-999", "unknown_application")],
)
def test_an_unknown_sheet_is_refused(folder: Path, package_id: str, application: str, code: str) -> None:
    with opened(folder) as ws, pytest.raises(Refused, match=code):
        scoring.open_sheet(ws, package_id, application)


def test_a_worker_thread_does_all_the_work(folder: Path) -> None:
    """The window gives every call to one thread that is not its own."""
    with ThreadPoolExecutor(max_workers=1) as worker, opened(folder) as ws:
        saved = worker.submit(step, ws, Subject.NOTE, "a1", "示例评语").result()
        assert worker.submit(scoring.open_sheet, ws, PACKAGE, APPLICATION).result().saved_at == saved


# kill -9


@contextlib.contextmanager
def scoring_programs(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A program that starts one that scores whenever it is told to."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, str(CHILD), str(folder)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment) as starter:
        yield starter


def killed_while_scoring(starter: subprocess.Popen[str], seed: int) -> list[list[object]]:
    """What a program had confirmed when it was killed at a random moment."""
    assert starter.stdin
    assert starter.stdout
    print(seed, file=starter.stdin, flush=True)
    process = int(starter.stdout.readline())
    confirmed = [json.loads(starter.stdout.readline())]
    time.sleep(random.Random(seed).uniform(0, 0.05))  # noqa: S311 - a moment, not a secret
    os.kill(process, signal.SIGKILL)
    return confirmed + [json.loads(line) for line in iter(starter.stdout.readline, "ended\n")]


def no_confirmed_mark_is_lost(folder: Path, moments: int) -> None:
    """Kill a program that scores at so many moments, and look each time what is on the disk."""
    create_workspace(folder, KEY).close()
    kept: list[list[object]] = []
    with scoring_programs(folder) as starter:
        for seed in range(moments):
            confirmed = [*kept, *killed_while_scoring(starter, seed)]
            with opened(folder) as ws:
                kept = [[row.seq, row.new] for row in sheets.journal(ws, SHEET)]
                assert kept[: len(confirmed)] == confirmed
                assert len(kept) <= len(confirmed) + 1  # on the disk, but killed before it could say so
                assert checking.check(ws) == ()


def test_no_confirmed_mark_is_lost_when_killed_at_20_moments(tmp_path: Path) -> None:
    no_confirmed_mark_is_lost(tmp_path / "ws", 20)


@pytest.mark.soak
def test_no_confirmed_mark_is_lost_when_killed_at_200_moments(tmp_path: Path) -> None:
    no_confirmed_mark_is_lost(tmp_path / "ws", 200)
