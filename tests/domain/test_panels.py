"""Panels: seats by events, conflicts blocked unless overridden (T-19), replacement (T-20), all faults."""

from dataclasses import replace

from evaluator_app.domain.application import Application
from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.panels import (
    Ground,
    PanelNeeds,
    Panels,
    SeatEvent,
    SeatKind,
    changed,
    components,
    ground_of,
    needs_problems,
    panel_problems,
    panels_of,
)
from evaluator_app.domain.problems import Problem
from evaluator_app.domain.roster import ConflictKind, Member, MemberKind

DAY = "2026-05-01"
THREE = PanelNeeds(per_application=3, odd=True)


def expert(name: str, organisation: str = "示例大学", *, staff: bool = False) -> Member:
    """Somebody on the roster."""
    return Member(
        id=name,
        place=name,
        expert=Expert(name=f"专家{name}", organisation=organisation),
        kind=MemberKind.STAFF if staff else MemberKind.EXPERT,
        appointed="2024-03-01",
        term_years=5,
    )


def ground(*members: Member, organisations: tuple[str, ...] = ("示例公司", "示例医院")) -> Ground:
    """Applications A-1, A-2, … of these organisations, and the people."""
    things = [
        Application(id=f"A-{number}", organisation=name, site="车间")
        for number, name in enumerate(organisations, start=1)
    ]
    return ground_of(members, things, DAY)


def event(application: str, member: str, kind: SeatKind = SeatKind.ASSIGNED, reason: str = "") -> SeatEvent:
    """Something done by the secretariat."""
    return SeatEvent(application=application, member=member, kind=kind, reason=reason, who="秘书甲")


def codes(problems: tuple[Problem, ...]) -> list[Code]:
    """The kinds of some problems."""
    return [one.code for one in problems]


def test_seats_are_what_their_events_left() -> None:
    """Assigned, made chair, released with a reason: everything is known afterwards (T-20)."""
    panels = panels_of(
        [
            event("A-1", "1"),
            event("A-1", "1"),
            event("A-1", "2", reason="唯一熟悉该行业"),
            event("A-1", "2", SeatKind.CHAIR),
            event("A-2", "1"),
        ]
    )
    assert panels.seats == {"A-1": ("1", "2"), "A-2": ("1",)}
    assert (panels.chairs, panels.reasons) == ({"A-1": "2"}, {("A-1", "2"): "唯一熟悉该行业"})
    assert panels.load() == {"1": 2, "2": 1}
    after = panels_of(
        [
            *(event("A-1", "1"), event("A-1", "2"), event("A-1", "2", SeatKind.CHAIR)),
            *(event("A-1", "2", SeatKind.RELEASED, "生病"), event("A-1", "9", SeatKind.RELEASED, "x")),
            *(event("A-1", "1", SeatKind.RELEASED, "回避"), event("A-1", "1")),
        ]
    )
    assert (after.seats, after.chairs, after.released) == ({"A-1": ("1",)}, {}, {("A-1", "2"): "生病"})
    assert after.of("A-9") == ()


def test_a_conflict_is_blocked_unless_a_reason_is_given() -> None:
    """T-19: the expert's employer is the applicant."""
    here = ground(expert("1", "示例公司"))
    _, problems = changed([], [event("A-1", "1")], here)
    assert codes(problems) == [Code.SEAT_IN_CONFLICT]
    panels, problems = changed([], [event("A-1", "1", reason="仅此一人"), event("A-2", "1")], here)
    assert problems == ()
    assert codes(panel_problems(panels, here, PanelNeeds(per_application=1))) == [Code.CHAIR_MISSING] * 2


def test_who_is_named_as_recused_is_in_conflict() -> None:
    """Declared relations count like computed ones; a name that nobody on the roster has ties nobody."""
    before = ground(expert("1"), expert("2"))
    found = ground_of(before.members, before.applications, DAY, {"A-2": ("专家 2", "别人")})
    assert [(one.application.id, one.member.id, one.kind) for one in found.conflicts] == [
        ("A-2", "2", ConflictKind.DECLARED)
    ]


def test_everything_that_cannot_be_is_said_at_once() -> None:
    """Unknown people and applications, reasons and names that are missing."""
    asked = [
        event("A-9", "1"),
        event("A-1", "9"),
        event("A-1", "1", SeatKind.CHAIR),
        event("A-2", "1", SeatKind.RELEASED),
        replace(event("A-1", "1"), who=" "),
    ]
    panels, problems = changed([event("A-2", "1")], asked, ground(expert("1")))
    assert codes(problems) == [
        Code.SEAT_APPLICATION_UNKNOWN,
        Code.MEMBER_UNKNOWN,
        Code.SEAT_UNKNOWN,
        Code.SEAT_REASON_MISSING,
        Code.RECORD_NAME_MISSING,
    ]
    assert panels.of("A-1") == ("9", "1")


def test_needs_follow_the_protocol_and_the_wish_for_odd() -> None:
    """招标投标法 37: odd; never fewer than the protocol merges."""
    assert needs_problems(THREE, 3) == ()
    assert codes(needs_problems(PanelNeeds(per_application=2, odd=True), 3)) == [
        Code.NEEDS_BELOW_PROTOCOL,
        Code.NEEDS_EVEN,
    ]
    assert codes(needs_problems(PanelNeeds(per_application=0), 0)) == [Code.NEEDS_BELOW_PROTOCOL]


def test_what_keeps_a_panel_from_being_issued() -> None:
    """Too few, even, gone from the roster, tied to the applicant, without chair, too much for one."""
    here = ground(expert("1"), expert("2", "示例公司"), expert("3", staff=True), expert("4"))
    seats = {"A-1": ("1", "2", "3", "9"), "A-2": ("1",)}
    needs = replace(THREE, most_each=1)
    found = panel_problems(Panels(seats=seats, chairs={"A-1": "3", "A-2": "1"}), here, needs)
    assert [(one.code, one.place) for one in found] == [
        (Code.NEEDS_EVEN, "A-1"),
        (Code.SEAT_IN_CONFLICT, "A-1"),
        (Code.SEAT_NOT_ABLE, "A-1"),
        (Code.CHAIR_IS_STAFF, "A-1"),
        (Code.PANEL_SHORT, "A-2"),
        (Code.PANEL_OVERLOADED, "专家1"),
    ]


def test_whose_term_is_over_is_not_able_and_is_named() -> None:
    """S0-26: the term counts on the day; somebody removed from the roster has only a number left."""
    here = ground(replace(expert("1"), appointed="2015-01-01"), organisations=("示例公司",))
    (wrong, _) = panel_problems(Panels(seats={"A-1": ("1",)}), here, PanelNeeds(per_application=1))
    assert (wrong.code, wrong.details["member"]) == (Code.SEAT_NOT_ABLE, "专家1")
    overloaded = panel_problems(
        Panels(seats={"A-1": ("8",), "A-2": ("8",)}), ground(), PanelNeeds(per_application=1, most_each=1)
    )
    assert overloaded[-1].place == "8"


def test_applications_hang_together_by_members_they_share() -> None:
    """Only there can experts be compared."""
    seats = {"A-1": ("1", "2"), "A-2": ("2", "3"), "A-3": ("4",), "A-4": ()}
    assert components(seats) == (frozenset({"A-1", "A-2"}), frozenset({"A-3"}))
