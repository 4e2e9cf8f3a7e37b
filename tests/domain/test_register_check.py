"""What may be recorded of a certificate, and which results may be certified (S0-87 to S0-114, D-33)."""

from dataclasses import replace

import pytest
from register_builders import (
    AWARD,
    CONFIRMED,
    LOWERED,
    NOTIFIED,
    REVOKED,
    TODAY,
    event,
    holding,
    reported,
    scheme,
    step,
)

from evaluator_app.domain.codes import Code
from evaluator_app.domain.register import Event, EventKind, Holding
from evaluator_app.domain.register_check import award_problems, event_problems

SCHEME = scheme()
FIRST = reported()


def codes(before: Holding, one: Event, today: str = TODAY) -> list[Code]:
    """What is wrong with an event."""
    return [each.code for each in event_problems(before, one, SCHEME, today)]


def test_the_whole_way_of_a_case_may_be_recorded() -> None:
    """D-33: report, proposal, confirmation, notice, exchange; every step in its turn."""
    events: tuple[Event, ...] = ()
    for one in (*NOTIFIED, step("完成", "2024-06-20")):
        assert codes(holding(*events), one) == []
        events = (*events, one)
    assert codes(holding(), REVOKED[0]) == []
    assert codes(holding(*REVOKED[:2]), REVOKED[2]) == []


def test_no_step_of_a_case_is_left_out() -> None:
    """S0-105, D-33: without proposal and confirmation nothing is lowered."""
    assert codes(holding(), LOWERED[2]) == [Code.EVENT_STATE_NOT_ALLOWED]
    assert codes(holding(FIRST), LOWERED[2]) == [Code.EVENT_STATE_NOT_ALLOWED]
    assert codes(holding(*NOTIFIED), step("无此状态", "2024-06-20")) == [Code.EVENT_STATE_NOT_ALLOWED]
    assert codes(holding(*NOTIFIED, step("完成", "2024-06-20")), FIRST) == [Code.EVENT_STATE_NOT_ALLOWED]


def test_a_case_begins_with_a_listed_reason_and_its_day() -> None:
    """S0-98, S0-106 to S0-110: each sanction has reasons of its own."""
    assert codes(holding(), replace(FIRST, causes=())) == [Code.EVENT_CAUSE_MISSING]
    assert codes(holding(), replace(FIRST, causes=("misuse",))) == [Code.EVENT_CAUSE_MISSING]
    assert codes(holding(), replace(FIRST, sanction="")) == [Code.EVENT_SANCTION_MISSING]
    assert codes(holding(), replace(FIRST, occurred="")) == [Code.EVENT_OCCURRED_MISSING]
    assert codes(holding(), replace(FIRST, occurred="2024-05-08")) == [Code.EVENT_OCCURRED_MISSING]


def test_a_case_needs_a_certificate_that_holds() -> None:
    """S0-98: within the term of the certificate."""
    late = replace(FIRST, day="2027-03-01", occurred="2027-02-01")
    assert codes(holding(), late, "2027-03-02") == [Code.CERTIFICATE_NOT_VALID]


@pytest.mark.parametrize("said", [{}, {"confirmed_by": "标委会"}, {**CONFIRMED, "confirmed_by": "秘书处"}])
def test_nothing_is_taken_without_the_committees_confirmation(said: dict[str, str]) -> None:
    """S0-99, S0-105: the secretariat proposes, the committee confirms, and a paper shows it."""
    lowering = step("降级", "2024-06-01", grade="四星级", **said)
    assert codes(holding(*LOWERED[:2]), lowering) == [Code.EVENT_NOT_CONFIRMED]
    revoking = step("撤销", "2024-06-01", **said)
    assert codes(holding(*REVOKED[:2]), revoking) == [Code.EVENT_NOT_CONFIRMED]


def test_a_grade_is_lowered_to_a_lower_one() -> None:
    """D-30: the committee decides which; below the lowest there is only withdrawal."""
    same = replace(LOWERED[2], grade="五星级")
    assert codes(holding(*LOWERED[:2]), same) == [Code.EVENT_GRADE_NOT_LOWER]
    lowest = holding(*LOWERED[:2], grade="四星级")
    assert codes(lowest, LOWERED[2]) == [Code.EVENT_GRADE_NOT_LOWER]


def test_only_who_did_not_give_it_back_in_time_is_made_public() -> None:
    """S0-114: after the fifteenth day."""
    assert codes(holding(*NOTIFIED), step("公告", "2024-06-25")) == [Code.EVENT_NOT_DUE_YET]
    assert codes(holding(*NOTIFIED), step("公告", "2024-06-26")) == []
    revoked = holding(*REVOKED, step("待退换", "2024-06-10"))
    assert codes(revoked, step("公告", "2024-06-11")) == []


