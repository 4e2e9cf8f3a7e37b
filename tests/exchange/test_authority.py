"""The authority: issues from sound cards only, for the term of the roster (S0-26), and never holds a key."""

import json
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyrage
import pytest
from identity_builders import FIRST, NOW, PASSPHRASE, SECOND, card_of, enrolled, secretariat, written
from package_builders import refusals

from evaluator_app.domain.codes import Code
from evaluator_app.exchange import authority
from evaluator_app.exchange.certificates import certified, pem
from evaluator_app.exchange.enrolment_card import card_bytes, read_card
from evaluator_app.exchange.identity_file import Identity, load_identity


@pytest.fixture
def identity(tmp_path: Path) -> Identity:
    return load_identity(written(tmp_path), PASSPHRASE)


def test_a_card_says_who_and_which_key(identity: Identity, tmp_path: Path) -> None:
    card = card_of(identity, tmp_path)
    assert card.expert == FIRST
    assert card.fingerprint == identity.fingerprint


def test_no_key_is_in_a_card(identity: Identity) -> None:
    assert b"PRIVATE" not in card_bytes(identity)


def other(field: str, value: object) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda card: {**card, field: value}


@pytest.mark.parametrize(
    "change",
    [
        other("name", "示例专家乙"),
        other("organisation", ""),
        other("fingerprint", "0" * 64),
        other("digits", "12345"),
        other("signature", ""),
        other("signature", "非"),
        other("format", 2),
        other("more", 1),
        lambda card: {name: value for name, value in card.items() if name != "signature"},
    ],
)
def test_an_altered_card_is_refused(
    identity: Identity, tmp_path: Path, change: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    path = tmp_path / "card.json"
    path.write_text(json.dumps(change(json.loads(card_bytes(identity)))), encoding="utf-8")
    assert refusals(lambda: read_card(path)) == [(Code.CARD_INVALID, str(path))]


def test_a_card_with_anothers_certificate_is_refused(identity: Identity, tmp_path: Path) -> None:
    """Nobody can have a certificate issued for a key that is not theirs."""
    stolen = pem(load_identity(written(tmp_path, SECOND), PASSPHRASE).certificate).decode()
    path = tmp_path / "card.json"
    path.write_text(json.dumps({**json.loads(card_bytes(identity)), "certificate": stolen}), encoding="utf-8")
    assert refusals(lambda: read_card(path)) == [(Code.CARD_INVALID, str(path))]


def test_the_term_is_five_years_unless_days_are_given() -> None:
    begin, end = authority.term_of(NOW, None, None, 5)
    assert (end.year - begin.year, end.month, end.day) == (5, begin.month, begin.day)
    begin, end = authority.term_of(NOW, date(2024, 10, 1), date(2024, 12, 31), 5)
    assert begin.isoformat() == "2024-10-01T00:00:00+08:00"
    assert end.isoformat() == "2024-12-31T23:59:59+08:00"


def test_a_term_from_the_29th_of_february_ends_on_the_28th() -> None:
    assert authority.term_of("2024-02-29T08:00:00+08:00", None, None, 5)[1].day == 28


@pytest.mark.parametrize(
    ("first", "last"),
    [(date(2025, 2, 1), date(2025, 1, 1)), (date(2020, 1, 1), None), (None, date(2060, 1, 1))],
)
def test_a_term_outside_the_authoritys_own_is_refused(
    identity: Identity, tmp_path: Path, first: date | None, last: date | None
) -> None:
    term = authority.term_of(NOW, first, last, 5)
    found = refusals(lambda: authority.issue(secretariat(), card_of(identity, tmp_path), term))
    assert found == [(Code.TERM_INVALID, "")]


def test_openssl_follows_the_certificate_to_the_authority(tmp_path: Path, openssl: str) -> None:
    expert = enrolled(tmp_path).identity
    (tmp_path / "own.pem").write_bytes(pem(expert.certificate))
    (tmp_path / "root.pem").write_bytes(pem(secretariat().certificate))
    moment = "1725200000"  # September 2024
    command = [openssl, "verify", "-x509_strict", "-attime", moment, "-CAfile", "root.pem", "own.pem"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)


def test_the_certificate_of_another_key_cannot_be_imported(identity: Identity, tmp_path: Path) -> None:
    """A name on a certificate is worth nothing without the key."""
    others = enrolled(tmp_path, SECOND).identity.certificate
    found = refusals(lambda: authority.with_certificate(identity, [others], "x"))
    assert found == [(Code.CERTIFICATE_OTHER_KEY, "x")]


def test_a_certificate_keeps_the_card_holders_name_and_key(identity: Identity, tmp_path: Path) -> None:
    issued = enrolled(tmp_path).identity
    assert certified(issued.certificate).name == FIRST.name
    assert issued.certificate.public_key() == identity.key.public_key()


def test_an_expert_is_no_authority(tmp_path: Path) -> None:
    found = refusals(lambda: authority.check_authority(enrolled(tmp_path).identity, "x"))
    assert found == [(Code.NOT_AN_AUTHORITY, "x")]


def test_a_card_carries_the_recipient_and_one_without_is_still_a_card(tmp_path: Path) -> None:
    identity, path = load_identity(written(tmp_path), PASSPHRASE), tmp_path / "card.json"
    recipient = str(pyrage.x25519.Identity.generate().to_public())
    for given in (recipient, ""):
        path.write_bytes(card_bytes(identity, given))
        assert ("recipient" in json.loads(path.read_bytes())) == bool(given)
        assert read_card(path).recipient == given


def test_a_card_with_another_recipient_or_none_at_all_put_in_is_refused(tmp_path: Path) -> None:
    identity, path = load_identity(written(tmp_path), PASSPHRASE), tmp_path / "card.json"
    said = json.loads(card_bytes(identity, str(pyrage.x25519.Identity.generate().to_public())))
    other = str(pyrage.x25519.Identity.generate().to_public())
    for change in ({"recipient": other}, {"recipient": ""}, {"recipient": "age1"}):
        path.write_text(json.dumps({**said, **change}), encoding="utf-8")
        assert refusals(lambda: read_card(path)) == [(Code.CARD_INVALID, str(path))]
    del said["recipient"]
    path.write_text(json.dumps(said), encoding="utf-8")
    assert refusals(lambda: read_card(path)) == [(Code.CARD_INVALID, str(path))]
