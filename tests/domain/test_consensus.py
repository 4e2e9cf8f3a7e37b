"""The panel's meeting 合议 (semantics: three layers): agreed values, reasons, dissent, opinion."""

from fractions import Fraction
from typing import Any

import builders as make
import consensus_builders as meetings
import panel_builders as panels
import pytest

from evaluator_app.domain.codes import Code
from evaluator_app.domain.collecting import Besides, Declared
from evaluator_app.domain.consensus import (
    Dissent,
    Point,
    agreed_score,
    agreed_value,
    basis_of,
    consensus_outcome,
    differs,
    merge_digest,
    without_value,
)
from evaluator_app.domain.consensus_check import consensus_problems
from evaluator_app.domain.declarations import Declaration, Recusal, Relation
from evaluator_app.domain.marks import Graded
from evaluator_app.domain.outcomes import NOT_RECOMMENDED, OPEN, Outcome, OutcomeKind
from evaluator_app.domain.panel import PanelMerge, merge_returned
from evaluator_app.domain.protocol import Unit

RUBRIC = make.s1_rubric()
GOOD = Outcome(OutcomeKind.GRADE, "优秀级")
BEST = Outcome(OutcomeKind.GRADE, "标杆级")


def codes(merge: PanelMerge, **changes: Any) -> list[tuple[Code, str]]:
    """What is wrong with a record."""
    consensus = meetings.meeting(merge, **changes)
    found = consensus_problems(consensus, meetings.result(merge), merge, meetings.TODAY)
    return [(one.code, one.place) for one in found]


def test_a_meeting_that_confirms_what_was_computed_needs_no_reason() -> None:
    merge = meetings.scored()
    assert codes(merge) == []
    assert codes(merge, points=meetings.points(merge, {"a1": "9"})) == []
    assert consensus_outcome(meetings.result(merge), RUBRIC, meetings.meeting(merge)) == GOOD


def test_an_agreed_value_changes_score_and_grade_and_never_the_marks() -> None:
    """88 and 90 points are 优秀级 (D-4); half a point more is 标杆级, with its reason."""
    merge = meetings.scored()
    one = meetings.result(merge)
    consensus = meetings.meeting(merge, points=meetings.points(merge, {"a1": "9.5"}, "证据补充后一致同意"))
    assert consensus_problems(consensus, one, merge, meetings.TODAY) == ()
    assert agreed_score(one, RUBRIC, consensus) == Fraction(181, 2)
    assert consensus_outcome(one, RUBRIC, consensus) == BEST
    assert one.result.score == Fraction(90)


@pytest.mark.parametrize(
    ("agreed", "reason", "expected"),
    [
        ({"a1": "9.5"}, "", Code.CONSENSUS_REASON_MISSING),
        ({"a1": "11"}, "x", Code.SCORE_OUT_OF_RANGE),
        ({"a1": "9.3"}, "x", Code.SCORE_OFF_STEP),
    ],
)
def test_a_value_is_on_its_scale_and_says_why_it_differs(
    agreed: dict[str, str], reason: str, expected: Code
) -> None:
    merge = meetings.scored()
    found = codes(merge, points=meetings.points(merge, dict(agreed), reason))
    assert found == [(expected, "A1")]


def test_all_criteria_are_confirmed_or_the_result_is_discussed_as_a_whole() -> None:
    merge = meetings.scored()
    found = codes(merge, points=(Point(criterion="a1"), Point(criterion="a1"), Point(criterion="zz")))
    assert [code for code, _ in found] == [
        Code.UNKNOWN_CRITERION,
        Code.CONSENSUS_CRITERION_TWICE,
        *[Code.CONSENSUS_UNCONFIRMED] * 7,
    ]


def test_another_grade_than_the_values_give_needs_a_reason_d5_d10() -> None:
    merge = meetings.scored()
    assert codes(merge, recommendation=NOT_RECOMMENDED) == [(Code.RECOMMENDATION_REASON_MISSING, "A-001")]
    assert codes(merge, recommendation=NOT_RECOMMENDED, reason="存在重大质量事故") == []
    assert codes(merge, recommendation=GOOD) == []
    strange = Outcome(OutcomeKind.GRADE, "七星级")
    assert codes(merge, recommendation=strange) == [(Code.OUTCOME_UNKNOWN, "A-001")]
    assert codes(merge, recommendation=OPEN) == [(Code.OUTCOME_UNKNOWN, "A-001")]


def test_who_met_and_when_is_said() -> None:
    merge = meetings.scored()
    assert codes(merge, held="2024-13-01") == [(Code.CAMPAIGN_DAY_INVALID, "A-001")]
    assert codes(merge, held="2024-09-21") == [(Code.RECORD_IN_FUTURE, "A-001")]
    assert codes(merge, recorded_by=" ", members=(), chair="") == [
        (Code.RECORD_NAME_MISSING, "A-001"),
        (Code.CONSENSUS_PANEL_EMPTY, "A-001"),
    ]
    twice = (*meetings.PANEL, meetings.PANEL[0])
    assert codes(merge, members=twice, chair="") == [(Code.CONSENSUS_MEMBER_TWICE, "A-001")]
    assert codes(merge, chair="示例外人") == [(Code.CONSENSUS_NOT_A_MEMBER, "A-001")]
    assert codes(merge, opinion=" ") == [(Code.OPINION_MISSING, "A-001")]


