"""The committee's decisions (S0-80 审定): confirmed or changed with a reason, day, members, minutes."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import builders as make
import panel_builders as panels
import pytest

from evaluator_app.domain.codes import Code
from evaluator_app.domain.decisions import (
    Decision,
    DecisionState,
    Minutes,
    Session,
    awarded,
    current,
    decision_problems,
    is_new,
    session_problems,
    state_of,
    with_minutes,
)
from evaluator_app.domain.outcomes import (
    NOT_RECOMMENDED,
    OPEN,
    UNPLACED,
    Outcome,
    OutcomeKind,
    choices,
    computed,
    is_award,
    of_score,
    outcome_of,
)

RUBRIC = make.s1_rubric()
SESSION = Session(
    day="2024-10-10", members=("示例委员一", "示例委员二"), chair="示例委员一", recorded_by="示例秘书"
)
BEST, GOOD = (Outcome(OutcomeKind.GRADE, one) for one in ("标杆级", "优秀级"))


def decision(**changes: Any) -> Decision:
    """A decision that confirms 优秀级."""
    values: dict[str, Any] = {
        "application": "A-001",
        "organisation": "示例制造有限公司",
        "site": "示例车间",
        "merge": "d" * 64,
        "computed": GOOD,
        "decided": GOOD,
        "session": SESSION,
        "number": 1,
    }
    return Decision(**values | changes)


def codes(one: Decision, before: Decision | None = None) -> list[Code]:
    return [found.code for found in decision_problems(one, RUBRIC, before)]


def test_a_decision_that_differs_needs_a_reason() -> None:
    """Differing from the panel's recommendation, or without one from the computed grade."""
    assert codes(decision()) == []
    assert codes(decision(decided=BEST)) == [Code.DECISION_REASON_MISSING]
    assert codes(decision(decided=NOT_RECOMMENDED)) == [Code.DECISION_REASON_MISSING]
    assert codes(decision(decided=NOT_RECOMMENDED, reason="发生重大质量事故")) == []
    assert codes(decision(consensus=BEST, decided=BEST)) == []
    assert codes(decision(consensus=BEST, decided=GOOD)) == [Code.DECISION_REASON_MISSING]


def test_only_what_the_scheme_knows_is_decided() -> None:
    """A scheme whose grades leave no hole has no 未达等级."""
    strange = decision(decided=Outcome(OutcomeKind.GRADE, "七星级"), reason="x")
    assert codes(strange) == [Code.OUTCOME_UNKNOWN]
    assert codes(decision(decided=OPEN, reason="x")) == [Code.OUTCOME_UNKNOWN]
    whole = replace(RUBRIC, bands_complete=True)
    assert UNPLACED in choices(RUBRIC)
    assert UNPLACED not in choices(whole)
    assert [one.name for one in choices(make.s3_rubric())] == ["推荐", "不推荐"]


def test_a_change_of_what_was_decided_needs_a_reason_and_both_are_kept() -> None:
    before = decision()
    after = decision(decided=BEST, computed=BEST, number=2)
    assert codes(after, before) == [Code.DECISION_CHANGED]
    assert codes(replace(after, reason="复核"), before) == []
    assert current((before, after))["A-001"] == after


def test_what_is_kept_already_is_not_kept_twice() -> None:
    assert is_new(decision(), None)
    assert not is_new(decision(number=0), decision())
    assert is_new(decision(reason="补充理由"), decision())


def test_a_session_has_a_day_members_and_a_clerk() -> None:
    today = "2024-10-10"
    assert session_problems(SESSION, today) == ()
    assert [one.code for one in session_problems(SESSION, "2024-10-09")] == [Code.RECORD_IN_FUTURE]
    empty = Session(day="10月10日", members=())
    assert [one.code for one in session_problems(empty, today)] == [
        Code.CAMPAIGN_DAY_INVALID,
        Code.DECISION_WHO_MISSING,
        Code.RECORD_NAME_MISSING,
    ]


def test_how_far_an_application_has_come() -> None:
    assert state_of(None, None) is DecisionState.COMPUTED
    assert state_of("met", None) is DecisionState.AGREED
    assert state_of(None, decision()) is DecisionState.DECIDED
    minutes = Minutes(digest="e" * 64, file="纪要.pdf", decisions=(1,), recorded_by="示例秘书")
    [signed] = with_minutes([decision()], [minutes])
    assert state_of(None, signed) is DecisionState.FINAL
    assert with_minutes([decision(number=2)], [minutes])[0].minutes == ""


def test_certificates_are_made_of_successes_the_best_first() -> None:
    """不予推荐 and 未达等级 earn none."""
    decisions = [
        decision(application="A-003", number=3),
        decision(application="A-001", number=1, decided=NOT_RECOMMENDED, reason="x"),
        decision(application="A-002", number=2, decided=BEST, reason="x"),
        decision(application="A-004", number=4, decided=UNPLACED, reason="x"),
    ]
    found = awarded(decisions, RUBRIC)
    assert [(one.application, one.grade, one.decided_on) for one in found] == [
        ("A-002", "标杆级", "2024-10-10"),
        ("A-003", "优秀级", "2024-10-10"),
    ]


@pytest.mark.parametrize(("name", "award"), [("推荐", True), ("不推荐", False)])
def test_without_points_the_first_option_is_a_success(name: str, *, award: bool) -> None:
    assert is_award(Outcome(OutcomeKind.OPTION, name), make.s3_rubric()) is award


@pytest.mark.parametrize("one", [OPEN, UNPLACED, NOT_RECOMMENDED, GOOD])
def test_an_outcome_is_one_text_in_files(one: Outcome) -> None:
    assert outcome_of(one.key) == one


def test_what_the_rule_gives_is_the_first_layer() -> None:
    """semantics: computed, then consensus, then decided; 700 points and less have no grade (D-2)."""
    [found] = panels.merged({"A-001": [make.NINETY] * 3}).results
    assert computed(found.result, RUBRIC) == GOOD
    assert of_score(Fraction(700), replace(RUBRIC, bands=make.S0_BANDS)) == UNPLACED
    [few] = panels.merged({"A-001": [make.NINETY]}).results
    assert computed(few.result, RUBRIC) == OPEN
