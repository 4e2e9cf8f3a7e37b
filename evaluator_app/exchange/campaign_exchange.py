"""The exchange of a campaign between machines (.evexchange): one signed bag with its tables and files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from evaluator_app.domain.codes import Code
from evaluator_app.domain.number_issuing import Issuing
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.exchange import bag as parts
from evaluator_app.exchange.bag_writer import Label
from evaluator_app.exchange.file_bag import Entry, Expected, read_file_bag, write_file_bag
from evaluator_app.exchange.hashing import Progress
from evaluator_app.exchange.identity_file import Identity
from evaluator_app.exchange.package_data import is_moment
from evaluator_app.exchange.safe_names import is_safe_id
from evaluator_app.exchange.strict_json import DataWrong, json_bytes, parse_json, structured
from evaluator_app.exchange.table_bag import (
    Cell,
    FileCell,
    Table,
    TableBag,
    TableNote,
    invalid,
    missing_tables,
)
from evaluator_app.wording.language import text

SUFFIX = ".evexchange"
FORMAT = 1


@dataclass(frozen=True, kw_only=True)
class ExchangeHead:
    """exchange.json: which campaign, of which workspace, written when and by whom, who issues numbers."""

    format: int
    campaign: str
    title: str
    workspace: str
    written: str
    by: str
    program: str
    issuing: Issuing
    pattern: str  # of certificate numbers, where the campaign has its own
    tables: tuple[TableNote, ...]


@dataclass(frozen=True, kw_only=True)
class CampaignExchange(TableBag):
    """An exchange that was checked as a whole; its rows with their files still in the bag."""

    head: ExchangeHead
    rows: Mapping[str, tuple[Mapping[str, "Cell | FileCell"], ...]]


def write_exchange(stream: BinaryIO, head: ExchangeHead, entries: Sequence[Entry], signer: Identity) -> str:
    """Write a signed exchange; its digest."""
    label = Label(
        tag=parts.EXCHANGE,
        head=json_bytes(head),
        identifier=f"{head.campaign} {head.title}",
        written=head.written,
    )
    return write_file_bag(stream, f"{head.campaign}-exchange", label, entries, signer)


def read_exchange(path: Path, progress: Progress | None = None) -> CampaignExchange:
    """Check an exchange as a whole: every file, the signature, every table; refused with what is wrong."""
    try:
        return _read(path, progress)
    except Refused as refused:
        raise Refused(_said(one) for one in refused.problems) from refused


def _said(one: Problem) -> Problem:
    if one.code is Code.ARCHIVE_INVALID:  # what is true of every bag of tables
        return problem(Code.EXCHANGE_INVALID, one.place, reason=one.details["reason"])
    return one


def _read(path: Path, progress: Progress | None) -> CampaignExchange:
    found = read_file_bag(path, Expected(tag=parts.EXCHANGE, needed=(), code=Code.EXCHANGE_INVALID), progress)
    if found.signature is None:
        raise Refused([problem(Code.EXCHANGE_UNSIGNED, str(path))])
    head = _head(found.head, path)
    missing = missing_tables(found, head.tables)
    if missing:
        raise Refused(missing)
    plain = TableBag(notes=head.tables, signature=found.signature, found=found)
    rows = {one.name: _rows(one) for one in plain.tables()}
    return CampaignExchange(head=head, rows=rows, notes=head.tables, signature=found.signature, found=found)


def _rows(table: Table) -> tuple[Mapping[str, "Cell | FileCell"], ...]:
    if len(set(table.columns)) != len(table.columns):
        raise invalid(table.name, text("“{name}” is wrong", name=table.name))
    return tuple(dict(zip(table.columns, row, strict=True)) for row in table.rows)


def _head(data: bytes, path: Path) -> ExchangeHead:
    try:
        raw = parse_json(data)
        if isinstance(raw, dict) and type(raw.get("format")) is int and raw["format"] > FORMAT:
            raise Refused([problem(Code.EXCHANGE_NEWER_FORMAT, str(path))])
        head = structured(raw, ExchangeHead)
    except DataWrong as wrong:
        raise invalid(parts.EXCHANGE, "; ".join(wrong.reasons[:3])) from wrong
    names = [one.name for one in head.tables]
    ids = (head.campaign, head.workspace, head.issuing.workspace, *names)
    sound = head.format == FORMAT and all(map(is_safe_id, ids)) and is_moment(head.written)
    if not sound or len(set(names)) != len(names) or head.issuing.turn < 1:
        raise invalid(parts.EXCHANGE, text("“{name}” is wrong", name=parts.EXCHANGE))
    return head
