"""What a person may say of a rule: figures where they count, decisions with reason and name."""

from dataclasses import replace

import builders as make
import pytest
from shipped import shipped

from evaluator_app.domain.codes import Code
from evaluator_app.domain.conformity_check import check_conformity
from evaluator_app.domain.conformity_results import Conformity, Facts, Judgement, Verdict, entering
from evaluator_app.domain.judging import judgement_problems, takes_figure

YEARS = "eligibility.activity-years"


def checked(*judgements: Judgement) -> Conformity:
    """An application of the sites' scheme after these judgements."""
    return check_conformity(shipped("saq-0005-2023"), make.application(), Facts(judgements=judgements))


def judgement(**said: object) -> Judgement:
    """A sound decision on the years of activity, but for what is said."""
    whole = {"rule": YEARS, "met": True, "reason": "已核对记录", "by": "示例秘书", **said}
    return Judgement(**whole)  # type: ignore[arg-type] # as the test says


def codes(one: Judgement, *before: Judgement) -> list[Code]:
    """Why a judgement is refused."""
    return [wrong.code for wrong in judgement_problems(checked(*before), one)]


def test_a_decision_needs_a_reason_and_a_name() -> None:
    """An override needs a reason (D-20)."""
    assert codes(judgement()) == []
    assert codes(judgement(reason=" ")) == [Code.REASON_MISSING]
    assert codes(judgement(by="")) == [Code.JUDGEMENT_NAME_MISSING]
    assert codes(judgement(rule="eligibility.nothing")) == [Code.JUDGEMENT_RULE_UNKNOWN]


@pytest.mark.parametrize("figure", ["2.5", "2024-03-01"])
def test_a_figure_alone_needs_no_reason(figure: str) -> None:
    """Years, people, a percentage, or a day (T-12 to T-16)."""
    assert codes(judgement(met=None, reason="", figure=figure)) == []


@pytest.mark.parametrize("figure", ["三年", "2024-02-30", "NaN", "1e999999999"])
def test_a_figure_that_is_none_is_refused(figure: str) -> None:
    assert codes(judgement(figure=figure)) == [Code.JUDGEMENT_FIGURE_INVALID]


def test_figures_are_for_conditions_and_the_day_of_arrival() -> None:
    assert takes_figure("submission")
    assert codes(judgement(rule="documents.innovation-report", figure="3")) == [Code.JUDGEMENT_FIGURE_INVALID]


def test_taking_back_a_decision_needs_a_reason() -> None:
    """What is computed counts again; the decision stays in the record."""
    assert codes(judgement(met=None, reason="", figure="3"), judgement()) == [Code.REASON_MISSING]
    undecided = judgement(met=None, reason="", figure="2")
    assert codes(judgement(met=None, reason="", figure="3"), undecided) == []


def test_the_last_judgement_stands_and_the_record_keeps_all() -> None:
    """Overrides are kept."""
    first = judgement(met=False, figure="0.5")
    last = judgement(met=None, figure="2", reason="另有证明")
    result = checked(first, last).result(YEARS)
    assert result is not None
    assert (result.verdict, result.found) == (Verdict.MET, "2")
    assert result.record == (first, last)
    none = checked().result(YEARS)
    assert none is not None
    assert none.record == ()


def test_who_enters_the_review() -> None:
    """S1-42: the experts come after the formal review; nothing left to judge, nothing against it."""
    open_one = checked()
    rules = (one.rule for one in open_one.results if one.verdict is not Verdict.NOT_NEEDED)
    passed = checked(*(judgement(rule=one) for one in rules))
    assert entering([open_one, passed]) == (passed,)
    assert passed.count(Verdict.TO_JUDGE) == 0
    assert replace(passed, results=()).verdict is Verdict.MET
