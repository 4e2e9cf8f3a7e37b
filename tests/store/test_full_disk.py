"""A disk that is really full: a small one is mounted and scored on until nothing goes on it."""

import subprocess
import sys
from pathlib import Path

import pytest

FILL = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[2:]
from evaluator_app.domain.history import Subject
from evaluator_app.domain.problems import Refused
from evaluator_app.store import checking, sheets
from evaluator_app.store.workspace import create_workspace, open_workspace
from workspace_builders import KEY, SHEET, save
folder = Path(sys.argv[1]) / "ws"
ws = create_workspace(folder, KEY)
confirmed = 0
try:
    while True:
        save(ws, Subject.NOTE, "a1", f"{confirmed} " + "示例" * 2000)
        confirmed += 1
except Refused as refused:
    print(refused)
assert len(sheets.journal(ws, SHEET)) == confirmed
ws.close()
ws = open_workspace(folder, KEY)
assert len(sheets.journal(ws, SHEET)) == confirmed
assert checking.check(ws) == (), checking.check(ws)
ws.close()
print("kept", confirmed > 2)
"""


def test_a_full_disk_is_said_and_every_confirmed_change_kept(tmp_path: Path) -> None:
    mount = 'mount -t tmpfs -o size=600k tmpfs "$0" && exec "$@"'
    run = [sys.executable, "-c", FILL, str(tmp_path), *sys.path]
    try:
        done = subprocess.run(
            ["unshare", "--map-root-user", "--mount", "sh", "-c", mount, tmp_path, *run],
            capture_output=True,
            check=False,
            text=True,
        )
    except FileNotFoundError:
        pytest.skip("unshare is not installed")
    if "unshare:" in done.stderr or "mount:" in done.stderr:
        pytest.skip("unshare with a small disk is not installed")
    assert done.stdout.splitlines() == [f"disk_full {tmp_path / 'ws'}", "kept True"], done.stderr
