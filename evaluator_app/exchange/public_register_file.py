"""The register file for third parties: JSON inside a CMS signature, which openssl verifies without us."""

from dataclasses import dataclass
from pathlib import Path

from evaluator_app.domain.campaigns import is_day
from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.domain.public_register import PublicRegister
from evaluator_app.domain.trust import PackageSignature
from evaluator_app.exchange import cms
from evaluator_app.exchange.certificates import fingerprint_of, name_of, organisation_of, utc
from evaluator_app.exchange.identity_file import Identity
from evaluator_app.exchange.small_files import read_small
from evaluator_app.exchange.strict_json import DataWrong, json_bytes, parse_json, structured
from evaluator_app.wording.language import text

FORMAT = 1
LARGEST = 64 << 20


@dataclass(frozen=True, kw_only=True)
class _File:
    """What is signed."""

    format: int
    register: PublicRegister


@dataclass(frozen=True, kw_only=True)
class ReadRegister:
    """A register and who signed it."""

    register: PublicRegister
    signature: PackageSignature


def register_bytes(register: PublicRegister, signer: Identity) -> bytes:
    """The register, signed."""
    return cms.sign(signer, json_bytes(_File(format=FORMAT, register=register)), detached=False)


def read_register(path: Path) -> ReadRegister:
    """The register in a file; refused unless its signature holds over every byte."""
    data = read_small(path, Code.REGISTER_FILE_INVALID, LARGEST, reason=text("it is too large"))
    try:
        signed = cms.check(data)
    except cms.SignatureWrong as error:
        raise _invalid(path, text("its signature does not hold")) from error
    try:
        raw = parse_json(signed.content)
        newest = raw.get("format") if isinstance(raw, dict) else None
        if newest != FORMAT:
            raise _invalid(path, text("it has another format"))
        register = structured(raw, _File).register
    except DataWrong as wrong:
        raise _invalid(path, "; ".join(wrong.reasons[:3])) from wrong
    if not is_day(register.day) or not all(is_day(one.until) for one in register.entries):
        raise _invalid(path, text("it holds a day that is none"))
    signature = PackageSignature(
        signer=name_of(signed.certificate),
        organisation=organisation_of(signed.certificate),
        fingerprint=fingerprint_of(signed.certificate),
        claimed=utc(signed.claimed),
    )
    return ReadRegister(register=register, signature=signature)


def _invalid(path: Path, reason: str) -> Refused:
    return Refused([problem(Code.REGISTER_FILE_INVALID, str(path), reason=reason)])
