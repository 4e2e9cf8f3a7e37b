"""Workspaces for tests: a key, a sheet being worked on, and folders that cannot be written."""

import contextlib
import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from evaluator_app.domain.history import Row, SheetState, Step, Subject, edit, redo, replay, undo
from evaluator_app.domain.marks import UNMARKED, Abstained, Mark, Scored
from evaluator_app.domain.sheet import SheetKey
from evaluator_app.store import sheets
from evaluator_app.store.workspace import Workspace, create_workspace, open_workspace

KEY = bytes(range(32))
SHEET = SheetKey("2024-test", "A-001", "document_review")
AT = "2024-09-02T09:30:00.000+08:00"
WHO = "示例专家甲"
PRIVATE_NOTE = "示例评语 private-note"
_ORDINARY_USER = 65534  # tests may run as root, whom no write protection stops


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def closed_workspace(folder: Path) -> Path:
    """A workspace with a note and a mark in it, closed."""
    with contextlib.closing(create_workspace(folder, KEY)) as ws:
        save(ws, Subject.NOTE, "a1", PRIVATE_NOTE)
        save(ws, Subject.MARK, "a1", Scored(Decimal("9.5")))
    return folder


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Workspace]:
    """The workspace of this folder until the block ends."""
    with contextlib.closing(open_workspace(folder, KEY)) as ws:
        yield ws


def state_of(ws: Workspace) -> SheetState:
    """The sheet as a restart finds it."""
    return replay(sheets.journal(ws, SHEET))


def save(ws: Workspace, subject: Subject, target: str, value: Mark | str) -> Row:
    """Make one edit of the sheet and save it."""
    return keep(ws, edit(state_of(ws), subject, target, value))


def keep(ws: Workspace, step: Step | None) -> Row:
    """Save a step."""
    assert step
    sheets.append(ws, SHEET, step.row, WHO, AT)
    return step.row


def random_step(state: SheetState, chance: random.Random) -> Step | None:
    """What an expert may do next: a mark, a note, a remark, an undo, a redo."""
    criterion = chance.choice(["a1", "a2", "b1"])
    match chance.randrange(6):
        case 0:
            return undo(state)
        case 1:
            return redo(state)
        case 2:
            return edit(state, Subject.NOTE, criterion, f"示例评语 {chance.randrange(99)}")
        case 3:
            return edit(state, Subject.REMARK, "highlights", f"示例亮点 {chance.randrange(99)}")
        case _:
            score = Scored(Decimal(chance.randrange(21)) / 2)
            choices: list[Mark] = [score, score, UNMARKED, Abstained("示例")]
            return edit(state, Subject.MARK, criterion, chance.choice(choices))


@contextlib.contextmanager
def write_protected(source: Path) -> Iterator[Path]:
    """A copy of a folder that cannot be written, as an ordinary user sees it."""
    folder = Path(tempfile.mkdtemp(prefix="write-protected-"))
    folder.chmod(0o755)
    shutil.copytree(source, folder / "copy")
    paths = [folder / "copy", *(folder / "copy").rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        with ordinary_user():
            yield folder / "copy"
    finally:
        for path in paths:
            path.chmod(0o755)
        shutil.rmtree(folder)


@contextlib.contextmanager
def ordinary_user() -> Iterator[None]:
    """As somebody whom file permissions stop."""
    was_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if was_root:
        os.seteuid(_ORDINARY_USER)
    try:
        yield
    finally:
        if was_root:
            os.seteuid(0)
