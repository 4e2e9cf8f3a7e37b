"""For tests that kill it: for each line read, a process of its own that scores without end.

It prints each step once it is confirmed; “ended” follows when the process is gone.
"""

import json
import os
import random
import sys
from pathlib import Path

from workspace_builders import KEY, SHEET, WHO, random_step, state_of

from evaluator_app.services.scoring import save_step
from evaluator_app.store.workspace import open_workspace


def score(folder: Path, seed: int) -> None:
    """Say which process this is, then score until killed."""
    say(str(os.getpid()))
    chance = random.Random(seed)  # noqa: S311 - which steps, not a secret
    ws = open_workspace(folder, KEY)
    state = state_of(ws)
    while True:
        step = random_step(state, chance)
        if step:
            save_step(ws, SHEET, step.row, WHO)
            state = step.state
            say(json.dumps([step.row.seq, step.row.new]))


def say(line: str) -> None:
    """One line, at once and whole."""
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


if __name__ == "__main__":
    for line in sys.stdin:
        process = os.fork()
        if not process:
            score(Path(sys.argv[1]), int(line))
        os.waitpid(process, 0)
        say("ended")
