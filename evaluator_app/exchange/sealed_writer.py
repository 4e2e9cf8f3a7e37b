"""Writing a sealed package: every document its own age file; what they are stands in sealed indexes only."""

import hashlib
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from evaluator_app.domain.application import Application, Document, Package
from evaluator_app.domain.codes import Code
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.exchange import bag
from evaluator_app.exchange.age_keys import sealed
from evaluator_app.exchange.bag_writer import BagWriter
from evaluator_app.exchange.package_data import Head, package_of
from evaluator_app.exchange.package_writer import Issuing, finish
from evaluator_app.exchange.safe_writing import new_file
from evaluator_app.exchange.sealed_data import MAX_DOCUMENT, document_name, index_bytes, index_name
from evaluator_app.exchange.small_files import read_small
from evaluator_app.exchange.source_folder import SourceApplication
from evaluator_app.wording.language import text


@dataclass(frozen=True, kw_only=True)
class Sealing:
    """An application and the age recipients it is sealed to."""

    source: SourceApplication
    recipients: tuple[str, ...]


def write_sealed(
    path: Path, head: Head, scheme: LoadedScheme, sealings: Iterable[Sealing], issuing: Issuing
) -> Package:
    """Write a sealed package that does not exist yet; whole or not at all. What is in it comes back plain."""
    with new_file(path) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        writer = BagWriter(archive, head.id)
        written = tuple(_seal(writer, head, one) for one in sealings)
        finish(writer, head, scheme, issuing)
    return package_of(head, writer.digests[bag.TAG_MANIFEST], written)


def _seal(writer: BagWriter, head: Head, sealing: Sealing) -> Application:
    plain, source = sealing.source.application, sealing.source
    if not sealing.recipients:
        raise AssertionError  # age would seal it for nobody
    documents: list[Document] = []
    for number, (document, file) in enumerate(zip(plain.documents, source.files, strict=True), start=1):
        data = read_small(file, Code.PACKAGE_TOO_LARGE, MAX_DOCUMENT, reason=_limit())
        writer.add(document_name(plain.id, number), sealed(data, sealing.recipients))
        documents.append(replace(document, size=len(data), sha256=hashlib.sha256(data).hexdigest()))
    application = replace(plain, documents=tuple(documents))
    writer.add(index_name(plain.id), sealed(index_bytes(head, application), sealing.recipients))
    return application


def _limit() -> str:
    return text("more than {size} bytes", size=MAX_DOCUMENT)
