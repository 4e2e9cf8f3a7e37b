"""The committee's workbook when it comes back: the decisions typed in, and every other cell that changed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evaluator_app.domain.codes import Code
from evaluator_app.domain.decisions import CellChange
from evaluator_app.domain.outcomes import Outcome, outcome_of
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.rubric import Rubric
from evaluator_app.exchange.committee.before import AGREED_KEY, DATA_SHEET, DOCUMENT, FORMAT, Before
from evaluator_app.exchange.committee.overview import APPLICATION, DECIDED, ENOUGH, REASON
from evaluator_app.exchange.workbook_compare import Row, at, book_changes, data_texts, row_changes, shown
from evaluator_app.exchange.workbook_guard import (
    MAX_UNPACKED,
    CheckedWorkbook,
    Limits,
    column_name,
    open_workbook,
)
from evaluator_app.wording.decisions import outcome_title
from evaluator_app.wording.language import speaking

LARGEST = 128 << 20  # bytes of a workbook with a sheet for each of thousands of applications
_LIMITS = Limits(unpacked=8 * MAX_UNPACKED, parts=6000, columns=400)
_WANTED = (APPLICATION, DECIDED, REASON)


@dataclass(frozen=True, kw_only=True)
class CommitteeBook:
    """A workbook that came back, with what its data says it was written from."""

    book: CheckedWorkbook
    before: Before
    written: str
    language: str
    program: str


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What stands in the row of an application; `place` is the cell of its decision."""

    application: str
    place: str
    decided: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Filled:
    """What the committee filled in, and what else is otherwise than it was written."""

    rows: tuple[Typed, ...]
    changes: tuple[CellChange, ...]


def read_committee_workbook(data: bytes, place: str) -> CommitteeBook:
    """The workbook; refused where it is none of ours."""
    book = open_workbook(data, place, _LIMITS)
    said = data_texts(book, DATA_SHEET)
    if said.get("document") != DOCUMENT or said.get("format") != FORMAT:
        raise Refused([problem(Code.COMMITTEE_NOT_OURS, place)])
    try:
        agreed = {
            key.removeprefix(AGREED_KEY): outcome_of(value)
            for key, value in said.items()
            if key.startswith(AGREED_KEY)
        }
    except ValueError as error:
        raise Refused([problem(Code.COMMITTEE_NOT_OURS, place)]) from error
    return CommitteeBook(
        book=book,
        before=Before(
            merge=said.get("merge", ""), agreed=agreed, anonymous=said.get("anonymous", "no") == "yes"
        ),
        written=said.get("written", ""),
        language=said.get("language", ""),
        program=said.get("program", ""),
    )


def filled_in(found: CommitteeBook, write: Callable[[], bytes], place: str, head: int) -> Filled:
    """What was filled in, measured by the workbook written once more; `head` is its row of headings."""
    with speaking(found.language):
        own = open_workbook(write(), place, _LIMITS)
    page = next(iter(own.values))
    sheet = _Overview(page, own.values[page], found.book.values, head, place)
    left_out = frozenset({page, sheet.now_page, DATA_SHEET})
    others = book_changes(own.values, found.book.values, left_out)
    return Filled(rows=tuple(sheet.rows()), changes=(*sheet.changes(), *others))


def recommendation_problems(
    found: CommitteeBook, now: Mapping[str, Outcome], rubric: Rubric, place: str
) -> Iterator[Problem]:
    """Recommendations of panels that are other ones now than the committee had before it."""
    for name in sorted(found.before.agreed.keys() | now.keys()):
        shown_then, said = found.before.agreed.get(name), now.get(name)
        if shown_then != said:
            yield problem(
                Code.DECISION_OTHER_CONSENSUS,
                f"{place} {name}",
                shown=outcome_title(shown_then, rubric),
                now=outcome_title(said, rubric),
            )


class _Overview:
    """The first sheet as it was and as it is; its rows may have been sorted."""

    def __init__(
        self, page: str, was: Sequence[Row], books: Mapping[str, Sequence[Row]], head: int, place: str
    ) -> None:
        self._was, self._was_head, self._place = was, head, place
        self.now_page = page if page in books else next(iter(books))
        self._now = books[self.now_page]
        titles = [shown(at(was[head], column)) for column in _WANTED]
        self._head = self._find(titles)
        row = [shown(one) for one in self._now[self._head]]
        self._number, self._decided, self._reason = (row.index(title) for title in titles)

    def _find(self, titles: Sequence[str]) -> int:
        """The row of the headings; refused where one of them is nowhere."""
        rows = [{shown(one) for one in row} for row in self._now]
        whole = next((number for number, row in enumerate(rows) if row.issuperset(titles)), None)
        if whole is not None:
            return whole
        known = rows[self._was_head] if self._was_head < len(rows) else set()
        place = f"{self._place} {self.now_page}"
        raise Refused(
            problem(Code.COMMITTEE_COLUMN_MISSING, place, column=title)
            for title in titles
            if title not in known
        )

    def rows(self) -> Iterator[Typed]:
        """Every row with the number of an application."""
        for number, row in enumerate(self._now[self._head + 1 :], start=self._head + 2):
            application = shown(at(row, self._number))
            decided, reason = (shown(at(row, column)) for column in (self._decided, self._reason))
            if application:
                cell = f"{self._place} {self.now_page}!{column_name(self._decided + 1)}{number}"
                yield Typed(application=application, place=cell, decided=decided, reason=reason)

    def changes(self) -> Iterator[CellChange]:
        """What is otherwise beside decisions and reasons; a row is found again by its number."""
        shift = self._head - self._was_head
        moved = {
            shown(at(row, self._number)): number
            for number, row in enumerate(self._now)
            if number > self._head and shown(at(row, self._number))
        }
        seen: set[int] = set()
        for number, was in enumerate(self._was):
            application = shown(at(was, APPLICATION)) if number > self._was_head else ""
            where = moved.get(application, -1) if application else number + shift
            now = self._now[where] if 0 <= where < len(self._now) else ()
            seen.add(where)
            skipped = frozenset({self._decided, self._reason}) if application else frozenset()
            yield from self._row(where, was, now, skipped)
        for number in range(len(self._now)):
            if number not in seen:
                yield from self._row(number, (), self._now[number], frozenset())

    def _row(self, number: int, was: Row, now: Row, skipped: frozenset[int]) -> Iterator[CellChange]:
        """The working area to the right stays where it is when rows are sorted: it is left out here."""
        yield from row_changes(
            self.now_page, max(number, 0) + 1, was[: ENOUGH - 1], now[: ENOUGH - 1], skipped
        )
