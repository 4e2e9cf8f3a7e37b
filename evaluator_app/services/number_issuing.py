"""Which machine issues a campaign's certificate numbers: kept as a setting, handed over by an exchange."""

from evaluator_app.domain.codes import Code
from evaluator_app.domain.number_issuing import Issuing, short
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.store import register, settings
from evaluator_app.store.workspace import Workspace


def of(ws: Workspace, campaign: str) -> Issuing | None:
    """The machine that issues; None while the campaign was on this machine only."""
    turn, _, workspace = (settings.get(ws, _name(campaign)) or "").partition(" ")
    return Issuing(workspace=workspace, turn=int(turn)) if workspace else None


def keep(ws: Workspace, campaign: str, one: Issuing) -> None:
    """From now on this machine issues."""
    settings.put(ws, _name(campaign), f"{one.turn} {one.workspace}")


def _name(campaign: str) -> str:
    return f"certificates.issuer.{campaign}"


def problems(ws: Workspace, campaign: str) -> tuple[Problem, ...]:
    """Why this machine issues no certificate numbers of a campaign."""
    issuing = of(ws, campaign)
    if issuing is None or issuing.workspace == ws.id:
        return ()
    return (problem(Code.EXCHANGE_ISSUED_ELSEWHERE, campaign, workspace=short(issuing.workspace)),)


def shared_series(ws: Workspace, campaign: str) -> tuple[Problem, ...]:
    """Series that hold certificates of other campaigns too: another machine would not know where they end."""
    found = register.series_campaigns(ws, campaign)
    return tuple(problem(Code.EXCHANGE_HAND_OVER_SERIES, campaign, series=one) for one in found)
