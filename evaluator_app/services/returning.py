"""Handing back to the secretariat: declarations, signed sheets, receipts and photos in one signed file."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from evaluator_app.domain.application import Package
from evaluator_app.domain.check_report import CheckReport
from evaluator_app.domain.codes import Code
from evaluator_app.domain.declarations import Declarations
from evaluator_app.domain.digests import check_code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.domain.trust import Trust, moment, standing, standing_problem
from evaluator_app.exchange.certificates import to_utc
from evaluator_app.exchange.identity_file import Identity
from evaluator_app.exchange.receipt_file import receipt_bytes
from evaluator_app.exchange.return_file import (
    FORMAT,
    PHOTOS,
    RECEIPTS,
    SHEETS,
    Declared,
    ReturnContent,
    ReturnedPackage,
    ReturnHead,
    read_return,
    write_return,
)
from evaluator_app.exchange.return_file import ReturnFile as ReturnFile  # noqa: PLC0414 - what reading gives
from evaluator_app.exchange.safe_writing import make_folder, new_file, replace_file
from evaluator_app.exchange.score_sheet_reader import read_sheet_data
from evaluator_app.exchange.score_sheet_signing import verified_signatures
from evaluator_app.services import photos, scoring, verification
from evaluator_app.services.clock import now
from evaluator_app.services.sheet_signing import check_signer
from evaluator_app.store import declarations, documents, sheets
from evaluator_app.store.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class ToReturn:
    """What there is to hand back of a campaign, before it is signed."""

    packages: tuple[Package, ...]
    declared: Declarations
    signed: tuple[scoring.DeskApplication, ...]
    open: tuple[scoring.DeskApplication, ...]  # neither signed nor recused

    @property
    def recused(self) -> int:
        """How many applications the expert is recused from."""
        return sum(one.recusal is not None for one in self.declared.given.values())


@dataclass(frozen=True, kw_only=True)
class Returned:
    """A return file that was written: what is read out on the telephone."""

    path: Path
    digest: str
    sheets: int

    @property
    def code(self) -> str:
        """The short check code."""
        return check_code(self.digest)


def to_return(ws: Workspace, campaign: str) -> ToReturn:
    """What there is to hand back."""
    desk = [one for one in scoring.desk(ws) if one.package.campaign.id == campaign]
    every = [app for one in desk for app in one.applications]
    return ToReturn(
        packages=tuple(one.package for one in desk),
        declared=declarations.standing(ws, campaign),
        signed=tuple(one for one in every if one.signed_at and one.recusal is None),
        open=tuple(one for one in every if not one.signed_at and one.recusal is None),
    )


def hand_back(ws: Workspace, campaign: str, identity: Identity, target: Path) -> Returned:
    """Write the signed return file of a campaign; the system has asked about overwriting."""
    found = to_return(ws, campaign)
    if not found.packages or (found.declared.pledge is None and not found.signed):
        raise Refused([problem(Code.RETURN_EMPTY, campaign)])
    if found.declared.pledge is not None:
        check_signer(identity, Expert(name=found.declared.pledge.by))
    files = dict(_files(ws, found))
    at = now()
    head = ReturnHead(
        format=FORMAT,
        campaign=campaign,
        stage=found.packages[0].campaign.stage,
        expert=identity.expert,
        written=at,
        packages=tuple(
            ReturnedPackage(id=one.id, revision=one.revision, digest=one.digest) for one in found.packages
        ),
    )
    said = Declared(pledge=found.declared.pledge, declarations=tuple(found.declared.given.values()))
    with replace_file(target) as stream:
        digest = write_return(stream, ReturnContent(head=head, declared=said, files=files), identity)
    declarations.record_return(ws, campaign, digest, identity.expert.name, at)
    return Returned(path=target, digest=digest, sheets=len(found.signed))


def _files(ws: Workspace, found: ToReturn) -> Iterator[tuple[str, bytes]]:
    """Signed sheets with their receipts, and the photos they cite, each once."""
    shown: set[str] = set()
    marks = sheets.progress(ws)
    revisions = sheets.all_revisions(ws)
    for one in found.signed:
        revision = revisions[one.key]
        data = sheets.signed_workbook(ws, one.key, revision.number)
        name = f"{one.application.id}-r{revision.number}"
        yield f"{SHEETS}/{name}.xlsx", data
        signature = verified_signatures(data, name)[-1]
        digest = revision.signed.digest if revision.signed else ""
        said = receipt_bytes(f"{name}.xlsx", digest, revision.number, signature)
        yield f"{RECEIPTS}/{name}.receipt.txt", said
        for photo in photos.attached(marks[one.key].marks):
            if photo.sha256 not in shown:
                shown.add(photo.sha256)
                yield f"{PHOTOS}/{photo.sha256}.jpg", documents.path(ws, photo.sha256).read_bytes()


def read_trusted(path: Path, trust: Trust | None, at: str) -> ReturnFile:
    """A return file that is sound; with a trust list also signed by an expert in it."""
    found = read_return(path)
    if trust is not None:
        stands = standing(trust, found.signature.fingerprint, moment(trust, to_utc(at)))
        wrong = standing_problem(stands, str(path), found.signature.signer)
        if wrong is not None:
            raise Refused([wrong])
    return found


def check_sheets(found: ReturnFile, trust: Trust | None) -> tuple[CheckReport, ...]:
    """A report of every check for each sheet of a return file."""
    against = verification.Against(trust=trust)
    return tuple(
        verification.check_sheet(path, partial(read_sheet_data, data, path), against)
        for path, data in ((found.path / name, data) for name, data in found.sheets())
    )


def unpack(found: ReturnFile, folder: Path) -> tuple[Path, ...]:
    """Every file of a return as files of a folder; what is there already stays as it is, and is refused."""
    names = {name: folder / name.removeprefix("data/") for name in sorted(found.digests)}
    there = [problem(Code.FILE_EXISTS, str(path)) for path in names.values() if path.exists()]
    if there:
        raise Refused(there)
    for name, path in names.items():
        make_folder(path.parent)
        with new_file(path) as stream:
            stream.write(found.read(name))
    return tuple(names.values())
