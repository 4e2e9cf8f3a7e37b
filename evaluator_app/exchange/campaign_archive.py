"""The archive of a campaign (.evarchive): one signed bag with its tables, its files and how to read them.

Tables stand in it twice: as JSON, exact, to be restored; as CSV, for people with a spreadsheet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.exchange import bag as parts
from evaluator_app.exchange.bag_writer import Label
from evaluator_app.exchange.file_bag import Entry, Expected, read_file_bag, write_file_bag
from evaluator_app.exchange.hashing import Progress
from evaluator_app.exchange.identity_file import Identity
from evaluator_app.exchange.package_data import is_moment
from evaluator_app.exchange.safe_names import is_safe_id
from evaluator_app.exchange.strict_json import DataWrong, json_bytes, parse_json, structured
from evaluator_app.exchange.table_bag import TableBag, TableNote, invalid, missing_tables
from evaluator_app.wording.language import text

SUFFIX = ".evarchive"
FORMAT = 1
README = "data/README.txt"
CAMPAIGN, PACKAGES, ADDED = "data/campaign", "data/packages", "data/added"


@dataclass(frozen=True, kw_only=True)
class ArchiveHead:
    """archive.json: which campaign, closed when and by whom, and what is in the archive."""

    format: int
    campaign: str
    title: str
    year: int
    scheme: str
    scheme_digest: str
    written: str  # ISO 8601 with zone
    closed_by: str
    program: str
    tables: tuple[TableNote, ...]


@dataclass(frozen=True, kw_only=True)
class CampaignArchive(TableBag):
    """An archive that was checked as a whole."""

    head: ArchiveHead


def write_archive(stream: BinaryIO, head: ArchiveHead, entries: Sequence[Entry], signer: Identity) -> str:
    """Write a signed archive; its digest."""
    label = Label(
        tag=parts.ARCHIVE,
        head=json_bytes(head),
        identifier=f"{head.campaign} {head.title}",
        written=head.written,
    )
    return write_file_bag(stream, f"{head.campaign}-archive", label, entries, signer)


def read_archive(path: Path, progress: Progress | None = None) -> CampaignArchive:
    """Check an archive as a whole: every file and the signature; refused with everything that is wrong."""
    expected = Expected(tag=parts.ARCHIVE, needed=(README,), code=Code.ARCHIVE_INVALID)
    found = read_file_bag(path, expected, progress)
    if found.signature is None:
        raise Refused([problem(Code.ARCHIVE_UNSIGNED, str(path))])
    head = _head(found.head, path)
    missing = missing_tables(found, head.tables)
    if missing:
        raise Refused(missing)
    return CampaignArchive(head=head, notes=head.tables, signature=found.signature, found=found)


def _head(data: bytes, path: Path) -> ArchiveHead:
    try:
        raw = parse_json(data)
        if isinstance(raw, dict) and type(raw.get("format")) is int and raw["format"] > FORMAT:
            raise Refused([problem(Code.ARCHIVE_NEWER_FORMAT, str(path))])
        head = structured(raw, ArchiveHead)
    except DataWrong as wrong:
        raise invalid(parts.ARCHIVE, "; ".join(wrong.reasons[:3])) from wrong
    names = [one.name for one in head.tables]
    sound = head.format == FORMAT and is_safe_id(head.campaign) and is_moment(head.written)
    if not sound or len(set(names)) != len(names) or not all(is_safe_id(one) for one in names):
        raise invalid(parts.ARCHIVE, text("“{name}” is wrong", name=parts.ARCHIVE))
    return head
