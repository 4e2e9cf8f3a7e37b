"""T/SAQ 0003-2023: every fact S0-1 to S0-117 as data; the score sheet is plainly no more than a sample."""

from decimal import Decimal
from fractions import Fraction

import pytest
from builders import EXAMPLES
from shipped import facts, missing, shipped, unfounded

from evaluator_app.domain.form import FieldKind
from evaluator_app.domain.protocol import MergeRule
from evaluator_app.domain.requirements import CountedTo, EligibilityKind
from evaluator_app.domain.rubric import Criterion, Section, Weights
from evaluator_app.domain.scheme import Scheme, Status
from evaluator_app.domain.totals import grade
from evaluator_app.domain.upkeep import CertificateEnd, DutyKind

NAME = "saq-0003-2023"


def scheme() -> Scheme:
    return shipped(NAME)


def test_no_fact_is_left_out() -> None:
    assert list(facts(NAME)) == [f"S0-{number}" for number in range(1, 118)]


@pytest.mark.parametrize("fact", facts(NAME))
def test_the_fact_stands_verbatim_in_its_place(fact: str) -> None:
    assert missing(NAME, fact) == []


def test_each_rule_cites_its_clause_and_each_assumption_its_reason() -> None:
    assert unfounded(NAME) == []


# Levels


def test_bands_are_those_of_the_worked_examples() -> None:
    """S0-53, S0-55 to S0-57, D-3."""
    assert [
        {
            "id": one.id,
            "low": str(one.low),
            "low_inclusive": one.low_inclusive,
            "high": None if one.high is None else str(one.high),
            "high_inclusive": one.high_inclusive,
        }
        for one in scheme().rubric.bands
    ] == [
        {**one, "high_inclusive": True} if one["high"] is None else one
        for one in EXAMPLES["schemes"]["S0"]["bands"]
    ]


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        *(("1000", "六星级"), ("950", "六星级")),  # T-1
        *(("949.99", "五星级"), ("850.01", "五星级")),  # T-2
        *(("850", "四星级"), ("700.01", "四星级")),  # T-3
        *(("700", None), ("0", None)),  # T-4
    ],
)
def test_grades_at_the_thresholds(score: str, expected: str | None) -> None:
    """T-1 to T-4."""
    band = grade(Fraction(score), scheme().rubric.bands)
    assert (band and band.id) == expected


def test_no_stars_is_a_result_with_a_name() -> None:
    """D-2, T-4."""
    assert (scheme().rubric.unplaced, scheme().rubric.bands_complete) == ("未达星级", False)


def test_summaries_of_the_levels() -> None:
    """S0-54 to S0-57."""
    assert [one.summary for one in scheme().rubric.bands] == [
        "数据驱动卓越管理",
        "系统集成全面管理",
        "数据采集精益管理",
    ]


def test_no_level_without_the_conditions() -> None:
    """S0-52: level = precondition check and score."""
    (one,) = scheme().preconditions
    assert one.grades == tuple(band.id for band in scheme().rubric.bands)
    assert (one.cap, one.assumed) == ("", True)


# The sample rubric


def test_the_rubric_is_plainly_a_sample() -> None:
    """D-25: never to be taken for Appendix A."""
    rubric = scheme().rubric
    parts: list[Section | Criterion] = [*rubric.sections, *rubric.criteria]
    assert scheme().status is Status.SAMPLE
    assert rubric.title.startswith("示例")
    assert "不是" in rubric.source_note
    assert all(one.title.startswith("示例") and one.label.startswith("示例") for one in parts)
    assert all(one.assumed and one.comment and not one.clause for one in parts)
    assert all("示例" in one.text for one in rubric.criteria)


def test_the_sample_adds_up_to_what_the_thresholds_suppose() -> None:
    """D-1."""
    rubric = scheme().rubric
    assert rubric.max == 1000
    assert rubric.weights is Weights.NONE
    assert [int(one.max) for one in rubric.sections] == [200, 300, 500]


def test_sample_words_are_words_of_the_source() -> None:
    """D-25: the criteria say nothing the source does not say."""
    words = [one.title.removeprefix("示例：") for one in scheme().rubric.criteria]
    texts = [str(one["text"]) for one in facts(NAME).values()]
    assert [one for one in words if not any(one in text for text in texts)] == []


# Procedure, roles, applicants


def test_eight_steps_in_order() -> None:
    """S0-58."""
    steps = ["初始申请", "标准宣贯", "正式申请", "初步诊断", "技术评审", "评定发布", "出具证书", "交流学习"]
    assert [one.title for one in scheme().process] == steps


def test_two_scored_stages() -> None:
    """S0-78."""
    assert [(one.title, one.scored) for one in scheme().stages] == [("文件评审", True), ("现场评审", True)]


def test_documents_of_the_steps() -> None:
    """S0-61, S0-67 to S0-72, S0-84."""
    papers = {one.id: one.documents for one in scheme().process}
    assert papers["initial-application"] == ("application-form",)
    declared = {"commitment", "declaration-form", "self-report", "innovation-report", "other-evidence"}
    assert set(papers["formal-application"]) == declared | {"agreement"}
    assert papers["certificate"] == ("certificate", "plaque")


