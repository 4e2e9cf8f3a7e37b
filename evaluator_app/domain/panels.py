"""Who scores which application: seats and chairs as their events left them, and what is wrong with them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from evaluator_app.domain.application import Application
from evaluator_app.domain.codes import Code
from evaluator_app.domain.issue import folded
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.roster import (
    Conflict,
    ConflictKind,
    Member,
    MemberKind,
    TermState,
    conflicts,
    term_state,
)

Pair = tuple[str, str]  # id of an application, id of a member


class SeatKind(StrEnum):
    """What can happen to a seat."""

    ASSIGNED = "assigned"
    RELEASED = "released"
    CHAIR = "chair"


@dataclass(frozen=True, kw_only=True)
class SeatEvent:
    """Somebody assigned to an application, released from it, or made its chair; a reason where one is due."""

    application: str
    member: str
    kind: SeatKind
    reason: str = ""
    who: str = ""
    at: str = ""  # ISO 8601 with zone


@dataclass(frozen=True, kw_only=True)
class PanelNeeds:
    """What each application's panel needs; `most_each` 0 sets no limit to what one member scores."""

    per_application: int
    odd: bool = False
    most_each: int = 0
    most_staff: int = 1  # 招标投标法 37: two thirds of a panel are experts


@dataclass(frozen=True, kw_only=True)
class Panels:
    """The seats as they are: members by application in order of their assignment, chairs, reasons given."""

    seats: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    chairs: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[Pair, str] = field(default_factory=dict)
    released: Mapping[Pair, str] = field(default_factory=dict)  # who was replaced, and why (T-20)

    def of(self, application: str) -> tuple[str, ...]:
        """The members that score an application."""
        return self.seats.get(application, ())

    def load(self) -> Counter[str]:
        """How many applications each member scores."""
        return Counter(member for seated in self.seats.values() for member in seated)


class _Seats:
    """Seats while events are applied to them."""

    def __init__(self) -> None:
        self.seats: dict[str, list[str]] = {}
        self.chairs: dict[str, str] = {}
        self.reasons: dict[Pair, str] = {}
        self.released: dict[Pair, str] = {}

    def apply(self, one: SeatEvent) -> None:
        pair, seated = (one.application, one.member), self.seats.setdefault(one.application, [])
        if one.kind is SeatKind.ASSIGNED and one.member not in seated:
            seated.append(one.member)
            self.reasons[pair] = one.reason
            self.released.pop(pair, None)
        elif one.kind is SeatKind.RELEASED and one.member in seated:
            seated.remove(one.member)
            self.reasons.pop(pair)
            self.released[pair] = one.reason
            if self.chairs.get(one.application) == one.member:
                del self.chairs[one.application]
        elif one.kind is SeatKind.CHAIR and one.member in seated:
            self.chairs[one.application] = one.member

    def value(self) -> Panels:
        return Panels(
            seats={name: tuple(seated) for name, seated in self.seats.items() if seated},
            chairs=self.chairs,
            reasons={pair: words for pair, words in self.reasons.items() if words},
            released=self.released,
        )


def panels_of(events: Iterable[SeatEvent]) -> Panels:
    """The seats as these events leave them, in the order they were written."""
    seats = _Seats()
    for one in events:
        seats.apply(one)
    return seats.value()


def changed(
    before: Iterable[SeatEvent], asked: Iterable[SeatEvent], ground: "Ground"
) -> tuple[Panels, tuple[Problem, ...]]:
    """The seats after what is asked for, with every reason why some of it cannot be."""
    seats = _Seats()
    for one in before:
        seats.apply(one)
    things, people = {one.id for one in ground.applications}, {one.id for one in ground.members}
    ties = {(one.application.id, one.member.id): one for one in ground.conflicts}
    problems: list[Problem] = []
    for one in asked:
        if one.application not in things:
            problems.append(problem(Code.SEAT_APPLICATION_UNKNOWN, one.application))
        elif one.member not in people and one.kind is not SeatKind.RELEASED:
            problems.append(problem(Code.MEMBER_UNKNOWN, one.application, member=one.member))
        else:
            tie = ties.get((one.application, one.member))
            problems += _seat_problems(one, seats.seats.get(one.application, ()), tie)
        seats.apply(one)
    return seats.value(), tuple(problems)


def _seat_problems(event: SeatEvent, seated: Sequence[str], tie: Conflict | None) -> Iterator[Problem]:
    if event.kind is SeatKind.ASSIGNED and tie is not None and not event.reason.strip():
        yield problem(
            Code.SEAT_IN_CONFLICT,
            event.application,
            expert=tie.member.expert.name,
            organisation=tie.organisation,
        )
    if event.kind is not SeatKind.ASSIGNED and event.member not in seated:
        yield problem(Code.SEAT_UNKNOWN, event.application, member=event.member)
    if event.kind is SeatKind.RELEASED and not event.reason.strip():
        yield problem(Code.SEAT_REASON_MISSING, event.application)
    if not event.who.strip():
        yield problem(Code.RECORD_NAME_MISSING, event.application)


