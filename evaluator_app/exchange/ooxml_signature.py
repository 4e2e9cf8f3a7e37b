"""OOXML package signatures on workbooks: signing, and checking that nothing at all was changed since.

A signed workbook is written in one way only. To check it, the signature of these very parts is written again
and compared byte by byte; then the key decides. So no XML of a stranger is interpreted, nothing can hide in
what a signature leaves out, and there is nothing to wrap or to move.
"""

import base64
import binascii
import io
import re
import zipfile
from collections.abc import Mapping
from itertools import count
from typing import Final
from xml.sax.saxutils import escape

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from evaluator_app.domain.sheet import SheetSignature
from evaluator_app.exchange.certificates import UNSOUND, fingerprint_of, name_of
from evaluator_app.exchange.identity_file import Identity
from evaluator_app.exchange.ooxml_signature_xml import Claim, Contents, references, signature_text
from evaluator_app.exchange.package_parts import (
    TYPES_PART,
    NotAPackage,
    Relationship,
    content_types,
    is_part_name,
    relationships,
    relationships_part,
    types_part,
)
from evaluator_app.exchange.signed_container import NotAsWritten, pack, unpack

FOLDER = "_xmlsignatures/"
ROOT = "_rels/.rels"
MOST_SIGNATURES = 16
CONTAINER = "ZIP"  # the place of what is wrong around the parts
_ORIGIN = f"{FOLDER}origin.sigs"
_LIST = f"{FOLDER}_rels/origin.sigs.rels"
_TYPE = "application/vnd.openxmlformats-package.digital-signature"
_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature"
_TO_ORIGIN = Relationship("rIdOrigin", f"{_RELATION}/origin", _ORIGIN)
_LONGEST = 1 << 20
_KEY_BITS: Final = range(2048, 8193)
_BASE64 = rb"[A-Za-z0-9+/]+={0,2}"
_CERTIFICATE = re.compile(rb"<X509Certificate>(%s)</X509Certificate>" % _BASE64)
_VALUE = re.compile(rb"<SignatureValue>(%s)</SignatureValue>" % _BASE64)
_ISSUER = re.compile(rb"<X509IssuerName>([^<>]{0,4000})</X509IssuerName>")
_TIME = re.compile(rb"<xd:SigningTime>(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)</xd:SigningTime>", re.ASCII)
_REFERENCE, _END = '<Reference URI="/', "</Reference>"


class SignatureBroken(ValueError):  # noqa: N818 - it is what a check found, not an error of the program
    """A signed workbook that was changed, with the names of the parts that are not as they were signed."""

    def __init__(self, *parts: str) -> None:
        self.parts = parts
        super().__init__(", ".join(parts))


def is_signed(data: bytes) -> bool:
    """Whether a workbook that can be unpacked claims to be signed; what claims it must prove it."""
    if FOLDER.encode() in data:  # also where the archive's directory no longer lists it
        return True
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(one.lower().startswith(FOLDER[:-1]) for one in archive.namelist())


def sign(data: bytes, identity: Identity, time: str) -> bytes:
    """The workbook with one more signature; parts that are signed already stay as they are, byte by byte."""
    parts = _unpacked(data)
    found = {name: part for name, part in parts.items() if name.startswith(f"{FOLDER}sig")}
    contents = _contents({name: part for name, part in parts.items() if not name.startswith(FOLDER)})
    claim = _claim(
        identity.certificate, escape(identity.certificate.issuer.rfc4514_string(), {"\r": "&#xD;"}), time
    )
    text = signature_text(references(contents), claim)
    value = identity.key.sign(text.signed_info, padding.PKCS1v15(), SHA256())
    found[_name(len(found) + 1)] = text.with_value(value, claim.certificate)
    return pack(_written(contents, found))


def verify(data: bytes) -> tuple[SheetSignature, ...]:
    """The signatures of a workbook, each of which holds for all of it; SignatureBroken where one does not."""
    try:
        return _verified_parts(unpack(data))
    except NotAsWritten:
        _verified_parts(_unpacked(data))  # says which part was changed, where one was
    raise SignatureBroken(CONTAINER)


def _unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {one.filename: archive.read(one) for one in archive.infolist() if not one.is_dir()}


def _verified_parts(parts: Mapping[str, bytes]) -> tuple[SheetSignature, ...]:
    found = {name: part for name, part in parts.items() if name.startswith(f"{FOLDER}sig")}
    numbered = [_name(number) for number in range(1, len(found) + 1)]
    if not found or len(found) > MOST_SIGNATURES or sorted(found) != sorted(numbered):
        raise SignatureBroken(_LIST)
    if any(len(part) > _LONGEST for part in found.values()):
        raise SignatureBroken(*found)
    try:
        contents = _contents({name: part for name, part in parts.items() if not name.startswith(FOLDER)})
    except NotAPackage as error:
        raise SignatureBroken(str(error)) from error
    manifest = references(contents)
    signatures = tuple(_verified(name, found[name], manifest) for name in numbered)
    wanted = _written(contents, {name: found[name] for name in numbered})
    odd = [name for name in wanted.keys() | parts.keys() if wanted.get(name) != parts.get(name)]
    if odd:
        raise SignatureBroken(*sorted(odd))
    if list(wanted) != list(parts):
        raise SignatureBroken(CONTAINER)
    return signatures


