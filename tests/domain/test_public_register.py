"""The register for third parties: checked by number and code; nobody is listed unasked (S0-87, S0-117)."""

from dataclasses import asdict
from hashlib import sha256

import pytest
from register_builders import ENTRY

from evaluator_app.domain.public_register import (
    PublicRegister,
    checked,
    grouped_code,
    plain_code,
    proof,
    public_entry,
)
from evaluator_app.domain.register import Validity

CODE = ENTRY.code
OPEN = public_entry(ENTRY, "五星级", Validity.VALID, consented=True)
CLOSED = public_entry(ENTRY, "五星级", Validity.VALID, consented=False)


def register(*entries: object) -> PublicRegister:
    """A register of these entries."""
    return PublicRegister(issuer="标准化办公室", day="2024-12-31", entries=entries)  # type: ignore[arg-type] # as given


def test_without_consent_the_file_says_nothing_of_the_holder() -> None:
    """S0-117: neither names nor the code that would open the digests."""
    said = str(asdict(CLOSED))
    for word in (ENTRY.organisation, ENTRY.site, ENTRY.boundary, "五星级", CODE):
        assert word not in said
    assert OPEN.shown["organisation"] == ENTRY.organisation


@pytest.mark.parametrize("entry", [OPEN, CLOSED])
def test_a_certificate_is_found_by_number_and_code(entry: object) -> None:
    """S0-87: as it is printed, with blanks, small letters or misread ones."""
    for words in (grouped_code(CODE), "0123 4567 89ab", "O123-4567-89AB", "01234567\uff189AB"):
        found = checked(register(entry), ENTRY.number, words, {}, "2025-01-01")
        assert found
        assert (found.state, found.differs) == (Validity.VALID, ())
    assert checked(register(entry), ENTRY.number, "0123-4567-89AC", {}, "2025-01-01") is None
    assert checked(register(entry), "SAQ0003-2024-0002", CODE, {}, "2025-01-01") is None


def test_what_the_certificate_says_is_compared_even_where_the_register_hides_it() -> None:
    """S0-88, S0-90, S0-95: a forged name under a true number is noticed."""
    said = {"organisation": " 示例装备 有限公司", "site": ENTRY.site, "result": "六星级"}
    found = checked(register(CLOSED), ENTRY.number, CODE, said, "2025-01-01")
    assert found
    assert found.differs == ("result",)


def test_the_term_goes_on_after_the_file_was_made() -> None:
    """S0-93: offline, on the day it is looked at; what was taken stays taken."""
    found = checked(register(CLOSED), ENTRY.number, CODE, {}, "2027-03-01")
    assert found
    assert found.state is Validity.EXPIRED
    taken = public_entry(ENTRY, "五星级", Validity.REVOKED, consented=False)
    found = checked(register(taken), ENTRY.number, CODE, {}, "2027-03-01")
    assert found
    assert found.state is Validity.REVOKED


def test_the_proof_needs_no_program_of_ours() -> None:
    """Any tool that makes SHA-256 can check a code."""
    assert proof(ENTRY.number, CODE) == sha256(f"{CODE}:{ENTRY.number}".encode()).hexdigest()
    assert plain_code(grouped_code(CODE)) == CODE
    assert grouped_code(CODE) == "0123-4567-89AB"
