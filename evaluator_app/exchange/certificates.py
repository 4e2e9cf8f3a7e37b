"""X.509 certificates: made, read, named, and checked one against the next."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.domain.trust import Certified

LONGEST_NAME = 64  # what X.509 allows
UNSOUND = (ValueError, TypeError, x509.InvalidVersion, UnsupportedAlgorithm)  # what odd certificates raise

Key = TypeVar("Key", rsa.RSAPublicKey, rsa.RSAPrivateKey)


@dataclass(frozen=True)
class Party(Generic[Key]):
    """One side of a certificate: a name and a key."""

    name: x509.Name
    key: Key


def subject(expert: Expert) -> x509.Name:
    """The name a certificate gives its owner."""
    name, organisation = expert.name.strip(), expert.organisation.strip()
    long = max(len(name), len(organisation)) > LONGEST_NAME
    if not name or long or not (name + organisation).isprintable():
        raise Refused([problem(Code.IDENTITY_NAME_INVALID, longest=LONGEST_NAME)])
    attributes = [x509.NameAttribute(NameOID.COMMON_NAME, name)]
    if organisation:
        attributes.insert(0, x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    return x509.Name(attributes)


def certificate_for(
    owner: Party[rsa.RSAPublicKey],
    issuer: Party[rsa.RSAPrivateKey],
    term: tuple[datetime, datetime],
    *,
    authority: bool = False,
) -> x509.Certificate:
    """A certificate for signing; that of an authority may issue others, and no authority below it."""
    public = issuer.key.public_key()
    builder = (
        x509.CertificateBuilder()
        .subject_name(owner.name)
        .issuer_name(issuer.name)
        .public_key(owner.key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(term[0])
        .not_valid_after(term[1])
        .add_extension(
            x509.BasicConstraints(ca=authority, path_length=0 if authority else None), critical=True
        )
        .add_extension(_usage(authority=authority), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(owner.key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(public), critical=False)
    )
    return builder.sign(issuer.key, hashes.SHA256())


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_cert_sign=authority,
        crl_sign=authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def read_certificate(data: bytes, place: str) -> x509.Certificate:
    """A certificate, as PEM or DER."""
    try:
        if data.lstrip().startswith(b"-----BEGIN"):
            return x509.load_pem_x509_certificate(data)
        return x509.load_der_x509_certificate(data)
    except UNSOUND as error:
        raise Refused([problem(Code.CERTIFICATE_UNREADABLE, place)]) from error


def pem(certificate: x509.Certificate) -> bytes:
    """The certificate as PEM."""
    return certificate.public_bytes(serialization.Encoding.PEM)


def der(certificate: x509.Certificate) -> bytes:
    """The certificate's bytes."""
    return certificate.public_bytes(serialization.Encoding.DER)


def fingerprint_of(certificate: x509.Certificate) -> str:
    """The SHA-256 of a certificate, in hex."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def name_of(certificate: x509.Certificate) -> str:
    """The owner's name."""
    return _part(certificate, NameOID.COMMON_NAME) or certificate.subject.rfc4514_string()


def organisation_of(certificate: x509.Certificate) -> str:
    """The owner's organisation, "" where the certificate gives none."""
    return _part(certificate, NameOID.ORGANIZATION_NAME)


def _part(certificate: x509.Certificate, oid: x509.ObjectIdentifier) -> str:
    found = certificate.subject.get_attributes_for_oid(oid)
    value = found[0].value if found else ""
    return value if isinstance(value, str) else value.decode(errors="replace")


def is_authority(certificate: x509.Certificate) -> bool:
    """Whether the certificate may issue others."""
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (x509.ExtensionNotFound, *UNSOUND):
        return False


def issued_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether the issuer's key signed the certificate."""
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, *UNSOUND):
        return False
    return True


def certified(certificate: x509.Certificate) -> Certified:
    """What a trust list says of a certificate."""
    return Certified(
        name=name_of(certificate),
        organisation=organisation_of(certificate),
        fingerprint=fingerprint_of(certificate),
        not_before=utc(certificate.not_valid_before_utc),
        not_after=utc(certificate.not_valid_after_utc),
    )


def utc(time: datetime) -> str:
    """The form in which times of trust compare as text."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def to_utc(time: str) -> str:
    """An ISO 8601 time with its zone, in that form."""
    return utc(datetime.fromisoformat(time))
