"""Which of several machines issues a campaign's certificates: one at a time, so that no number repeats."""

from dataclasses import dataclass

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, problem


@dataclass(frozen=True, kw_only=True)
class Issuing:
    """The workspace that issues; `turn` grows each time it is handed over."""

    workspace: str
    turn: int = 1


def short(workspace: str) -> str:
    """A workspace as people compare it."""
    return workspace[:8]


def settled(here: Issuing | None, there: Issuing, own: str) -> tuple[Issuing, tuple[Problem, ...]]:
    """Who issues after an exchange, and what two machines that both claim to issue are told."""
    if here is None or (there.turn > here.turn and here.workspace != own):
        return there, ()
    claimed = there.turn > here.turn or (there.turn == here.turn and there.workspace != here.workspace)
    wrong = problem(Code.EXCHANGE_TWO_ISSUERS, here=short(here.workspace), there=short(there.workspace))
    return here, (wrong,) if claimed else ()
