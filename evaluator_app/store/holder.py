"""Who has a workspace open: a small file beside its database, for the sentence another program says.

The lock itself is the operating system's; this file only says whose it is. A killed program leaves it behind,
which does no harm: it is read only while the database is locked.
"""

import contextlib
import json
import os
import socket
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem

NAME = "in-use.json"
_LARGEST = 4096


def say_held(folder: Path) -> None:
    """Say that this program has the workspace open; a folder that cannot be written stays silent."""
    with contextlib.suppress(OSError):
        said = {"computer": socket.gethostname(), "process": os.getpid()}
        (folder / NAME).write_text(json.dumps(said), encoding="utf-8")


def say_free(folder: Path) -> None:
    """Say no longer that it is open."""
    with contextlib.suppress(OSError):
        (folder / NAME).unlink(missing_ok=True)


@contextlib.contextmanager
def holder_named(folder: Path) -> Iterator[None]:
    """A refusal because the workspace is in use names the computer, the program and since when."""
    try:
        yield
    except Refused as refused:
        holder = _holder(folder)
        if holder is None or all(one.code is not Code.WORKSPACE_LOCKED for one in refused.problems):
            raise
        raise Refused([problem(Code.WORKSPACE_LOCKED_BY, str(folder), **holder)]) from refused


def _holder(folder: Path) -> dict[str, str] | None:
    path = folder / NAME
    try:
        since = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        with path.open("rb") as file:
            said = json.loads(file.read(_LARGEST))
        computer, process = str(said["computer"]), int(said["process"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    shown = "".join(one for one in computer if one.isprintable())[:80]
    return {"computer": shown, "process": str(process), "since": f"{since:%Y-%m-%d %H:%M}"}
