"""The roster as an Excel workbook: written empty or filled, and read back with every fault and its cell."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from xlsxwriter.utility import xl_col_to_name

from evaluator_app.domain.application_form import day_of, number_of
from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.roster import FormerEmployer, Member, MemberKind, Nomination
from evaluator_app.exchange.committee.book import INPUT, QUIET, Book, height, prepare_page, put, put_wide
from evaluator_app.exchange.score_sheet_typed import cell_text
from evaluator_app.exchange.small_files import read_small
from evaluator_app.exchange.workbook_guard import MAX_FILE, open_workbook
from evaluator_app.wording.language import text
from evaluator_app.wording.roster import kind_titles, nomination_titles

MARK = "evaluator_app roster 1"
SPARE_ROWS = 60
_FIRST_ROW = 3  # mark, title, headings
_LISTED = re.compile(r"[;；、\n]")


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its name for the program, its title, its width, and whether it holds days."""

    key: str
    title: str
    width: int
    day: bool = False


def _columns() -> tuple[_Column, ...]:
    return (
        _Column("name", text("Name"), 14),
        _Column("organisation", text("Organisation"), 30),
        _Column("kind", text("Kind of member"), 16),
        _Column("source", text("Source"), 20),
        _Column("nomination", text("Nominated by"), 14),
        _Column("appointed", text("Appointed on"), 13, day=True),
        _Column("term_years", text("Term (years)"), 10),
        _Column("trained", text("Trained on"), 13, day=True),
        _Column("fields", text("Fields"), 20),
        _Column("former_1", text("Former employer"), 26),
        _Column("left_1", text("Left on"), 13, day=True),
        _Column("former_2", text("Former employer before"), 26),
        _Column("left_2", text("Left that on"), 13, day=True),
        _Column("related", text("Other related organisations"), 30),
    )


def write_roster(stream: BinaryIO, members: Iterable[Member], written: datetime) -> None:
    """Write a roster with room for more; several fields or organisations stand in a cell with ; between."""
    book = Book(stream, text("Roster of experts"), written)
    page = book.add_sheet(book.sheet_name(text("Roster of experts")))
    columns = _columns()
    for number, one in enumerate(columns):
        page.set_column(number, number, one.width)
        put(page, 2, number, one.title, book.heading())
    put(page, 0, 0, MARK, book.format(font_color=QUIET, font_size=8))
    about = text(
        "One person a row. Several fields or organisations are separated by ; days are such as 2024-03-01."
    )
    put_wide(page, 1, (0, len(columns) - 1), about, book.format(font_color=QUIET))
    page.set_row(2, max(height(one.title, one.width) for one in columns))
    filled = [_cells(one) for one in members]
    last = _FIRST_ROW + len(filled) + SPARE_ROWS
    for offset in range(len(filled) + SPARE_ROWS):
        words = filled[offset] if offset < len(filled) else [""] * len(columns)
        for number, (one, said) in enumerate(zip(columns, words, strict=True)):
            look = book.boxed(align="left", bg_color=INPUT, num_format="yyyy-mm-dd" if one.day else "@")
            put(page, _FIRST_ROW + offset, number, said, look)
    for key, titles in (("kind", kind_titles()), ("nomination", nomination_titles())):
        number = next(n for n, one in enumerate(columns) if one.key == key)
        rule = {"validate": "list", "source": list(titles.values()), "error_type": "warning"}
        page.data_validation(_FIRST_ROW, number, last, number, rule)
    page.freeze_panes(_FIRST_ROW, 2)
    prepare_page(page, text("Roster of experts"), width=260, last_column=len(columns) - 1)
    book.workbook.close()


def _cells(one: Member) -> list[str]:
    former = [*one.former, *[FormerEmployer(organisation="", left="")] * 2][:2]
    return [
        one.expert.name,
        one.expert.organisation,
        kind_titles()[one.kind],
        one.source,
        nomination_titles()[one.nomination] if one.nomination else "",
        one.appointed,
        str(one.term_years or ""),
        one.trained,
        "；".join(one.fields),
        *(part for each in former for part in (each.organisation, each.left)),
        "；".join(one.related),
    ]


@dataclass(frozen=True, kw_only=True)
class ReadRoster:
    """The members a roster names, and the cells that cannot be read."""

    members: tuple[Member, ...]
    problems: tuple[Problem, ...] = ()


