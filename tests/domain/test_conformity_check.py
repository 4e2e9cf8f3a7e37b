"""The conformity check of one application by the shipped schemes: T-11 to T-16, D-7 to D-20."""

import json
from dataclasses import replace
from typing import Any

import builders as make
import pytest
from shipped import shipped

from evaluator_app.domain.application import Application
from evaluator_app.domain.conformity_check import RECEIVED, check_conformity, unknown_judgements
from evaluator_app.domain.conformity_results import Conformity, Facts, Judgement, RuleResult, Verdict

MET, NOT_MET, TO_JUDGE, NOT_NEEDED = Verdict
SITE, THIRD_PARTY, EQUIPMENT = "saq-0005-2023", "smart-factory-supervisor-2023", "saq-0003-2023"


def application(*kinds: str, **changes: Any) -> Application:
    documents = tuple(make.document(f"d{number}", kind=kind) for number, kind in enumerate(kinds))
    return make.application(documents=documents, **changes)


def figures(**said: str) -> Facts:
    judgements = tuple(Judgement(rule=f"eligibility.{rule}", figure=one) for rule, one in said.items())
    return Facts(judgements=judgements, declared="2024-07-01")


def checked(scheme: str, one: Application | None = None, facts: Facts | None = None) -> dict[str, RuleResult]:
    found = check_conformity(shipped(scheme), one or application(), facts or Facts())
    return {result.rule: result for result in found.results}


def verdict(scheme: str, rule: str, one: Application | None = None, facts: Facts | None = None) -> Verdict:
    return checked(scheme, one, facts)[rule].verdict


# Papers


def test_every_field_the_form_asks_for_is_filled() -> None:
    """S1 附件2: the fields that are empty are named."""
    [form] = [one for one in shipped(SITE).forms if one.id == "sign-up-form"]
    full = {one.id: "示例" for one in form.fields}
    assert verdict(SITE, "forms.sign-up-form", application(values=full)) is MET
    found = checked(SITE, application(values=full | {"postcode": " ", "recommender": ""}))[
        "forms.sign-up-form"
    ]
    assert (found.verdict, found.found) == (NOT_MET, "邮编")


def test_a_form_of_which_nothing_is_filled_is_somebody_elses() -> None:
    """The recommendation form (附件4) is filled by who recommends; the recommender alone shows nothing."""
    assert "forms.recommendation-form" not in checked(SITE, application(values={"recommender": "示例集团"}))


def test_required_documents() -> None:
    assert verdict(SITE, "documents.innovation-report", application()) is NOT_MET
    assert verdict(SITE, "documents.innovation-report", application("innovation-report")) is MET
    assert "documents.honours" not in checked(SITE, application("honours"))


@pytest.mark.parametrize(("length", "expected"), [(20, MET), (21, TO_JUDGE), (None, TO_JUDGE)])
def test_t11_a_length_is_shown_and_warned_of(length: int | None, expected: Verdict) -> None:
    """D-11: within the limit is met; an excess, or a section nobody could count, is for a person."""
    counted = {} if length is None else {"name": length}
    facts = Facts(lengths={"innovation-report": counted})
    found = checked(SITE, application("innovation-report"), facts)["documents.innovation-report.name"]
    assert (found.verdict, found.wanted) == (expected, "≤ 20")
    assert found.found == ("" if length is None else str(length))


def test_a_section_without_limit_must_only_be_there() -> None:
    facts = Facts(lengths={"work-plan": {"object": 9000}})
    found = checked(THIRD_PARTY, application("work-plan"), facts)["documents.work-plan.object"]
    assert (found.verdict, found.wanted) == (MET, "")


# Evidence


@pytest.mark.parametrize(
    ("grade", "kind", "expected"),
    [
        ("标杆级", "first-party-report", MET),
        ("标杆级", "satisfaction-report", MET),
        ("优秀级", "satisfaction-report", MET),
        ("优秀级", "third-party-report", TO_JUDGE),
        ("推进级", "second-party-report", NOT_MET),
        ("推进级", "third-party-report", TO_JUDGE),
        ("推进级", "honours", NOT_MET),
    ],
)
def test_d8_reports_by_intended_grade_and_what_may_replace_them(
    grade: str, kind: str, expected: Verdict
) -> None:
    one = application(kind, intended_grade=grade)
    assert verdict(SITE, f"evidence.{grade}.reports", one) is expected
    assert not any(
        rule.startswith("evidence.") and "级" in rule and grade not in rule for rule in checked(SITE, one)
    )


