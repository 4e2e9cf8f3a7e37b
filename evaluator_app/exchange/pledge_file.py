"""The pledge of secrecy as a signed file of its own, for staff and others who score nothing (S0-115)."""

from dataclasses import dataclass
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.declarations import Pledge
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.domain.trust import PackageSignature
from evaluator_app.exchange import certificates, cms
from evaluator_app.exchange.identity_file import Identity
from evaluator_app.exchange.package_data import is_moment
from evaluator_app.exchange.score_sheet_signing import same_person
from evaluator_app.exchange.small_files import read_small
from evaluator_app.exchange.strict_json import DataWrong, json_bytes, parse_json, structured
from evaluator_app.wording.language import text

SUFFIX = ".evpledge"
FORMAT = 1


@dataclass(frozen=True, kw_only=True)
class PledgeData:
    """What is signed: the pledge, and the scheme it is given for."""

    format: int
    scheme: str
    pledge: Pledge


@dataclass(frozen=True, kw_only=True)
class SignedPledge:
    """A pledge whose signature holds and is its giver's own."""

    data: PledgeData
    signature: PackageSignature


def pledge_bytes(data: PledgeData, signer: Identity) -> bytes:
    """The pledge inside its CMS signature, as `openssl cms -verify` reads it."""
    return cms.sign(signer, json_bytes(data), detached=False)


def read_pledge(path: Path) -> SignedPledge:
    """The pledge in a file; refused where its signature does not hold or is somebody else's."""
    content = read_small(path, Code.PLEDGE_INVALID, reason=text("it is too large"))
    try:
        signed = cms.check(content)
        data = structured(parse_json(signed.content), PledgeData)
    except cms.SignatureWrong as error:
        raise _invalid(path, text("its signature does not hold")) from error
    except DataWrong as wrong:
        raise _invalid(path, "; ".join(wrong.reasons[:3])) from wrong
    signer = certificates.name_of(signed.certificate)
    if data.format != FORMAT or not is_moment(data.pledge.at) or not data.pledge.text.strip():
        raise _invalid(path, text("its format is not known"))
    if not same_person(signer, data.pledge.by):
        raise _invalid(path, text("it is signed by somebody else: {name}", name=signer))
    signature = PackageSignature(
        signer=signer,
        organisation=certificates.organisation_of(signed.certificate),
        fingerprint=certificates.fingerprint_of(signed.certificate),
        claimed=certificates.utc(signed.claimed),
    )
    return SignedPledge(data=data, signature=signature)


def _invalid(path: Path, reason: str) -> Refused:
    return Refused([problem(Code.PLEDGE_INVALID, str(path), reason=reason)])
