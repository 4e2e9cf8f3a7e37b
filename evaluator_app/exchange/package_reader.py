"""Reading a package: everything in it is verified before anything of it is used."""

import contextlib
import hashlib
import io
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from evaluator_app.domain.application import Application, Document, Package
from evaluator_app.domain.problems import Code, Gathered, Problem, Refused, problem
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.domain.trust import PackageSignature
from evaluator_app.exchange import bag as parts
from evaluator_app.exchange.bag import Bag, open_bag, parse_manifest, sha256
from evaluator_app.exchange.hashing import Progress, hash_members
from evaluator_app.exchange.package_data import (
    Head,
    index_problems,
    package_of,
    read_head,
    read_index,
    reference_problems,
)
from evaluator_app.exchange.package_signature import read_signature
from evaluator_app.exchange.safe_names import visible
from evaluator_app.exchange.safe_zip import Member, chunks
from evaluator_app.exchange.scheme_file import read_scheme
from evaluator_app.exchange.small_files import reading
from evaluator_app.wording.language import text

_FRAME = frozenset({*parts.TAG_FILES, parts.TAG_MANIFEST, parts.SIGNATURE})


@dataclass(frozen=True, kw_only=True)
class VerifiedPackage:
    """A package whose every file was checked, with its scheme and who signed it: None where nobody did."""

    package: Package
    scheme: LoadedScheme
    path: Path
    signature: PackageSignature | None = None


def read_package(
    path: Path, progress: Progress | None = None, executor: ThreadPoolExecutor | None = None
) -> VerifiedPackage:
    """Verify a package and say what is in it; refused with every problem found.

    `progress` is called in this thread with the bytes done and in all; what it raises stops the work.
    """
    bag = open_bag(path)
    gathered = Gathered()
    tags = _read_tags(bag, gathered)
    head = _head(tags, gathered)
    signature = gathered.attempt(lambda: read_signature(bag, tags[parts.TAG_MANIFEST]))
    if parts.MANIFEST not in tags:
        raise Refused(gathered.problems)
    listing = gathered.attempt(lambda: parse_manifest(tags[parts.MANIFEST], parts.MANIFEST))
    if listing is None:
        raise Refused(gathered.problems)
    gathered.problems += _payload_problems(bag, listing)
    applications = gathered.attempt(lambda: read_index(_verified(bag, parts.INDEX, listing)))
    scheme = gathered.attempt(lambda: read_scheme(_verified(bag, parts.SCHEME, listing), parts.SCHEME))
    altered = _altered_documents(bag, listing, progress, executor)
    gathered.problems += [problem(Code.PACKAGE_FILE_ALTERED, name) for name in altered]
    if applications is not None:
        sizes = {name: one.size for name, one in bag.members.items() if name not in altered}
        gathered.problems += index_problems(applications, listing, sizes)
    if head is not None:
        gathered.problems += _head_problems(bag, head, scheme, applications or ())
    gathered.refuse()
    if head is None or applications is None or scheme is None:
        raise AssertionError  # each of them is None only where a problem was found
    package = package_of(head, sha256(tags[parts.TAG_MANIFEST]), applications)
    return VerifiedPackage(package=package, scheme=scheme, path=path, signature=signature)


def _read_tags(bag: Bag, gathered: Gathered) -> dict[str, bytes]:
    """The tag files that are as the tag manifest says, and the tag manifest."""
    tag_manifest = bag.read(parts.TAG_MANIFEST)
    digests = parse_manifest(tag_manifest, parts.TAG_MANIFEST)
    tags = {parts.TAG_MANIFEST: tag_manifest}
    for name in sorted({*digests, *parts.TAG_FILES}):
        if name not in digests or name not in parts.TAG_FILES:
            gathered.problems.append(
                problem(Code.PACKAGE_NOT_A_BAG, parts.TAG_MANIFEST, reason=visible(name))
            )
            continue
        data = gathered.attempt(lambda name=name: bag.read(name))  # type: ignore[misc]  # bound at once
        if data is not None and sha256(data) == digests[name]:
            tags[name] = data
        elif data is not None:
            gathered.problems.append(problem(Code.PACKAGE_FILE_ALTERED, name))
    if tags.get(parts.DECLARATION, parts.DECLARATION_TEXT) != parts.DECLARATION_TEXT:
        gathered.problems.append(problem(Code.PACKAGE_NOT_A_BAG, parts.DECLARATION, reason="BagIt 1.0"))
    return tags


