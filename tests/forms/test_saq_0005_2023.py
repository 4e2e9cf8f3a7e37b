"""Every fact S1-1 to S1-202 of the notice 沪质协〔2024〕13号 stands in the scheme, verbatim and as data."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from builders import EXAMPLES

from evaluator_app.domain.rubric import Criterion, Rule, Section
from evaluator_app.domain.scheme import EligibilityKind, FieldKind, FormField, LoadedScheme, Scheme
from evaluator_app.domain.totals import grade
from evaluator_app.exchange.scheme_file import read_scheme_file

ROOT = Path(__file__).resolve().parents[2]
FACTS = json.loads((ROOT / "tests/data/saq-0005-2023-facts.json").read_text(encoding="utf-8"))


@cache
def loaded() -> LoadedScheme:
    return read_scheme_file(ROOT / "forms/saq-0005-2023/scheme.toml")


def scheme() -> Scheme:
    return loaded().scheme


def at(place: str) -> object:
    """What stands at a place such as `forms.declaration-form.fields.site`: attributes and ids."""
    value: object = scheme()
    for step in place.split("."):
        if isinstance(value, tuple):
            value = next(one for one in value if one.id == step)
        else:
            value = getattr(value, step)
    return value


def leaves(value: object) -> Iterator[str]:
    """Every official text under a value, numbers as text; our ids and comments prove nothing."""
    if is_dataclass(value):
        for one in fields(value):
            if one.name in ("id", "clause", "comment"):
                continue
            yield from leaves(getattr(value, one.name))
    elif isinstance(value, tuple):
        for element in value:
            yield from leaves(element)
    elif value is not None:
        yield str(value)


def test_no_fact_is_left_out() -> None:
    assert list(FACTS) == [f"S1-{number}" for number in range(1, 203)]


@pytest.mark.parametrize("fact", FACTS)
def test_the_fact_stands_verbatim_in_its_place(fact: str) -> None:
    found = list(leaves(at(FACTS[fact]["place"])))
    assert [words for words in FACTS[fact]["text"] if not any(words in one for one in found)] == []


def form_field(form: str, name: str) -> FormField:
    value = at(f"forms.{form}.fields.{name}")
    assert isinstance(value, FormField)
    return value


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


# Eligibility and evidence


@pytest.mark.parametrize(
    ("name", "kind", "low", "high", "sector"),
    [
        ("activity-years", EligibilityKind.MIN_YEARS, "1", None, ""),  # S1-68
        ("first-party", EligibilityKind.JUDGED, None, None, ""),  # S1-69
        ("second-party", EligibilityKind.JUDGED, None, None, ""),  # S1-70
        ("no-accident", EligibilityKind.NO_EVENT_YEARS, "3", None, ""),  # S1-71
        ("construction-progress", EligibilityKind.PERCENT_BETWEEN, "50", "80", "建设工程"),  # S1-64, D-12
        ("construction-accepted", EligibilityKind.JUDGED, None, None, "建设工程"),  # S1-65
        ("construction-supervisor", EligibilityKind.JUDGED, None, None, "建设工程"),  # S1-66
    ],
)
def test_eligibility(
    name: str, kind: EligibilityKind, low: str | None, high: str | None, sector: str
) -> None:
    one = next(one for one in scheme().eligibility if one.id == name)
    assert (one.kind, one.applies_to) == (kind, sector)
    assert (one.low, one.high) == (low and Decimal(low), high and Decimal(high))
    assert one.low_inclusive
    assert one.high_inclusive


@pytest.mark.parametrize(
    ("level", "years", "reports", "replacements", "with_reason"),
    [
        ("标杆级", 3, {"first", "second"}, {"third", "satisfaction"}, set()),  # S1-72, S1-73
        ("优秀级", 2, {"first", "second"}, {"satisfaction"}, {"third"}),  # S1-74, S1-75, D-8
        ("推进级", 1, {"first"}, set(), {"third", "satisfaction"}),  # S1-76, S1-77, D-8
    ],
)
def test_evidence_by_level(
    level: str, years: int, reports: set[str], replacements: set[str], with_reason: set[str]
) -> None:
    one = next(one for one in scheme().evidence if one.grade == level)
    assert one.years == years
    for names, expected in (
        (one.reports, reports),
        (one.replacements, replacements),
        (one.with_reason, with_reason),
    ):
        assert {name.partition("-")[0] for name in names} == expected


def test_evidence_of_group_recommended_sites() -> None:
    """S1-161, D-7: second- or third-party report; S1-162: suggested for 标杆级, not required."""
    group = next(one for one in scheme().evidence if not one.grade)
    assert group.reports == ("second-party-report", "third-party-report")
    assert group.assumed
    assert scheme().evidence[0].suggested == ("third-party-report",)


def test_report_sections_and_their_limits() -> None:
    """S1-138, S1-140 to S1-155, T-11."""
    report = scheme().documents[0]
    assert [(one.title, one.max_characters) for one in report.sections] == [
        ("成果名称", 20),
        ("组织概况", 300),
        ("现场概况", 500),
        ("实施背景", 800),
        ("实施过程", 5000),
        ("实施成效", 1000),
    ]


# Forms


def test_three_forms_with_all_fields() -> None:
    """S1-78 to S1-136, S1-166 to S1-175."""
    assert [(one.id, len(one.fields)) for one in scheme().forms] == [
        ("sign-up-form", 17),
        ("declaration-form", 25),
        ("recommendation-form", 7),
    ]


@pytest.mark.parametrize(
    ("form", "name", "kind", "count"),
    [
        ("sign-up-form", "member", FieldKind.CHOICE, 2),  # S1-80
        ("sign-up-form", "ownership", FieldKind.CHOICE, 6),  # S1-85
        ("sign-up-form", "industry", FieldKind.CHOICE, 21),  # S1-87 to S1-90, D-14
        ("sign-up-form", "sector", FieldKind.CHOICE, 5),  # S1-92
        ("sign-up-form", "customers", FieldKind.CHOICES, 4),  # S1-101, D-14
        ("sign-up-form", "intention", FieldKind.CHOICE, 3),  # S1-103
        ("declaration-form", "site_category", FieldKind.CHOICE, 4),  # S1-107, D-16
        ("declaration-form", "place_type", FieldKind.CHOICE, 3),  # S1-109
        ("declaration-form", "intelligence", FieldKind.CHOICE, 3),  # S1-117
        ("declaration-form", "intended_grade", FieldKind.CHOICE, 3),  # S1-130
    ],
)
def test_choices(form: str, name: str, kind: FieldKind, count: int) -> None:
    field = form_field(form, name)
    assert (field.kind, len(field.options)) == (kind, count)


def test_groups_of_key_industries() -> None:
    """S1-87 to S1-90: 3, 6 and 11 options, and one of one's own words."""
    options = form_field("sign-up-form", "industry").options
    groups = [one.group for one in options]
    assert [groups.count(name) for name in dict.fromkeys(groups)] == [3, 6, 11, 1]
    assert [one.id for one in options if one.free_text] == ["其他"]


