"""Which packages a stage needs: per expert or per panel, reissued where changed, withdrawn (T-20)."""

from evaluator_app.domain.issuing import IssuedPackage, IssueKind, PlanState, Way, in_force, plans
from evaluator_app.domain.panels import Panels

CONTENTS = {"A-1": "x", "A-2": "y", "A-3": "z"}
PANELS = Panels(seats={"A-1": ("E-2", "E-1"), "A-2": ("E-1", "E-2"), "A-3": ("E-2", "E-3")})


def issued(package: str, *members: str, revision: int = 1, **contents: str) -> IssuedPackage:
    """A package as it was issued; applications are written without their dash."""
    return IssuedPackage(
        package=package,
        revision=revision,
        digest="d",
        file="f",
        members=members,
        contents={name.replace("A", "A-"): said for name, said in contents.items()},
        kind=IssueKind.ISSUED,
        who="秘书处",
        at="2024-06-18T09:00:00+08:00",
    )


def withdrawn(one: IssuedPackage) -> IssuedPackage:
    """The same package, withdrawn."""
    return IssuedPackage(**{**vars(one), "kind": IssueKind.WITHDRAWN})


def test_each_expert_gets_what_they_score() -> None:
    """One package an expert, numbered by them."""
    found = plans(PANELS, CONTENTS, (), Way.EXPERT, "C-s")
    assert [(one.package, one.revision, one.state, one.applications) for one in found] == [
        ("C-s-E-1", 1, PlanState.NEW, ("A-1", "A-2")),
        ("C-s-E-2", 1, PlanState.NEW, ("A-1", "A-2", "A-3")),
        ("C-s-E-3", 1, PlanState.NEW, ("A-3",)),
    ]


def test_what_did_not_change_stays_and_the_rest_is_a_new_revision() -> None:
    """Members, applications and what stands in them are compared with the last revision."""
    before = (
        issued("C-s-E-1", "E-1", A1="x", A2="y"),
        issued("C-s-E-2", "E-2", A1="x", A2="old", A3="z"),
        issued("C-s-E-3", "E-3", revision=4, A2="y", A3="z"),
    )
    found = plans(PANELS, CONTENTS, before, Way.EXPERT, "C-s")
    assert [(one.revision, one.state) for one in found] == [
        (1, PlanState.SAME),
        (2, PlanState.CHANGED),
        (5, PlanState.CHANGED),
    ]


def test_the_package_of_a_replaced_expert_is_withdrawn_once() -> None:
    """T-20: nobody scores by it any more; assigned again they get the next revision."""
    gone = issued("C-s-E-9", "E-9", A1="x")
    found = plans(PANELS, CONTENTS, (gone,), Way.EXPERT, "C-s")
    assert (found[-1].package, found[-1].state, found[-1].before) == ("C-s-E-9", PlanState.WITHDRAW, gone)
    history = (gone, withdrawn(gone))
    assert all(
        one.state is not PlanState.WITHDRAW for one in plans(PANELS, CONTENTS, history, Way.EXPERT, "C-s")
    )
    again = Panels(seats={"A-1": ("E-9",)})
    (one,) = plans(again, CONTENTS, history, Way.EXPERT, "C-s")
    assert (one.revision, one.state) == (2, PlanState.CHANGED)
    assert in_force(history) == ()
    assert in_force((gone,)) == (gone,)


def test_a_panels_package_keeps_its_number() -> None:
    """A panel takes over the number of the package it shares most applications with; others count on."""
    found = plans(PANELS, CONTENTS, (), Way.PANEL, "C-s")
    assert [(one.package, one.members, one.applications) for one in found] == [
        ("C-s-P01", ("E-1", "E-2"), ("A-1", "A-2")),
        ("C-s-P02", ("E-2", "E-3"), ("A-3",)),
    ]
    before = (
        issued("C-s-P01", "E-7", "E-8", A3="z"),
        issued("C-s-P02", "E-1", "E-2", A1="x", A2="y", A3="z"),
    )
    again = plans(PANELS, CONTENTS, before, Way.PANEL, "C-s")
    assert [(one.package, one.applications, one.state) for one in again] == [
        ("C-s-P01", ("A-3",), PlanState.CHANGED),
        ("C-s-P02", ("A-1", "A-2"), PlanState.CHANGED),
    ]
    more = Panels(seats={"A-1": ("E-1",), "A-2": ("E-2",), "A-3": ("E-3",)})
    named = plans(more, CONTENTS, before[1:], Way.PANEL, "C-s")
    assert [(one.package, one.applications) for one in named] == [
        ("C-s-P01", ("A-2",)),
        ("C-s-P02", ("A-1",)),
        ("C-s-P03", ("A-3",)),
    ]


def test_going_over_to_panels_withdraws_what_experts_had() -> None:
    """A panel never takes over the number of one expert's package."""
    before = (issued("C-s-E-1", "E-1", A1="x", A2="y"),)
    found = plans(PANELS, CONTENTS, before, Way.PANEL, "C-s")
    assert [(one.package, one.state) for one in found] == [
        ("C-s-P01", PlanState.NEW),
        ("C-s-P02", PlanState.NEW),
        ("C-s-E-1", PlanState.WITHDRAW),
    ]
