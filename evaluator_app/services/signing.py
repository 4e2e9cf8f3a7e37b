"""Signing score sheets: one or many at once, all of them or none."""

import hashlib
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Gathered, Problem, Refused, problem
from evaluator_app.domain.sheet import SheetSignature, findings
from evaluator_app.domain.trust import Trust, moment, package_standing, standing, standing_problem
from evaluator_app.exchange.certificates import to_utc
from evaluator_app.exchange.identity_file import Identity
from evaluator_app.exchange.safe_writing import make_folder, new_file, replace_file
from evaluator_app.exchange.score_sheet_reader import ReadSheet, read_sheet, sheet_bytes
from evaluator_app.exchange.score_sheet_signing import owner_of, same_person, signed_workbook
from evaluator_app.services import clock


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A sheet that was signed: the file, the fingerprint of its bytes and the new signature."""

    path: Path
    digest: str
    signature: SheetSignature


def sign_sheets(paths: Sequence[Path], identity: Identity, folder: Path | None = None) -> tuple[Signed, ...]:
    """Sign finished sheets in place, or as new files in a folder; with any problem none is signed."""
    gathered = Gathered()
    targets = [path if folder is None else folder / path.name for path in paths]
    twins = [problem(Code.FILE_EXISTS, str(one)) for one in targets if folder and one.exists()]
    twins += [problem(Code.FILE_EXISTS, str(one)) for one in sorted(set(targets)) if targets.count(one) > 1]
    gathered.problems += twins
    at = to_utc(clock.now())
    signed = [gathered.attempt(partial(_signed, path, identity, at)) for path in paths]
    gathered.refuse()
    if folder is not None:
        make_folder(folder)
    with ExitStack() as stack:
        for target, data in zip(targets, signed, strict=True):
            writing = replace_file if folder is None else new_file
            stack.enter_context(writing(target)).write(data or b"")
    return tuple(_written(target) for target in targets)


def distrust(read: ReadSheet, trust: Trust, now: str) -> tuple[Problem, ...]:
    """Why a signed sheet is not to be relied on at the time of its import; each of its signers counts."""
    at = moment(trust, to_utc(now))
    judge = package_standing if read.sheet.paper else standing  # paper is entered by the secretariat alone
    stands = ((one, judge(trust, one.fingerprint, at)) for one in read.signatures)
    found = (standing_problem(how, str(read.path), one.signer) for one, how in stands)
    return tuple(one for one in found if one is not None)


def odd_times(read: ReadSheet, now: str, issued: str = "") -> tuple[Problem, ...]:
    """Claimed times after now or before the package was issued: a wrong clock, which is no refusal."""
    first = to_utc(issued) if issued else ""
    return tuple(
        problem(Code.SHEET_SIGNING_TIME_ODD, str(read.path), time=one.time)
        for one in read.signatures
        if not first <= one.time <= to_utc(now)
    )


def _signed(path: Path, identity: Identity, at: str) -> bytes:
    read, data = read_sheet(path), sheet_bytes(path)
    if hashlib.sha256(data).hexdigest() != read.digest:  # somebody wrote it in between
        raise Refused([problem(Code.SHEET_UNREADABLE, str(path))])
    signer, expert = identity.expert.name, owner_of(read.sheet)
    problems: list[Problem] = [_of(path, one) for one in findings(read.rubric, read.sheet.marks)]
    if not same_person(signer, expert):
        problems.append(problem(Code.SHEET_SIGNER_DIFFERS, str(path), expert=expert, signer=signer))
    if any(one.fingerprint == identity.fingerprint or one.signer == signer for one in read.signatures):
        problems.append(problem(Code.SHEET_SIGNED_ALREADY, str(path), signer=signer))
    if problems:
        raise Refused(problems)
    return signed_workbook(data, identity, at, path)


def _of(path: Path, one: Problem) -> Problem:
    return Problem(one.code, f"{path} {one.place}", one.details)


def _written(path: Path) -> Signed:
    """What stands in the file now, read back."""
    read = read_sheet(path)
    return Signed(path=path, digest=read.digest, signature=read.signatures[-1])
