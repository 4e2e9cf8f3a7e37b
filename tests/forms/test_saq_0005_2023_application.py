"""What T/SAQ 0005-2023 asks of applicants: eligibility, evidence, report and forms."""

from decimal import Decimal

import pytest
from saq_scheme import at, form_field, scheme

from evaluator_app.domain.form import FieldKind
from evaluator_app.domain.requirements import EligibilityKind

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
