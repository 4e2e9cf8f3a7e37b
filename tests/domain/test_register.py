"""The register of certificates: terms, states of a case, how a certificate stands (S0-93 to S0-114, D-33)."""

from dataclasses import replace

import pytest
from register_builders import (
    ENTRY,
    LOWERED,
    NOTIFIED,
    REVOKED,
    WITHDRAWN,
    event,
    holding,
    reported,
    scheme,
    step,
)
from shipped import shipped

from evaluator_app.domain.register import (
    EventKind,
    Validity,
    case_of,
    current,
    grade_title,
    lower_grades,
    next_states,
    normal_state,
    sanction_of,
    suggested_grade,
    term_end,
    validity,
)
from evaluator_app.domain.upkeep import CaseMeaning, CertificateEnd

UPKEEP = scheme().upkeep
RULE = scheme().certificate


@pytest.mark.parametrize(
    ("first", "ends", "last"),
    [
        ("2024-02-29", CertificateEnd.SAME_DAY, "2027-02-28"),
        ("2024-03-01", CertificateEnd.SAME_DAY, "2027-03-01"),
        ("2024-03-01", CertificateEnd.DAY_BEFORE, "2027-02-28"),
        ("2025-02-28", CertificateEnd.SAME_DAY, "2028-02-28"),
    ],
)
def test_three_years(first: str, ends: CertificateEnd, last: str) -> None:
    """S0-93, D-28, T-18: the same day three years later unless the scheme says the day before."""
    assert RULE
    assert term_end(first, replace(RULE, ends=ends)) == last


@pytest.mark.parametrize(
    ("day", "stands"),
    [
        ("2024-02-28", Validity.AHEAD),
        ("2024-02-29", Validity.VALID),
        ("2027-02-28", Validity.VALID),
        ("2027-03-01", Validity.EXPIRED),
    ],
)
def test_a_certificate_holds_through_its_last_day(day: str, stands: Validity) -> None:
    """S0-93."""
    assert validity(holding(), UPKEEP, day) is stands


@pytest.mark.parametrize(
    ("events", "stands"),
    [(LOWERED, Validity.LOWERED), (WITHDRAWN, Validity.WITHDRAWN), (REVOKED, Validity.REVOKED)],
)
def test_a_confirmed_case_ends_it_on_its_day(events: tuple[object, ...], stands: Validity) -> None:
    """S0-99, S0-105: cancelling a grade, lowering it and revoking the certificate are three things."""
    one = holding(*events)  # type: ignore[arg-type] # events of the builders
    assert validity(one, UPKEEP, "2024-05-31") is Validity.VALID
    assert validity(one, UPKEEP, "2024-06-01") is stands
    assert validity(one, UPKEEP, "2030-01-01") is stands


def test_the_case_remembers_what_counts() -> None:
    """D-33: from the report to the days that run from the notice."""
    case = case_of(holding(*NOTIFIED), UPKEEP)
    assert case
    assert (case.sanction, case.causes, case.occurred) == ("lowering", ("accident",), "2024-05-01")
    assert (case.loss, case.lost_on, case.grade) == (CaseMeaning.LOWERED, "2024-06-01", "四星级")
    assert (case.notified_on, case.moved_on, case.paper) == (
        "2024-06-10",
        "2024-06-10",
        "审定会纪要〔2024〕3号",
    )


def test_a_case_that_comes_to_nothing_leaves_no_trace_on_the_certificate() -> None:
    """D-33: the committee may not confirm."""
    one = holding(reported(), step("待确认", "2024-05-20"), step("正常", "2024-06-01"))
    assert case_of(one, UPKEEP) is None
    assert validity(one, UPKEEP, "2024-07-01") is Validity.VALID
    assert [each.id for each in next_states(one, UPKEEP, "lowering")] == ["已报告"]
    assert case_of(holding(), None) is None


def test_the_ways_of_a_case() -> None:
    """D-33, S0-99: each sanction has its own ends; a revocation lowers nothing."""
    proposed = holding(*LOWERED[:2])
    assert [one.id for one in next_states(proposed, UPKEEP)] == ["降级", "取消", "正常"]
    assert [one.id for one in next_states(holding(*REVOKED[:2]), UPKEEP)] == ["撤销", "正常"]
    assert [one.id for one in next_states(holding(*NOTIFIED), UPKEEP)] == ["完成", "公告"]
    assert next_states(holding(), None) == ()
    assert normal_state(None) is None
    assert sanction_of("lowering", None) is None


def test_an_exchanged_certificate_is_replaced() -> None:
    """S0-112: another is given in exchange."""
    one = holding(*NOTIFIED, step("完成", "2024-06-20", successor="SAQ0003-2024-0002"))
    assert validity(one, UPKEEP, "2024-06-19") is Validity.LOWERED
    assert validity(one, UPKEEP, "2024-06-20") is Validity.REPLACED


def test_one_grade_down_is_suggested_and_below_the_lowest_none() -> None:
    """D-30: from 四星级 the grade can only be withdrawn."""
    lowering, revocation = sanction_of("lowering", UPKEEP), sanction_of("revocation", UPKEEP)
    assert lowering
    assert revocation
    assert suggested_grade(scheme(), holding(grade="六星级"), lowering) == "五星级"
    assert suggested_grade(scheme(), holding(grade="四星级"), lowering) == ""
    assert suggested_grade(scheme(), holding(), revocation) == ""
    assert lower_grades(scheme(), "unknown") == ()
    assert grade_title(scheme(), "五星级") == "五星级"
    assert grade_title(scheme(), "") == scheme().rubric.unplaced


def test_the_last_certificate_of_an_application_is_the_current_one() -> None:
    """S0-97: another evaluation gives another certificate."""
    later = holding(number="SAQ0003-2024-0002", campaign="2024-stars")
    assert current([holding(), later]) == {("2024-stars", "A-001"): later}
    assert holding(event(EventKind.NOTE, "2024-03-01", note="示例")).of(EventKind.REPORT) == ()


def test_what_a_certificate_states_stands_in_the_scheme() -> None:
    """S0-87 to S0-92."""
    assert RULE
    assert [one.title for one in RULE.fields] == [
        "证书编号",
        "获证单位名称/现场名称",
        "评价依据",
        "评价结果",
        "评价日期",
        "发证机构名称",
    ]
    assert RULE.issuer == ENTRY.issuer
    assert RULE.basis in shipped("saq-0003-2023").certificate.basis  # type: ignore[union-attr] # it has one
