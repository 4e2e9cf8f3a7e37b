"""Signed score sheets for tests: identities made once, sheets signed by them, copies that were altered."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import identity_builders as identities
import sheet_builders as sheets

from evaluator_app.domain.problems import Problem, Refused
from evaluator_app.domain.sheet import Expert
from evaluator_app.domain.trust import Revocation
from evaluator_app.exchange.certificates import certified
from evaluator_app.exchange.identity_file import Identity, load_identity, new_identity
from evaluator_app.exchange.ooxml_signature import sign
from evaluator_app.exchange.score_sheet_reader import read_sheet
from evaluator_app.exchange.signed_container import pack
from evaluator_app.exchange.trust_list import trust_bytes

EXPERT = "示例专家甲"
PASSPHRASE = "four words for tests"  # noqa: S105 - of identities that sign nothing real
TIME = "2026-01-02T03:04:05Z"
SIGNED = "_xmlsignatures/sig1.xml"


@cache
def identity_file(name: str = EXPERT, number: int = 0) -> bytes:
    """An identity as PKCS#12; another number is another key of the same name."""
    return new_identity(Expert(name=name, organisation=f"示例大学{number}"), PASSPHRASE.encode())


def saved(folder: Path, name: str = EXPERT, number: int = 0) -> tuple[str, str]:
    """An identity and its passphrase as files, for commands."""
    identity, passphrase = folder / f"{name}-{number}.p12", folder / "passphrase.txt"
    identity.write_bytes(identity_file(name, number))
    passphrase.write_text(PASSPHRASE, encoding="utf-8")
    return str(identity), str(passphrase)


def identity(folder: Path, name: str = EXPERT, number: int = 0) -> Identity:
    """An identity, ready to sign."""
    return load_identity(Path(saved(folder, name, number)[0]), PASSPHRASE.encode())


def signed(folder: Path, *signers: Identity, remark: str = sheets.REMARK) -> Path:
    """A finished sheet, signed by its expert or by these."""
    path = sheets.written(folder, sheets.official_sheet(remark=remark))
    for one in signers or (identity(folder),):
        path.write_bytes(sign(path.read_bytes(), one, TIME))
    return path


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a workbook, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(path: Path, changed: Mapping[str, bytes | None], name: str = "altered.xlsx") -> Path:
    """A copy with other parts, as exact as if it were signed; None takes a part away."""
    altered = path.with_name(name)
    fresh: dict[str, bytes | None] = {**parts(path.read_bytes()), **changed}
    altered.write_bytes(pack({name: part for name, part in fresh.items() if part is not None}))
    return altered


def trust_list(folder: Path, issued: Sequence[Identity], revoked: Sequence[Identity] = ()) -> Path:
    """A trust list of these certificates, signed by the secretariat."""
    trust = replace(
        identities.trust_list(),
        issued=tuple(certified(one.certificate) for one in issued),
        revoked=tuple(Revocation(fingerprint=one.fingerprint, at=TIME) for one in revoked),
    )
    path = folder / "list.evtrust"
    path.write_bytes(trust_bytes(trust, identities.secretariat()))
    return path


def problems(path: Path) -> list[Problem]:
    """Why a sheet is refused."""
    try:
        read_sheet(path)
    except Refused as refused:
        return list(refused.problems)
    return []


def verdict(path: Path) -> list[tuple[str, str]]:
    """Code and part of each problem of a sheet."""
    return [(one.code.value, one.place.removeprefix(str(path)).strip()) for one in problems(path)]
