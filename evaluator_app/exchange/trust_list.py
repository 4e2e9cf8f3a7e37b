"""The trust list `.evtrust`: JSON signed with CMS by the authority it is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.domain.trust import Trust
from evaluator_app.exchange import cms
from evaluator_app.exchange.age_keys import is_recipient
from evaluator_app.exchange.certificates import certified, is_authority
from evaluator_app.exchange.identity_file import Identity
from evaluator_app.exchange.small_files import read_small
from evaluator_app.exchange.strict_json import DataWrong, json_bytes, parse_json, structured
from evaluator_app.wording.language import text

FORMAT = 1

_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@dataclass(frozen=True, kw_only=True)
class _File:
    """What is signed."""

    format: int
    trust: Trust


def trust_bytes(trust: Trust, authority: Identity) -> bytes:
    """The list, signed by its authority."""
    if trust.authority != certified(authority.certificate):
        raise Refused([problem(Code.TRUST_LIST_OTHER_AUTHORITY)])
    return cms.sign(authority, json_bytes(_File(format=FORMAT, trust=trust)), detached=False)


def read_trust_list(path: Path) -> Trust:
    """The list in a file; refused unless the very authority it names signed it."""
    return trust_in(read_small(path, Code.TRUST_LIST_INVALID, reason=text("it is too large")), str(path))


def trust_in(data: bytes, place: str) -> Trust:
    """The list in these bytes; refused unless the very authority it names signed it."""
    try:
        signed = cms.check(data)
    except cms.SignatureWrong as error:
        raise _invalid(place, text("its signature does not hold")) from error
    trust = _trust(signed.content, place)
    if trust.authority != certified(signed.certificate) or not is_authority(signed.certificate):
        raise _invalid(place, text("it was not signed by the authority it names"))
    return trust


def _trust(content: bytes, place: str) -> Trust:
    try:
        raw = parse_json(content)
        newest = raw.get("format") if isinstance(raw, dict) else None
        if type(newest) is int and newest > FORMAT:
            raise Refused([problem(Code.TRUST_LIST_NEWER_FORMAT, place)])
        trust = structured(raw, _File).trust
    except DataWrong as wrong:
        raise _invalid(place, "; ".join(wrong.reasons[:3])) from wrong
    listed = (trust.authority, *trust.issued)
    prints = [*(one.fingerprint for one in listed), *(one.fingerprint for one in trust.revoked)]
    sound = all(map(_FINGERPRINT.fullmatch, prints)) and all(map(_TIME.fullmatch, _times(trust)))
    sound = sound and all(is_recipient(one.recipient) for one in listed if one.recipient)
    if not sound or len({one.fingerprint for one in listed}) < len(listed):
        raise _invalid(place, text("it holds a fingerprint, a time or an age recipient that is none"))
    return trust


def _times(trust: Trust) -> Iterator[str]:
    yield trust.at
    for one in (trust.authority, *trust.issued):
        yield from (one.not_before, one.not_after)
    for taken in trust.revoked:
        yield taken.at


def _invalid(place: str, reason: str) -> Refused:
    return Refused([problem(Code.TRUST_LIST_INVALID, place, reason=reason)])