def needs_problems(needs: PanelNeeds, minimum_sheets: int) -> tuple[Problem, ...]:
    """Needs that no panel can meet, or that the protocol forbids."""
    found = []
    if needs.per_application < max(1, minimum_sheets):
        found.append(
            problem(Code.NEEDS_BELOW_PROTOCOL, count=needs.per_application, minimum=max(1, minimum_sheets))
        )
    if needs.odd and needs.per_application % 2 == 0:
        found.append(problem(Code.NEEDS_EVEN, count=needs.per_application))
    return tuple(found)


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Who could score what on a day: the roster, the applications, and the conflicts between them."""

    members: tuple[Member, ...]
    applications: tuple[Application, ...]
    day: str
    conflicts: tuple[Conflict, ...] = ()

    @property
    def able(self) -> tuple[Member, ...]:
        """The members whose term runs, or who have none."""
        out = (TermState.ENDED, TermState.AHEAD)
        return tuple(one for one in self.members if term_state(one, self.day, self.day) not in out)

    @property
    def blocked(self) -> frozenset[Pair]:
        """Every application and member that do not go together."""
        return frozenset((one.application.id, one.member.id) for one in self.conflicts)


def ground_of(
    members: Iterable[Member],
    applications: Iterable[Application],
    day: str,
    recused: Mapping[str, Iterable[str]] | None = None,
) -> Ground:
    """The ground on a day, with every conflict found (T-19); `recused`: names of experts by application."""
    people, things = tuple(members), tuple(applications)
    found = [*conflicts(people, things, day), *_declared(people, things, recused or {})]
    return Ground(members=people, applications=things, day=day, conflicts=tuple(found))


def _declared(
    people: Iterable[Member], things: Iterable[Application], recused: Mapping[str, Iterable[str]]
) -> Iterator[Conflict]:
    by_name = {folded(one.expert.name): one for one in people}
    for application in things:
        for name in recused.get(application.id, ()):
            if folded(name) in by_name:
                yield Conflict(
                    member=by_name[folded(name)],
                    application=application,
                    kind=ConflictKind.DECLARED,
                    organisation=application.organisation,
                )


def panel_problems(panels: Panels, ground: Ground, needs: PanelNeeds) -> tuple[Problem, ...]:
    """Everything that keeps these panels from being issued, application by application, then by member."""
    found = [one for app in ground.applications for one in _of_application(app, panels, ground, needs)]
    names = {one.id: one for one in ground.members}
    for member, count in sorted(panels.load().items()):
        if needs.most_each and count > needs.most_each:
            name = names[member].expert.name if member in names else member
            found.append(problem(Code.PANEL_OVERLOADED, name, count=count, limit=needs.most_each))
    return tuple(found)


def _of_application(
    application: Application, panels: Panels, ground: Ground, needs: PanelNeeds
) -> Iterator[Problem]:
    place, seated = application.id, panels.of(application.id)
    able = {one.id: one for one in ground.able}
    if len(seated) < needs.per_application:
        yield problem(Code.PANEL_SHORT, place, count=len(seated), needed=needs.per_application)
    elif needs.odd and len(seated) % 2 == 0:
        yield problem(Code.NEEDS_EVEN, place, count=len(seated))
    for member in seated:
        if member not in able:
            yield problem(Code.SEAT_NOT_ABLE, place, member=_name(member, ground))
        if (place, member) in ground.blocked and (place, member) not in panels.reasons:
            ties = (one for one in ground.conflicts if (one.application.id, one.member.id) == (place, member))
            tie = next(ties)
            yield problem(
                Code.SEAT_IN_CONFLICT,
                place,
                expert=tie.member.expert.name,
                organisation=tie.organisation,
            )
    yield from _chair_problems(place, panels, able)


def _chair_problems(place: str, panels: Panels, able: Mapping[str, Member]) -> Iterator[Problem]:
    """财政部令第87号 45: a panel has a chair, who is none of the body that holds the evaluation."""
    chair = panels.chairs.get(place)
    if panels.of(place) and chair is None:
        yield problem(Code.CHAIR_MISSING, place)
    found = able.get(chair or "")
    if found is not None and found.kind is MemberKind.STAFF:
        yield problem(Code.CHAIR_IS_STAFF, place, expert=found.expert.name)


def _name(member: str, ground: Ground) -> str:
    return next((one.expert.name for one in ground.members if one.id == member), member)


def components(seats: Mapping[str, Sequence[str]]) -> tuple[frozenset[str], ...]:
    """The applications that hang together by members they share, the largest group first.

    Only within one of them can the severity of experts be compared.
    """
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for application, members in seats.items():
        for member in members:
            parent[root(f"m {member}")] = root(f"a {application}")
    groups: dict[str, set[str]] = {}
    for application, members in seats.items():
        if members:
            groups.setdefault(root(f"a {application}"), set()).add(application)
    return tuple(sorted(map(frozenset, groups.values()), key=lambda one: (-len(one), min(one))))
