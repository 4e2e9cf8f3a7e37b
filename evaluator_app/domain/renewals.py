"""Certificates of another evaluation while the one before still runs: whose place they take (S0-97, D-33)."""

from collections import Counter
from collections.abc import Iterable, Iterator

from evaluator_app.domain.codes import Code
from evaluator_app.domain.issue import folded
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.register import (
    Award,
    EventKind,
    Standing,
    Validity,
)
from evaluator_app.domain.scheme import Scheme
from evaluator_app.domain.upkeep import CaseMeaning

_RUNS = (Validity.VALID, Validity.AHEAD)


def _in_the_way(one: Standing) -> bool:
    """Whether it still runs, or has been lowered and waits to be exchanged (S0-112)."""
    case = one.case
    waits = case is not None and case.state.meaning is not CaseMeaning.SETTLED
    return one.validity in _RUNS or (one.validity is Validity.LOWERED and waits)


def before(award: Award, campaign: str, scheme: Scheme, known: Iterable[Standing]) -> tuple[Standing, ...]:
    """The certificates of a scheme that one for this award would take the place of, in the order of issue.

    They are of the same organisation and site, whatever campaign they come from.
    """
    holder = _holder(award.organisation, award.site)
    found = []
    for one in known:
        entry = one.holding.entry
        same = _same(one, award, campaign) or _holder(entry.organisation, entry.site) == holder
        if one.scheme.id == scheme.id and same and _in_the_way(one):
            found.append(one)
    return tuple(found)


def _same(one: Standing, award: Award, campaign: str) -> bool:
    entry = one.holding.entry
    return (entry.campaign, entry.application) == (campaign, award.application)


def _holder(organisation: str, site: str) -> tuple[str, str]:
    return folded(organisation), folded(site)


def renewal_problems(
    award: Award, old: Standing, campaign: str, scheme: Scheme, today: str
) -> tuple[Problem, ...]:
    """Everything that keeps a certificate for an award from taking the place of an older one."""
    return tuple(_wrong(award, old, campaign, scheme, today))


def _wrong(award: Award, old: Standing, campaign: str, scheme: Scheme, today: str) -> Iterator[Problem]:
    entry, place = old.holding.entry, award.application
    if old.case is not None:
        yield problem(Code.CERTIFICATE_CASE_OPEN, place, number=entry.number)
    elif _same(old, award, campaign) and not _applied_again(award, old):
        yield problem(Code.CERTIFICATE_THERE, place, number=entry.number)
    elif not _allowed(scheme) or award.decided_on <= entry.decided_on:
        yield problem(Code.CERTIFICATE_RUNS, place, number=entry.number, day=entry.decided_on)
    elif old.day < entry.issued_on:
        yield problem(Code.EVENT_TOO_EARLY, place, day=old.day, first=entry.issued_on)
    elif old.day > today:
        yield problem(Code.RECORD_IN_FUTURE, place, day=old.day)


def _allowed(scheme: Scheme) -> bool:
    """Whether the scheme lets a holder apply again before the certificate ends."""
    return scheme.certificate is not None and bool(scheme.certificate.renewal)


def _applied_again(award: Award, old: Standing) -> bool:
    """Whether the holder applied for another evaluation that this decision ends.

    A result that is read once more, under a later day, is none.
    """
    asked = (one.day for one in old.holding.of(EventKind.RENEWAL))
    return any(old.holding.entry.decided_on <= day <= award.decided_on for day in asked)


def twice(awards: Iterable[Award]) -> tuple[Problem, ...]:
    """Awards that would make two certificates of one site at once (S0-88)."""
    awards = tuple(awards)
    times = Counter(_holder(one.organisation, one.site) for one in awards)
    numbers = {one.application for one in awards}
    again = len(numbers) == len(awards)  # a number that stands there twice is told as such
    return tuple(
        problem(Code.AWARD_SITE_TWICE, one.application, organisation=one.organisation, site=one.site)
        for one in awards
        if again and times[_holder(one.organisation, one.site)] > 1
    )
