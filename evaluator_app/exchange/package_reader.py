"""Reading a package: everything in it is verified before anything of it is used."""

import contextlib
import hashlib
import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from evaluator_app.domain.application import Document, Package
from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Gathered, Refused, problem
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.domain.trust import PackageSignature, Trust
from evaluator_app.exchange import bag as parts
from evaluator_app.exchange.bag import Bag, open_bag
from evaluator_app.exchange.hashing import Progress
from evaluator_app.exchange.package_data import index_problems, package_of, read_index
from evaluator_app.exchange.package_frame import (
    altered_documents,
    head_problems,
    open_frame,
    travelling_trust,
    verified,
)
from evaluator_app.exchange.safe_zip import Member, chunks
from evaluator_app.exchange.scheme_file import read_scheme
from evaluator_app.exchange.small_files import reading

if TYPE_CHECKING:
    from evaluator_app.exchange.age_keys import AgeKey


@dataclass(frozen=True, kw_only=True)
class VerifiedPackage:
    """A package whose every file was checked, with its scheme and who signed it: None where nobody did."""

    package: Package
    scheme: LoadedScheme
    path: Path
    signature: PackageSignature | None = None
    trust: Trust | None = None  # the signer's trust list, where it travels along
    sealed: tuple[str, ...] = ()  # ids of applications that were not opened
    key: "AgeKey | None" = field(default=None, repr=False)  # what opened a sealed one


def read_package(
    path: Path, progress: Progress | None = None, executor: ThreadPoolExecutor | None = None
) -> VerifiedPackage:
    """Verify a package and say what is in it; refused with every problem found.

    `progress` is called in this thread with the bytes done and in all; what it raises stops the work.
    """
    gathered = Gathered()
    frame = open_frame(path, gathered)
    if frame.sealed:
        raise Refused([problem(Code.PACKAGE_SEALED, str(path))])
    listing = frame.listing
    applications = gathered.attempt(lambda: read_index(verified(frame, parts.INDEX)))
    scheme = gathered.attempt(lambda: read_scheme(verified(frame, parts.SCHEME), parts.SCHEME))
    trust = travelling_trust(frame, gathered)
    altered = altered_documents(frame, progress, executor)
    gathered.problems += [problem(Code.PACKAGE_FILE_ALTERED, name) for name in altered]
    if applications is not None:
        sizes = {name: one.size for name, one in frame.bag.members.items() if name not in altered}
        gathered.problems += index_problems(applications, listing, sizes)
    gathered.problems += head_problems(frame, scheme, applications or ())
    gathered.refuse()
    if frame.head is None or applications is None or scheme is None:
        raise AssertionError  # each of them is None only where a problem was found
    package = package_of(frame.head, frame.digest, applications)
    return VerifiedPackage(package=package, scheme=scheme, path=path, signature=frame.signature, trust=trust)


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
