"""What an expert declares before anything is opened: the pledge of secrecy, interests in each application."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from evaluator_app.domain.application import Application
from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.issue import folded
from evaluator_app.domain.problems import Problem, problem


class Role(StrEnum):
    """In which role somebody gives the pledge (S0-115)."""

    EXPERT = "expert"
    STAFF = "staff"
    OTHER = "other"


class Relation(StrEnum):
    """What ties an expert to an applicant (政府采购法实施条例 9; the years are the last three)."""

    EMPLOYER = "employer"
    EMPLOYED_WITHIN_THREE_YEARS = "employed_within_three_years"
    DIRECTOR_WITHIN_THREE_YEARS = "director_within_three_years"
    SHAREHOLDER_WITHIN_THREE_YEARS = "shareholder_within_three_years"
    RELATIVE = "relative"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Pledge:
    """The written commitment to secrecy (S0-115 to S0-117), in the words it was given in."""

    by: str
    organisation: str
    role: Role
    at: str  # ISO 8601 with zone
    text: str


@dataclass(frozen=True, kw_only=True)
class Recusal:
    """Why an expert does not score an application."""

    relation: Relation
    reason: str


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """One application: no interest in it, or a recusal; `reason` is why an earlier recusal was taken back."""

    application: str
    at: str  # ISO 8601 with zone
    recusal: Recusal | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Declarations:
    """Where an expert's declarations for a campaign stand: the last one for each application counts."""

    pledge: Pledge | None = None
    given: Mapping[str, Declaration] = field(default_factory=dict)
    returned: bool = False  # whether the secretariat was told

    def recusal(self, application: str) -> Recusal | None:
        """The recusal from an application that is in force."""
        found = self.given.get(application)
        return found.recusal if found is not None else None

    def missing(self, applications: Iterable[Application]) -> tuple[Application, ...]:
        """The applications nothing is declared for."""
        return tuple(one for one in applications if one.id not in self.given)


def proposed_recusal(expert: Expert, application: Application) -> Relation | None:
    """The relation that can be known without asking: the applicant is the expert's own employer (T-19)."""
    mine = folded(expert.organisation)
    return Relation.EMPLOYER if mine and mine == folded(application.organisation) else None


def opening_problems(standing: Declarations, application: str) -> tuple[Problem, ...]:
    """Why the documents of an application stay closed: nothing opens undeclared, nor once recused."""
    found = [] if standing.pledge is not None else [problem(Code.PLEDGE_MISSING)]
    recusal = standing.recusal(application)
    if application not in standing.given:
        found.append(problem(Code.DECLARATION_MISSING, application))
    elif recusal is not None:
        found.append(problem(Code.APPLICATION_RECUSED, application, reason=recusal.reason))
    return tuple(found)


def declaration_problems(
    expert: Expert,
    applications: Iterable[Application],
    standing: Declarations,
    declared: Iterable[Declaration],
) -> tuple[Problem, ...]:
    """Everything that keeps these declarations from being complete, lawful and true to what is known."""
    known, declared = {one.id: one for one in applications}, tuple(declared)
    times = Counter(one.application for one in declared)
    found = [
        problem(Code.DECLARATION_MISSING, name)
        for name in known
        if name not in times and name not in standing.given
    ]
    found += [problem(Code.DECLARATION_TWICE, name) for name, count in times.items() if count > 1]
    for one in declared:
        found += _problems(one, known.get(one.application), expert, standing)
    return tuple(found)


def _problems(
    one: Declaration, application: Application | None, expert: Expert, standing: Declarations
) -> Iterator[Problem]:
    if application is None:
        yield problem(Code.DECLARATION_UNKNOWN, one.application)
    elif one.recusal is None and proposed_recusal(expert, application) is not None:
        yield problem(Code.RECUSAL_REQUIRED, one.application, organisation=application.organisation)
    if one.recusal is not None and not one.recusal.reason.strip():
        yield problem(Code.RECUSAL_REASON_MISSING, one.application)
    if one.recusal is None and standing.recusal(one.application) is not None:
        yield from _taken_back(one, standing)


def _taken_back(one: Declaration, standing: Declarations) -> Iterator[Problem]:
    """A recusal may be taken back with a reason while nobody was told; afterwards the secretariat decides."""
    if standing.returned:
        yield problem(Code.RECUSAL_RETURNED, one.application)
    elif not one.reason.strip():
        yield problem(Code.RECUSAL_REASON_MISSING, one.application)