def _name(number: int) -> str:
    return f"{FOLDER}sig{number}.xml"


def _contents(parts: Mapping[str, bytes]) -> Contents:
    """What there is to sign, without the ties between the workbook and its signatures."""
    names = [name for name in parts if name != TYPES_PART]
    odd = [name for name in names if not is_part_name(name)]
    if odd or len({name.lower() for name in names}) < len(names):
        raise NotAPackage(odd[0] if odd else CONTAINER)
    if TYPES_PART not in parts or ROOT not in parts:
        raise NotAPackage(TYPES_PART if TYPES_PART not in parts else ROOT)
    ties = {name: relationships(parts[name], name) for name in names if name.endswith(".rels")}
    ties[ROOT] = tuple(one for one in ties[ROOT] if one != _TO_ORIGIN)
    if any(_RELATION in one.type or one.id == _TO_ORIGIN.id for listed in ties.values() for one in listed):
        raise NotAPackage(ROOT)
    return Contents(
        parts={name: parts[name] for name in names if name not in ties},
        types=content_types(parts[TYPES_PART], names),
        relationships=ties,
    )


def _written(contents: Contents, signatures: Mapping[str, bytes]) -> dict[str, bytes]:
    """All parts of a signed workbook in the order of its archive."""
    kinds = {name: kind for name, kind in contents.types.items() if name not in contents.relationships}
    kinds |= {_ORIGIN: f"{_TYPE}-origin"} | dict.fromkeys(signatures, f"{_TYPE}-xmlsignature+xml")
    ties = {name: relationships_part(listed) for name, listed in contents.relationships.items()}
    ties[ROOT] = relationships_part((*contents.relationships[ROOT], _TO_ORIGIN))
    to_signatures = [
        Relationship(f"rId{number}", f"{_RELATION}/signature", name.removeprefix(FOLDER))
        for number, name in zip(count(1), signatures, strict=False)
    ]
    inner = dict(sorted(({**ties, **contents.parts}).items()))
    return {
        TYPES_PART: types_part(dict(sorted(kinds.items()))),
        ROOT: inner.pop(ROOT),
        **inner,
        _ORIGIN: b"",
        _LIST: relationships_part(to_signatures),
        **signatures,
    }


def _claim(certificate: x509.Certificate, issuer: str, time: str) -> Claim:
    from_der = certificate.public_bytes(Encoding.DER)
    return Claim(certificate=from_der, issuer=issuer, serial=certificate.serial_number, time=time)


def _verified(name: str, part: bytes, manifest: Mapping[str, str]) -> SheetSignature:
    """One signature part; where it does not fit, the parts it names otherwise than they are."""
    try:
        certificate = x509.load_der_x509_certificate(_decoded(_CERTIFICATE, part))
        claim = _claim(certificate, _one(_ISSUER, part).decode(), _one(_TIME, part).decode())
        value, key, signer = _decoded(_VALUE, part), certificate.public_key(), name_of(certificate)
    except UNSOUND as error:
        raise SignatureBroken(name) from error
    text = signature_text(manifest, claim)
    if text.with_value(value, claim.certificate) != part:
        raise SignatureBroken(*(_altered(part, manifest) or [name]))
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size not in _KEY_BITS:
        raise SignatureBroken(name)
    try:
        key.verify(value, text.signed_info, padding.PKCS1v15(), SHA256())
    except InvalidSignature as error:
        raise SignatureBroken(name) from error
    return SheetSignature(signer=signer, fingerprint=fingerprint_of(certificate), time=claim.time)


def _one(pattern: re.Pattern[bytes], part: bytes) -> bytes:
    found = pattern.search(part)
    if found is None:
        raise ValueError(pattern.pattern)
    return found[1]


def _decoded(pattern: re.Pattern[bytes], part: bytes) -> bytes:
    try:
        return base64.b64decode(_one(pattern, part), validate=True)
    except binascii.Error as error:
        raise ValueError(pattern.pattern) from error


def _altered(part: bytes, manifest: Mapping[str, str]) -> list[str]:
    """The parts that were changed, added or taken away since this signature was made."""
    signed: dict[str, str] = {}
    for piece in part.decode(errors="replace").split(_END):
        _, start, rest = piece.rpartition(_REFERENCE)
        if start:
            signed[rest.partition("?")[0]] = start + rest + _END
    names = signed.keys() | manifest.keys()
    return sorted(name for name in names if signed.get(name) != manifest.get(name))
