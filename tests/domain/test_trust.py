"""Whom a trust list vouches for, and when (semantics: trust in time; S0-26)."""

import pytest

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.domain.trust import (
    Certified,
    Standing,
    Trust,
    grouped,
    issued_lines,
    moment,
    package_standing,
    standing,
    standing_problem,
    with_issued,
    with_revoked,
)

EXPERT, OFFICE, OTHER = "a" * 64, "b" * 64, "c" * 64
BEGIN, END = "2024-01-01T00:00:00Z", "2029-01-01T00:00:00Z"


def certified(fingerprint: str) -> Certified:
    return Certified(name="示例", fingerprint=fingerprint, not_before=BEGIN, not_after=END)


def trust() -> Trust:
    return with_issued(Trust(authority=certified(OFFICE), number=1, at=BEGIN), certified(EXPERT), BEGIN)


@pytest.mark.parametrize(
    ("fingerprint", "at", "expected"),
    [
        (EXPERT, BEGIN, Standing.TRUSTED),
        (EXPERT, END, Standing.TRUSTED),
        (EXPERT, "2023-12-31T23:59:59Z", Standing.NOT_YET_VALID),
        (EXPERT, "2029-01-01T00:00:01Z", Standing.EXPIRED),
        (OTHER, BEGIN, Standing.STRANGER),
        (OFFICE, BEGIN, Standing.STRANGER),  # the secretariat cannot sign a sheet in an expert's place
    ],
)
def test_an_expert_is_judged_by_the_list_and_the_time_of_import(
    fingerprint: str, at: str, expected: Standing
) -> None:
    assert standing(trust(), fingerprint, at) is expected


@pytest.mark.parametrize(
    ("fingerprint", "at", "expected"),
    [
        (OFFICE, BEGIN, Standing.TRUSTED),
        (OFFICE, "2030-01-01T00:00:00Z", Standing.EXPIRED),
        (EXPERT, BEGIN, Standing.NOT_SECRETARIAT),
        (OTHER, BEGIN, Standing.STRANGER),
    ],
)
def test_only_the_authority_issues_packages(fingerprint: str, at: str, expected: Standing) -> None:
    assert package_standing(trust(), fingerprint, at) is expected


def test_what_was_imported_before_a_revocation_stays_good() -> None:
    revoked = with_revoked(trust(), EXPERT, "2025-06-01T00:00:00Z")
    assert standing(revoked, EXPERT, "2025-05-31T00:00:00Z") is Standing.TRUSTED
    assert standing(revoked, EXPERT, "2025-06-01T00:00:00Z") is Standing.REVOKED


def test_a_clock_set_back_makes_no_revoked_certificate_good() -> None:
    revoked = with_revoked(trust(), EXPERT, "2025-06-01T00:00:00Z")
    assert standing(revoked, EXPERT, moment(revoked, "2024-02-01T00:00:00Z")) is Standing.REVOKED


def test_a_revocation_is_never_moved_to_a_later_time() -> None:
    once = with_revoked(trust(), EXPERT, "2025-06-01T00:00:00Z", "示例")
    again = with_revoked(once, EXPERT, "2026-06-01T00:00:00Z")
    assert again.revoked == once.revoked
    assert again.number == once.number + 1


def test_what_was_not_issued_cannot_be_revoked() -> None:
    with pytest.raises(Refused) as refused:
        with_revoked(trust(), OTHER, BEGIN)
    assert [one.code for one in refused.value.problems] == [Code.CERTIFICATE_NOT_ISSUED]


def test_every_standing_but_trust_is_a_problem() -> None:
    said = {one: standing_problem(one, "x", "示例") for one in Standing}
    assert [one for one, problem in said.items() if problem is None] == [Standing.TRUSTED]


def test_a_fingerprint_is_read_out_in_eight_groups_of_five_digits() -> None:
    assert grouped("0" * 63 + "f") == "00000 00000 00000 00000 00000 00000 00000 00015"


def test_the_list_as_a_person_looks_at_it() -> None:
    """The last issued first; what ends soon is marked, what was taken back says why."""
    later = with_issued(trust(), certified(OTHER), BEGIN)
    revoked = with_revoked(later, EXPERT, BEGIN, "示例：离职")
    soon, taken = issued_lines(revoked, BEGIN, "2029-02-01T00:00:00Z")
    assert (soon.certified.fingerprint, soon.standing, soon.ends_soon) == (OTHER, Standing.TRUSTED, True)
    assert (taken.standing, taken.ends_soon, taken.reason) == (Standing.REVOKED, False, "示例：离职")
    assert not issued_lines(later, BEGIN, END)[0].ends_soon