def _head(tags: Mapping[str, bytes], gathered: Gathered) -> Head | None:
    """The head, where it is sound; of a newer package nothing else can be said."""
    data = tags.get(parts.PACKAGE)
    if data is None:
        return None
    try:
        return read_head(data)
    except Refused as refused:
        if any(one.code is Code.PACKAGE_NEWER_FORMAT for one in refused.problems):
            raise
        gathered.problems += refused.problems
        return None


def _payload_problems(bag: Bag, listing: Mapping[str, str]) -> Iterator[Problem]:
    for name in sorted({*listing, parts.SCHEME, parts.INDEX}):
        if name not in listing or name not in bag.members:
            yield problem(Code.PACKAGE_FILE_MISSING, visible(name))
        elif not name.startswith("data/"):
            yield problem(Code.PACKAGE_NOT_A_BAG, parts.MANIFEST, reason=visible(name))
    for name in bag.members:
        if name not in listing and name not in _FRAME:
            yield problem(Code.PACKAGE_FILE_UNLISTED, name)


def _verified(bag: Bag, name: str, listing: Mapping[str, str]) -> bytes:
    """A small file whose very bytes were checked; one that is missing was said to be already."""
    if name not in listing or name not in bag.members:
        raise Refused([])
    data = bag.read(name)
    if sha256(data) != listing[name]:
        raise Refused([problem(Code.PACKAGE_FILE_ALTERED, name)])
    return data


def _altered_documents(
    bag: Bag, listing: Mapping[str, str], progress: Progress | None, executor: ThreadPoolExecutor | None
) -> list[str]:
    """The names of documents that are not as the manifest says."""
    small = (parts.INDEX, parts.SCHEME)
    documents = [bag.members[name] for name in listing if name in bag.members and name not in small]
    with reading(bag.path):
        digests = hash_members(bag.path, documents, progress, executor)
    return [name for name in sorted(digests) if digests[name] != listing[name]]


def _head_problems(
    bag: Bag, head: Head, scheme: LoadedScheme | None, applications: tuple[Application, ...]
) -> Iterator[Problem]:
    if bag.folder != head.id:
        reason = text("“{name}” is wrong", name="id")
        yield problem(Code.PACKAGE_INDEX_INVALID, parts.PACKAGE, reason=reason)
    if scheme is None:
        return
    if (scheme.digest, scheme.protocol_digest) != (head.scheme_digest, head.protocol_digest):
        yield problem(Code.PACKAGE_SCHEME_MISMATCH, parts.SCHEME)
    yield from reference_problems(scheme.scheme, head.campaign, applications)


@contextlib.contextmanager
def open_document(package: Path | Bag, document: Document) -> Iterator[BinaryIO]:
    """One document's bytes, streamed; refused at the end where they are not those of the manifest.

    Give a bag from `open_bag` to read many documents of one package. A document that was not read to its
    end is read to it when the block ends well, so that nothing unchecked is ever kept.
    """
    bag = package if isinstance(package, Bag) else open_bag(package)
    member = bag.members.get(document.path)
    if member is None:
        raise Refused([problem(Code.PACKAGE_FILE_MISSING, document.path)])
    with reading(bag.path):
        file = bag.path.open("rb", buffering=0)
    with file, io.BufferedReader(_Checked(file, member, document.sha256, bag.path)) as stream:
        yield stream
        while stream.read(1 << 20):
            pass


class _Checked(io.RawIOBase):
    """A member's bytes as a stream that knows at its end whether they were the right ones."""

    def __init__(self, file: io.RawIOBase, member: Member, digest: str, path: Path) -> None:
        super().__init__()
        self._chunks = chunks(file, member)
        self._member, self._digest, self._path = member, digest, path
        self._state = hashlib.sha256()
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # BufferedReader gives this one
        """The next bytes, 0 at the checked end."""
        with reading(self._path):
            while not self._rest:
                chunk = next(self._chunks, None)
                if chunk is None:
                    self._check()
                    return 0
                self._state.update(chunk)
                self._rest = chunk
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count

    def _check(self) -> None:
        if self._state.hexdigest() != self._digest:
            raise Refused([problem(Code.PACKAGE_FILE_ALTERED, self._member.name)])