def test_d7_a_group_recommended_site_is_for_a_person_unless_a_report_is_there() -> None:
    rule = "evidence.group-recommended.reports"
    assert verdict(SITE, rule, application()) is TO_JUDGE
    assert verdict(SITE, rule, application("second-party-report")) is MET


@pytest.mark.parametrize(
    ("grade", "years", "expected"),
    [("标杆级", "2.9", NOT_MET), ("优秀级", "2", MET), ("推进级", "1", MET), ("推进级", "一年多", TO_JUDGE)],
)
def test_t12_years_of_activity(grade: str, years: str, expected: Verdict) -> None:
    facts = figures(**{"activity-years": years})
    assert verdict(SITE, f"evidence.{grade}.years", application(intended_grade=grade), facts) is expected


def test_t12_less_than_a_year_is_not_eligible() -> None:
    assert verdict(SITE, "eligibility.activity-years", facts=figures(**{"activity-years": "0.9"})) is NOT_MET


def test_years_of_a_scheme_that_counts_none_are_for_a_person() -> None:
    scheme = replace(shipped(SITE), eligibility=())
    found = check_conformity(scheme, application(intended_grade="标杆级"), Facts())
    assert {one.rule: one.verdict for one in found.results}["evidence.标杆级.years"] is TO_JUDGE


# Conditions


@pytest.mark.parametrize(
    ("accident", "expected"), [("2021-08-01", NOT_MET), ("2021-06-30", MET), ("", TO_JUDGE)]
)
@pytest.mark.parametrize("scheme", [SITE, EQUIPMENT])
def test_t13_accidents_count_back_from_the_declaration(scheme: str, accident: str, expected: Verdict) -> None:
    """D-29: from the declaration date; without the day of an accident a person says there was none."""
    assert verdict(scheme, "eligibility.no-accident", facts=figures(**{"no-accident": accident})) is expected


def test_t13_without_the_day_of_the_declaration_a_person_judges() -> None:
    facts = replace(figures(**{"no-accident": "2020-01-01"}), declared="")
    assert verdict(SITE, "eligibility.no-accident", facts=facts) is TO_JUDGE


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        ("49.9", NOT_MET),
        ("50", MET),
        ("80", MET),
        ("80.1", NOT_MET),
        ("2024-01-01", TO_JUDGE),
        ("NaN", TO_JUDGE),
    ],
)
def test_t14_construction_progress(percent: str, expected: Verdict) -> None:
    facts = figures(**{"construction-progress": percent})
    site = application(sector="建设工程")
    found = checked(SITE, site, facts)["eligibility.construction-progress"]
    assert (found.verdict, found.wanted) == (expected, "50 … 80")


def test_t14_other_sectors_need_no_construction_progress() -> None:
    assert verdict(SITE, "eligibility.construction-progress", application(sector="制造")) is NOT_NEEDED


@pytest.mark.parametrize(
    ("assessors", "seniors", "expected"),
    [
        ("4", "4", (NOT_MET, NOT_MET)),
        ("5", "0", (MET, NOT_NEEDED)),
        ("0", "5", (NOT_NEEDED, MET)),
        ("5", "5", (MET, MET)),
    ],
)
def test_t15_one_of_two_alternatives_is_enough_and_they_are_not_added(
    assessors: str, seniors: str, expected: tuple[Verdict, Verdict]
) -> None:
    """D-19: S3 asks for five assessors or five with a senior title."""
    found = checked(THIRD_PARTY, facts=figures(assessors=assessors, seniors=seniors))
    assert (found["eligibility.assessors"].verdict, found["eligibility.seniors"].verdict) == expected


@pytest.mark.parametrize(
    ("rows", "assessors", "seniors"),
    [
        ([["2023年3月", "86", "4", "4"]], NOT_MET, NOT_MET),
        ([["2022年3月", "80", "2", "1"], ["2023年3月", "86", "5", "0"]], MET, NOT_NEEDED),
        ([["2023年3月", "86", "", "5"]], NOT_NEEDED, MET),
        ([["2023年3月", "86"]], TO_JUDGE, TO_JUDGE),
        ([["2023年3月", "86", "若干", "若干"]], TO_JUDGE, TO_JUDGE),
    ],
)
def test_the_team_table_states_its_figures(
    rows: list[list[str]], assessors: Verdict, seniors: Verdict
) -> None:
    """T-15 from the form itself (附件 1): the last row is the present; what is no number a person judges."""
    one = application(values={"team": json.dumps(rows, ensure_ascii=False)})
    found = checked(THIRD_PARTY, one)
    assert found["eligibility.assessors"].verdict is assessors
    assert found["eligibility.seniors"].verdict is seniors


