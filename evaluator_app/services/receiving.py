"""Receiving a package: everything in it or nothing, and no mark is lost to a newer revision."""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator_app.domain.application import Change, Document, Package, differences
from evaluator_app.domain.codes import Code
from evaluator_app.domain.fitting import fitting
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.exchange.bag import open_bag
from evaluator_app.exchange.hashing import Progress
from evaluator_app.exchange.package_reader import VerifiedPackage, open_document
from evaluator_app.exchange.sealed_data import MAX_SEALED, document_name
from evaluator_app.late import late
from evaluator_app.services.clock import now
from evaluator_app.services.packages import verify
from evaluator_app.services.scoring import sheet_key
from evaluator_app.store import documents, packages, sheets
from evaluator_app.store.workspace import Workspace

if TYPE_CHECKING:
    from evaluator_app.exchange import sealed_reader
else:
    sealed_reader = late("evaluator_app.exchange.sealed_reader")


class Arrival(StrEnum):
    """How a package stands to those already here."""

    NEW = "new"
    KNOWN = "known"
    NEWER = "newer"


@dataclass(frozen=True, kw_only=True)
class Received:
    """A package in the workspace; `unfit` lists marks kept in the journal that its rules refuse."""

    package: Package
    scheme: LoadedScheme
    state: Arrival
    changes: tuple[Change, ...] = ()
    unfit: tuple[Problem, ...] = ()


def receive(ws: Workspace, path: Path, progress: Progress | None = None) -> Received:
    """Verify a package and take it into the workspace.

    `progress` is called in this thread with the bytes done and in all, first while the package is verified,
    then while its documents are copied; what it raises stops the work and leaves the workspace as it was.
    """
    halves = _Halves(progress) if progress else None
    verified = verify(path, halves.verified if halves else None)
    return receive_verified(ws, verified, halves.copied if halves else None)


class _Halves:
    """Tells of two passes over the same bytes as one piece of work."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def verified(self, done: int, size: int) -> None:
        self._progress(done, 2 * size)

    def copied(self, done: int, size: int) -> None:
        self._progress(size + done, 2 * size)


def receive_verified(ws: Workspace, verified: VerifiedPackage, progress: Progress | None = None) -> Received:
    """Take a verified package into the workspace; a failure in the middle leaves it as it was."""
    package, scheme = verified.package, verified.scheme
    have = packages.load_package(ws, package.id)
    state = _arrival(package, have)
    with _documents_of(ws, verified, progress):
        if state is not Arrival.KNOWN:
            packages.save_package(ws, package, scheme.source, now())
    return Received(
        package=package,
        scheme=scheme,
        state=state,
        changes=differences(have, package) if have else (),
        unfit=_unfit(ws, package, scheme),
    )


def _arrival(package: Package, have: Package | None) -> Arrival:
    if have is None:
        return Arrival.NEW
    if package.revision < have.revision:
        details = {"revision": package.revision, "have": have.revision}
        raise Refused([problem(Code.PACKAGE_OLDER_REVISION, package.id, **details)])
    if package.revision > have.revision:
        return Arrival.NEWER
    if package.digest != have.digest:
        raise Refused([problem(Code.PACKAGE_TWIN, package.id)])
    return Arrival.KNOWN


@contextlib.contextmanager
def _documents_of(ws: Workspace, verified: VerifiedPackage, progress: Progress | None) -> Iterator[None]:
    """The package's documents in the workspace; those that came with it go again when the block fails.

    A killed program leaves whole documents that nothing refers to; the next attempt finds and uses them.
    """
    documents.remove_parts(ws)
    every = [one for application in verified.package.applications for one in application.documents]
    missing = documents.missing(ws, every)
    try:
        if missing and verified.key is not None:
            _copy_sealed(ws, verified, missing, progress)
        elif missing:
            _copy(ws, verified.path, missing, progress)
        yield
    except BaseException:
        documents.remove(ws, (one.sha256 for one in missing))
        raise


def _copy(ws: Workspace, path: Path, missing: Sequence[Document], progress: Progress | None) -> None:
    bag, size, done = open_bag(path), sum(one.size for one in missing), 0
    for document in missing:
        with open_document(bag, document) as stream:
            documents.add(ws, stream, document.sha256)
        done += document.size
        if progress:
            progress(done, size)


def _copy_sealed(
    ws: Workspace, verified: VerifiedPackage, missing: Sequence[Document], progress: Progress | None
) -> None:
    """The age files as they are, each opened once in memory to see that it is what its index says."""
    bag, wanted, done = open_bag(verified.path), {one.sha256 for one in missing}, 0
    size = sum(one.size for one in missing)
    for application in verified.package.applications:
        for number, document in enumerate(application.documents, start=1):
            if document.sha256 not in wanted or verified.key is None:
                continue
            sealed_reader.open_sealed_document(bag, application, number, verified.key)
            name = document_name(application.id, number)
            documents.add_sealed(ws, bag.read(name, MAX_SEALED), document.sha256)
            wanted.discard(document.sha256)
            done += document.size
            if progress:
                progress(done, size)


def _unfit(ws: Workspace, package: Package, scheme: LoadedScheme) -> tuple[Problem, ...]:
    saved = sheets.progress(ws)
    return tuple(
        replace(one, place=f"{application.id} {one.place}")
        for application in package.applications
        if (sheet := saved.get(sheet_key(package, application)))
        for one in fitting(scheme.scheme.rubric, sheet.marks).problems
    )