def test_panel_and_experts() -> None:
    """S0-21, S0-24 to S0-34."""
    by_id = {one.id: one for one in scheme().organisations}
    assert by_id["评价评审组"].members_from == ("评审专家", "专职工作人员")
    experts = by_id["评审专家"]
    assert experts.members_from == ("标委会", "标准起草单位", "相关技术机构")
    assert (experts.term_years, len(experts.conditions)) == (Decimal(5), 5)


def test_eight_roles_and_the_bodies() -> None:
    """S0-14 to S0-17, S0-23, S0-35 to S0-38; D-26: a chair is possible, and assumed."""
    by_id = {one.id: one for one in scheme().organisations}
    bodies = {"上海市质协", "标委会", "秘书处", "标准化办公室"}
    assert bodies == {name for name, one in by_id.items() if one.kind == "body"}
    assert {"申请评价单位", "申请评价现场", "获证单位", "标准起草单位"} <= by_id.keys()
    assert by_id["评审组长"].assumed


def test_conditions_of_applicants() -> None:
    """S0-39 to S0-47; D-29: three years back from the declaration."""
    assert len(scheme().eligibility) == 8
    (one,) = [one for one in scheme().eligibility if one.kind is EligibilityKind.NO_EVENT_YEARS]
    assert (one.low, one.counted_to) == (Decimal(3), CountedTo.DECLARATION)


def test_sectors() -> None:
    """S0-39, S0-40: four by name, 等, and others that commit themselves."""
    assert [one.id for one in scheme().sectors if not one.assumed] == [
        *("航空航天", "能源电力", "轨道交通", "船舶海工"),
        "相关制造单位",
    ]


def test_forms_are_assumed_field_by_field() -> None:
    """S0-61, S0-68, S0-69: the source names the forms and lists no field."""
    assert [one.title for one in scheme().forms] == [
        "高端装备智能制造生产现场管理团体标准实施评价申请表",
        "高端装备智能制造生产现场管理团体标准实施评价申报表",
        "团体标准承诺执行书",
    ]
    fields = [one for form in scheme().forms for one in form.fields]
    assert all(one.assumed and one.comment for one in fields)
    assert sum(one.kind is FieldKind.SEAL for one in fields) == 3


def test_no_personal_data() -> None:
    """D-31."""
    personal = {one.title for form in scheme().forms for one in form.fields if one.personal}
    assert personal == {"联系人", "联系电话", "电子邮箱", "现场联系人"}
    assert scheme().contact is None


# Certificate, upkeep, supervision


def test_certificate() -> None:
    """S0-87 to S0-93, S0-97, D-28."""
    one = scheme().certificate
    assert one
    assert [field.title for field in one.fields] == [
        *("证书编号", "获证单位名称/现场名称", "评价依据", "评价结果", "评价日期", "发证机构名称"),
    ]
    assert (one.years, one.ends, len(one.uses)) == (Decimal(3), CertificateEnd.SAME_DAY, 2)


@pytest.mark.parametrize(
    ("name", "kind", "days", "start"),
    [
        ("yearly-report", DutyKind.YEARLY, 0, ""),  # S0-96
        ("event-report", DutyKind.WITHIN_DAYS, 7, "发生所列情形之日"),  # S0-104
        ("return-cancelled", DutyKind.WITHIN_DAYS, 15, "收到通知书之日"),  # S0-111, T-17
        ("exchange-lowered", DutyKind.WITHIN_DAYS, 15, "收到通知书之日"),  # S0-112
        ("secrecy", DutyKind.ALWAYS, 0, ""),  # S0-115 to S0-117
    ],
)
def test_duties(name: str, kind: DutyKind, days: int, start: str) -> None:
    upkeep = scheme().upkeep
    assert upkeep
    (one,) = [one for one in upkeep.duties if one.id == name]
    assert (one.kind, one.days, one.counted_from) == (kind, days, start)


def test_sanctions() -> None:
    """S0-98, S0-99, S0-105 to S0-110, D-30: one level down is suggested, the committee decides."""
    upkeep = scheme().upkeep
    assert upkeep
    assert [(one.id, len(one.causes), one.levels) for one in upkeep.sanctions] == [
        ("revocation", 3, 0),
        ("lowering", 5, 1),
    ]
    assert {(one.proposed_by, one.confirmed_by) for one in upkeep.sanctions} == {("秘书处", "标委会")}


def test_states_of_a_case() -> None:
    """D-33, S0-104 to S0-114."""
    upkeep = scheme().upkeep
    assert upkeep
    ways = {one.id: one.next for one in upkeep.states}
    assert ways["正常"] == ("已报告",)
    assert ways["已报告"] == ("待确认",)
    assert {"降级", "取消"} < set(ways["待确认"])
    assert ways["待退换"] == ("完成", "公告")


# What the source leaves open


def test_protocol_defaults() -> None:
    """D-13: all of it assumed, each with its reason."""
    rules = scheme().protocol
    assert (rules.rule, rules.minimum_sheets, rules.trim_from, rules.decimals) == (MergeRule.MEAN, 3, 5, 2)
    assert rules.assumed
    explained = {one.path for one in scheme().assumptions}
    for name in ("unit", "rule", "minimum_sheets", "trim_from", "decimals", "rounding", "tie_breaks"):
        assert f"protocol.{name}" in explained
