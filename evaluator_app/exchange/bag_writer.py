"""Writing a bag: files streamed into a ZIP as they are; same input and time, same bytes."""

import hashlib
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from evaluator_app.exchange import bag
from evaluator_app.exchange.package_signature import sign_manifest
from evaluator_app.exchange.small_files import reading

if TYPE_CHECKING:
    from evaluator_app.exchange.identity_file import Identity

_CHUNK = 1 << 20
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a ZIP can say; the real one stands in the head
_UNIX, _PLAIN_FILE = 3, 0o100644


@dataclass(frozen=True, kw_only=True)
class Label:
    """What a bag says of itself: the tag file with its head, its name for people, its time."""

    tag: str
    head: bytes
    identifier: str
    written: str  # ISO 8601


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


def close_bag(writer: BagWriter, label: Label, signer: "Identity | None") -> None:
    """The frame of a bag that has all of its payload, and the signature over it."""
    payload = tuple(writer.digests)
    writer.add(bag.INFO, _info(label, [writer.sizes[name] for name in payload]))
    writer.add(bag.DECLARATION, bag.DECLARATION_TEXT)
    writer.add(bag.MANIFEST, writer.listed(payload))
    writer.add(label.tag, label.head)
    tag_manifest = writer.listed((bag.INFO, bag.DECLARATION, bag.MANIFEST, label.tag))
    writer.add(bag.TAG_MANIFEST, tag_manifest)
    if signer is not None:
        writer.add(bag.SIGNATURE, sign_manifest(signer, tag_manifest))


def _info(label: Label, sizes: list[int]) -> bytes:
    """bag-info.txt, with the names RFC 8493 reserves."""
    lines = {
        "Bag-Software-Agent": "evaluator-app",
        "Bagging-Date": label.written[:10],
        "External-Identifier": label.identifier,
        "Payload-Oxum": f"{sum(sizes)}.{len(sizes)}",
    }
    return "".join(f"{name}: {value}\n" for name, value in lines.items()).encode()
