"""A bag of files with one head, signed or not: written from files on disk, checked as a whole, taken out."""

import hashlib
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Gathered, Problem, Refused, problem
from evaluator_app.domain.trust import PackageSignature
from evaluator_app.exchange import bag as parts
from evaluator_app.exchange.bag import Bag, open_bag, parse_manifest, sha256
from evaluator_app.exchange.bag_check import payload_problems, read_tags
from evaluator_app.exchange.bag_writer import BagWriter, Label, close_bag
from evaluator_app.exchange.hashing import Progress, hash_members
from evaluator_app.exchange.package_signature import read_signature
from evaluator_app.exchange.safe_names import clashing, is_safe_name, visible
from evaluator_app.exchange.safe_writing import make_folder, new_file
from evaluator_app.exchange.safe_zip import MAX_MEMBERS, chunks
from evaluator_app.exchange.small_files import reading
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import problem_line

if TYPE_CHECKING:
    from evaluator_app.exchange.identity_file import Identity

_FRAME = 10  # files of the bag itself, generously

# its name in the bag, and its bytes, what gives them when they are needed, or where they lie
Entry = tuple[str, bytes | Path | Callable[[], bytes]]


@dataclass(frozen=True, kw_only=True)
class FileBag:
    """A bag whose every file was checked; `digest` is that of the tag manifest."""

    path: Path
    head: bytes
    signature: PackageSignature | None
    digest: str
    bag: Bag
    digests: Mapping[str, str]

    def below(self, folder: str) -> Iterator[str]:
        """The names of the files in a folder of the bag."""
        yield from (name for name in sorted(self.digests) if name.startswith(f"{folder}/"))

    def size(self, name: str) -> int:
        """The bytes of a file."""
        return self.bag.members[name].size

    def read(self, name: str, largest: int) -> bytes:
        """A file's checked bytes."""
        data = self.bag.read(name, largest)
        if sha256(data) != self.digests[name]:
            raise Refused([problem(Code.PACKAGE_FILE_ALTERED, name)])
        return data

    def take_out(self, name: str, target: Path) -> None:
        """Write a file of the bag as a new file; refused where its bytes are not the listed ones."""
        state = hashlib.sha256()
        make_folder(target.parent)
        with new_file(target) as out, reading(self.path), self.path.open("rb", buffering=0) as file:
            for chunk in chunks(file, self.bag.members[name]):
                state.update(chunk)
                out.write(chunk)
            if state.hexdigest() != self.digests[name]:
                raise Refused([problem(Code.PACKAGE_FILE_ALTERED, name)])


def write_file_bag(
    stream: BinaryIO, folder: str, label: Label, entries: Iterable[Entry], signer: "Identity | None" = None
) -> str:
    """Write a bag with these files; its digest. What no reader would take is refused."""
    entries = tuple(entries)
    _refuse_unreadable([name for name, _ in entries], folder)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        writer = BagWriter(archive, folder)
        for name, content in entries:
            if isinstance(content, bytes):
                writer.add(name, content)
            elif isinstance(content, Path):
                writer.copy(name, content)
            else:
                writer.add(name, content())
        close_bag(writer, label, signer)
    return writer.digests[parts.TAG_MANIFEST]


def _refuse_unreadable(names: list[str], folder: str) -> None:
    problems = [
        problem(Code.PACKAGE_UNSAFE_NAME, visible(name))
        for name in names
        if not is_safe_name(f"{folder}/{name}")
    ]
    twice = text("a second file of the same name")
    problems += [problem(Code.PACKAGE_UNSAFE_FILE, visible(name), reason=twice) for name in clashing(names)]
    if len(names) > MAX_MEMBERS - _FRAME:
        reason = text("{count} files", count=len(names))
        problems.append(problem(Code.PACKAGE_TOO_LARGE, folder, reason=reason))
    if problems:
        raise Refused(problems)


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What kind of bag a file has to be: its head, the files it must hold, the code of what is none."""

    tag: str
    needed: Collection[str]
    code: Code


def read_file_bag(path: Path, expected: Expected, progress: Progress | None = None) -> FileBag:
    """Check every file of a bag and its signature; refused with every problem found."""
    try:
        return _read(path, expected.tag, expected.needed, progress)
    except Refused as refused:
        raise Refused(_said_of(one, path, expected.code) for one in refused.problems) from refused


def _said_of(one: Problem, path: Path, code: Code) -> Problem:
    if one.code in (Code.FILE_MISSING, Code.FILE_UNREADABLE):
        return one
    return problem(code, str(path), reason=problem_line(one))


def _read(path: Path, tag: str, needed: Collection[str], progress: Progress | None) -> FileBag:
    gathered, tags_wanted = Gathered(), (parts.INFO, parts.DECLARATION, parts.MANIFEST, tag)
    bag = open_bag(path)
    tags = read_tags(bag, gathered, tags_wanted)
    signature = gathered.attempt(lambda: read_signature(bag, tags[parts.TAG_MANIFEST]))
    gathered.refuse()
    listing = parse_manifest(tags[parts.MANIFEST], parts.MANIFEST)
    gathered.problems += payload_problems(bag, listing, needed, tags_wanted)
    gathered.problems += _altered(bag, listing, progress)
    gathered.refuse()
    return FileBag(
        path=path,
        head=tags[tag],
        signature=signature,
        digest=sha256(tags[parts.TAG_MANIFEST]),
        bag=bag,
        digests=listing,
    )


def _altered(bag: Bag, listing: Mapping[str, str], progress: Progress | None) -> list[Problem]:
    members = [bag.members[name] for name in listing if name in bag.members]
    with reading(bag.path):
        digests = hash_members(bag.path, members, progress)
    return [
        problem(Code.PACKAGE_FILE_ALTERED, name) for name in sorted(digests) if digests[name] != listing[name]
    ]