def test_days_of_an_event() -> None:
    """S0-104, S0-113: the days decide what is due, so they are checked first."""
    assert codes(holding(), replace(FIRST, day="2024-02-30")) == [Code.CAMPAIGN_DAY_INVALID]
    assert codes(holding(), replace(FIRST, occurred="昨天")) == [Code.CAMPAIGN_DAY_INVALID]
    assert codes(holding(), FIRST, "2024-05-06") == [Code.RECORD_IN_FUTURE]
    assert codes(holding(), replace(FIRST, day="2024-02-01", occurred="")) == [Code.EVENT_TOO_EARLY]
    assert codes(holding(*LOWERED[:2]), replace(LOWERED[2], day="2024-05-19")) == [Code.EVENT_TOO_EARLY]
    assert codes(holding(), replace(FIRST, recorded_by=" ")) == [Code.RECORD_NAME_MISSING]


def test_a_yearly_report_is_for_a_year_that_is_open() -> None:
    """S0-96."""
    got = event(EventKind.REPORT, "2024-12-01", due="2025-02-28")
    assert codes(holding(), got) == []
    assert codes(holding(got), got) == [Code.EVENT_NOTHING_DUE]
    assert codes(holding(), replace(got, due="2025-03-01")) == [Code.EVENT_NOTHING_DUE]


def test_a_last_day_moves_on_and_somebody_says_why() -> None:
    """D-27: the holiday is named by a person."""
    shift = event(EventKind.SHIFT, "2024-06-24", due="2024-06-25", until="2024-06-26", note="端午")
    assert codes(holding(*NOTIFIED), shift) == []
    assert codes(holding(*NOTIFIED), replace(shift, until="2024-06-25")) == [Code.EVENT_SHIFT_BACK]
    assert codes(holding(*NOTIFIED), replace(shift, note="")) == [Code.EVENT_NOTE_MISSING]
    assert codes(holding(), shift) == [Code.EVENT_NOTHING_DUE]


def test_incidents_renewals_notes_and_what_was_handed_over() -> None:
    """S0-97, S0-104: re-evaluation is applied for before the certificate ends."""
    assert codes(holding(), event(EventKind.INCIDENT, "2024-05-03", occurred="2024-05-01")) == []
    assert codes(holding(), event(EventKind.INCIDENT, "2024-05-03")) == [Code.EVENT_OCCURRED_MISSING]
    assert codes(holding(), event(EventKind.RENEWAL, "2024-05-03")) == []
    assert codes(holding(*LOWERED), event(EventKind.RENEWAL, "2024-07-01")) == [Code.CERTIFICATE_NOT_VALID]
    assert codes(holding(), event(EventKind.NOTE, "2024-05-03")) == [Code.EVENT_NOTE_MISSING]
    assert codes(holding(), event(EventKind.NOTE, "2024-05-03", note="来电")) == []
    assert codes(holding(), event(EventKind.DELIVERED, "2024-05-03")) == []


def test_a_scheme_without_the_sanction_takes_nothing() -> None:
    """S0-99: the body that confirms is named by the scheme."""
    assert SCHEME.upkeep
    bare = replace(SCHEME, upkeep=replace(SCHEME.upkeep, sanctions=()))
    found = event_problems(holding(*LOWERED[:2]), LOWERED[2], bare, TODAY)
    assert [one.code for one in found] == [Code.EVENT_NOT_CONFIRMED]


def test_results_that_can_be_certified() -> None:
    """S0-83: each application once, with a grade of the scheme, decided on a day that has come."""

    def wrong(*awards: object) -> list[Code]:
        return [one.code for one in award_problems(awards, SCHEME, TODAY)]  # type: ignore[arg-type] # awards

    assert wrong(AWARD, replace(AWARD, application="A-002", grade="")) == []
    assert wrong(AWARD, AWARD) == [Code.AWARD_TWICE] * 2
    assert wrong(replace(AWARD, site=" ")) == [Code.AWARD_INCOMPLETE]
    assert wrong(replace(AWARD, grade="七星级")) == [Code.AWARD_GRADE_UNKNOWN]
    assert wrong(replace(AWARD, decided_on="")) == [Code.CAMPAIGN_DAY_INVALID]
    assert wrong(replace(AWARD, decided_on="2025-01-01")) == [Code.RECORD_IN_FUTURE]
