"""Consents to making something of an applicant public: the applicant's and the secretariat's (S0-117)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from evaluator_app.domain.campaigns import is_day
from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, problem


class Party(StrEnum):
    """Whose consent it is."""

    APPLICANT = "applicant"
    SECRETARIAT = "secretariat"


class Scope(StrEnum):
    """What may leave."""

    RESULTS = "results"  # that it took part, its result and certificate
    PROMOTION = "promotion"  # its material


_MISSING = {
    Party.APPLICANT: Code.CONSENT_OF_APPLICANT_MISSING,
    Party.SECRETARIAT: Code.CONSENT_OF_SECRETARIAT_MISSING,
}


@dataclass(frozen=True, kw_only=True)
class Consent:
    """One consent, or its withdrawal; the secretariat may consent for all applications at once."""

    party: Party
    scope: Scope
    day: str  # yyyy-mm-dd
    application: str = ""  # empty: all of the campaign
    given: bool = True
    paper: str = ""  # the letter or form that shows it
    recorded_by: str = ""
    recorded_at: str = ""


def missing_parties(consents: Iterable[Consent], application: str, scope: Scope) -> tuple[Party, ...]:
    """Whose consent is missing for an application; what was said last counts."""
    said: dict[Party, bool] = {}
    for one in consents:
        if one.scope is scope and one.application in ("", application):
            said[one.party] = one.given
    return tuple(party for party in Party if not said.get(party))


def missing_problem(party: Party, application: str) -> Problem:
    """That this consent is missing, for somebody who wants to make it public."""
    return problem(_MISSING[party], application)


def consent_problems(one: Consent, applications: Iterable[str], today: str) -> tuple[Problem, ...]:
    """Everything that is wrong with a consent that is to be recorded."""
    return tuple(_problems(one, frozenset(applications), today))


def _problems(one: Consent, applications: frozenset[str], today: str) -> Iterator[Problem]:
    whole = not one.application and one.party is Party.SECRETARIAT
    if not whole and one.application not in applications:
        yield problem(Code.AWARD_APPLICATION_UNKNOWN, one.application)
    if not is_day(one.day):
        yield problem(Code.CAMPAIGN_DAY_INVALID, one.application, day=one.day)
    elif one.day > today:
        yield problem(Code.RECORD_IN_FUTURE, one.application, day=one.day)
    if one.given and not one.paper.strip():
        yield problem(Code.CONSENT_PAPER_MISSING, one.application)
    if not one.recorded_by.strip():
        yield problem(Code.RECORD_NAME_MISSING, one.application)
