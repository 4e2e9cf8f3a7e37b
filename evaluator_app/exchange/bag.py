"""The BagIt 1.0 bag (RFC 8493) of a package: its parts, its manifests, and a bag opened from an archive."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.exchange.safe_names import visible
from evaluator_app.exchange.safe_zip import Member, chunks, read_directory
from evaluator_app.exchange.small_files import reading
from evaluator_app.wording.language import text

DECLARATION = "bagit.txt"
INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
PACKAGE = "package.json"
RETURN = "return.json"
BACKUP = "backup.json"
ARCHIVE = "archive.json"
EXCHANGE = "exchange.json"
SIGNATURE = "signature.p7s"  # over the tag manifest, hence in no manifest
SCHEME = "data/scheme.toml"
INDEX = "data/index.json"
DOCUMENTS = "data/documents"
TRUST = "data/trust.evtrust"  # the authority's trust list, where it travels along

TAG_FILES = (INFO, DECLARATION, MANIFEST, PACKAGE)  # what the tag manifest lists
DECLARATION_TEXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
LIMITS = {  # bytes of the files that are read as a whole
    DECLARATION: 1 << 10,
    INFO: 64 << 10,
    MANIFEST: 16 << 20,
    TAG_MANIFEST: 64 << 10,
    PACKAGE: 1 << 20,
    RETURN: 1 << 20,
    BACKUP: 64 << 20,
    ARCHIVE: 1 << 20,
    EXCHANGE: 1 << 20,
    SIGNATURE: 1 << 20,
    SCHEME: 4 << 20,
    INDEX: 16 << 20,
    TRUST: 4 << 20,
}

_BREAK = re.compile(r"\r\n|\r|\n")
_LINE = re.compile(r"([0-9a-f]{64})[ \t]+\*?([^ \t].*)")


@dataclass(frozen=True, kw_only=True)
class Bag:
    """A bag in an archive: its folder's name and its files by their path inside it."""

    path: Path
    folder: str
    members: Mapping[str, Member]

    def read(self, name: str, largest: int = 0) -> bytes:
        """A file of the bag as a whole; refused where it is missing or larger than it may be."""
        member = self.members.get(name)
        if member is None:
            raise Refused([problem(Code.PACKAGE_NOT_A_BAG, self.path.name, reason=name)])
        if member.size > (largest or LIMITS[name]):
            raise Refused(
                [problem(Code.PACKAGE_TOO_LARGE, name, reason=text("{size} bytes", size=member.size))]
            )
        with reading(self.path), self.path.open("rb", buffering=0) as file:
            return b"".join(bytes(chunk) for chunk in chunks(file, member))


def open_bag(path: Path) -> Bag:
    """The bag in an archive whose directory is safe; its contents are not yet checked."""
    with reading(path), path.open("rb") as file:
        members = read_directory(file, path.name)
    folders = {member.name.partition("/")[0] for member in members}
    if len(folders) != 1 or any("/" not in member.name for member in members):
        reason = text("one folder that holds everything")
        raise Refused([problem(Code.PACKAGE_NOT_A_BAG, path.name, reason=reason)])
    folder = folders.pop()
    inside = [replace(member, name=member.name.partition("/")[2]) for member in members]
    return Bag(path=path, folder=folder, members={member.name: member for member in inside})


def manifest(digests: Mapping[str, str]) -> bytes:
    """The lines of a manifest, sorted by path."""
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)).encode()


def parse_manifest(data: bytes, place: str) -> dict[str, str]:
    """Digests by path; refuses with every line that is wrong or lists a path again."""
    try:
        lines = _BREAK.split(data.decode().rstrip("\r\n"))
    except UnicodeDecodeError as error:
        raise Refused([problem(Code.PACKAGE_NOT_A_BAG, place, reason=place)]) from error
    digests: dict[str, str] = {}
    problems = []
    for number, line in enumerate(lines, start=1):
        match = _LINE.fullmatch(line)
        if match is None or match[2] in digests:
            reason = text("line {number}: {line}", number=number, line=visible(line))
            problems.append(problem(Code.PACKAGE_NOT_A_BAG, place, reason=reason))
        else:
            digests[match[2]] = match[1]
    if problems:
        raise Refused(problems)
    return digests


def sha256(data: bytes) -> str:
    """The digest of some bytes, in hex."""
    return hashlib.sha256(data).hexdigest()
