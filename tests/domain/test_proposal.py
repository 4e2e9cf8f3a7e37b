"""The proposal of panels: balanced, within every rule, exact about what cannot be met (T-19, T-20)."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator_app.domain.application import Application
from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.panels import Ground, PanelNeeds, Panels, components, ground_of, panel_problems
from evaluator_app.domain.proposal import Proposal, propose
from evaluator_app.domain.roster import Member, MemberKind

DAY = "2026-05-01"
SECTORS = ("制造", "市场服务", "建设工程")


def people(count: int, *, organisations: int = 7, staff: int = 0) -> tuple[Member, ...]:
    """Experts of some organisations and fields; the last ones are staff."""
    return tuple(
        Member(
            id=f"E-{number:03d}",
            place="",
            expert=Expert(name=f"专家{number}", organisation=f"单位{number % organisations}"),
            kind=MemberKind.STAFF if number >= count - staff else MemberKind.EXPERT,
            appointed="2024-01-01",
            term_years=5,
            fields=(SECTORS[number % 3],),
        )
        for number in range(count)
    )


def things(count: int, organisations: int = 7) -> tuple[Application, ...]:
    """Applications of the same organisations."""
    return tuple(
        Application(
            id=f"A-{number:03d}",
            organisation=f"单位{number % organisations}",
            site="",
            sector=SECTORS[number % 3],
        )
        for number in range(count)
    )


def load(found: Proposal) -> Counter[str]:
    """How many applications each member got."""
    return Counter(member for seated in found.seats.values() for member in seated)


def test_a_proposal_is_balanced_and_keeps_every_rule() -> None:
    """Each has the number the protocol needs; nobody scores their employer; loads differ by two at most."""
    here = ground_of(people(30), things(60), DAY)
    needs = PanelNeeds(per_application=5, odd=True)
    found = propose(here, needs)
    assert found.problems == ()
    assert panel_problems(Panels(seats=found.seats, chairs=found.chairs), here, needs) == ()
    assert max(load(found).values()) - min(load(found).values()) <= 2
    assert len(components(found.seats)) == 1
    assert propose(here, needs) == found


def test_the_field_decides_between_members_of_like_load() -> None:
    """Most seats go to members of the application's field."""
    applications, members = things(60), people(30)
    found = propose(ground_of(members, applications, DAY), PanelNeeds(per_application=3))
    fields = {one.id: one.fields for one in members}
    hits = sum(one.sector in fields[member] for one in applications for member in found.seats[one.id])
    assert Fraction(hits, 180) > Fraction(3, 4)


def test_who_sits_stays_and_who_was_replaced_does_not_come_back() -> None:
    """T-20: the replaced member scores that application no more."""
    here = ground_of(people(6, organisations=50), things(2, organisations=50), DAY)
    present = Panels(
        seats={"A-000": ("E-003",)}, chairs={"A-000": "E-003"}, released={("A-000", "E-004"): "生病"}
    )
    found = propose(here, PanelNeeds(per_application=4), present)
    assert found.seats["A-000"][0] == "E-003"
    assert "E-004" not in found.seats["A-000"]
    assert found.chairs["A-000"] == "E-003"


def test_staff_sits_beside_experts_and_is_no_chair() -> None:
    """S0-21, S0-37; 招标投标法 37: two thirds are experts."""
    here = ground_of(people(6, organisations=50, staff=3), things(4, organisations=99), DAY)
    found = propose(here, PanelNeeds(per_application=4, most_staff=1))
    staff = {"E-003", "E-004", "E-005"}
    assert all(len(staff & set(seated)) == 1 for seated in found.seats.values())
    assert not staff & set(found.chairs.values())
    alone = propose(ground_of(people(2, staff=1)[1:], things(1), DAY), PanelNeeds(per_application=1))
    assert (len(alone.seats), alone.chairs) == (1, {})


def test_members_are_moved_to_make_room() -> None:
    """Where the only ones who can score an application are full elsewhere, others take their seats there."""
    both, first = people(2, organisations=50)
    late = Application(id="A-9", organisation=first.expert.organisation, site="")
    early = Application(id="A-1", organisation="别的单位", site="")
    here = Ground(
        members=(both, first),
        applications=(early, late),
        day=DAY,
        conflicts=ground_of((first,), (late,), DAY).conflicts,
    )
    present = Panels(seats={})
    found = propose(here, PanelNeeds(per_application=1, most_each=1), present)
    assert found.seats == {"A-1": ("E-001",), "A-9": ("E-000",)}


