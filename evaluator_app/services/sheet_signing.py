"""Signing sheets of the workspace: written with the drawn signature, signed, frozen, with a receipt."""

import hashlib
import io
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.digests import check_code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.freezing import Event, Kind, frozen
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.sheet import SheetSignature, findings
from evaluator_app.exchange.certificates import to_utc
from evaluator_app.exchange.identity_file import Identity
from evaluator_app.exchange.pages import Raster
from evaluator_app.exchange.pdf_pages import first_page
from evaluator_app.exchange.receipt_file import receipt_bytes
from evaluator_app.exchange.safe_writing import new_file, replace_file
from evaluator_app.exchange.score_sheet_pdf import write_sheet_pdf
from evaluator_app.exchange.score_sheet_signing import same_person, signed_workbook, verified_signatures
from evaluator_app.exchange.score_sheet_writer import write_sheet
from evaluator_app.exchange.signature_picture import cleaned_signature
from evaluator_app.services import scoring
from evaluator_app.services.clock import now
from evaluator_app.store import sheets
from evaluator_app.store.workspace import Workspace

GoOn = Callable[[int, int], bool]  # done and total; whether to go on


@dataclass(frozen=True, kw_only=True)
class Pen:
    """Who signs: the opened identity, and the picture drawn by hand, empty where nobody drew."""

    identity: Identity
    picture: bytes = b""


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """A sheet that was signed and frozen: its file, and what is read out on the telephone."""

    path: Path
    application: str
    revision: int
    digest: str
    signature: SheetSignature

    @property
    def code(self) -> str:
        """The short check code."""
        return check_code(self.digest)


@dataclass(frozen=True, kw_only=True)
class SignedBatch:
    """All that was signed at once, and what was not."""

    receipts: tuple[Receipt, ...]
    unfinished: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    left: tuple[str, ...] = ()  # finished, and still open because the user stopped


def preview(opened: scoring.OpenSheet, expert: Expert, scale: float) -> Raster:
    """The first page of the sheet as it will look, at so many pixels a point; in the thread of the pages."""
    stream = io.BytesIO()
    write_sheet_pdf(stream, scoring.sheet_of(opened, expert), opened.scheme)
    return first_page(stream.getvalue(), scale)


def sign_open(ws: Workspace, opened: scoring.OpenSheet, pen: Pen, target: Path) -> Receipt:
    """Sign a finished sheet into a new file, with PDF and receipt beside it; then the sheet is frozen."""
    expert = pen.identity.expert
    problems = [*frozen(opened.revision, opened.application.id), *opened.unfit]
    problems += findings(opened.scheme.scheme.rubric, opened.state.marks)
    if problems:
        raise Refused(problems)
    picture = cleaned_signature(pen.picture) if pen.picture else b""
    sheet, stream = scoring.sheet_of(opened, expert), io.BytesIO()
    write_sheet(stream, sheet, opened.scheme, picture=picture)
    data = signed_workbook(stream.getvalue(), pen.identity, to_utc(now()), target)
    receipt = Receipt(
        path=target,
        application=opened.application.id,
        revision=sheet.revision,
        digest=hashlib.sha256(data).hexdigest(),
        signature=verified_signatures(data, str(target))[-1],
    )
    with ExitStack() as stack:
        stack.enter_context(new_file(target)).write(data)
        paper = stack.enter_context(new_file(target.with_suffix(".pdf")))
        write_sheet_pdf(paper, sheet, opened.scheme, picture=picture)
        said = receipt_bytes(target.name, receipt.digest, sheet.revision, receipt.signature)
        stack.enter_context(new_file(receipt_path(target))).write(said)
        sheets.record(ws, opened.key, _event(receipt), opened.state.last_seq, data)
    return receipt


def receipt_path(target: Path) -> Path:
    """Where the receipt of a signed file lies."""
    return target.with_name(f"{target.stem}.receipt.txt")


def check_signer(identity: Identity, expert: Expert) -> None:
    """Whether this identity is the expert's own; nobody signs in another's place."""
    signer = identity.expert.name
    if not same_person(signer, expert.name):
        raise Refused([problem(Code.SHEET_SIGNER_DIFFERS, expert=expert.name, signer=signer)])


def sign_finished(ws: Workspace, folder: Path, pen: Pen, go_on: GoOn) -> SignedBatch:
    """Sign every finished sheet that is still open into the folder; each stands for itself.

    `go_on` is told how far the work is; where it says no, what is signed stays signed, the rest open.
    """
    desk = [
        (one.package.id, app) for one in scoring.desk(ws) for app in one.applications if not app.signed_at
    ]
    finished = [(package, app.application.id) for package, app in desk if app.finished]
    receipts: list[Receipt] = []
    problems: list[Problem] = []
    left: tuple[str, ...] = ()
    for done, (package, application) in enumerate(finished):
        if not go_on(done, len(finished)):
            left = tuple(name for _, name in finished[done:])
            break
        opened = scoring.open_sheet(ws, package, application)
        target = folder / file_name(opened, pen.identity.expert)
        try:
            receipts.append(sign_open(ws, opened, pen, target))
        except Refused as refused:
            problems += refused.problems
    unfinished = tuple(app.application.id for _, app in desk if app.unfinished)
    return SignedBatch(receipts=tuple(receipts), unfinished=unfinished, problems=tuple(problems), left=left)


def file_name(opened: scoring.OpenSheet, expert: Expert) -> str:
    """The name a signed sheet's file is given; a correction has its revision in it."""
    revision = f"-r{opened.revision.number}" if opened.revision.number > 1 else ""
    return f"{opened.package.id}-{opened.application.id}-{expert.name}{revision}.xlsx"


def copy_signed(ws: Workspace, opened: scoring.OpenSheet, target: Path) -> None:
    """The signed file of a frozen sheet once more, as it was signed; the system asked about overwriting."""
    with replace_file(target) as stream:
        stream.write(sheets.signed_workbook(ws, opened.key, opened.revision.number))


def _event(receipt: Receipt) -> Event:
    return Event(
        kind=Kind.SIGNED,
        revision=receipt.revision,
        digest=receipt.digest,
        who=receipt.signature.signer,
        at=now(),
    )
