"""Certificates of another evaluation while the one before runs: S0-97, D-28, D-33."""

from dataclasses import replace
from typing import Any

import pytest
from register_builders import AWARD, LOWERED, NOTIFIED, WITHDRAWN, event, holding, reported, scheme, step

from evaluator_app.domain.codes import Code
from evaluator_app.domain.register import Award, Event, EventKind, Holding, Standing
from evaluator_app.domain.renewals import before, renewal_problems, twice

SCHEME = scheme()
DAY, TODAY = "2026-11-20", "2026-12-31"
AGAIN = replace(AWARD, application="B-007", decided_on="2026-11-15")
CASE_ENDED = (*NOTIFIED, step("完成", "2024-06-20"))


def standing(*events: Event, day: str = DAY, **changes: Any) -> Standing:
    """The certificate of 29 February 2024 on the day of another."""
    return Standing(holding=holding(*events, **changes), scheme=SCHEME, day=day)


def codes(award: Award, old: Standing, campaign: str = "2026-stars", rules: Any = SCHEME) -> list[Code]:
    """What keeps the award from being certified."""
    return [one.code for one in renewal_problems(award, old, campaign, rules, TODAY)]


def test_the_certificate_that_runs_for_the_same_site_is_found() -> None:
    """S0-97: by organisation and site, however they are spaced, in whatever campaign."""
    old = standing()
    spaced = replace(AGAIN, organisation="示例装备 有限公司", site="示例总装现场　")
    assert before(spaced, "2026-stars", SCHEME, [old]) == (old,)
    assert before(replace(AGAIN, site="示例二厂"), "2026-stars", SCHEME, [old]) == ()
    renamed = replace(AWARD, organisation="示例装备集团", decided_on=AGAIN.decided_on)
    assert before(renamed, "2024-stars", SCHEME, [old]) == (old,)
    assert before(AGAIN, "2026-stars", replace(SCHEME, id="another"), [old]) == ()


@pytest.mark.parametrize(
    ("old", "found"),
    [
        (standing(day="2027-02-28"), True),
        (standing(day="2027-03-01"), False),
        (standing(day="2024-01-01"), True),
        (standing(*LOWERED), True),
        (standing(*CASE_ENDED), False),
        (standing(*WITHDRAWN), False),
        (standing(event(EventKind.SUPERSEDED, "2026-01-01", successor="N")), False),
    ],
)
def test_what_counts_no_more_is_left_as_it_is(old: Standing, *, found: bool) -> None:
    """D-33: ended, withdrawn, exchanged; a lowered one stands in the way until it was exchanged (S0-112)."""
    assert bool(before(AGAIN, "2026-stars", SCHEME, [old])) is found


def test_a_later_decision_takes_its_place() -> None:
    """S0-97: decided later, issued before the old one ends."""
    assert codes(AGAIN, standing()) == []
    for day in ("2024-02-20", "2024-01-01"):
        assert codes(replace(AGAIN, decided_on=day), standing()) == [Code.CERTIFICATE_RUNS]


def test_a_scheme_that_knows_no_second_application_lets_it_run_out() -> None:
    """S0-97: rules are data."""
    assert SCHEME.certificate
    without = replace(SCHEME, certificate=replace(SCHEME.certificate, renewal=""))
    assert codes(AGAIN, standing(), rules=without) == [Code.CERTIFICATE_RUNS]
    assert codes(AGAIN, standing(), rules=replace(SCHEME, certificate=None)) == [Code.CERTIFICATE_RUNS]


def test_a_case_is_brought_to_its_end_first() -> None:
    """D-33, S0-112."""
    assert codes(AGAIN, standing(reported())) == [Code.CERTIFICATE_CASE_OPEN]
    assert codes(AGAIN, standing(*NOTIFIED)) == [Code.CERTIFICATE_CASE_OPEN]


def test_the_days_of_both_certificates_fit() -> None:
    """D-28: the new one begins on its own day, which has come and is not before the old one's."""
    assert codes(AGAIN, standing(day="2024-02-28")) == [Code.EVENT_TOO_EARLY]
    assert codes(AGAIN, standing(day="2027-01-01")) == [Code.RECORD_IN_FUTURE]


def test_the_same_application_is_certified_again_only_after_it_applied_again() -> None:
    """S0-97: a list that is read once more, with a later day, is no other evaluation."""
    same = replace(AWARD, decided_on="2026-11-15")
    applied = event(EventKind.RENEWAL, "2026-09-01")
    assert codes(same, standing(), "2024-stars") == [Code.CERTIFICATE_THERE]
    assert codes(same, standing(applied), "2024-stars") == []
    early = replace(same, decided_on="2026-08-31")
    assert codes(early, standing(applied), "2024-stars") == [Code.CERTIFICATE_THERE]


def test_a_site_gets_one_certificate_at_once() -> None:
    """S0-88."""
    other = replace(AGAIN, application="B-008")
    found = twice([AGAIN, other, replace(AGAIN, application="B-009", site="示例二厂")])
    assert [(one.code, one.place) for one in found] == [
        (Code.AWARD_SITE_TWICE, "B-007"),
        (Code.AWARD_SITE_TWICE, "B-008"),
    ]
    assert twice([AGAIN, AGAIN]) == ()


def test_events_of_issuing_are_not_recorded_by_hand() -> None:
    """S0-97: the certificate is superseded by issuing another, in one step."""
    old = Holding(entry=holding().entry, events=(event(EventKind.SUPERSEDED, DAY, successor="N"),))
    assert Standing(holding=old, scheme=SCHEME, day=DAY).validity.value == "replaced"
    assert Standing(holding=old, scheme=SCHEME, day="2026-11-19").validity.value == "valid"
