"""A balanced proposal: who scores what, by load, field and conflicts, connected where possible."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from evaluator_app.domain.application import Application
from evaluator_app.domain.codes import Code
from evaluator_app.domain.issue import folded
from evaluator_app.domain.panels import Ground, PanelNeeds, Panels, components
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.roster import Member, MemberKind

# Members of the same load are spread by these, so that applications side by side do not get the same panel.
_STRIDE, _SCATTER, _RANGE = 2_654_435_761, 40_503, 1 << 16


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Seats with their chairs, and why some could not be filled."""

    seats: Mapping[str, tuple[str, ...]]
    chairs: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


def propose(ground: Ground, needs: PanelNeeds, present: Panels | None = None) -> Proposal:
    """Fill the seats that are free; who sits already stays, and nobody is put where a conflict is.

    Whoever can be moved to make room is moved: an application stays short only where no exchange helps.
    """
    table = _Table(ground, needs, present or Panels())
    for application in sorted(ground.applications, key=lambda one: (len(table.eligible[one.id]), one.id)):
        table.fill(application)
    table.connect()
    seats = {one.id: tuple(table.seats[one.id]) for one in ground.applications if table.seats[one.id]}
    chairs = _chairs(seats, ground.members, present or Panels())
    return Proposal(seats=seats, chairs=chairs, problems=tuple(table.problems()))


