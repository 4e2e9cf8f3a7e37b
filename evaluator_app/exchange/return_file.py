"""The return file (.evret): one signed bag with declarations, signed sheets, receipts, photos."""

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from evaluator_app.domain.codes import Code
from evaluator_app.domain.declarations import Declaration, Pledge
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.problems import Gathered, Problem, Refused, problem
from evaluator_app.domain.trust import PackageSignature
from evaluator_app.exchange import bag as parts
from evaluator_app.exchange.bag import Bag, open_bag, parse_manifest, sha256
from evaluator_app.exchange.bag_check import payload_problems, read_tags
from evaluator_app.exchange.bag_writer import BagWriter, Label, close_bag
from evaluator_app.exchange.identity_file import Identity
from evaluator_app.exchange.package_data import is_moment
from evaluator_app.exchange.package_signature import read_signature
from evaluator_app.exchange.safe_names import is_safe_id
from evaluator_app.exchange.score_sheet_signing import same_person
from evaluator_app.exchange.strict_json import DataWrong, json_bytes, parse_json, structured
from evaluator_app.exchange.workbook_guard import MAX_FILE
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import problem_line

SUFFIX = ".evret"
FORMAT = 1
SHEETS, RECEIPTS, PHOTOS = "data/sheets", "data/receipts", "data/photos"
DECLARED = "data/declarations.json"

_TAGS = (parts.INFO, parts.DECLARATION, parts.MANIFEST, parts.RETURN)
_MAX_DECLARED = 16 << 20
_MAX_FILE = 64 << 20  # of a photo; a sheet has its own limit


@dataclass(frozen=True, kw_only=True)
class ReturnedPackage:
    """A package the expert worked on."""

    id: str
    revision: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class ReturnHead:
    """return.json: whose return this is, of which campaign."""

    format: int
    campaign: str
    stage: str
    expert: Expert
    written: str  # ISO 8601 with zone
    packages: tuple[ReturnedPackage, ...]


@dataclass(frozen=True, kw_only=True)
class Declared:
    """data/declarations.json: the pledge and the declaration in force for each application."""

    pledge: Pledge | None
    declarations: tuple[Declaration, ...]


@dataclass(frozen=True, kw_only=True)
class ReturnContent:
    """What goes into a return file: files by their name in it."""

    head: ReturnHead
    declared: Declared
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ReturnFile:
    """A return file that was checked as a whole; its sheets still have their own signatures to check."""

    path: Path
    head: ReturnHead
    declared: Declared
    signature: PackageSignature
    digest: str  # SHA-256 of the tag manifest
    bag: Bag
    digests: Mapping[str, str]

    def sheets(self) -> Iterator[tuple[str, bytes]]:
        """The score sheets by name, each with its checked bytes."""
        for name in sorted(self.digests):
            if name.startswith(f"{SHEETS}/"):
                yield name.removeprefix(f"{SHEETS}/"), self.read(name)

    def read(self, name: str) -> bytes:
        """A file of the return; refused where its bytes are not the listed ones."""
        return _checked(self.bag, self.digests, name)


def write_return(stream: BinaryIO, content: ReturnContent, signer: Identity) -> str:
    """Write a signed return file; its digest."""
    head = content.head
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        writer = BagWriter(archive, f"{head.campaign}-return")
        writer.add(DECLARED, json_bytes(content.declared))
        for name, data in content.files.items():
            writer.add(name, data)
        label = Label(
            tag=parts.RETURN,
            head=json_bytes(head),
            identifier=f"{head.campaign} {head.stage}",
            written=head.written,
        )
        close_bag(writer, label, signer)
    return writer.digests[parts.TAG_MANIFEST]


