"""沪经信制〔2023〕673号: every fact S3-1 to S3-67 as data; a sheet of grades and comments without points."""

from datetime import date
from decimal import Decimal
from itertools import groupby

import pytest
from shipped import facts, missing, shipped, unfounded

from evaluator_app.domain.form import FieldKind, FormField
from evaluator_app.domain.requirements import CountedTo, Eligibility, EligibilityKind
from evaluator_app.domain.rubric import Weights
from evaluator_app.domain.scheme import Scheme, Status

NAME = "smart-factory-supervisor-2023"
ASSESSORS = "application-form.team.CMMM 评估师人数"
SENIORS = "application-form.team.相关领域高级职称人数"


def scheme() -> Scheme:
    return shipped(NAME)


def condition(name: str) -> Eligibility:
    return next(one for one in scheme().eligibility if one.id == name)


def field(name: str) -> FormField:
    return next(one for one in scheme().forms[0].fields if one.id == name)


def test_no_fact_is_left_out() -> None:
    assert list(facts(NAME)) == [f"S3-{number}" for number in range(1, 68)]


@pytest.mark.parametrize("fact", facts(NAME))
def test_the_fact_stands_verbatim_in_its_place(fact: str) -> None:
    assert missing(NAME, fact) == []


def test_each_rule_cites_its_clause_and_each_assumption_its_reason() -> None:
    assert unfounded(NAME) == []


# Conditions


@pytest.mark.parametrize(
    ("assessors", "seniors", "met"), [(4, 4, False), (5, 0, True), (0, 5, True), (4, 5, True), (0, 0, False)]
)
def test_five_assessors_or_five_seniors(assessors: int, seniors: int, met: bool) -> None:  # noqa: FBT001 - a case of the table
    """T-15, S3-16, D-19: one of the two is enough, 3 + 2 is not."""
    figures = {ASSESSORS: Decimal(assessors), SENIORS: Decimal(seniors)}
    staff = [one for one in scheme().eligibility if one.alternative == "staff"]
    assert {one.field for one in staff} == figures.keys()
    assert all(one.kind is EligibilityKind.MIN_COUNT and one.low_inclusive for one in staff)
    assert any(one.low is not None and figures[one.field] >= one.low for one in staff) is met


@pytest.mark.parametrize(
    ("founded", "met"), [(date(2018, 9, 1), False), (date(2018, 8, 31), True), (date(2000, 1, 1), True)]
)
def test_five_years_since_registration(founded: date, met: bool) -> None:  # noqa: FBT001 - a case of the table
    """T-16, S3-10, D-19: 4 years 364 days are too few, exactly 5 years enough, counted to the deadline."""
    one = condition("registered")
    assert (one.kind, one.counted_to, one.low_inclusive) == (
        EligibilityKind.MIN_YEARS,
        CountedTo.DEADLINE,
        True,
    )
    submission = scheme().submission
    assert one.low is not None
    assert submission
    deadline = date.fromisoformat(submission.deadline)
    assert (founded <= deadline.replace(year=deadline.year - int(one.low))) is met


def test_conditions_by_clause() -> None:
    """S3-10 to S3-20: E1 to E5."""
    by_clause = [
        (clause, len(list(found))) for clause, found in groupby(scheme().eligibility, lambda e: e.clause)
    ]
    assert by_clause == [("一、1", 4), ("一、2", 1), ("一、3", 3), ("一、4", 1), ("一、5", 1)]


def test_figures_stand_in_the_form() -> None:
    """S3-43, S3-47, S3-48."""
    assert condition("registered").field == "application-form.founded"
    assert field("team").columns == ("××年××月", "总人数", "CMMM 评估师人数", "相关领域高级职称人数")
    assert (field("team").kind, field("team").rows) == (FieldKind.TABLE, 1)


def test_listed_providers_may_not_apply_in_principle() -> None:
    """S3-20, D-20: on either list; an exception needs a reason."""
    one = condition("not-a-provider")
    assert (one.kind, len(one.lists), one.with_reason, one.assumed) == (
        EligibilityKind.NOT_LISTED,
        2,
        True,
        True,
    )
    assert all(name in one.text for name in one.lists)


