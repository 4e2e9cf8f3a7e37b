"""The roster: terms of five years, relations of the last three, and who must not score what (T-19)."""

from dataclasses import replace

import pytest

from evaluator_app.domain.application import Application
from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.roster import (
    ConflictKind,
    FormerEmployer,
    Member,
    MemberKind,
    TermState,
    clear_of,
    conflicts,
    roster_problems,
    term_state,
    years_later,
)

EXPERT = Member(
    expert=Expert(name="示例专家甲", organisation="示例大学"),
    place="专家库!4",
    appointed="2024-03-01",
    term_years=5,
)
STAFF = Member(
    expert=Expert(name="示例职员", organisation="示例协会"), place="专家库!5", kind=MemberKind.STAFF
)
DAY = "2026-05-01"


def application(organisation: str, name: str = "A-001") -> Application:
    """An application of an organisation."""
    return Application(id=name, organisation=organisation, site="车间")


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2024-02-29", TermState.AHEAD),
        ("2024-03-01", TermState.RUNNING),
        ("2028-10-01", TermState.ENDS_SOON),
        ("2029-03-01", TermState.ENDS_SOON),
        ("2029-03-02", TermState.ENDED),
    ],
)
def test_a_term_is_five_years(day: str, state: TermState) -> None:
    """S0-26: in principle five years; a warning comes before its end."""
    assert EXPERT.term_ends == "2029-03-01"
    soon = {"2028-10-01": "2029-04-01", "2029-03-01": "2029-09-01"}.get(day, day)
    assert term_state(EXPERT, day, soon) is state


def test_staff_has_no_term() -> None:
    """S0-21, S0-37: full-time staff sit on panels without being appointed to the roster."""
    assert term_state(STAFF, DAY, DAY) is TermState.OPEN
    assert roster_problems([STAFF]) == ()


@pytest.mark.parametrize(
    ("day", "years", "later"),
    [("2024-02-29", 3, "2027-02-28"), ("2024-02-29", 4, "2028-02-29"), ("2097-02-28", 3, "2100-02-28")],
)
def test_a_day_years_later(day: str, years: int, later: str) -> None:
    """T-18, D-28: 29 February becomes 28 February where there is none."""
    assert years_later(day, years) == later


def test_the_own_employer_is_a_conflict() -> None:
    """T-19: however the name is spaced."""
    (found,) = conflicts([EXPERT, STAFF], [application("示例 大学"), application("别的单位", "A-002")], DAY)
    assert (found.member, found.application.id, found.kind) == (EXPERT, "A-001", ConflictKind.EMPLOYER)


@pytest.mark.parametrize(("left", "conflict"), [("2023-05-01", True), ("2023-04-30", False)])
def test_a_former_employer_is_one_for_three_years(left: str, *, conflict: bool) -> None:
    """政府采购法实施条例 9: relations of the last three years count."""
    member = replace(EXPERT, former=(FormerEmployer(organisation="示例公司", left=left),))
    kinds = [one.kind for one in conflicts([member], [application("示例公司")], DAY)]
    assert kinds == ([ConflictKind.FORMER_EMPLOYER] if conflict else [])


def test_other_relations_are_conflicts_and_an_empty_name_is_nobodys() -> None:
    """What the roster says, and nothing by accident."""
    member = replace(EXPERT, related=("示例集团",))
    assert [one.kind for one in conflicts([member], [application("示例集团")], DAY)] == [ConflictKind.RELATED]
    nobody = replace(EXPERT, expert=Expert(name="甲"), related=("",))
    assert conflicts([nobody], [application("")], DAY) == ()


def test_how_many_may_score_an_application() -> None:
    """Whose term is over, or who has a conflict, is none of them."""
    ended = replace(EXPERT, place="专家库!6", appointed="2015-01-01")
    ahead = replace(EXPERT, place="专家库!7", appointed="2027-01-01")
    members = [EXPERT, STAFF, ended, ahead]
    applications = [application("示例大学"), application("别的单位", "A-002")]
    assert clear_of(members, applications, DAY) == {"A-001": 1, "A-002": 2}


def test_every_fault_of_a_roster_is_said() -> None:
    """S0-25: appointed by the secretariat; once each; days that exist."""
    bare = Member(expert=Expert(name="乙"), place="专家库!8", trained="2024-02-30")
    twin = replace(EXPERT, place="专家库!9", expert=Expert(name="示例专家甲", organisation="示例 大学"))
    found = [(one.code, one.place) for one in roster_problems([EXPERT, bare, twin])]
    assert found == [
        (Code.MEMBER_TWICE, "专家库!4"),
        (Code.MEMBER_INCOMPLETE, "专家库!8"),
        (Code.CAMPAIGN_DAY_INVALID, "专家库!8"),
        (Code.MEMBER_NOT_APPOINTED, "专家库!8"),
        (Code.MEMBER_TWICE, "专家库!9"),
    ]
