"""Writing a package: documents streamed into a ZIP with a BagIt bag; same input and time, same bytes."""

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator_app.domain.application import Application, Document, Package
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.exchange import bag
from evaluator_app.exchange.bag_writer import BagWriter, Label, close_bag
from evaluator_app.exchange.package_data import WITH_TRUST, Head, head_bytes, index_bytes, package_of
from evaluator_app.exchange.safe_writing import new_file
from evaluator_app.exchange.source_folder import SourceApplication

if TYPE_CHECKING:
    from evaluator_app.exchange.identity_file import Identity


@dataclass(frozen=True, kw_only=True)
class Issuing:
    """Who signs a package, and the trust list that travels in it, as its authority signed it."""

    signer: "Identity"
    trust_list: bytes = b""


def write_package(
    path: Path,
    head: Head,
    scheme: LoadedScheme,
    applications: Iterable[SourceApplication],
    issuing: Issuing | None = None,
) -> Package:
    """Write a package that does not exist yet; whole or not at all."""
    with new_file(path) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        writer = BagWriter(archive, head.id)
        written = tuple(_copy_documents(writer, one) for one in applications)
        writer.add(bag.INDEX, index_bytes(written))
        finish(writer, head, scheme, issuing)
    return package_of(head, writer.digests[bag.TAG_MANIFEST], written)


def finish(writer: BagWriter, head: Head, scheme: LoadedScheme, issuing: Issuing | None = None) -> None:
    """The scheme and the trust list, then the frame of a bag that has all the rest of its payload."""
    writer.add(bag.SCHEME, scheme.source)
    if issuing is not None and issuing.trust_list:
        writer.add(bag.TRUST, issuing.trust_list)
        head = replace(head, format=head.format + WITH_TRUST)
    label = Label(
        tag=bag.PACKAGE,
        head=head_bytes(head),
        identifier=f"{head.id} {head.revision}",
        written=head.issued,
    )
    close_bag(writer, label, issuing.signer if issuing else None)


def _copy_documents(writer: BagWriter, source: SourceApplication) -> Application:
    documents = source.application.documents
    for document, file in sorted(zip(documents, source.files, strict=True), key=lambda one: one[0].path):
        writer.copy(document.path, file)
    return replace(source.application, documents=tuple(_as_written(writer, one) for one in documents))


def _as_written(writer: BagWriter, document: Document) -> Document:
    return replace(document, size=writer.sizes[document.path], sha256=writer.digests[document.path])
