"""The enrolment card: what an expert gives the secretariat to have a certificate issued; no key is in it."""

import base64
import binascii
import json
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from evaluator_app.domain.codes import Code
from evaluator_app.domain.digests import canonical_json
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.domain.trust import grouped
from evaluator_app.exchange.age_keys import is_recipient
from evaluator_app.exchange.certificates import fingerprint_of, pem, read_certificate, subject
from evaluator_app.exchange.identity_file import LEAST_KEY_BITS, Identity
from evaluator_app.exchange.small_files import read_small
from evaluator_app.exchange.strict_json import DataWrong, parse_json, structured
from evaluator_app.wording.language import text

FORMAT = 1


@dataclass(frozen=True, kw_only=True)
class _Body:
    """What the card says; all of it is signed by the key the card is about."""

    format: int
    name: str
    organisation: str
    fingerprint: str
    digits: str
    certificate: str  # PEM
    recipient: str = ""  # of age; cards made before there were sealed packages have none
    signature: str = ""  # base64 of RSA with SHA-256 over the canonical JSON of all the rest


@dataclass(frozen=True, kw_only=True)
class Card:
    """A sound card: the expert and the public certificate."""

    expert: Expert
    certificate: x509.Certificate
    key: rsa.RSAPublicKey
    recipient: str = ""  # what packages are sealed to

    @property
    def fingerprint(self) -> str:
        """The fingerprint to compare by telephone."""
        return fingerprint_of(self.certificate)


def card_bytes(identity: Identity, recipient: str = "") -> bytes:
    """The card of an identity, with the recipient packages are to be sealed to."""
    expert = identity.expert
    said: dict[str, object] = {
        "format": FORMAT,
        "name": expert.name,
        "organisation": expert.organisation,
        "fingerprint": identity.fingerprint,
        "digits": grouped(identity.fingerprint),
        "certificate": pem(identity.certificate).decode(),
    }
    if recipient:
        said["recipient"] = recipient
    signature = identity.key.sign(canonical_json(said), padding.PKCS1v15(), hashes.SHA256())
    said["signature"] = base64.b64encode(signature).decode()
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def read_card(path: Path) -> Card:
    """The card in a file; refused where it contradicts itself or was not made with its own key."""
    place = str(path)
    data = read_small(path, Code.CARD_INVALID, reason=text("it is too large"))
    try:
        raw = parse_json(data)
        body = structured(raw, _Body)
    except DataWrong as wrong:
        raise _invalid(place, "; ".join(wrong.reasons[:3])) from wrong
    if body.format != FORMAT or not isinstance(raw, dict):
        raise _invalid(place, text("its format is not known"))
    certificate = read_certificate(body.certificate.encode(), place)
    key = certificate.public_key()
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size < LEAST_KEY_BITS:
        raise _invalid(place, text("its key is not RSA with at least {bits} bits", bits=LEAST_KEY_BITS))
    fingerprint = fingerprint_of(certificate)
    if (body.fingerprint, body.digits) != (fingerprint, grouped(fingerprint)):
        raise _invalid(place, text("its fingerprint is not that of its certificate"))
    if body.recipient and not is_recipient(body.recipient):
        raise _invalid(place, text("its age recipient is none"))
    _verify(key, {name: value for name, value in raw.items() if name != "signature"}, body, place)
    expert = Expert(name=body.name, organisation=body.organisation)
    subject(expert)
    return Card(expert=expert, certificate=certificate, key=key, recipient=body.recipient)


def _verify(key: rsa.RSAPublicKey, said: object, body: _Body, place: str) -> None:
    try:
        signature = base64.b64decode(body.signature, validate=True)
        key.verify(signature, canonical_json(said), padding.PKCS1v15(), hashes.SHA256())
    except (InvalidSignature, binascii.Error, ValueError) as error:
        raise _invalid(place, text("it was altered after it was made")) from error


def _invalid(place: str, reason: str) -> Refused:
    return Refused([problem(Code.CARD_INVALID, place, reason=reason)])