class _Table:
    """The seats while they are being filled."""

    def __init__(self, ground: Ground, needs: PanelNeeds, present: Panels) -> None:
        self.ground, self.needs, self.present = ground, needs, present
        self.members = {one.id: one for one in ground.able}
        blocked = ground.blocked | present.released.keys()
        self.eligible = {
            one.id: [member for member in self.members if (one.id, member) not in blocked]
            for one in ground.applications
        }
        self.seats = {one.id: list(present.of(one.id)) for one in ground.applications}
        self.load = dict.fromkeys(self.members, 0) | dict(present.load())
        self.of_member: dict[str, set[str]] = {}
        for application, seated in self.seats.items():
            for member in seated:
                self.of_member.setdefault(member, set()).add(application)
        self._fields = {
            one.id: tuple(folded(field) for field in one.fields if field) for one in self.members.values()
        }
        self._number = {member: place for place, member in enumerate(self.members)}

    # -- filling

    def fill(self, application: Application) -> None:
        """Seat the members that fit best, then those for whom others make room."""
        name, seated = application.id, self.seats[application.id]
        field = folded(application.sector)
        number = len(self.of_member) + sum(map(ord, name))
        ranked = sorted(
            (self.load[one] - self._matches(one, field), self._scatter(number, one), one)
            for one in self.eligible[name]
        )
        for *_, member in ranked:
            if len(seated) >= self.needs.per_application:
                return
            if self._room(member) and self._fits(name, member):
                self._seat(name, member)
        while len(seated) < self.needs.per_application and self._make_room(name):
            pass

    def _matches(self, member: str, field: str) -> bool:
        return bool(field) and any(one in field or field in one for one in self._fields[member])

    def _scatter(self, number: int, member: str) -> int:
        return (number * _STRIDE + self._number[member] * _SCATTER) // 7 % _RANGE

    def _room(self, member: str) -> bool:
        return not self.needs.most_each or self.load[member] < self.needs.most_each

    def _fits(self, application: str, member: str, instead_of: str = "") -> bool:
        """Whether a member can sit with the others there: once, and without too many of the staff."""
        seated = [one for one in self.seats[application] if one != instead_of]
        if member in seated:
            return False
        if not self._is_staff(member):
            return True
        return sum(map(self._is_staff, seated)) < self.needs.most_staff

    def _is_staff(self, member: str) -> bool:
        return member in self.members and self.members[member].kind is MemberKind.STAFF

    def _seat(self, application: str, member: str) -> None:
        self.seats[application].append(member)
        self.of_member.setdefault(member, set()).add(application)
        self.load[member] += 1

    def _unseat(self, application: str, member: str) -> None:
        self.seats[application].remove(member)
        self.of_member[member].discard(application)
        self.load[member] -= 1

    def _make_room(self, application: str) -> bool:
        """Move full members elsewhere along a chain of exchanges that ends with somebody who has room."""
        came: dict[str, tuple[str, str]] = {}  # member: (application handed on, who hands it on)
        first = [one for one in self.eligible[application] if self._fits(application, one)]
        came.update(dict.fromkeys(first, ("", "")))
        waiting = deque(first)
        while waiting:
            giver = waiting.popleft()
            for handed, taker in self._handovers(giver):
                if taker in came:
                    continue
                came[taker] = (handed, giver)
                if self._room(taker):
                    self._hand_on(application, taker, came)
                    return True
                waiting.append(taker)
        return False

    def _handovers(self, giver: str) -> Iterator[tuple[str, str]]:
        for handed in sorted(self.of_member.get(giver, ())):
            if giver not in self.present.of(handed):
                for taker in self.eligible[handed]:
                    if self._fits(handed, taker, instead_of=giver):
                        yield handed, taker

    def _hand_on(self, application: str, taker: str, came: Mapping[str, tuple[str, str]]) -> None:
        handed, giver = came[taker]
        while handed:
            self._unseat(handed, giver)
            self._seat(handed, taker)
            taker, (handed, giver) = giver, came[giver]
        self._seat(application, taker)

    # -- connecting

    def connect(self) -> None:
        """Exchange two members between groups that share nobody; loads stay as they are."""
        groups = components(self.seats)
        while len(groups) > 1 and self._join(groups[0], groups[1]):
            groups = components(self.seats)

    def _join(self, large: Iterable[str], small: Iterable[str]) -> bool:
        before = len(components(self.seats))
        for one in sorted(large):
            for other in sorted(small):
                for pair in self._exchanges(one, other):
                    self._exchange(one, other, pair)
                    if len(components(self.seats)) < before:
                        return True
                    self._exchange(one, other, pair[::-1])
        return False

    def _exchanges(self, one: str, other: str) -> Iterator[tuple[str, str]]:
        for first in tuple(self.seats[one]):
            for second in tuple(self.seats[other]):
                kept = first in self.present.of(one) or second in self.present.of(other)
                there = first in self.eligible[other] and second in self.eligible[one]
                same = self._is_staff(first) == self._is_staff(second)
                if there and same and not kept:
                    yield first, second

    def _exchange(self, one: str, other: str, pair: tuple[str, str]) -> None:
        first, second = pair
        for application, goes, comes in ((one, first, second), (other, second, first)):
            self._unseat(application, goes)
            self._seat(application, comes)

    # -- what could not be done

    def problems(self) -> Iterator[Problem]:
        """Each application that stays short, with the rule that stands in the way."""
        full = sum(not self._room(one) for one in self.members)
        for application in self.ground.applications:
            name, count = application.id, len(self.seats[application.id])
            if count < self.needs.per_application:
                yield problem(
                    Code.PANEL_CANNOT_FILL,
                    name,
                    count=count,
                    needed=self.needs.per_application,
                    barred=len(self.members) - len(self.eligible[name]),
                    full=full,
                    ended=len(self.ground.members) - len(self.members),
                )
        groups = len(components(self.seats))
        if groups > 1:
            yield problem(Code.PANELS_APART, groups=groups)


def _chairs(
    seats: Mapping[str, tuple[str, ...]], members: Iterable[Member], present: Panels
) -> dict[str, str]:
    """A chair for each application: none of the staff, and whoever has the fewest such duties."""
    experts = {one.id for one in members if one.kind is not MemberKind.STAFF}
    duties = dict.fromkeys(experts, 0)
    chairs = {name: chair for name, chair in present.chairs.items() if chair in seats.get(name, ())}
    for chair in chairs.values():
        duties[chair] = duties.get(chair, 0) + 1
    for application, seated in seats.items():
        able = [one for one in seated if one in experts]
        if application not in chairs and able:
            chair = min(able, key=lambda one: (duties[one], seated.index(one)))
            chairs[application] = chair
            duties[chair] += 1
    return chairs
