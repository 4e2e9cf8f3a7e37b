"""Signatures on score sheet files: put there, and checked with what is wrong as problems."""

import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.sheet import ScoreSheet, SheetSignature
from evaluator_app.exchange.identity_file import Identity
from evaluator_app.exchange.ooxml_signature import SignatureBroken, is_signed, sign, verify
from evaluator_app.exchange.package_parts import NotAPackage

_BROKEN_ARCHIVE = (zipfile.BadZipFile, OSError, EOFError, RuntimeError, ValueError, zlib.error)


def verified_signatures(data: bytes, place: str) -> tuple[SheetSignature, ...]:
    """The signatures of a workbook that was found safe to open; refused where one of them does not hold."""
    try:
        return verify(data) if is_signed(data) else ()
    except SignatureBroken as broken:
        raise Refused(
            problem(Code.SHEET_SIGNATURE_BROKEN, f"{place} {part}") for part in broken.parts
        ) from broken
    except _BROKEN_ARCHIVE as error:
        raise Refused([problem(Code.SHEET_SIGNATURE_BROKEN, place)]) from error


def signer_problems(signatures: Sequence[SheetSignature], sheet: ScoreSheet, place: str) -> list[Problem]:
    """Where a sheet is signed, but not by the expert it names; one of paper only by who entered it."""
    signers, expert = [one.signer for one in signatures], owner_of(sheet)
    mine = [same_person(one, expert) for one in signers]
    own = sheet.paper is not None and same_person(expert, sheet.expert.name)
    if not signers or (not own and (all(mine) if sheet.paper else any(mine))):
        return []
    return [problem(Code.SHEET_SIGNER_DIFFERS, place, expert=expert, signer=", ".join(signers))]


def owner_of(sheet: ScoreSheet) -> str:
    """Who signs a sheet: its expert, or who entered it from paper."""
    return sheet.paper.entered_by if sheet.paper else sheet.expert.name


def same_person(signer: str, expert: str) -> bool:
    """Whether a certificate's name is the name on the sheet."""
    return signer.strip() == expert.strip()


def signed_workbook(data: bytes, identity: Identity, time: str, path: Path) -> bytes:
    """The workbook with this signature added; what was read is checked again after signing."""
    try:
        signed = sign(data, identity, time)
        verify(signed)
    except (NotAPackage, SignatureBroken) as error:
        raise Refused([problem(Code.SHEET_NOT_SIGNABLE, str(path), part=error)]) from error
    return signed
