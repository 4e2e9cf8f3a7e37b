"""Consents to making something of an applicant public, recorded and asked for (S0-117)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from evaluator_app.domain.application import Application
from evaluator_app.domain.consents import Consent, Party, Scope, consent_problems, missing_parties
from evaluator_app.domain.problems import Refused
from evaluator_app.services import awards as results
from evaluator_app.services import campaigns, register
from evaluator_app.services.clock import now
from evaluator_app.store import publication as store
from evaluator_app.store import register as certificates
from evaluator_app.store.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Standing:
    """An application with the consents that are missing, and how much material came in."""

    application: Application
    results: tuple[Party, ...]
    promotion: tuple[Party, ...]
    materials: int


def consents(ws: Workspace, campaign: str) -> tuple[Consent, ...]:
    """Every consent of a campaign and every withdrawal."""
    return store.consents(ws, campaign)


def consent(ws: Workspace, campaign: str, said: Iterable[Consent]) -> None:
    """Record consents, all or none; refused with everything that is wrong with them.

    A closed campaign takes no new ones, but a consent can always be withdrawn.
    """
    said, names = tuple(said), known(ws, campaign)
    if any(one.given for one in said):
        campaigns.refuse_closed(ws, campaign)
    problems = [wrong for one in said for wrong in consent_problems(one, names, register.today())]
    if problems:
        raise Refused(problems)
    store.add_consents(ws, campaign, [replace(one, recorded_at=now()) for one in said])


def known(ws: Workspace, campaign: str) -> frozenset[str]:
    """The applications of a campaign: in its folder, or with a certificate."""
    found = campaigns.opened(ws, campaign)
    held = {one.entry.application for one in certificates.holdings(ws, campaign)}
    folder = {one.id for one in results.applications(found)} if found.plan.folder else set()
    return frozenset(held | folder)


def missing(ws: Workspace, campaign: str, scope: Scope, names: Iterable[str]) -> dict[str, tuple[Party, ...]]:
    """For each application whose consent is missing."""
    said = store.consents(ws, campaign)
    return {name: missing_parties(said, name, scope) for name in names}


def overview(ws: Workspace, campaign: str) -> tuple[Standing, ...]:
    """Every application of the campaign with its consents and its material."""
    found, said = campaigns.opened(ws, campaign), store.consents(ws, campaign)
    pieces = Counter(one.application for one in store.materials(ws, campaign))
    return tuple(
        Standing(
            application=one,
            results=missing_parties(said, one.id, Scope.RESULTS),
            promotion=missing_parties(said, one.id, Scope.PROMOTION),
            materials=pieces[one.id],
        )
        for one in results.applications(found)
    )