def test_the_preference_is_no_condition() -> None:
    """S3-19."""
    (one,) = scheme().preferences
    assert len(one.cases) == 2
    assert all(case in one.text for case in one.cases)


# The sheet


def test_four_dimensions() -> None:
    """S3-25, S3-26."""
    assert [one.title for one in scheme().rubric.criteria] == [
        *("基础能力", "专业技术人员", "相关经验与案例", "工作方案")
    ]


def test_no_points_until_weights_are_set() -> None:
    """D-21: weights are off by default."""
    rubric = scheme().rubric
    assert (rubric.weights, rubric.qualitative, rubric.bands) == (Weights.UNSET, True, ())


def test_each_dimension_has_the_assumed_grades() -> None:
    """D-21: the list of grades is ours and says so."""
    (grades,) = scheme().rubric.level_lists
    assert grades.assumed
    assert [one.title for one in grades.levels] == ["优", "良", "中", "差"]
    assert all(one.options == grades.levels for one in scheme().rubric.criteria)
    factors = [one.factor or Decimal(0) for one in grades.levels]
    assert factors == sorted(factors, reverse=True)


def test_the_sheet_ends_in_an_opinion_and_a_recommendation() -> None:
    """S3-27, S3-58, D-21."""
    opinion, recommendation = scheme().rubric.remarks
    assert (opinion.title, opinion.required, opinion.options) == ("专家评审意见", True, ())
    assert scheme().rubric.recommendation == recommendation
    assert (recommendation.options, recommendation.assumed) == (("推荐", "不推荐"), True)


def test_one_stage_by_experts() -> None:
    """S3-24."""
    assert [(one.title, one.scored) for one in scheme().stages] == [("专家评审", True)]


# Application and submission


def test_submission() -> None:
    """S3-32 to S3-36, D-18: 31 August is safe, 1 September borderline, later refused."""
    one = scheme().submission
    assert one
    assert (one.deadline, one.borderline, one.assumed) == ("2023-08-31", "2023-09-01", True)
    assert (one.copies, one.electronic, one.documents) == (3, True, ("application-form", "work-plan"))
    assert (one.to, one.late) == ("智能制造推进处", "逾期将不予受理。")


def test_one_title_for_each_document_and_the_others_as_aliases() -> None:
    """S3-21, S3-22, S3-33, S3-34, S3-41, S3-60, D-17."""
    form, plan = scheme().forms[0], scheme().documents[0]
    assert (form.title, form.aliases) == (
        "智能工厂评估诊断质量监督第三方机构申报表",
        ("智能工厂评估诊断第三方质量监督机构申报表",),
    )
    assert (plan.title, plan.aliases) == (
        "智能工厂评估诊断质量监督工作方案",
        ("智能工厂评估诊断服务第三方质量监督工作方案", "智能工厂评估诊断质量监督第三方机构工作方案"),
    )


def test_outline_of_the_work_plan() -> None:
    """S3-61 to S3-64."""
    sections = scheme().documents[0].sections
    assert [one.title for one in sections] == ["监督对象", "工作内容", "工作流程", "预期效果"]


def test_attachments() -> None:
    """S3-65 to S3-67."""
    assert [one.title for one in scheme().documents[1:]] == [
        "单位简介与服务能力",
        "典型案例情况",
        "相关证明文件",
    ]


def test_commitment_with_seal_and_signature() -> None:
    """S3-50 to S3-57; S3-58, S3-59: the experts' part is not the applicant's."""
    assert len(field("commitments").statements) == 5
    assert (field("seal").kind, field("signature").kind) == (FieldKind.SEAL, FieldKind.SIGNATURE)
    assert [one.id for one in scheme().forms[0].fields if one.when] == ["opinion", "opinion_date"]


def test_no_personal_data() -> None:
    """S3-37, S3-38, D-31: what the source prints of persons is named, not shipped."""
    contact = scheme().contact
    assert contact
    assert contact.fields == ("工作联系人", "通信地址", "邮箱")
    assert "@" not in contact.address


def test_in_force() -> None:
    assert scheme().status is Status.IN_FORCE
