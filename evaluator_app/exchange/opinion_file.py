"""A panel's opinion when it comes back: whose it is, who signed it, whether it is as it was written."""

from collections.abc import Callable
from dataclasses import dataclass

from evaluator_app.domain.codes import Code
from evaluator_app.domain.decisions import CellChange
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.domain.sheet import SheetSignature
from evaluator_app.exchange.opinion_workbook import DATA_SHEET, DOCUMENT, FORMAT
from evaluator_app.exchange.score_sheet_signing import verified_signatures
from evaluator_app.exchange.workbook_compare import book_changes, data_texts
from evaluator_app.exchange.workbook_guard import CheckedWorkbook, open_workbook
from evaluator_app.wording.language import speaking

_MEMBER = "member."


@dataclass(frozen=True, kw_only=True)
class OpinionFile:
    """An opinion's workbook: its signatures hold, and its data says which record it is about."""

    book: CheckedWorkbook
    campaign: str
    application: str
    record: str
    members: tuple[str, ...]
    written: str
    language: str
    signatures: tuple[SheetSignature, ...]

    @property
    def signers(self) -> tuple[str, ...]:
        """Who has signed, in order."""
        return tuple(one.signer.strip() for one in self.signatures)


def read_opinion(data: bytes, place: str) -> OpinionFile:
    """The opinion; refused where it is none of ours, or one of its signatures does not hold."""
    book = open_workbook(data, place)
    signatures = verified_signatures(data, place)
    said = data_texts(book, DATA_SHEET)
    if said.get("document") != DOCUMENT or said.get("format") != FORMAT:
        raise Refused([problem(Code.OPINION_NOT_OURS, place)])
    return OpinionFile(
        book=book,
        campaign=said.get("campaign", ""),
        application=said.get("application", ""),
        record=said.get("record", ""),
        members=tuple(value for key, value in said.items() if key.startswith(_MEMBER)),
        written=said.get("written", ""),
        language=said.get("language", ""),
        signatures=signatures,
    )


def opinion_changes(found: OpinionFile, write: Callable[[], bytes], place: str) -> tuple[CellChange, ...]:
    """The cells that show something else than the workbook, written once more in its language."""
    with speaking(found.language):
        own = open_workbook(write(), place)
    return tuple(book_changes(own.values, found.book.values, frozenset()))
