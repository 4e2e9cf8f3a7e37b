"""Identities, the secretariat's authority and its trust list: files in, files out.

The authority's trust list lies beside its own file and is its register of what it issued and revoked.
"""

import unicodedata
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.domain.trust import (
    Certified,
    Issued,
    Trust,
    issued_lines,
    moment,
    with_issued,
    with_revoked,
)
from evaluator_app.exchange import authority, enrolment_card
from evaluator_app.exchange.age_keys import AgeKey, age_key_bytes, age_key_of
from evaluator_app.exchange.certificates import certified, fingerprint_of, to_utc
from evaluator_app.exchange.enrolment_card import Card as Card  # noqa: PLC0414 - what reading gives
from evaluator_app.exchange.enrolment_card_pdf import write_card_pdf
from evaluator_app.exchange.identity_file import Identity, identity_bytes, load_identity, new_identity
from evaluator_app.exchange.safe_writing import new_file, replace_file
from evaluator_app.exchange.small_files import read_small
from evaluator_app.exchange.trust_list import read_trust_list, trust_bytes
from evaluator_app.services import clock

TRUST_LIST = ".evtrust"
YEARS = 5  # S0-26: the term of the roster
SOON = timedelta(days=90)  # before the end of a certificate, when a new one should be thought of


@dataclass(frozen=True, kw_only=True)
class KeyFile:
    """An identity on disk and what opens it."""

    path: Path
    passphrase: bytes

    def load(self) -> Identity:
        """The identity."""
        return load_identity(self.path, self.passphrase)

    def age_key(self) -> AgeKey:
        """The age key of the identity, which opens what is sealed for its owner."""
        return age_key_of(self.load())


@dataclass(frozen=True, kw_only=True)
class Register:
    """An authority that was opened, with its trust list."""

    identity: Identity
    trust: Trust
    path: Path  # of the trust list


@dataclass(frozen=True, kw_only=True)
class Term:
    """The days a certificate is to be good for: from now and for five years where none are given."""

    first: date | None = None
    last: date | None = None
    years: int = YEARS


def read_passphrase(path: Path) -> bytes:
    """The first line of a file; accents typed in two ways are one passphrase."""
    data = read_small(path, Code.PASSPHRASE_UNREADABLE)
    try:
        line = data.decode("utf-8-sig").split("\n")[0].rstrip("\r")
    except UnicodeDecodeError as error:
        raise Refused([problem(Code.PASSPHRASE_UNREADABLE, str(path))]) from error
    return unicodedata.normalize("NFC", line).encode()


def signer(identity: Path, passphrase_file: Path) -> Identity:
    """The identity that signs."""
    return KeyFile(path=identity, passphrase=read_passphrase(passphrase_file)).load()


def create(file: KeyFile, expert: Expert) -> Certified:
    """Make a new identity in a file that does not exist yet."""
    data = new_identity(expert, file.passphrase)
    with new_file(file.path, private=True) as stream:
        stream.write(data)
    return certified(file.load().certificate)


def write_card(identity: Identity, card: Path, page: Path | None = None) -> Card:
    """Write the enrolment card of an identity, and the page to be printed where it is wanted."""
    recipient = age_key_of(identity).recipient
    data = enrolment_card.card_bytes(identity, recipient)
    key = identity.key.public_key()
    said = Card(expert=identity.expert, certificate=identity.certificate, key=key, recipient=recipient)
    with new_file(card) as stream:
        stream.write(data)
        if page:
            with new_file(page) as paper:
                write_card_pdf(paper, said)
    return said


def write_age_key(file: KeyFile, out: Path) -> AgeKey:
    """Write the age key of an identity for the age program, under the same passphrase."""
    key = file.age_key()
    with new_file(out, private=True) as stream:
        stream.write(age_key_bytes(key, file.passphrase))
    return key


