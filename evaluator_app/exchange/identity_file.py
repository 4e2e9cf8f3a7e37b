"""Identities: a key and its certificate in PKCS#12 with a passphrase; the key is never written plain."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from asn1crypto.pkcs12 import Pfx
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12

from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.exchange.certificates import (
    Party,
    certificate_for,
    fingerprint_of,
    name_of,
    organisation_of,
    subject,
)
from evaluator_app.exchange.pkcs12_mac import with_slow_mac
from evaluator_app.exchange.small_files import read_small
from evaluator_app.wording.language import text

KEY_BITS, LEAST_KEY_BITS = 3072, 2048
SHORTEST_PASSPHRASE = 8
_ROUNDS = 200_000  # of PBKDF2: a tenth of a second
_FIRST, _LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)  # no term


@dataclass(frozen=True, kw_only=True, repr=False)
class Identity:
    """Who signs: the certificate, those above it, and the key."""

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    key: rsa.RSAPrivateKey

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the certificate in hex, as `openssl x509 -fingerprint -sha256` gives it."""
        return fingerprint_of(self.certificate)

    @property
    def expert(self) -> Expert:
        """The name and organisation the certificate gives."""
        return Expert(name=name_of(self.certificate), organisation=organisation_of(self.certificate))


def new_identity(expert: Expert, passphrase: bytes) -> bytes:
    """A new key as PKCS#12, with a certificate signed by itself until the secretariat issues one.

    That certificate has no term: until it is issued nobody but its owner vouches for it.
    """
    owner = subject(expert)
    _check(passphrase)
    key = new_key()
    certificate = certificate_for(Party(owner, key.public_key()), Party(owner, key), (_FIRST, _LAST))
    return identity_bytes(Identity(certificate=certificate, chain=(), key=key), passphrase)


def new_key() -> rsa.RSAPrivateKey:
    """A key made on this computer."""
    return rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)


def identity_bytes(identity: Identity, passphrase: bytes) -> bytes:
    """The identity as PKCS#12, encrypted with AES-256 and PBKDF2."""
    _check(passphrase)
    encryption = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(_ROUNDS)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(passphrase)
    )
    name = name_of(identity.certificate).encode()
    chain = identity.chain
    data = pkcs12.serialize_key_and_certificates(name, identity.key, identity.certificate, chain, encryption)
    return with_slow_mac(data, passphrase, _ROUNDS)


def load_identity(path: Path, passphrase: bytes) -> Identity:
    """The identity in a PKCS#12 file, ours or a public authority's; refused where it cannot sign."""
    return opened_identity(read_small(path, Code.IDENTITY_UNREADABLE), passphrase, str(path))


def opened_identity(data: bytes, passphrase: bytes, place: str) -> Identity:
    """The identity these PKCS#12 bytes hold; refused where it cannot sign."""
    try:
        Pfx.load(data, strict=True).native["version"]
    except (ValueError, TypeError, KeyError) as error:
        raise Refused([problem(Code.IDENTITY_UNREADABLE, place)]) from error
    try:
        found = pkcs12.load_pkcs12(data, passphrase)
    except ValueError as error:
        raise Refused([problem(Code.IDENTITY_PASSPHRASE_WRONG, place)]) from error
    return _usable(found, place)


def _usable(found: pkcs12.PKCS12KeyAndCertificates, place: str) -> Identity:
    if found.key is None or found.cert is None:
        raise _unsuitable(place, text("it holds no key with a certificate"))
    if not isinstance(found.key, rsa.RSAPrivateKey) or found.key.key_size < LEAST_KEY_BITS:
        raise _unsuitable(place, text("its key is not RSA with at least {bits} bits", bits=LEAST_KEY_BITS))
    certificate = found.cert.certificate
    if certificate.public_key() != found.key.public_key():
        raise _unsuitable(place, text("its certificate belongs to another key"))
    others = dict.fromkeys(one.certificate for one in found.additional_certs)
    chain = tuple(one for one in others if one != certificate)
    return Identity(certificate=certificate, chain=chain, key=found.key)


def _unsuitable(place: str, reason: str) -> Refused:
    return Refused([problem(Code.IDENTITY_UNSUITABLE, place, reason=reason)])


def _check(passphrase: bytes) -> None:
    if len(passphrase.decode()) < SHORTEST_PASSPHRASE:
        raise Refused([problem(Code.PASSPHRASE_TOO_SHORT, least=SHORTEST_PASSPHRASE)])
