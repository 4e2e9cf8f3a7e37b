"""Every fact S1-1 to S1-202 of the notice 沪质协〔2024〕13号 stands in the scheme, verbatim and as data."""

from decimal import Decimal
from fractions import Fraction

import pytest
from builders import EXAMPLES
from saq_scheme import NAME, scheme
from shipped import facts, missing, rules_of, unfounded

from evaluator_app.domain.rubric import Criterion, Section
from evaluator_app.domain.totals import grade


def test_no_fact_is_left_out() -> None:
    assert list(facts(NAME)) == [f"S1-{number}" for number in range(1, 203)]


@pytest.mark.parametrize("fact", facts(NAME))
def test_the_fact_stands_verbatim_in_its_place(fact: str) -> None:
    assert missing(NAME, fact) == []


# The score sheet of 附件5


def test_maxima_of_criteria_sections_and_total() -> None:
    """T-8, S1-178 to S1-197: 10,10,15,10,10,15,20,10; 20, 50, 30; 100."""
    rubric = scheme().rubric
    assert [int(one.max) for one in rubric.criteria] == [10, 10, 15, 10, 10, 15, 20, 10]
    assert [int(one.max) for one in rubric.sections] == [20, 50, 30]
    assert rubric.max == 100


def test_criteria_are_those_of_the_worked_examples() -> None:
    assert [
        {"id": one.id, "title": one.title, "max": str(one.max), "step": str(one.step)}
        for one in scheme().rubric.criteria
    ] == EXAMPLES["schemes"]["S1"]["criteria"]


def test_labels_print_title_and_points() -> None:
    """S1-178 to S1-195: the points in a printed label are the maximum."""
    parts: list[Section | Criterion] = [*scheme().rubric.sections, *scheme().rubric.criteria]
    assert [one.label.replace(" ", "") for one in parts] == [f"{one.title}({one.max}分)" for one in parts]


def test_columns_of_the_sheet_in_order() -> None:
    """S1-177."""
    assert scheme().rubric.columns == ("序号", "评价项目", "评价维度", "评价内容", "得分")


@pytest.mark.parametrize(
    ("band", "interval", "label"),
    [
        ("标杆级", ("90", False, None, True), "90分(不含)以上"),
        ("优秀级", ("70", True, "90", True), "70—90分"),
        ("推进级", (None, True, "70", False), "70分(不含)以下"),
    ],
)
def test_bands(band: str, interval: tuple[str | None, bool, str | None, bool], label: str) -> None:
    """S1-198 to S1-200, D-3, D-4."""
    one = scheme().rubric.bands_by_id[band]
    low, low_inclusive, high, high_inclusive = interval
    assert (one.low, one.high) == (low and Decimal(low), high and Decimal(high))
    assert (one.low_inclusive, one.high_inclusive, one.label) == (low_inclusive, high_inclusive, label)


@pytest.mark.parametrize(
    ("score", "expected"),
    [("90.01", "标杆级"), ("90", "优秀级"), ("70", "优秀级"), ("69.99", "推进级"), ("0", "推进级")],
)
def test_grades_at_the_thresholds(score: str, expected: str) -> None:
    """T-7."""
    band = grade(Fraction(score), scheme().rubric.bands)
    assert band
    assert band.id == expected


def test_three_levels() -> None:
    """S1-17: no score is without a level."""
    assert [band.id for band in scheme().rubric.bands] == ["标杆级", "优秀级", "推进级"]
    assert scheme().rubric.bands_complete


def test_every_sheet_needs_highlights_and_shortcomings() -> None:
    """S1-201, T-10."""
    (remark,) = scheme().rubric.remarks
    assert (remark.id, remark.required) == ("remarks", True)


# Procedure


def test_schedule_in_the_order_of_the_table() -> None:
    """S1-18 to S1-27; D-6: the table's 3-7月 decides, the heading's 3-6月 is kept and explained."""
    steps = scheme().process
    periods = ["3-7月", "3月", "1-12月", "3-7月", "5-8月", "8-9月", "10月", "10-11月"]
    assert [one.period for one in steps] == periods
    assert "3-6月" in steps[0].heading
    assert "D-6" in steps[0].comment


def test_review_stages_and_who_they_are_for() -> None:
    """S1-44, S1-45: defence for 标杆级, site visit where necessary; only the first is scored (assumed)."""
    assert [(one.title, one.when, one.grades, one.scored) for one in scheme().stages] == [
        ("资料评审", "", (), True),
        ("标杆级答辩", "", ("标杆级",), False),
        ("现场验证", "必要时", (), False),
    ]


def test_no_benchmark_level_without_defence() -> None:
    """D-10."""
    (one,) = scheme().preconditions
    assert (one.grades, one.cap, one.stage, one.assumed) == (("标杆级",), "优秀级", "defence", True)


def test_recommender_of_foreign_and_specialised_firms() -> None:
    """S1-40."""
    assert scheme().recommendation[2].recommender == "其他-市质协会会员与质量推进部"


def test_roles() -> None:
    """S1-46 to S1-48, S1-51, S1-52."""
    roles = [one.title for one in scheme().organisations if one.kind == "role"]
    assert roles == ["申报单位", "申报现场", "活动组织推荐单位", "专家团队", "专家组", "四家指导单位"]


def test_copied_to_the_four_guiding_organisations() -> None:
    """S1-57, S1-58."""
    assert scheme().notice
    assert len(getattr(scheme().notice, "copied_to", ())) == 4


# What the source leaves open


def test_no_personal_data() -> None:
    """S1-55, D-31: fields for persons are marked; the contact's name and numbers are not shipped."""
    personal = {one.title for form in scheme().forms for one in form.fields if one.personal}
    assert {"联系人", "电话/手机", "邮箱地址", "现场联系人姓名", "手机", "填表人", "电话"} <= personal
    assert getattr(scheme().contact, "fields", ()) == ("联系人", "联系电话")


def test_protocol_defaults() -> None:
    """D-13: mean of all sheets from three on, two decimals, no trimming below five; all of it assumed."""
    rules = scheme().protocol
    assert (rules.unit, rules.rule, rules.rounding) == ("total", "mean", "half_up")
    assert (rules.minimum_sheets, rules.trim_from, rules.decimals) == (3, 5, 2)
    assert (rules.near_threshold, rules.spread) == (Decimal("0.5"), Decimal(15))
    assert rules.stability
    assert rules.tie_breaks[:2] == ("c1", "b1")
    assert rules.assumed


@pytest.mark.parametrize(
    "path",
    [
        "rubric.sections.*.criteria.*.step",
        "rubric.remarks.*.max_characters",
        *(f"protocol.{name}" for name in ("unit", "rule", "minimum_sheets", "trim_from", "decimals")),
        *(f"protocol.{name}" for name in ("rounding", "tie_breaks", "near_threshold", "spread", "stability")),
    ],
)
def test_each_value_the_source_leaves_open_is_named(path: str) -> None:
    """D-13: shown as assumed, with the reason."""
    assert [one.path for one in scheme().assumptions if one.path == path and one.comment] == [path]


def test_each_rule_cites_its_clause_and_each_assumption_its_reason() -> None:
    assert len(list(rules_of(scheme()))) > 100
    assert unfounded(NAME) == []
