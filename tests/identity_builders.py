"""Identities for tests: an authority with its trust list and experts, made once, for keys take their time."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from evaluator_app.domain.expert import Expert
from evaluator_app.domain.trust import Trust, with_issued
from evaluator_app.exchange import authority, enrolment_card
from evaluator_app.exchange.certificates import certified, to_utc
from evaluator_app.exchange.enrolment_card import Card
from evaluator_app.exchange.identity_file import Identity, load_identity, new_identity

NOW = "2024-08-30T10:00:00+08:00"
LATER = "2024-09-20T10:00:00+08:00"
PASSPHRASE = "示例口令 示例口令".encode()
FIRST = Expert(name="示例专家甲", organisation="示例大学")
SECOND = Expert(name="示例专家乙", organisation="示例大学")


@cache
def key_file(expert: Expert) -> bytes:
    """The PKCS#12 of a new identity, one for each expert."""
    return new_identity(expert, PASSPHRASE)


def written(folder: Path, expert: Expert = FIRST) -> Path:
    """A new identity as a file."""
    path = folder / f"{expert.name}.p12"
    path.write_bytes(key_file(expert))
    return path


def card_of(identity: Identity, folder: Path) -> Card:
    """The card of an identity, read back from a file."""
    path = folder / "card.json"
    path.write_bytes(enrolment_card.card_bytes(identity))
    return enrolment_card.read_card(path)


@cache
def secretariat() -> Identity:
    """The secretariat's authority."""
    return authority.new_authority(Expert(name="示例秘书处", organisation="示例协会"), NOW)


@dataclass(frozen=True, kw_only=True)
class Enrolled:
    """An expert with a certificate, and the trust list that names it."""

    identity: Identity
    trust: Trust


def enrolled(folder: Path, expert: Expert = FIRST) -> Enrolled:
    """An expert whose certificate the secretariat issued for five years."""
    own = load_identity(written(folder, expert), PASSPHRASE)
    term = authority.term_of(NOW, None, None, 5)
    certificate = authority.issue(secretariat(), card_of(own, folder), term)
    identity = authority.with_certificate(own, [certificate, secretariat().certificate], "")
    return Enrolled(identity=identity, trust=with_issued(trust_list(), certified(certificate), to_utc(NOW)))


def trust_list() -> Trust:
    """The secretariat's trust list before it issued anything."""
    return Trust(authority=certified(secretariat().certificate), number=1, at=to_utc(NOW))