def read_return(path: Path) -> ReturnFile:
    """Check a return file as a whole: every file, the signature, and that it is the expert's own."""
    gathered = Gathered()
    try:
        found = _read(path, gathered)
        gathered.refuse()
    except Refused as refused:
        raise Refused(_as_return(one, path) for one in refused.problems) from refused
    if found is None:
        raise AssertionError  # it is None only where a problem was found
    signer, expert = found.signature.signer, found.head.expert.name
    if not same_person(signer, expert):
        raise Refused([problem(Code.RETURN_SIGNER_DIFFERS, str(path), expert=expert, signer=signer)])
    return found


def _read(path: Path, gathered: Gathered) -> ReturnFile | None:
    bag = open_bag(path)
    tags = read_tags(bag, gathered, _TAGS)
    signature = gathered.attempt(lambda: read_signature(bag, tags[parts.TAG_MANIFEST]))
    if parts.SIGNATURE not in bag.members:
        gathered.problems.append(problem(Code.RETURN_UNSIGNED, str(path)))
    if parts.MANIFEST not in tags or parts.RETURN not in tags:
        return None
    digests = parse_manifest(tags[parts.MANIFEST], parts.MANIFEST)
    gathered.problems += payload_problems(bag, digests, {DECLARED}, _TAGS)
    head = gathered.attempt(lambda: _head(tags[parts.RETURN]))
    gathered.refuse()
    for name in sorted(digests):
        gathered.attempt(lambda name=name: _checked(bag, digests, name))  # type: ignore[misc]  # bound at once
    declared = gathered.attempt(lambda: _declared(_checked(bag, digests, DECLARED)))
    if head is None or declared is None or signature is None:
        return None
    return ReturnFile(
        path=path,
        head=head,
        declared=declared,
        signature=signature,
        digest=sha256(tags[parts.TAG_MANIFEST]),
        bag=bag,
        digests=digests,
    )


def _checked(bag: Bag, digests: Mapping[str, str], name: str) -> bytes:
    limits = {DECLARED: _MAX_DECLARED}
    largest = limits.get(name, MAX_FILE if name.startswith(f"{SHEETS}/") else _MAX_FILE)
    data = bag.read(name, largest)
    if sha256(data) != digests[name]:
        raise Refused([problem(Code.PACKAGE_FILE_ALTERED, name)])
    return data


def _head(data: bytes) -> ReturnHead:
    try:
        raw = parse_json(data)
        if isinstance(raw, dict) and type(raw.get("format")) is int and raw["format"] > FORMAT:
            raise Refused([problem(Code.RETURN_NEWER_FORMAT, parts.RETURN)])
        head = structured(raw, ReturnHead)
    except DataWrong as wrong:
        raise _invalid(parts.RETURN, "; ".join(wrong.reasons[:3])) from wrong
    if head.format != FORMAT or not is_safe_id(head.campaign) or not is_moment(head.written):
        raise _invalid(parts.RETURN, text("“{name}” is wrong", name=parts.RETURN))
    return head


def _declared(data: bytes) -> Declared:
    try:
        found = structured(parse_json(data), Declared)
    except DataWrong as wrong:
        raise _invalid(DECLARED, "; ".join(wrong.reasons[:3])) from wrong
    names = [one.application for one in found.declarations]
    if len(names) != len(set(names)) or not all(is_moment(one.at) for one in found.declarations):
        raise _invalid(DECLARED, text("“{name}” is wrong", name=DECLARED))
    return found


def _invalid(place: str, reason: str) -> Refused:
    return Refused([problem(Code.RETURN_INVALID, place, reason=reason)])


_OWN = (Code.RETURN_INVALID, Code.RETURN_UNSIGNED, Code.RETURN_NEWER_FORMAT, Code.FILE_MISSING)


def _as_return(one: Problem, path: Path) -> Problem:
    """What is wrong with a bag, said of a return file: here the expert is asked, not the secretariat."""
    if one.code in _OWN:
        return Problem(one.code, str(path), one.details)
    return problem(Code.RETURN_INVALID, str(path), reason=problem_line(one))
