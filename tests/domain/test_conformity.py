"""T-11 to T-14: lengths, years of activity, accidents and progress at their limits, by the shipped scheme."""

from decimal import Decimal

import pytest
import sheet_builders as sheets

from evaluator_app.domain.conformity import (
    clear_of_event,
    enough_years,
    figure_meets,
    section_fits,
    years_before,
)
from evaluator_app.domain.requirements import Eligibility, EligibilityKind, ReportSection

SCHEME = sheets.official().scheme
SECTIONS = next(one.sections for one in SCHEME.documents if one.sections)


def condition(kind: EligibilityKind) -> Eligibility:
    return next(one for one in SCHEME.eligibility if one.kind is kind)


@pytest.mark.parametrize(("number", "limit"), list(enumerate([20, 300, 500, 800, 5000, 1000])))
def test_t11_a_section_may_have_its_limit_and_not_one_more(number: int, limit: int) -> None:
    section = SECTIONS[number]
    assert section_fits(section, "字 " * limit)
    assert not section_fits(section, "字" * (limit + 1))


def test_t11_a_section_without_limit_takes_any_length() -> None:
    assert section_fits(ReportSection(id="x", title="X"), "字" * 9000)


@pytest.mark.parametrize(
    ("grade", "years", "enough"),
    [("标杆级", "2.9", False), ("标杆级", "3", True), ("优秀级", "2", True), ("推进级", "1", True)],
)
def test_t12_years_of_activity_by_intended_grade(grade: str, years: str, enough: bool) -> None:  # noqa: FBT001 - data
    wanted = [one for one in SCHEME.evidence if one.grade == grade and one.years is not None]
    assert [enough_years(one, Decimal(years)) for one in wanted] == [enough] * len(wanted)
    assert wanted


def test_t12_less_than_a_year_is_not_eligible() -> None:
    assert not figure_meets(condition(EligibilityKind.MIN_YEARS), Decimal("0.9"))
    assert figure_meets(condition(EligibilityKind.MIN_YEARS), Decimal(1))


def test_evidence_that_asks_for_no_years_is_met_by_any() -> None:
    assert all(enough_years(one, Decimal(0)) for one in SCHEME.evidence if one.years is None)


@pytest.mark.parametrize(
    ("event", "clear"), [("2021-08-01", False), ("2021-07-01", False), ("2021-06-30", True)]
)
def test_t13_no_accident_in_the_last_three_years(event: str, clear: bool) -> None:  # noqa: FBT001 - data
    accident = condition(EligibilityKind.NO_EVENT_YEARS)
    assert clear_of_event(accident, event, "2024-07-01") is clear


@pytest.mark.parametrize(("percent", "met"), [("49.9", False), ("50", True), ("80", True), ("80.1", False)])
def test_t14_construction_progress_between_50_and_80_percent(percent: str, met: bool) -> None:  # noqa: FBT001 - data
    assert figure_meets(condition(EligibilityKind.PERCENT_BETWEEN), Decimal(percent)) is met


@pytest.mark.parametrize(
    ("day", "years", "before"),
    [
        ("2024-02-29", 3, "2021-02-28"),
        ("2024-02-29", 4, "2020-02-29"),
        ("2024-03-01", 3, "2021-03-01"),
    ],
)
def test_the_same_day_in_an_earlier_year(day: str, years: int, before: str) -> None:
    assert years_before(day, years) == before


def test_a_condition_that_counts_no_events_is_clear_of_those_before_the_day() -> None:
    other = condition(EligibilityKind.MIN_YEARS)
    assert clear_of_event(other, "2024-06-30", "2024-07-01")
