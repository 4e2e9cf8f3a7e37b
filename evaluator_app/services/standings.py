"""How far every application of a campaign has come: computed, recommended, decided, final."""

from collections.abc import Mapping
from dataclasses import dataclass

from evaluator_app.domain.consensus import Consensus
from evaluator_app.domain.decisions import Decision, DecisionState, state_of
from evaluator_app.domain.outcomes import Outcome, computed
from evaluator_app.domain.panel import PanelMerge
from evaluator_app.services import decisions, meetings
from evaluator_app.store.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The layers of one application's result, as far as they are there."""

    application: str
    organisation: str
    computed: Outcome | None
    agreed: Outcome | None
    decision: Decision | None
    state: DecisionState


@dataclass(frozen=True, kw_only=True)
class Standings:
    """All applications, and the meetings that count with those whose marks have changed since."""

    rows: tuple[Standing, ...]
    meetings: Mapping[str, Consensus]
    outdated: tuple[str, ...] = ()


def standings(ws: Workspace, campaign: str, merge: PanelMerge | None = None) -> Standings:
    """Where a campaign stands; without its marks only what is decided is known."""
    decided = decisions.in_force(ws, campaign)
    if merge is None or merge.campaign.id != campaign:
        return Standings(rows=tuple(_decided(one) for one in decided.values()), meetings={})
    recommended, rubric = meetings.recommended(ws, merge), merge.scheme.rubric
    known = {one.application.id for one in merge.results}
    rows = [
        Standing(
            application=one.application.id,
            organisation=one.application.organisation,
            computed=computed(one.result, rubric),
            agreed=recommended.get(one.application.id),
            decision=decided.get(one.application.id),
            state=state_of(recommended.get(one.application.id), decided.get(one.application.id)),
        )
        for one in merge.results
    ]
    others = (_decided(one) for one in decided.values() if one.application not in known)
    return Standings(
        rows=(*rows, *others), meetings=meetings.meetings(ws, merge), outdated=meetings.outdated(ws, merge)
    )


def _decided(one: Decision) -> Standing:
    return Standing(
        application=one.application,
        organisation=one.organisation,
        computed=one.computed,
        agreed=one.consensus,
        decision=one,
        state=state_of(one.consensus, one),
    )
