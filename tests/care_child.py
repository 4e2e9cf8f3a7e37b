"""For tests that kill it: for each line read, a process of its own that scores and backs up without end.

It prints each step once it is confirmed, and after how many of them a backup was confirmed; “ended” follows
when the process is gone.
"""

import json
import os
import random
import sys
from pathlib import Path

from care_builders import RULES
from scoring_child import say
from workspace_builders import AT, SHEET, WHO, random_step, state_of

from evaluator_app.services import care, workspaces
from evaluator_app.services.care import CarePlace
from evaluator_app.store import sheets


def work(place: CarePlace, seed: int) -> None:
    """Say which process this is, then score and back up until killed."""
    say(str(os.getpid()))
    chance = random.Random(seed)  # noqa: S311 - which steps, not a secret
    ws = workspaces.open_existing(place.workspace, place.keys)
    state = state_of(ws)
    while True:
        step = random_step(state, chance)
        if step:
            sheets.append(ws, SHEET, step.row, WHO, AT)
            state = step.state
            say(json.dumps(["step", step.row.seq, step.row.new]))
        if chance.random() < 0.3:
            last = len(sheets.journal(ws, SHEET))
            done = care.back_up(ws, place)
            say(json.dumps(["backup", last, done.backup.folder.name]))


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    place = CarePlace(
        workspace=folder / "工作区", keys=folder / "keys", backups=folder / "backups", rules=RULES
    )
    for line in sys.stdin:
        process = os.fork()
        if not process:
            work(place, int(line))
        os.waitpid(process, 0)
        say("ended")
