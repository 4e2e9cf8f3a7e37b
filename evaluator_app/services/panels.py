"""Panels of a campaign: who scores what, proposed, assigned by hand, replaced; every conflict explained."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from evaluator_app.domain.dossier import stopped
from evaluator_app.domain.panels import (
    Ground,
    PanelNeeds,
    Panels,
    SeatEvent,
    SeatKind,
    changed,
    ground_of,
    needs_problems,
    panel_problems,
    panels_of,
)
from evaluator_app.domain.problems import Problem, Refused
from evaluator_app.domain.proposal import Proposal, propose
from evaluator_app.exchange.source_folder import SourceApplication, read_applications
from evaluator_app.services import campaigns
from evaluator_app.services.campaigns import OpenCampaign
from evaluator_app.services.clock import now
from evaluator_app.store import panels as store
from evaluator_app.store import roster
from evaluator_app.store.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class PanelBoard:
    """The panels of a campaign's stage, and the ground they stand on."""

    campaign: OpenCampaign
    ground: Ground
    panels: Panels
    sources: tuple[SourceApplication, ...] = ()

    @property
    def stage(self) -> str:
        """The stage that is scored now."""
        return self.campaign.plan.stage

    @property
    def minimum(self) -> int:
        """The least number of sheets the protocol merges."""
        return self.campaign.scheme.scheme.protocol.minimum_sheets

    def problems(self, needs: PanelNeeds) -> tuple[Problem, ...]:
        """What keeps these panels from being issued."""
        return (*needs_problems(needs, self.minimum), *panel_problems(self.panels, self.ground, needs))


def board(ws: Workspace, campaign: str) -> PanelBoard:
    """The panels of a campaign's present stage, against the roster and the applications of today."""
    found = campaigns.opened(ws, campaign)
    sources = _entering(found, read_applications(campaigns.folder_of(found)))
    day = campaigns.today().isoformat()
    return PanelBoard(
        campaign=found,
        ground=ground_of(
            roster.members(ws),
            [one.application for one in sources],
            day,
            {one.application.id: one.recused for one in sources},
        ),
        panels=panels_of(store.seat_events(ws, campaign, found.plan.stage)),
        sources=sources,
    )


def _entering(found: OpenCampaign, sources: Sequence[SourceApplication]) -> tuple[SourceApplication, ...]:
    """The applications that are still in the procedure: none of their steps ended with “not passed”."""
    inside = (one for one in sources if stopped(found.records, one.application.id) is None)
    return tuple(sorted(inside, key=lambda one: one.application.id))


def suggested_needs(found: PanelBoard) -> PanelNeeds:
    """What to ask for at first: an odd number, at least three and what the protocol needs."""
    least = max(3, found.minimum)
    return PanelNeeds(per_application=least + 1 - least % 2, odd=True)


def proposal(found: PanelBoard, needs: PanelNeeds) -> Proposal:
    """A balanced proposal on top of the seats there are; refused where the needs contradict the protocol."""
    problems = needs_problems(needs, found.minimum)
    if problems:
        raise Refused(problems)
    return propose(found.ground, needs, found.panels)


def take(ws: Workspace, campaign: str, proposed: Proposal, who: str) -> PanelBoard:
    """Assign what was proposed, all of it or nothing."""
    found = board(ws, campaign)
    at = now()
    events = [
        SeatEvent(application=application, member=member, kind=SeatKind.ASSIGNED, who=who, at=at)
        for application, seated in proposed.seats.items()
        for member in seated
        if member not in found.panels.of(application)
    ]
    chairs = [
        SeatEvent(application=application, member=chair, kind=SeatKind.CHAIR, who=who, at=at)
        for application, chair in proposed.chairs.items()
        if found.panels.chairs.get(application) != chair
    ]
    return _write(ws, found, [*events, *chairs])


def change(ws: Workspace, campaign: str, *events: SeatEvent) -> PanelBoard:
    """Assign, release or make chair; refused with every reason why it cannot be, then nothing is changed."""
    return _write(ws, board(ws, campaign), [replace(one, at=now()) for one in events])


def replaced(found: PanelBoard, old: str, new: str, reason: str, who: str) -> tuple[SeatEvent, ...]:
    """What it takes to put somebody in another's place everywhere: the new one scores from zero (T-20)."""
    events: list[SeatEvent] = []
    for application in (one.id for one in found.ground.applications):
        if old in found.panels.of(application):
            events.append(_event(application, old, SeatKind.RELEASED, reason, who))
            events.append(_event(application, new, SeatKind.ASSIGNED, "", who))
            if found.panels.chairs.get(application) == old:
                events.append(_event(application, new, SeatKind.CHAIR, "", who))
    return tuple(events)


def _event(application: str, member: str, kind: SeatKind, reason: str, who: str) -> SeatEvent:
    return SeatEvent(application=application, member=member, kind=kind, reason=reason, who=who)


def _write(ws: Workspace, found: PanelBoard, asked: Sequence[SeatEvent]) -> PanelBoard:
    campaign = found.campaign.plan.id
    campaigns.refuse_closed(ws, campaign)
    panels, problems = changed(store.seat_events(ws, campaign, found.stage), asked, found.ground)
    if problems:
        raise Refused(problems)
    store.add_seat_events(ws, campaign, found.stage, asked)
    return replace(found, panels=panels)
