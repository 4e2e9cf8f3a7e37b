"""The secretariat's authority: made once, it issues certificates from cards; it never sees their keys."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

from cryptography import x509

from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.exchange.certificates import (
    UNSOUND,
    Party,
    certificate_for,
    is_authority,
    issued_by,
    pem,
    subject,
    utc,
)
from evaluator_app.exchange.enrolment_card import Card
from evaluator_app.exchange.identity_file import Identity, new_key
from evaluator_app.exchange.small_files import read_small

AUTHORITY_YEARS = 20
Term = tuple[datetime, datetime]


def new_authority(owner: Expert, now: str) -> Identity:
    """An authority of its own."""
    begin = datetime.fromisoformat(now).replace(microsecond=0)
    name, key = subject(owner), new_key()
    term = (begin, years_later(begin, AUTHORITY_YEARS))
    certificate = certificate_for(Party(name, key.public_key()), Party(name, key), term, authority=True)
    return Identity(certificate=certificate, chain=(), key=key)


def check_authority(identity: Identity, place: str) -> None:
    """Refuse an identity that is not an authority of its own."""
    certificate = identity.certificate
    if not is_authority(certificate) or not issued_by(certificate, certificate):
        raise Refused([problem(Code.NOT_AN_AUTHORITY, place)])


def issue(authority: Identity, card: Card, term: Term) -> x509.Certificate:
    """A certificate for the key of a card; its term lies within the authority's own."""
    own = authority.certificate
    if not own.not_valid_before_utc <= term[0] < term[1] <= own.not_valid_after_utc:
        begin, end = utc(own.not_valid_before_utc), utc(own.not_valid_after_utc)
        raise Refused([problem(Code.TERM_INVALID, begin=begin[:10], end=end[:10])])
    owner = Party(subject(card.expert), card.key)
    return certificate_for(owner, Party(own.subject, authority.key), term)


def term_of(now: str, first: date | None, last: date | None, years: int) -> Term:
    """A term from the start of its first day, today's moment without one, to the end of its last."""
    moment = datetime.fromisoformat(now).replace(microsecond=0)
    begin = datetime.combine(first, time(), moment.tzinfo) if first else moment
    if last is None:
        return begin, years_later(begin, years)
    return begin, datetime.combine(last, time(), moment.tzinfo) + timedelta(days=1, seconds=-1)


def years_later(moment: datetime, years: int) -> datetime:
    """The same day so many years on; 28 February for the 29th where there is none."""
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:
        return moment.replace(year=moment.year + years, day=28)


def certificate_file(certificate: x509.Certificate, authority: Identity) -> bytes:
    """What goes back to the expert: the certificate, and below it that of the authority."""
    return pem(certificate) + pem(authority.certificate)


def read_certificate_file(path: Path) -> tuple[x509.Certificate, ...]:
    """The certificates of such a file, the expert's own first."""
    data = read_small(path, Code.CERTIFICATE_UNREADABLE)
    try:
        return tuple(x509.load_pem_x509_certificates(data))
    except UNSOUND as error:
        raise Refused([problem(Code.CERTIFICATE_UNREADABLE, str(path))]) from error


def with_certificate(identity: Identity, certificates: Sequence[x509.Certificate], place: str) -> Identity:
    """The identity with the certificate issued for its key; refused where that is another's."""
    own, *above = certificates
    if own.public_key() != identity.key.public_key():
        raise Refused([problem(Code.CERTIFICATE_OTHER_KEY, place)])
    below = own
    for certificate in above:
        if not issued_by(below, certificate):
            raise Refused([problem(Code.CERTIFICATE_UNREADABLE, place)])
        below = certificate
    return Identity(certificate=own, chain=tuple(above), key=identity.key)