def test_required_and_optional_as_printed() -> None:
    """S1-81 选填; S1-86 and S1-91 必选; S1-120 and S1-121 only for construction."""
    assert not form_field("sign-up-form", "recommender").required
    assert form_field("sign-up-form", "industry").required
    assert form_field("sign-up-form", "sector").required
    assert not form_field("declaration-form", "construction_start").required
    assert not form_field("declaration-form", "construction_end").required


def test_sectors_intended_grades_and_bands_share_their_ids() -> None:
    """S1-92 with S1-60 to S1-67; S1-130 with S1-17."""
    fields_of_work = [one.id for one in form_field("sign-up-form", "sector").options]
    assert fields_of_work == [one.id for one in scheme().sectors]
    grades = [one.id for one in form_field("declaration-form", "intended_grade").options]
    assert grades == [one.id for one in scheme().rubric.bands]


def test_recommendation_list() -> None:
    """S1-169, S1-170: seven columns in order, five rows."""
    table = form_field("recommendation-form", "list")
    columns = ("排序", "编号", "单位名称", "领域", "现场类别", "创新成果名称", "申报等级")
    assert (table.kind, table.columns, table.rows) == (FieldKind.TABLE, columns, 5)


def test_commitments_and_seals() -> None:
    """S1-131 to S1-136, S1-167, S1-172 to S1-174; a seal is a field, never a picture."""
    assert len(form_field("declaration-form", "commitments").statements) == 3
    assert len(form_field("recommendation-form", "statement").statements) == 3
    seals = [
        (form.id, one.id) for form in scheme().forms for one in form.fields if one.kind is FieldKind.SEAL
    ]
    assert seals == [("declaration-form", "seal"), ("recommendation-form", "seal")]


@pytest.mark.parametrize(
    ("place", "shown", "printed"),
    [
        ("organisations.团市委", "中国共青团上海市委员会", "中国共青团上海市委会会"),
        ("forms.sign-up-form", "报名表", "2024 年上海市现场管理创新活动活动报名暨成果表"),
        (
            "forms.sign-up-form.fields.intention.options.申报成果",
            "参加活动，申报管理创新成果",
            "参加活动, 申报创新管理成果",
        ),
    ],
)
def test_slips_of_the_source_are_mended_on_screen_and_kept_verbatim(
    place: str, shown: str, printed: str
) -> None:
    """D-15."""
    found = at(place)
    assert (getattr(found, "title", ""), getattr(found, "verbatim", "")) == (shown, printed)


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


def rules_of(value: object) -> Iterator[Rule]:
    """Every rule of the scheme."""
    if isinstance(value, Rule):
        yield value
    if is_dataclass(value):
        for one in fields(value):
            yield from rules_of(getattr(value, one.name))
    elif isinstance(value, tuple):
        for element in value:
            yield from rules_of(element)


def test_each_rule_cites_its_clause_and_each_assumption_its_reason() -> None:
    rules = list(rules_of(scheme()))
    assert len(rules) > 100
    assert all(one.clause or one.assumed for one in rules)
    assert all(one.comment for one in rules if one.assumed)
