"""The roster of experts: who they are, how they came to it, for which term, what ties them to applicants."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from evaluator_app.domain.application import Application
from evaluator_app.domain.campaigns import is_day
from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.issue import folded
from evaluator_app.domain.problems import Problem, problem

WINDOW_YEARS = 3  # 政府采购法实施条例 9: relations of the last three years count
_LEAP_DAY, _BEFORE_IT = "02-29", "02-28"


class MemberKind(StrEnum):
    """Who can sit on a panel (S0-21, S0-37)."""

    EXPERT = "expert"
    STAFF = "staff"


class Nomination(StrEnum):
    """How an expert came to the roster (S0-25)."""

    SELF = "self"
    ORGANISATION = "organisation"


@dataclass(frozen=True, kw_only=True)
class FormerEmployer:
    """Where somebody worked before, until this day."""

    organisation: str
    left: str  # yyyy-mm-dd


@dataclass(frozen=True, kw_only=True)
class Member:
    """One person of the roster; `place` is where it names them: a row of a workbook, an id of the workspace.

    `meets` are conditions (S0-28 to S0-34) the secretariat found met, as `scheme:condition`.
    """

    expert: Expert
    place: str
    id: str = ""  # of the workspace; "" where somebody is not in it yet
    kind: MemberKind = MemberKind.EXPERT
    source: str = ""  # S0-24: committee, drafter of the standard, technical body
    nomination: Nomination | None = None
    appointed: str = ""  # yyyy-mm-dd
    term_years: int = 0
    trained: str = ""  # yyyy-mm-dd (S0-29)
    fields: tuple[str, ...] = ()
    former: tuple[FormerEmployer, ...] = ()
    related: tuple[str, ...] = ()  # other organisations with a relation
    meets: tuple[str, ...] = ()

    @property
    def term_ends(self) -> str:
        """The last day of the term, "" where none is fixed."""
        return years_later(self.appointed, self.term_years) if self.appointed and self.term_years else ""


class TermState(StrEnum):
    """How a term stands to a day."""

    OPEN = "open"  # no term fixed: staff
    AHEAD = "ahead"
    RUNNING = "running"
    ENDS_SOON = "ends_soon"
    ENDED = "ended"


class ConflictKind(StrEnum):
    """Why somebody must not score an application."""

    EMPLOYER = "employer"  # T-19
    FORMER_EMPLOYER = "former_employer"
    RELATED = "related"
    DECLARED = "declared"  # the applicant's papers name them, or they said so themselves


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """A member and an application that do not go together."""

    member: Member
    application: Application
    kind: ConflictKind
    organisation: str


def years_later(day: str, years: int) -> str:
    """The day of the same date so many years later; 29 February becomes 28 February (D-28)."""
    year, rest = int(day[:4]) + years, day[5:]
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return f"{year:04d}-{_BEFORE_IT if rest == _LEAP_DAY and not leap else rest}"


def term_state(member: Member, day: str, soon: str) -> TermState:
    """How a member's term stands to a day; one that ends before `soon` is about to end (S0-26)."""
    ends = member.term_ends
    if not ends:
        return TermState.OPEN
    if day < member.appointed:
        return TermState.AHEAD
    if ends < day:
        return TermState.ENDED
    return TermState.ENDS_SOON if ends < soon else TermState.RUNNING


def roster_problems(members: Iterable[Member]) -> tuple[Problem, ...]:
    """Everything that is wrong with a roster."""
    members = tuple(members)
    times = Counter((folded(one.expert.name), folded(one.expert.organisation)) for one in members)
    found: list[Problem] = []
    for one in members:
        found += _problems(one)
        if times[folded(one.expert.name), folded(one.expert.organisation)] > 1:
            found.append(problem(Code.MEMBER_TWICE, one.place, name=one.expert.name))
    return tuple(found)


def _problems(one: Member) -> Iterator[Problem]:
    if not one.expert.name.strip() or not one.expert.organisation.strip():
        yield problem(Code.MEMBER_INCOMPLETE, one.place)
    days = (one.appointed, one.trained, *(former.left for former in one.former))
    for day in days:
        if day and not is_day(day):
            yield problem(Code.CAMPAIGN_DAY_INVALID, one.place, day=day)
    if one.kind is MemberKind.EXPERT and not (one.appointed and one.term_years > 0):
        yield problem(Code.MEMBER_NOT_APPOINTED, one.place, name=one.expert.name)


def conflicts(
    members: Iterable[Member], applications: Iterable[Application], day: str
) -> tuple[Conflict, ...]:
    """Every member and application that do not go together on a day, with the reason."""
    applications = tuple(applications)
    return tuple(
        Conflict(member=member, application=application, kind=kind, organisation=organisation)
        for member in members
        for application in applications
        for kind, organisation in _ties(member, application, day)
    )


def _ties(member: Member, application: Application, day: str) -> Iterator[tuple[ConflictKind, str]]:
    applicant = folded(application.organisation)
    if applicant and folded(member.expert.organisation) == applicant:
        yield ConflictKind.EMPLOYER, member.expert.organisation
    for former in member.former:
        recent = day <= years_later(former.left, WINDOW_YEARS)
        if applicant and folded(former.organisation) == applicant and recent:
            yield ConflictKind.FORMER_EMPLOYER, former.organisation
    for organisation in member.related:
        if applicant and folded(organisation) == applicant:
            yield ConflictKind.RELATED, organisation


def clear_of(members: Iterable[Member], applications: Iterable[Application], day: str) -> Mapping[str, int]:
    """For each application how many members may score it: those whose term runs and who have no conflict."""
    members, applications = tuple(members), tuple(applications)
    out = {(one.member.place, one.application.id) for one in conflicts(members, applications, day)}
    able = [one for one in members if term_state(one, day, day) not in (TermState.ENDED, TermState.AHEAD)]
    return {
        application.id: sum((one.place, application.id) not in out for one in able)
        for application in applications
    }
