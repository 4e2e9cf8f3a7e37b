"""What is due after a certificate: yearly reports, seven days, fifteen, renewal (S0-96 to S0-114, D-27)."""

from dataclasses import replace

import pytest
from register_builders import LOWERED, NOTIFIED, REVOKED, WITHDRAWN, event, holding, reported, scheme, step

from evaluator_app.domain.duties import RENEWAL, DueItem, due_items, due_until, was_late
from evaluator_app.domain.register import Event, EventKind

SCHEME = scheme()


def due(*events: Event) -> list[tuple[str, str]]:
    """What is due for the certificate with these events."""
    return [(one.duty, one.due) for one in due_items(holding(*events), SCHEME)]


def test_every_year_a_report_and_before_the_end_a_renewal() -> None:
    """S0-96, S0-97: certificate of 2024-02-29 for three years."""
    assert due() == [
        ("yearly-report", "2025-02-28"),
        ("yearly-report", "2026-02-28"),
        (RENEWAL, "2027-02-28"),
        ("yearly-report", "2027-02-28"),
    ]


def test_what_was_received_is_not_due_any_more() -> None:
    """S0-96, S0-97: each report is for its own year."""
    got = event(EventKind.REPORT, "2025-02-01", due="2025-02-28")
    again = event(EventKind.RENEWAL, "2026-11-01")
    assert due(got, again) == [("yearly-report", "2026-02-28"), ("yearly-report", "2027-02-28")]


def test_nothing_yearly_is_due_for_a_certificate_that_was_taken() -> None:
    """S0-99, S0-105."""
    assert due(*WITHDRAWN) == due(*REVOKED) == due(*LOWERED) == []


def test_seven_days_for_an_incident_that_came_to_be_known() -> None:
    """S0-104: counted from the day it came about, until the holder reports it."""
    known = event(EventKind.INCIDENT, "2024-05-03", occurred="2024-05-01")
    assert ("event-report", "2024-05-08") in due(known)
    assert "event-report" not in dict(due(known, reported()))


@pytest.mark.parametrize(("day", "late"), [("2024-05-08", False), ("2024-05-09", True)])
def test_a_report_is_late_after_the_seventh_day(day: str, late: bool) -> None:  # noqa: FBT001 - a test's value
    """S0-104, D-27: the seventh day itself is in time."""
    assert was_late(reported(day=day), SCHEME) is late
    assert not was_late(reported(day=day), replace(SCHEME, upkeep=None))


def test_fifteen_days_from_the_receipt_of_the_notice() -> None:
    """S0-111 to S0-113: lowered means exchange, cancelled means giving back; both from the receipt."""
    found = [one for one in due_items(holding(*NOTIFIED), SCHEME) if one.returning]
    assert [(one.duty, one.due, one.counted_from, one.days) for one in found] == [
        ("exchange-lowered", "2024-06-25", "2024-06-10", 15)
    ]
    assert found[0].otherwise == "拒不退回（换）的，将进行情况公告。"
    assert due(*WITHDRAWN, step("待退换", "2024-06-10")) == [("return-cancelled", "2024-06-25")]
    assert due(*NOTIFIED, step("完成", "2024-06-20")) == []


def test_a_last_day_on_a_weekend_is_told_and_moves_when_a_person_says_so() -> None:
    """T-17, D-27: notice received 2024-03-01, due 2024-03-16, a Saturday."""
    events = (*LOWERED[:2], step("降级", "2024-02-29", grade="四星级"), step("待退换", "2024-03-01"))
    one = next(each for each in due_items(holding(*events), SCHEME) if each.returning)
    assert (one.due, one.on_weekend, one.moved_from) == ("2024-03-16", True, "")
    shift = event(EventKind.SHIFT, "2024-03-04", due="2024-03-16", until="2024-03-18", note="周六")
    moved = next(each for each in due_items(holding(*events, shift), SCHEME) if each.returning)
    assert (moved.due, moved.on_weekend, moved.moved_from) == ("2024-03-18", False, "2024-03-16")
    other = event(EventKind.SHIFT, "2024-03-04", due="2024-10-01", until="2024-10-08", note="国庆")
    assert next(each for each in due_items(holding(*events, other), SCHEME) if each.returning) == one


def test_what_is_due_until_a_day_over_all_certificates() -> None:
    """S0-96, S0-97: renewals are named earlier than the rest."""
    later = holding(number="SAQ0003-2024-0002", issued_on="2024-03-01", until="2027-03-01")

    def names(found: tuple[DueItem, ...]) -> list[tuple[str, str]]:
        return [(one.number[-4:], one.due) for one in found]

    assert names(due_until([later, holding()], SCHEME, "2025-03-31", "2025-03-31")) == [
        ("0001", "2025-02-28"),
        ("0002", "2025-03-01"),
    ]
    assert [one.duty for one in due_until([holding()], SCHEME, "2024-03-31", "2027-02-28")] == [RENEWAL]


def test_a_scheme_without_duties_owes_nothing() -> None:
    """S0-96: duties are data of the scheme."""
    assert due_items(holding(), replace(SCHEME, upkeep=None, certificate=None)) == ()