def create_authority(file: KeyFile, owner: Expert, now: str) -> Trust:
    """Make the secretariat's authority and beside it a trust list that is still empty."""
    identity = authority.new_authority(owner, now)
    trust = Trust(authority=certified(identity.certificate), number=1, at=to_utc(now))
    with new_file(file.path, private=True) as stream:
        stream.write(identity_bytes(identity, file.passphrase))
        with new_file(trust_list_of(file.path)) as listed:
            listed.write(trust_bytes(trust, identity))
    return trust


def trust_list_of(authority_file: Path) -> Path:
    """Where the trust list of an authority lies."""
    return authority_file.with_suffix(TRUST_LIST)


def open_register(file: KeyFile) -> Register:
    """The authority with its trust list; refused where the two do not belong together."""
    identity = file.load()
    authority.check_authority(identity, str(file.path))
    path = trust_list_of(file.path)
    trust = read_trust_list(path)
    if trust.authority != certified(identity.certificate):
        raise Refused([problem(Code.TRUST_LIST_OTHER_AUTHORITY, str(path))])
    return Register(identity=identity, trust=trust, path=path)


def issue(register: Register, card: Card, term: Term, out: Path, now: str) -> Certified:
    """Issue a certificate for a card and enter it in the trust list."""
    days = authority.term_of(now, term.first, term.last, term.years)
    certificate = authority.issue(register.identity, card, days)
    issued = replace(certified(certificate), recipient=card.recipient)
    with new_file(out) as stream:
        stream.write(authority.certificate_file(certificate, register.identity))
        _save(register, with_issued(register.trust, issued, to_utc(now)))
    return issued


def issued(trust: Trust) -> tuple[Issued, ...]:
    """The certificates of a trust list as they stand today, with those that end within ninety days marked."""
    today = datetime.fromisoformat(clock.now())
    soon = to_utc((today + SOON).isoformat())
    return issued_lines(trust, moment(trust, to_utc(clock.now())), soon)


def authority_trust(path: Path) -> Trust:
    """The trust list beside an authority's file: what it issued can be read without its passphrase."""
    return read_trust_list(trust_list_of(path))


def write_trust(path: Path, out: Path) -> None:
    """A copy of the trust list beside an authority's file; the system has asked about overwriting."""
    data = read_small(trust_list_of(path), Code.TRUST_LIST_INVALID)
    with replace_file(out) as stream:
        stream.write(data)


def read_card(path: Path) -> Card:
    """A card that is sound in itself; whose it is, the telephone tells."""
    return enrolment_card.read_card(path)


def import_certificate(file: KeyFile, certificate: Path) -> Certified:
    """Put the certificate the secretariat issued into one's own identity; the key stays what it was."""
    certificates = authority.read_certificate_file(certificate)
    identity = authority.with_certificate(file.load(), certificates, str(certificate))
    data = identity_bytes(identity, file.passphrase)
    with replace_file(file.path, private=True) as stream:
        stream.write(data)
    return certified(identity.certificate)


def revoke(register: Register, which: str, reason: str, now: str) -> Trust:
    """Take a certificate back: its file, or its fingerprint as the trust list shows it."""
    path = Path(which)
    if path.is_file():
        fingerprint = fingerprint_of(authority.read_certificate_file(path)[0])
    else:
        fingerprint = which.replace(":", "").replace(" ", "").lower()
    trust = with_revoked(register.trust, fingerprint, to_utc(now), reason)
    _save(register, trust)
    return trust


def described(identity: Identity) -> Certified:
    """Whose an identity is, its fingerprint and its term."""
    return certified(identity.certificate)


def is_issued(identity: Identity) -> bool:
    """Whether somebody else vouches for it; one's own certificate is signed by itself."""
    return identity.certificate.issuer != identity.certificate.subject


def read_trust(path: Path) -> Trust:
    """A trust list that its own authority signed."""
    return read_trust_list(path)


def _save(register: Register, trust: Trust) -> None:
    with replace_file(register.path) as stream:
        stream.write(trust_bytes(trust, register.identity))


def utc_now() -> str:
    """Now, in the form in which times of trust compare."""
    return to_utc(clock.now())