def test_dissent_is_a_members_and_has_words() -> None:
    """招标投标法实施条例 53: dissent is given in writing."""
    merge = meetings.scored()
    kept = Dissent(who=meetings.PANEL[1], words="认为效果证据不足")
    assert codes(merge, dissents=(kept,)) == []
    wrong = (Dissent(who="示例外人", words="x"), Dissent(who=meetings.PANEL[1], words=" "))
    assert [code for code, _ in codes(merge, dissents=wrong)] == [
        Code.CONSENSUS_NOT_A_MEMBER,
        Code.DISSENT_EMPTY,
    ]


def test_a_tie_goes_to_the_chair() -> None:
    """semantics: a tie says so and goes to the chair."""
    merge = meetings.voted("推荐", "不推荐", "推荐", "不推荐")
    said = Outcome(OutcomeKind.OPTION, "推荐")
    assert [code for code, _ in codes(merge)] == [Code.RECOMMENDATION_MISSING]
    assert codes(merge, recommendation=said, chair="", reason="x") == [
        (Code.CONSENSUS_CHAIR_MISSING, "A-001")
    ]
    assert codes(merge, recommendation=said, reason="组长裁定") == []
    assert agreed_score(meetings.result(merge), merge.scheme.rubric, meetings.meeting(merge)) is None


def test_a_dimension_without_points_may_get_another_option() -> None:
    merge = meetings.voted("推荐", "推荐", "推荐")
    rubric, one = merge.scheme.rubric, meetings.result(merge)
    base = rubric.criteria_by_id["base"]
    assert agreed_value(one, base, None) == "o1"
    changed = meetings.points(merge, {"base": Graded("o3")}, "")
    assert differs(one, base, changed[0])
    found = [code for code, _ in codes(merge, points=changed)]
    assert found == [Code.CONSENSUS_REASON_MISSING]
    typed = meetings.points(merge, {"base": "2"}, "")
    assert agreed_value(one, base, typed[0]) == "2/1"


def test_the_record_is_about_these_marks() -> None:
    """A corrected mark is merged again, and the panel concludes anew."""
    before, after = meetings.scored(), meetings.scored("9", "9", "9.5")
    assert basis_of(meetings.result(before)) != basis_of(meetings.result(after))
    found = codes(after, basis=basis_of(meetings.result(before)))
    assert found == [(Code.CONSENSUS_OTHER_MARKS, "A-001")]
    assert merge_digest(before) == merge_digest(meetings.scored())
    assert merge_digest(before) != merge_digest(after)


def test_what_nobody_judged_gets_a_value_or_there_is_no_agreed_score() -> None:
    """By criterion, an abstention leaves the criterion out; the meeting may fill it."""
    protocol = make.protocol(unit=Unit.CRITERION, minimum_sheets=1)
    merge = meetings.scored("abstain", protocol=protocol)
    one = meetings.result(merge)
    changed = meetings.points(merge, {"a2": "8"}, "x")
    consensus = meetings.meeting(merge, points=changed)
    assert [found.id for found in without_value(one, RUBRIC, consensus)] == ["a1"]
    assert agreed_score(one, RUBRIC, consensus) is None
    assert (Code.CONSENSUS_VALUE_MISSING, "A1") in codes(merge, points=changed)
    filled = meetings.points(merge, {"a1": "9", "a2": "8"}, "x")
    assert agreed_score(one, RUBRIC, meetings.meeting(merge, points=filled)) == Fraction(89)


def test_what_is_not_applicable_leaves_earned_and_maximum() -> None:
    """As on a sheet: 60 of 80 points are 75 of 100."""
    rubric = make.s1_rubric(not_applicable=("c1",))
    merge = panels.merged({"A-001": [make.NINETY | {"c1": "na"}] * 3}, rubric=rubric)
    consensus = meetings.meeting(merge, points=meetings.points(merge, {"a1": "8"}, "x"))
    assert agreed_score(meetings.result(merge), rubric, consensus) == Fraction(71 * 100, 80)


def test_who_is_recused_takes_no_part_t19() -> None:
    """Recusal block, reason logged; the meeting takes place without this member."""
    said = Declaration(
        application="A-001",
        at="2024-09-01T00:00:00Z",
        recusal=Recusal(relation=Relation.RELATIVE, reason="示例"),
    )
    declared = Declared(file="back.evret", expert=panels.expert(0), declaration=said)
    package = make.package(experts=tuple(panels.expert(number) for number in range(3)))
    files = [panels.returned(number) for number in (1, 2)]
    merge = merge_returned(make.scheme(), [package], files, besides=Besides(declared=(declared,)))
    given = {"recommendation": GOOD, "reason": "x"}
    assert codes(merge, **given) == [(Code.CONSENSUS_MEMBER_RECUSED, "A-001")]
    assert codes(merge, members=meetings.PANEL[1:], chair="", **given) == []
