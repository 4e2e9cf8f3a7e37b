"""What commands say: JSON on stdout, people's messages on stderr, exit status 0, 1 or 2."""

import json
import sys
from collections.abc import Iterable

from evaluator_app.domain.problems import Problem
from evaluator_app.wording.problems import problem_line

DONE, PROBLEMS, USAGE = 0, 1, 2


def say(line: str) -> None:
    """A message for people."""
    print(line, file=sys.stderr)  # noqa: T201 - the command line talks here and nowhere else


def give(data: object) -> None:
    """Machine-readable output."""
    print(json.dumps(data, ensure_ascii=False, indent=1))  # noqa: T201 - as above


def problems_data(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Problems as data: code, place, details and the sentence."""
    return [
        {"code": p.code.value, "place": p.place, "details": dict(p.details), "message": problem_line(p)}
        for p in problems
    ]


def report(problems: Iterable[Problem], *, as_json: bool) -> int:
    """Say every problem found; the exit status of a command that found them."""
    problems = tuple(problems)
    for one in problems:
        say(problem_line(one))
    if as_json:
        give({"problems": problems_data(problems)})
    return PROBLEMS
