"""The program killed at random moments of work and of backups: nothing that was confirmed is lost."""

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from care_builders import place_in
from workspace_builders import SHEET, snapshot

from evaluator_app.services import care, workspaces
from evaluator_app.services.care import CarePlace
from evaluator_app.store import checking, sheets

CHILD = Path(__file__).parent.parent / "care_child.py"
ROUNDS = 12

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are forked and killed")


def journal(place: CarePlace) -> dict[int, str]:
    """The rows of the sheet by their number; the workspace is sound."""
    with workspaces.open_existing(place.workspace, place.keys) as ws:
        assert checking.check(ws) == ()
        return {row.seq: row.new for row in sheets.journal(ws, SHEET)}


def killed(child: "subprocess.Popen[str]", seed: int, steps: int) -> list[list[object]]:
    """What a process confirmed until it was killed after so many lines."""
    assert child.stdin
    assert child.stdout
    child.stdin.write(f"{seed}\n")
    child.stdin.flush()
    process = int(child.stdout.readline())
    lines = [child.stdout.readline() for _ in range(steps)]
    os.kill(process, signal.SIGKILL)
    while (line := child.stdout.readline()) != "ended\n":
        lines.append(line)
    return [json.loads(one) for one in lines]


def test_nothing_committed_is_lost_and_every_backup_restores(tmp_path: Path) -> None:
    """Killed while it writes marks or backups; each listed backup is whole, and restoring loses nothing."""
    place = place_in(tmp_path)
    chance = random.Random(7)  # noqa: S311 - how long, not a secret
    command = [sys.executable, str(CHILD), str(tmp_path)]
    path = os.pathsep.join([str(CHILD.parent), str(CHILD.parent.parent)])
    pipe, env = subprocess.PIPE, os.environ | {"PYTHONPATH": path}
    with subprocess.Popen(command, env=env, stdin=pipe, stdout=pipe, text=True) as child:
        for seed in range(ROUNDS):
            said = killed(child, seed, chance.randrange(1, 14))
            confirmed = {one[1]: one[2] for one in said if one[0] == "step"}
            now = journal(place)
            assert confirmed.items() <= now.items()
            found, problems = care.every(place)
            assert problems == ()
            assert all(care.check(one) == () for one in found)
            backed_up = [one for one in said if one[0] == "backup"]
            if backed_up:
                _, rows, name = backed_up[-1]
                _goes_there_and_back(
                    place, str(name), {k: v for k, v in now.items() if k <= int(str(rows))}, now
                )
    assert not [name for name in snapshot(tmp_path) if name.endswith((".part", "-journal"))]


def _goes_there_and_back(place: CarePlace, name: str, then: dict[int, str], now: dict[int, str]) -> None:
    """The backup has what was there when it was confirmed; what came after is a backup itself."""
    restored = care.restore(place, care.find(place, name))
    assert journal(place) == then
    assert restored.before is not None
    care.restore(place, restored.before)
    assert journal(place) == now