@pytest.mark.parametrize("employers", ["3111", "2010", "2322"])
def test_room_is_made_along_a_chain_of_exchanges(employers: str) -> None:
    """Every seat that can be filled is, although the first choice leaves the last application short."""
    applications = tuple(
        replace(one, organisation=f"单位{employer}")
        for one, employer in zip(things(4), employers, strict=True)
    )
    here = ground_of(people(4, organisations=4), applications, DAY)
    needs = PanelNeeds(per_application=2, most_each=2)
    assert sum(load(propose(here, needs)).values()) == most_seats(here, needs)


def test_who_sits_already_is_not_moved_to_make_room() -> None:
    """What the secretariat decided stays; the application says why it is short."""
    only, _ = people(2, organisations=2)
    here = ground_of((only,), things(2, organisations=99), DAY)
    found = propose(here, PanelNeeds(per_application=1, most_each=1), Panels(seats={"A-000": (only.id,)}))
    assert found.seats == {"A-000": (only.id,)}
    assert [one.place for one in found.problems if one.code is Code.PANEL_CANNOT_FILL] == ["A-001"]


def test_what_cannot_be_met_is_said_with_its_reason() -> None:
    """Conflicts, terms and loads each have their count."""
    members = (*people(3, organisations=3), replace(people(4)[3], id="E-9", appointed="2015-01-01"))
    here = ground_of(members, things(4, organisations=3), DAY)
    found = propose(here, PanelNeeds(per_application=3, most_each=2))
    assert {one.code for one in found.problems} == {Code.PANEL_CANNOT_FILL}
    assert sum(load(found).values()) == 6
    assert {(one.details["barred"], one.details["ended"]) for one in found.problems} == {("1", "1")}


def test_groups_that_share_nobody_are_joined_where_it_can_be() -> None:
    """Severity can be compared only within one group; who sits already is not moved for it."""
    here = ground_of(people(4, organisations=50), things(4, organisations=99), DAY)
    apart = {"A-000": ("E-000",), "A-001": ("E-000",), "A-002": ("E-001",), "A-003": ("E-001",)}
    kept = propose(here, PanelNeeds(per_application=1), Panels(seats=apart))
    assert [one.code for one in kept.problems] == [Code.PANELS_APART]
    pairs = propose(
        ground_of(people(4, organisations=50), things(2, organisations=99), DAY),
        PanelNeeds(per_application=2),
    )
    assert [one.code for one in pairs.problems] in ([], [Code.PANELS_APART])


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 9),
    st.integers(1, 9),
    st.integers(1, 4),
    st.integers(0, 5),
    st.integers(1, 5),
    st.integers(0, 3),
)
def test_a_proposal_never_breaks_a_rule_and_fills_what_can_be_filled(  # noqa: PLR0917 - drawn values
    members: int, applications: int, each: int, cap: int, organisations: int, staff: int
) -> None:
    """Against a flow by brute augmentation: as many seats as can be filled, where no staff is in play."""
    here = ground_of(
        people(members, organisations=organisations, staff=min(staff, members)),
        things(applications, organisations),
        DAY,
    )
    needs = PanelNeeds(per_application=each, most_each=cap)
    found = propose(here, needs)
    allowed = {Code.PANEL_SHORT, Code.CHAIR_MISSING}
    wrong = panel_problems(Panels(seats=found.seats, chairs=found.chairs), here, needs)
    assert {one.code for one in wrong} <= allowed
    if not staff:
        assert sum(load(found).values()) == most_seats(here, needs)


def most_seats(here: Ground, needs: PanelNeeds) -> int:
    """The most seats that can be filled: augmenting paths over single seats, the plainest way there is."""
    slots = [(app.id, n) for app in here.applications for n in range(needs.per_application)]
    room = needs.most_each or len(slots)
    taken: dict[tuple[str, int], tuple[str, int]] = {}  # (member, place): slot

    def seat(slot: tuple[str, int], seen: set[tuple[str, int]]) -> bool:
        for member in (one.id for one in here.able):
            mine = [other for other in taken.values() if other[0] == slot[0] and other != slot]
            holds = {one for (one, _), other in taken.items() if other in mine}
            if (slot[0], member) in here.blocked or member in holds:
                continue
            for place in range(room):
                if (member, place) in seen:
                    continue
                seen.add((member, place))
                held = taken.get((member, place))
                if held is None:
                    taken[member, place] = slot
                    return True
                del taken[member, place]
                if seat(held, seen):
                    taken[member, place] = slot
                    return True
                taken[member, place] = held
        return False

    return sum(seat(slot, set()) for slot in slots)
