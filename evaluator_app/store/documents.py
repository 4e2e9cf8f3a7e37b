"""Documents by the hash of their content: kept once, shared between packages, verified while written."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from evaluator_app.domain.application import Document
from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.store.failures import said_plainly
from evaluator_app.store.files import PART, whole_file
from evaluator_app.store.workspace import Workspace

_CHUNK = 1 << 20
_DIGEST_LENGTH = 64
_SEALED = ".age"
_HEX = frozenset("0123456789abcdef")


def path(ws: Workspace, sha256: str) -> Path:
    """Where the document of this content lies."""
    if len(sha256) != _DIGEST_LENGTH or not _HEX.issuperset(sha256):
        raise Refused([problem(Code.PACKAGE_FILE_ALTERED, sha256[:_DIGEST_LENGTH])])
    return ws.folder / "documents" / sha256[:2] / sha256


def sealed_path(ws: Workspace, sha256: str) -> Path:
    """Where the document of this content lies when it stays sealed."""
    plain = path(ws, sha256)
    return plain.with_name(plain.name + _SEALED)


def add_sealed(ws: Workspace, data: bytes, sha256: str) -> None:
    """Keep a sealed document by the hash of what is in it, which its reader has checked."""
    if ws.read_only:
        raise Refused([problem(Code.WORKSPACE_READ_ONLY, str(ws.folder))])
    with whole_file(sealed_path(ws, sha256)) as file:
        file.write(data)
    with ws.changing() as db:
        db.execute(
            "INSERT OR REPLACE INTO sealed_documents (sha256, sealed) VALUES (?, ?)",
            [sha256, hashlib.sha256(data).hexdigest()],
        )


def add(ws: Workspace, stream: BinaryIO, sha256: str) -> Path:
    """Keep the stream's bytes; bytes of another hash are refused and leave nothing behind."""
    target = path(ws, sha256)
    if ws.read_only:
        raise Refused([problem(Code.WORKSPACE_READ_ONLY, str(ws.folder))])
    digest = hashlib.sha256()
    with whole_file(target) as file:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            file.write(chunk)
        if digest.hexdigest() != sha256:
            raise Refused([problem(Code.PACKAGE_FILE_ALTERED, getattr(stream, "name", "") or sha256)])
    return target


def missing(ws: Workspace, documents: Iterable[Document]) -> tuple[Document, ...]:
    """The documents, each content once, whose file is not there in its full size."""
    wanted = {document.sha256: document for document in documents}
    return tuple(
        document
        for document in wanted.values()
        if not sealed_path(ws, document.sha256).is_file()
        and not _is_whole(path(ws, document.sha256), document)
    )


def _is_whole(file: Path, document: Document) -> bool:
    return file.is_file() and file.stat().st_size == document.size


def is_sound(ws: Workspace, sha256: str) -> bool:
    """Whether the file still has the content it is named by; a sealed one that it was sealed with."""
    sealed = sealed_path(ws, sha256)
    if sealed.is_file():
        with sealed.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == _sealed_digest(ws, sha256)
    with path(ws, sha256).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256


def _sealed_digest(ws: Workspace, sha256: str) -> str:
    with ws.reading() as db:
        row = db.execute("SELECT sealed FROM sealed_documents WHERE sha256 = ?", [sha256]).fetchone()
    return str(row[0]) if row else ""


def remove(ws: Workspace, digests: Iterable[str]) -> None:
    """Take documents away that no package came to use."""
    with said_plainly(ws.folder):
        for sha256 in digests:
            path(ws, sha256).unlink(missing_ok=True)
            sealed_path(ws, sha256).unlink(missing_ok=True)


def remove_parts(ws: Workspace) -> None:
    """Take away what a killed program left half written."""
    if ws.read_only:
        return
    with said_plainly(ws.folder):
        for part in tuple(_parts(ws)):
            part.unlink(missing_ok=True)


def _parts(ws: Workspace) -> Iterator[Path]:
    return (ws.folder / "documents").glob(f"*/.*{PART}")