def test_a_table_that_is_none_states_nothing() -> None:
    """Words typed by hand into the value of a table, and a column the form does not have."""
    assert verdict(THIRD_PARTY, "eligibility.assessors", application(values={"team": "5 人"})) is TO_JUDGE
    rules = shipped(THIRD_PARTY)
    conditions = tuple(replace(one, field="application-form.team.别的") for one in rules.eligibility)
    one = application(values={"team": '[["2023年3月", "86", "5", "5"]]'})
    found = check_conformity(replace(rules, eligibility=conditions), one, Facts()).results
    counted = [result.verdict for result in found if result.rule == "eligibility.assessors"]
    assert counted == [TO_JUDGE]


@pytest.mark.parametrize(("founded", "expected"), [("2018-09-01", NOT_MET), ("2018-08-31", MET)])
def test_t16_years_since_the_foundation_count_to_the_deadline(founded: str, expected: Verdict) -> None:
    """D-19: the day stands in the application form."""
    assert (
        verdict(THIRD_PARTY, "eligibility.registered", application(values={"founded": founded})) is expected
    )


def test_d19_a_scheme_without_deadline_counts_to_the_declaration() -> None:
    scheme = replace(shipped(THIRD_PARTY), submission=None)
    found = check_conformity(
        scheme, application(values={"founded": "2019-07-01"}), Facts(declared="2024-07-01")
    )
    results = {one.rule: one.verdict for one in found.results}
    assert results["eligibility.registered"] is MET
    assert RECEIVED not in results


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2023-08-31", MET),
        ("2023-09-01", TO_JUDGE),
        ("2023-09-02", NOT_MET),
        ("", TO_JUDGE),
    ],
)
def test_d18_the_borderline_day_is_the_secretariats_to_decide(day: str, expected: Verdict) -> None:
    facts = Facts(judgements=(Judgement(rule=RECEIVED, figure=day),))
    assert verdict(THIRD_PARTY, RECEIVED, facts=facts) is expected


def test_d20_lists_are_looked_up_by_a_person() -> None:
    assert verdict(THIRD_PARTY, "eligibility.not-a-provider", facts=figures()) is TO_JUDGE


def test_d9_recommendation_is_judged_by_a_person() -> None:
    assert verdict(SITE, "recommendation.required") is TO_JUDGE


# Judgements


def judged(**said: Any) -> Conformity:
    one = Judgement(**{"rule": "documents.innovation-report", "reason": "补交", "by": "示例"} | said)
    return check_conformity(shipped(SITE), application(), Facts(judgements=(one,)))


def test_a_person_overrides_with_reason_and_name_and_both_are_kept() -> None:
    [found] = [one for one in judged(met=True).results if one.rule == "documents.innovation-report"]
    assert (found.verdict, found.computed, found.overridden) == (MET, NOT_MET, True)
    [found] = [one for one in judged(met=False).results if one.rule == "documents.innovation-report"]
    assert (found.verdict, found.overridden) == (NOT_MET, False)


@pytest.mark.parametrize("lacking", [{"reason": " "}, {"by": ""}, {"rule": "documents.unknown"}])
def test_a_judgement_without_reason_name_or_rule_changes_nothing_and_is_told(lacking: dict[str, str]) -> None:
    rule = "documents.innovation-report"
    found = judged(met=True, **lacking)
    assert next(one for one in found.results if one.rule == rule).verdict is NOT_MET
    one = replace(Judgement(rule=rule, reason="补交", by="示例", met=True), **lacking)  # type: ignore[arg-type]  # texts
    assert unknown_judgements(found, Facts(judgements=(one,))) == (one.rule,)


def test_a_figure_needs_no_reason() -> None:
    facts = figures(**{"activity-years": "3"})
    found = check_conformity(shipped(SITE), application(), facts)
    assert unknown_judgements(found, facts) == ()


def test_judging_what_was_open_is_no_override() -> None:
    found = judged(rule="recommendation.required", met=True)
    [result] = [one for one in found.results if one.rule == "recommendation.required"]
    assert (result.verdict, result.overridden) == (MET, False)


def test_an_application_enters_when_nothing_is_against_it_or_open() -> None:
    """One rule not met keeps it out, whatever is open; one open rule leaves it undecided."""
    found = judged()
    assert found.verdict is NOT_MET
    met = [one for one in found.results if one.verdict is MET]
    still_open = [one for one in found.results if one.verdict is TO_JUDGE]
    assert replace(found, results=(*met, *still_open)).verdict is TO_JUDGE
    assert replace(found, results=tuple(met)).verdict is MET
