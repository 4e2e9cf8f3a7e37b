"""T/HEBQIA 质量提升评价规范（征求意见稿）, 单位评价: elements and clauses of chapter 6, unset weights."""

from itertools import chain

import pytest
from shipped import facts, missing, shipped, unfounded

from evaluator_app.domain.rubric import ScaleKind, Weights
from evaluator_app.domain.scheme import Scheme, Status

NAME = "hebqia-quality-unit"


def scheme() -> Scheme:
    return shipped(NAME)


def test_facts_of_the_draft_and_of_chapter_6() -> None:
    numbers = chain(range(1, 56), [88])
    assert list(facts(NAME)) == [f"S4-{number}" for number in numbers]


def test_every_fact_stands_in_one_of_the_two_schemes() -> None:
    """D-23: 单位评价 and 项目验收 together hold S4-1 to S4-93."""
    found = facts(NAME).keys() | facts("hebqia-quality-project").keys()
    assert found == {f"S4-{number}" for number in range(1, 94)}


@pytest.mark.parametrize("fact", facts(NAME))
def test_the_fact_stands_verbatim_in_its_place(fact: str) -> None:
    assert missing(NAME, fact) == []


def test_each_rule_cites_its_clause_and_each_assumption_its_reason() -> None:
    assert unfounded(NAME) == []


def test_six_elements() -> None:
    """D-22."""
    assert [(one.number, one.title) for one in scheme().rubric.sections] == [
        ("6.1", "组织领导"),
        ("6.2", "运营管理"),
        ("6.3", "技术创新"),
        ("6.4", "资源能力"),
        ("6.5", "品牌市场"),
        ("6.6", "绩效结果"),
    ]


def test_28_leaf_clauses_and_5_results() -> None:
    """S4-22 to S4-55, D-22."""
    assert [len(one.criteria) for one in scheme().rubric.sections] == [6, 4, 7, 7, 4, 5]


def test_17_sub_elements() -> None:
    """D-22: 6.1.1 to 6.5.4."""
    leaves = [one.id for section in scheme().rubric.sections[:5] for one in section.criteria]
    assert len({".".join(name.split(".")[:3]) for name in leaves}) == 17


def test_each_clause_is_named_by_its_number() -> None:
    rubric = scheme().rubric
    assert all(one.id.startswith(f"{part.number}.") for part in rubric.sections for one in part.criteria)
    assert all(one.id.startswith(one.clause) for one in rubric.criteria)


def test_weights_and_levels_are_unset() -> None:
    """D-22: no points in the draft; until weights are set and locked the options are counted."""
    rubric = scheme().rubric
    assert (rubric.weights, rubric.qualitative, rubric.bands) == (Weights.UNSET, True, ())
    assert {one.scale for one in rubric.criteria} == {ScaleKind.LEVELS}


def test_levels_are_an_example_and_say_so() -> None:
    (one,) = scheme().rubric.level_lists
    assert one.assumed
    assert "示例" in one.title
    assert [level.title for level in one.levels] == ["全部满足", "大部分满足", "部分满足", "不满足"]
    assert [str(level.factor) for level in one.levels] == ["1", "0.8", "0.5", "0"]


def test_clauses_may_be_not_applicable() -> None:
    """semantics: allowed in S4; the evaluation body confines it before the scheme is locked."""
    assert all(one.not_applicable for one in scheme().rubric.criteria)
    explained = [one.path for one in scheme().assumptions]
    assert "rubric.sections.*.criteria.*.not_applicable" in explained


def test_the_sheet_ends_in_an_opinion_and_a_recommendation() -> None:
    opinion, recommendation = scheme().rubric.remarks
    assert (opinion.required, opinion.options) == (True, ())
    assert recommendation == scheme().rubric.recommendation
    assert (recommendation.options, recommendation.assumed) == (("推荐", "不推荐"), True)


def test_draft() -> None:
    """S4-2, S4-3, D-24."""
    assert (scheme().status, scheme().version) == (Status.DRAFT, "征求意见稿")
    assert scheme().notice
    assert getattr(scheme().notice, "date", None) == ""


def test_conformity_and_technical_evaluation() -> None:
    """S4-16."""
    assert [(one.title, one.scored) for one in scheme().stages] == [
        ("符合性评价", False),
        ("技术性评价", True),
    ]


def test_the_application_form_is_assumed() -> None:
    """S4-14 says voluntary, the draft prints no form; D-31: no personal data."""
    (form,) = scheme().forms
    assert form.assumed
    assert all(one.assumed and one.comment for one in form.fields)
    assert {one.title for one in form.fields if one.personal} == {"联系人", "联系电话"}
