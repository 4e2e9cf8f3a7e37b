"""CMS signatures (RFC 5652): made by `cryptography`, read strictly in the one form it makes.

Reading rebuilds the whole structure from its certificates, signed attributes and signature and wants the very
bytes that were given: nothing in a signature can be altered that nobody looks at.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from asn1crypto import cms, core
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs7

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.exchange.certificates import UNSOUND, issued_by
from evaluator_app.exchange.identity_file import LEAST_KEY_BITS, Identity
from evaluator_app.wording.language import text

_SET = 0x31  # signed attributes are signed as a SET, though they are stored with a tag of their own
_FEW = 10  # certificates in one signature


class SignatureWrong(ValueError):  # noqa: N818 - it becomes a problem at once
    """A signature that does not hold."""


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A signature that holds: the signer's certificate, the time the signer claims, the content."""

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    claimed: datetime
    content: bytes


def sign(identity: Identity, content: bytes, *, detached: bool) -> bytes:
    """A signature over the content, beside it or around it; every certificate up to the root goes along."""
    try:
        _chain(identity.certificate, list(identity.chain))
    except SignatureWrong as error:
        reason = text("the certificates above its own are not all in its file")
        raise Refused([problem(Code.IDENTITY_UNSUITABLE, reason=reason)]) from error
    builder = pkcs7.PKCS7SignatureBuilder().set_data(content)
    builder = builder.add_signer(identity.certificate, identity.key, hashes.SHA256())
    for certificate in identity.chain:
        builder = builder.add_certificate(certificate)
    options = [pkcs7.PKCS7Options.Binary, pkcs7.PKCS7Options.NoCapabilities]
    if detached:
        options.append(pkcs7.PKCS7Options.DetachedSignature)
    return builder.sign(serialization.Encoding.DER, options)


def check(signature: bytes, content: bytes | None = None) -> Signed:
    """The signer of a signature: beside the content given, else around it; or `SignatureWrong`."""
    try:
        return _check(signature, content)
    except SignatureWrong:
        raise
    except (*UNSOUND, KeyError, IndexError, OverflowError, RecursionError) as error:
        raise SignatureWrong from error


def _check(signature: bytes, beside: bytes | None) -> Signed:
    outer = cms.ContentInfo.load(signature, strict=True)
    _require(outer["content_type"].native == "signed_data")
    data = outer["content"]
    inside = data["encap_content_info"]["content"].native
    _require((inside is None) == (beside is not None))
    content = inside if beside is None else beside
    _require(isinstance(content, bytes))
    _require(len(data["signer_infos"]) == 1 and 0 < len(data["certificates"]) <= _FEW)
    info = data["signer_infos"][0]
    certificates = [one.chosen.dump() for one in data["certificates"]]
    signer = next((one for one in certificates if _names(info["sid"].dump(), one)), None)
    if signer is None:
        raise SignatureWrong
    attributes, value = info["signed_attrs"].contents, info["signature"].native
    _require(_frame(certificates, signer, attributes, value, inside) == signature)
    claimed = _attributes(attributes, content)
    certificate = x509.load_der_x509_certificate(signer)
    _verify(certificate, attributes, value)
    others = [x509.load_der_x509_certificate(one) for one in certificates if one != signer]
    return Signed(
        certificate=certificate, chain=_chain(certificate, others), claimed=claimed, content=content
    )


def _require(holds: bool) -> None:  # noqa: FBT001 - a condition, not a switch
    if not holds:
        raise SignatureWrong


def _sid(certificate: bytes) -> cms.SignerIdentifier:
    """The signer as a signature names it."""
    inner = cms.Certificate.load(certificate)["tbs_certificate"]
    value = {"issuer": inner["issuer"], "serial_number": inner["serial_number"]}
    return cms.SignerIdentifier("issuer_and_serial_number", cms.IssuerAndSerialNumber(value))


def _names(sid: bytes, certificate: bytes) -> bool:
    return bool(_sid(certificate).dump() == sid)


def _frame(
    certificates: list[bytes], signer: bytes, attributes: bytes, value: bytes, content: bytes | None
) -> bytes:
    """The only structure these parts can have."""
    digest = {"algorithm": "sha256", "parameters": core.Null()}
    info = {
        "version": "v1",
        "sid": _sid(signer),
        "digest_algorithm": digest,
        "signed_attrs": cms.CMSAttributes.load(_as_set(attributes)),
        "signature_algorithm": {"algorithm": "rsassa_pkcs1v15", "parameters": core.Null()},
        "signature": value,
    }
    encapsulated: dict[str, object] = {"content_type": "data"}
    if content is not None:
        encapsulated["content"] = content
    data = {
        "version": "v1",
        "digest_algorithms": [digest],
        "encap_content_info": encapsulated,
        "certificates": [
            cms.CertificateChoices("certificate", cms.Certificate.load(one)) for one in certificates
        ],
        "signer_infos": [info],
    }
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(data)}).dump())


def _as_set(attributes: bytes) -> bytes:
    """The bytes that are signed."""
    length = len(attributes)
    if length < 0x80:  # noqa: PLR2004 - DER: the short form of a length
        return bytes([_SET, length]) + attributes
    size = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([_SET, 0x80 | len(size)]) + size + attributes


def _attributes(attributes: bytes, content: bytes) -> datetime:
    """The time claimed; the other attributes must say the type and digest of this content."""
    found: dict[str, object] = {}
    for one in cms.CMSAttributes.load(_as_set(attributes), strict=True):
        name = one["type"].native
        _require(name not in found and len(one["values"]) == 1)
        found[name] = one["values"][0].native
    _require(found.get("content_type") == "data")
    _require(found.get("message_digest") == sha256(content).digest())
    claimed = found.get("signing_time")
    if not isinstance(claimed, datetime):
        raise SignatureWrong
    return claimed


def _verify(certificate: x509.Certificate, attributes: bytes, value: bytes) -> None:
    key = certificate.public_key()
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size < LEAST_KEY_BITS:
        raise SignatureWrong
    try:
        key.verify(value, _as_set(attributes), padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature as error:
        raise SignatureWrong from error


def _chain(certificate: x509.Certificate, others: list[x509.Certificate]) -> tuple[x509.Certificate, ...]:
    """The certificates above the signer's, each of which signed the one before, the last one itself too.

    Any other is refused: so no byte of a certificate can be altered.
    """
    left = list(others)
    chain = []
    last = certificate
    while above := next((one for one in left if issued_by(last, one)), None):
        left.remove(above)
        chain.append(above)
        last = above
    _require(not left and issued_by(last, last))
    return tuple(chain)
