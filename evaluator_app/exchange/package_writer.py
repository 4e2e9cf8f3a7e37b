"""Writing a package: documents streamed into a ZIP with a BagIt bag; same input and time, same bytes."""

import hashlib
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from evaluator_app.domain.application import Application, Document, Package
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.exchange import bag
from evaluator_app.exchange.package_data import Head, head_bytes, index_bytes, package_of
from evaluator_app.exchange.package_signature import sign_manifest
from evaluator_app.exchange.safe_writing import new_file
from evaluator_app.exchange.small_files import reading
from evaluator_app.exchange.source_folder import SourceApplication

if TYPE_CHECKING:
    from evaluator_app.exchange.identity_file import Identity

_CHUNK = 1 << 20
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a ZIP can say; the real one stands in package.json
_UNIX, _PLAIN_FILE = 3, 0o100644


class BagWriter:
    """The files of one bag, stored as they are: documents rarely shrink, and stored files can be streamed."""

    def __init__(self, archive: zipfile.ZipFile, folder: str) -> None:
        self._archive, self._folder = archive, folder
        self.digests: dict[str, str] = {}
        self.sizes: dict[str, int] = {}

    def add(self, name: str, data: bytes) -> None:
        """A file from memory."""
        with self._open(name, len(data)) as target:
            target.write(data)
        self._note(name, hashlib.sha256(data).hexdigest(), len(data))

    def copy(self, name: str, source: Path) -> None:
        """A file from disk, hashed on its way: what the manifest says is what was written."""
        state, size = hashlib.sha256(), 0
        with reading(source):
            expected, file = source.stat().st_size, source.open("rb")
        with file, self._open(name, expected) as target:
            while chunk := _read(file, source):
                state.update(chunk)
                target.write(chunk)
                size += len(chunk)
        self._note(name, state.hexdigest(), size)

    def listed(self, names: Iterable[str]) -> bytes:
        """A manifest of these files."""
        return bag.manifest({name: self.digests[name] for name in names})

    def _note(self, name: str, digest: str, size: int) -> None:
        self.digests[name], self.sizes[name] = digest, size

    def _open(self, name: str, size: int) -> BinaryIO:
        entry = zipfile.ZipInfo(f"{self._folder}/{name}", _EPOCH)
        entry.create_system, entry.external_attr, entry.file_size = _UNIX, _PLAIN_FILE << 16, size
        return self._archive.open(entry, "w", force_zip64=size > 1 << 30)  # type: ignore[return-value]  # IO[bytes]


def _read(file: BinaryIO, source: Path) -> bytes:
    with reading(source):
        return file.read(_CHUNK)


def write_package(
    path: Path,
    head: Head,
    scheme: LoadedScheme,
    applications: Iterable[SourceApplication],
    signer: "Identity | None" = None,
) -> Package:
    """Write a package that does not exist yet; whole or not at all."""
    with new_file(path) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        writer = BagWriter(archive, head.id)
        written = tuple(_copy_documents(writer, one) for one in applications)
        writer.add(bag.INDEX, index_bytes(written))
        finish(writer, head, scheme, signer)
    return package_of(head, writer.digests[bag.TAG_MANIFEST], written)


def finish(writer: BagWriter, head: Head, scheme: LoadedScheme, signer: "Identity | None") -> None:
    """The scheme, then the frame of a bag that has all the rest of its payload."""
    writer.add(bag.SCHEME, scheme.source)
    payload = tuple(writer.digests)
    writer.add(bag.INFO, _info(head, [writer.sizes[name] for name in payload]))
    writer.add(bag.DECLARATION, bag.DECLARATION_TEXT)
    writer.add(bag.MANIFEST, writer.listed(payload))
    writer.add(bag.PACKAGE, head_bytes(head))
    tag_manifest = writer.listed(bag.TAG_FILES)
    writer.add(bag.TAG_MANIFEST, tag_manifest)
    if signer is not None:
        writer.add(bag.SIGNATURE, sign_manifest(signer, tag_manifest))


def _copy_documents(writer: BagWriter, source: SourceApplication) -> Application:
    documents = source.application.documents
    for document, file in sorted(zip(documents, source.files, strict=True), key=lambda one: one[0].path):
        writer.copy(document.path, file)
    return replace(source.application, documents=tuple(_as_written(writer, one) for one in documents))


def _as_written(writer: BagWriter, document: Document) -> Document:
    return replace(document, size=writer.sizes[document.path], sha256=writer.digests[document.path])


def _info(head: Head, sizes: list[int]) -> bytes:
    """bag-info.txt, with the names RFC 8493 reserves."""
    lines = {
        "Bag-Software-Agent": "evaluator-app",
        "Bagging-Date": head.issued[:10],
        "External-Identifier": f"{head.id} {head.revision}",
        "Payload-Oxum": f"{sum(sizes)}.{len(sizes)}",
    }
    return "".join(f"{name}: {value}\n" for name, value in lines.items()).encode()
