"""Two programs on one workspace: the second is told on which computer it is open, and since when."""

import os
import socket
from pathlib import Path

import pytest
from workspace_builders import KEY, closed_workspace, opened

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, Refused
from evaluator_app.store import holder
from evaluator_app.store.workspace import open_workspace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed workspace."""
    return closed_workspace(tmp_path / "ws")


def refusal(folder: Path) -> Problem:
    """Why the workspace does not open."""
    with pytest.raises(Refused) as stop:
        open_workspace(folder, KEY)
    [one] = stop.value.problems
    return one


def test_who_has_it_open_is_said(folder: Path) -> None:
    with opened(folder):
        said = refusal(folder)
        assert said.code is Code.WORKSPACE_LOCKED_BY
        assert said.details["computer"] == socket.gethostname()
        assert said.details["process"] == str(os.getpid())
        assert len(str(said.details["since"])) == len("2024-09-02 09:30")
    assert not (folder / holder.NAME).exists()


@pytest.mark.parametrize(
    "said", [b"", b"[]", b'{"computer": "x"}', b"[" * 5000, b'{"computer":1,"process":{}}']
)
def test_a_note_that_says_nothing_is_passed_over(folder: Path, said: bytes) -> None:
    with opened(folder):
        (folder / holder.NAME).write_bytes(said)
        assert refusal(folder).code is Code.WORKSPACE_LOCKED


def test_what_a_killed_program_left_does_no_harm(folder: Path) -> None:
    (folder / holder.NAME).write_text('{"computer": "another", "process": 1}', "utf-8")
    with opened(folder) as ws:
        assert not ws.read_only
    assert not (folder / holder.NAME).exists()