def read_roster(path: Path) -> ReadRoster:
    """The roster in a workbook; refused where it is none."""
    book = open_workbook(read_small(path, Code.SHEET_TOO_LARGE, MAX_FILE), str(path))
    pages = [
        (name, rows) for name, rows in book.values.items() if rows and rows[0] and str(rows[0][0]) == MARK
    ]
    if not pages:
        raise Refused([problem(Code.ROSTER_NOT_OURS, str(path))])
    members: list[Member] = []
    problems: list[Problem] = []
    for name, rows in pages:
        formulas = book.formulas.get(name, frozenset())
        for number, row in enumerate(rows[_FIRST_ROW:], start=_FIRST_ROW + 1):
            cells = _Row(row, f"{path.name} {name}", number, formulas)
            if cells.filled:
                members.append(cells.member())
                problems += cells.problems
    return ReadRoster(members=tuple(members), problems=tuple(problems))


class _Row:
    """One row of a roster, read cell by cell."""

    def __init__(self, row: Sequence[object], page: str, number: int, formulas: frozenset[str]) -> None:
        self._page, self._number, self._formulas = page, number, formulas
        self._columns = {one.key: n for n, one in enumerate(_columns())}
        self._words = [_said(value) for value in row]
        self.problems: list[Problem] = []

    @property
    def filled(self) -> bool:
        """Whether anything stands in the row."""
        return any(self._words) or any(self._place_of(n) in self._formulas for n in self._columns.values())

    def _place_of(self, column: int) -> str:
        return f"{xl_col_to_name(column)}{self._number}"

    def _text(self, key: str) -> str:
        column = self._columns[key]
        if self._place_of(column) in self._formulas:
            self._wrong(Code.FIELD_FORMULA, key)
            return ""
        return self._words[column] if column < len(self._words) else ""

    def _wrong(self, code: Code, key: str, **details: object) -> None:
        title = next(one.title for one in _columns() if one.key == key)
        place = f"{self._page}!{self._place_of(self._columns[key])}"
        self.problems.append(problem(code, place, field=title, **details))

    def _day(self, key: str) -> str:
        words = self._text(key)
        day = day_of(words) if words else ""
        if words and not day:
            self._wrong(Code.FIELD_NOT_A_DAY, key, value=words[:40])
        return day

    def _years(self) -> int:
        words = self._text("term_years")
        number = number_of(words) if words else None
        if words and (number is None or number != number.to_integral_value() or not 0 < number < 100):  # noqa: PLR2004 - nobody is appointed for a century
            self._wrong(Code.FIELD_NOT_A_NUMBER, "term_years", value=words[:40])
            return 0
        return int(number) if number is not None else 0

    def _option(self, key: str, titles: dict[MemberKind, str] | dict[Nomination, str]) -> str:
        words = self._text(key)
        found = next((kind.value for kind, title in titles.items() if words in (title, kind.value)), "")
        if words and not found:
            self._wrong(Code.FIELD_NOT_AN_OPTION, key, value=words[:40], options="、".join(titles.values()))
        return found

    def _former(self) -> Iterator[FormerEmployer]:
        for number in (1, 2):
            organisation, left = self._text(f"former_{number}"), self._day(f"left_{number}")
            if organisation and left:
                yield FormerEmployer(organisation=organisation, left=left)
            elif organisation:
                self._wrong(Code.FIELD_MISSING, f"left_{number}")

    def member(self) -> Member:
        """The person of this row, as far as it can be read."""
        kind, nomination = (
            self._option("kind", kind_titles()),
            self._option("nomination", nomination_titles()),
        )
        return Member(
            expert=Expert(name=self._text("name"), organisation=self._text("organisation")),
            place=f"{self._page}!{self._number}",
            kind=MemberKind(kind) if kind else MemberKind.EXPERT,
            source=self._text("source"),
            nomination=Nomination(nomination) if nomination else None,
            appointed=self._day("appointed"),
            term_years=self._years(),
            trained=self._day("trained"),
            fields=_listed(self._text("fields")),
            former=tuple(self._former()),
            related=_listed(self._text("related")),
        )


def _said(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return cell_text(value).strip() if value is not None else ""


def _listed(words: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in _LISTED.split(words) if one.strip())
