"""T/HEBQIA 质量提升评价规范（征求意见稿）, 项目验收: chapters 7 and 8 as data (S4)."""

from itertools import chain

import pytest
from shipped import facts, missing, shipped, unfounded

from evaluator_app.domain.rubric import Weights
from evaluator_app.domain.scheme import Organisation, Scheme, Status

NAME = "hebqia-quality-project"
ACCEPTANCE = ["效益测算评价", "产业调研报告", "质量提升建议书", "政策咨询报告", "项目完工书", "项目结算表"]


def scheme() -> Scheme:
    return shipped(NAME)


def organisation(name: str) -> Organisation:
    return next(one for one in scheme().organisations if one.id == name)


def test_facts_of_the_draft_and_of_chapters_7_and_8() -> None:
    numbers = chain(range(1, 22), range(56, 94))
    assert list(facts(NAME)) == [f"S4-{number}" for number in numbers]


@pytest.mark.parametrize("fact", facts(NAME))
def test_the_fact_stands_verbatim_in_its_place(fact: str) -> None:
    assert missing(NAME, fact) == []


def test_each_rule_cites_its_clause_and_each_assumption_its_reason() -> None:
    assert unfounded(NAME) == []


@pytest.mark.parametrize(
    ("phase", "steps"),
    [
        ("7.1 项目筹备", ["7.1.1", "7.1.2", "7.1.3", "7.1.4"]),  # S4-56 to S4-64
        ("7.2 项目实施", ["7.2.1", "7.2.2", "7.2.3", "7.2.4", "7.2.5"]),  # S4-65 to S4-76
        ("7.3 项目验收", ["7.3.1", "7.3.2", "7.3.3.1", "7.3.3.2", "7.3.4", "7.3.5"]),  # S4-77 to S4-87
        ("8 宣传与推广", ["8"]),  # S4-90
    ],
)
def test_steps_by_phase(phase: str, steps: list[str]) -> None:
    assert [one.clause for one in scheme().process if one.phase == phase] == steps


def test_six_acceptance_documents_that_ought_to_be_there() -> None:
    """S4-80, S4-81: 宜包括, so none is required."""
    found = [one for one in scheme().documents if one.clause == "7.3.2"]
    assert [one.title for one in found] == ACCEPTANCE
    assert not any(one.required for one in found)


def test_members_of_the_acceptance_panel() -> None:
    """S4-77."""
    assert organisation("验收小组").members_from == ("政府部门", "行业组织", "技术服务机构")


def test_competence_of_the_team() -> None:
    """S4-67."""
    assert [one.id for one in organisation("项目实施小组").conditions] == ["competence"]


def test_fields_of_the_plan_and_of_the_process_check() -> None:
    """S4-71, S4-75."""
    plan = next(one for one in scheme().documents if one.id == "implementation-plan")
    assert [one.title for one in plan.sections] == ["完成时间", "实施目标", "服务内容"]
    check = next(one for one in scheme().papers if one.id == "process-check")
    assert [one.title for one in check.sections] == ["既定目标完成进度", "成效", "服务对象满意情况"]


def test_audit_and_defence_before_the_evaluation() -> None:
    """S4-83, S4-84, S4-86."""
    assert [(one.title, one.scored) for one in scheme().stages] == [
        ("审核", False),
        ("答辩", False),
        ("综合评价", True),
    ]


def test_documents_and_defence_are_judged_by_a_sample() -> None:
    """S4-79, S4-86, D-22: scoring rules are made per project, the shipped ones are an example."""
    rubric = scheme().rubric
    assert [one.title for one in rubric.sections] == ["验收资料", "答辩情况"]
    assert [one.title for one in rubric.sections[0].criteria] == ACCEPTANCE
    assert all(one.assumed and "示例" in one.text for one in rubric.criteria)
    assert "示例" in rubric.title


def test_scoring_rules_are_made_per_project() -> None:
    """S4-79, S4-82."""
    papers = {one.id: one.title for one in scheme().papers}
    assert (papers["acceptance-plan"], papers["scoring-rules"]) == ("验收方案", "评分细则")
    (step,) = [one for one in scheme().process if one.id == "acceptance-plan"]
    assert {"acceptance-plan", "scoring-rules"} <= set(step.documents)


def test_weights_and_levels_are_unset() -> None:
    """S4-87, D-22: number and limits of the levels are not given."""
    rubric = scheme().rubric
    assert (rubric.weights, rubric.qualitative, rubric.bands) == (Weights.UNSET, True, ())


def test_promotion() -> None:
    """S4-90 to S4-93: chapter 8 a to c."""
    material = next(one for one in scheme().papers if one.id == "promotion-material")
    assert [one.verbatim[:2] for one in material.sections] == ["a)", "b)", "c)"]


def test_draft() -> None:
    """S4-2, D-24."""
    assert scheme().status is Status.DRAFT


def test_no_personal_data() -> None:
    """D-31."""
    assert {one.title for one in scheme().forms[0].fields if one.personal} == {"陈述答辩人", "联系电话"}
