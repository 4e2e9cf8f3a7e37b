"""Reading the roster's workbook back: columns found by their headings, every fault with its cell."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from xlsxwriter.utility import xl_col_to_name

from evaluator_app.domain.application_form import day_of, number_of
from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.roster import FormerEmployer, Member, MemberKind, Nomination
from evaluator_app.exchange.roster_columns import COLUMNS, FIRST_ROW, MARK
from evaluator_app.exchange.score_sheet_typed import cell_text
from evaluator_app.exchange.small_files import read_small
from evaluator_app.exchange.workbook_guard import MAX_FILE, open_workbook
from evaluator_app.wording.language import in_every_language, text
from evaluator_app.wording.roster import KIND_TITLES, NOMINATION_TITLES

_LISTED = re.compile(r"[;；、\n]")
_OPTIONS: Mapping[str, Mapping[MemberKind, str] | Mapping[Nomination, str]] = {
    "kind": KIND_TITLES,
    "nomination": NOMINATION_TITLES,
}


@dataclass(frozen=True, slots=True)
class _Page:
    """A sheet of people: where it is, in which column each field stands, which cells are formulas."""

    place: str
    columns: Mapping[str, int]
    formulas: frozenset[str]


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
        columns = _columns(rows[FIRST_ROW - 1] if len(rows) >= FIRST_ROW else ())
        page = _Page(f"{path.name} {name}", columns, book.formulas.get(name, frozenset()))
        problems += [
            problem(Code.COLUMN_MISSING, f"{page.place}!{FIRST_ROW}", field=text(one.title))
            for one in COLUMNS
            if one.key not in {"id", *columns}
        ]
        for number, row in enumerate(rows[FIRST_ROW:], start=FIRST_ROW + 1):
            cells = _Row(row, page, number)
            if cells.filled:
                members.append(cells.member())
                problems += cells.problems
    return ReadRoster(members=tuple(members), problems=tuple(problems))


def _columns(headings: Sequence[object]) -> dict[str, int]:
    """The columns by what stands above them, in whichever language and order."""
    words = [_said(one) for one in headings]
    titles = {one.key: in_every_language(one.title) for one in COLUMNS}
    return {key: n for key, known in titles.items() for n, said in enumerate(words) if said in known}


class _Row:
    """One row of a roster, read cell by cell."""

    def __init__(self, row: Sequence[object], page: _Page, number: int) -> None:
        self._page, self._number = page, number
        self._words = [_said(value) for value in row]
        self.problems: list[Problem] = []

    @property
    def filled(self) -> bool:
        """Whether anything stands in the row."""
        return any(self._words) or any(self._is_formula(key) for key in self._page.columns)

    def _is_formula(self, key: str) -> bool:
        return self._cell(key) in self._page.formulas

    def _cell(self, key: str) -> str:
        return f"{xl_col_to_name(self._page.columns[key])}{self._number}"

    def _text(self, key: str) -> str:
        if key not in self._page.columns:
            return ""
        if self._is_formula(key):
            self._wrong(Code.FIELD_FORMULA, key)
            return ""
        column = self._page.columns[key]
        return self._words[column] if column < len(self._words) else ""

    def _wrong(self, code: Code, key: str, **details: object) -> None:
        title = next(text(one.title) for one in COLUMNS if one.key == key)
        self.problems.append(problem(code, f"{self._page.place}!{self._cell(key)}", field=title, **details))

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

    def _option(self, key: str) -> str:
        words, titles = self._text(key), _OPTIONS[key]
        found = next((one for one, title in titles.items() if words in {one, *in_every_language(title)}), "")
        if words and not found:
            options = "、".join(map(text, titles.values()))
            self._wrong(Code.FIELD_NOT_AN_OPTION, key, value=words[:40], options=options)
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
        kind, nomination = self._option("kind"), self._option("nomination")
        return Member(
            expert=Expert(name=self._text("name"), organisation=self._text("organisation")),
            place=f"{self._page.place}!{self._number}",
            id=self._text("id"),
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
