"""Reading a list of organisations from a column of an Excel workbook, a CSV file or lines of text (S3-20)."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from xlsxwriter.utility import xl_col_to_name

from evaluator_app.domain.codes import Code
from evaluator_app.domain.exclusion_lists import ExclusionList, ListedName, bare_name
from evaluator_app.domain.issue import folded
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.exchange.plain_text import TextTable, read_text
from evaluator_app.exchange.score_sheet_typed import cell_text
from evaluator_app.exchange.small_files import read_small
from evaluator_app.exchange.workbook_guard import MAX_FILE, open_workbook

ENDINGS = (".xlsx", ".xlsm", ".csv", ".txt")
_OLD_EXCEL = ".xls"  # refused with what to do about it
_LONGEST = 200  # characters of a name
_SHOWN = 40  # of a cell that is no name
_TOP = 20  # rows in which headings are looked for
_IN_BRACKETS = re.compile(r"\(.*?\)")
_HEADING = re.compile(
    r".{0,12}(名称|全称|单位)|企业|公司|机构|服务商|(the)?(organi[sz]ation|company|institution|supplier)s?(name)?|name"
)
_SEVERAL = re.compile(r"[\n;；、]")
_CONTROL = re.compile(r"[^\S\n]+|[\u200b-\u200f\ufeff\u00ad]+")


@dataclass(frozen=True, kw_only=True)
class ReadList:
    """A list as it stands in a file; problems keep it out, findings do not."""

    found: ExclusionList
    columns: tuple[str, ...]  # those the names may stand in
    problems: tuple[Problem, ...] = ()
    findings: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Sheet:
    """The cells of a sheet as words; a text file is a sheet without name."""

    file: str
    name: str
    rows: Sequence[Sequence[str]]
    formulas: frozenset[str] = frozenset()

    @cached_property
    def filled(self) -> tuple[int, ...]:
        """The columns in which anything stands."""
        return tuple(sorted({n for row in self.rows for n, words in enumerate(row) if words}))

    def words(self, row: int, column: int) -> str:
        """What a cell says."""
        return self.rows[row][column] if column < len(self.rows[row]) else ""

    def called(self, column: int) -> str:
        """A column as people name it."""
        return f"{self.name}!{xl_col_to_name(column)}" if self.name else xl_col_to_name(column)

    def place(self, row: int, column: int) -> str:
        """A cell in its file."""
        return f"{self.called(column)}{row + 1}"


@dataclass(frozen=True, kw_only=True)
class _Column:
    """A column of names, and the row its names begin in."""

    sheet: _Sheet
    number: int
    first: int = 0

    @property
    def heading(self) -> str:
        """What stands above the names."""
        return self.sheet.words(self.first - 1, self.number) if self.first else ""


def read_list(path: Path, title: str, column: str = "") -> ReadList:
    """The names of a file: from the column asked for, else from the one headed as names of organisations."""
    data = read_small(path, Code.SHEET_TOO_LARGE, MAX_FILE)
    sheets = [one for one in _sheets(data, path) if one.filled]
    columns = tuple(one.called(number) for one in sheets for number in one.filled)
    taken, problems = _asked(sheets, column, path) if column.strip() else _detected(sheets, path)
    left = {one.name for one in sheets} - {one.sheet.name for one in taken}
    names, wrong = _names(taken, title)
    problems += wrong
    if not names and not problems:
        problems.append(problem(Code.LIST_EMPTY, str(path)))
    return ReadList(
        found=ExclusionList(
            title=title,
            file=path.name,
            sha256=hashlib.sha256(data).hexdigest(),
            taken="、".join(f"{one.sheet.called(one.number)} {one.heading}".strip() for one in taken),
            names=tuple(names),
        ),
        columns=columns,
        problems=tuple(problems),
        findings=tuple(
            problem(Code.LIST_SHEET_LEFT, path.name, sheet=name) for name in sorted(left) if taken
        ),
    )


def _sheets(data: bytes, path: Path) -> list[_Sheet]:
    ending = path.suffix.lower()
    if ending in {".xlsx", ".xlsm", _OLD_EXCEL}:
        book = open_workbook(data, str(path))
        return [
            _Sheet(
                file=path.name,
                name=name,
                rows=[[_clean(value) for value in row] for row in rows],
                formulas=book.formulas.get(name, frozenset()),
            )
            for name, rows in book.values.items()
        ]
    if ending == ".txt":
        flow = read_text(data, path.name)
        lines, cut = [[_clean(one)] for one in flow.paragraphs], flow.cut
    elif ending == ".csv":
        table = TextTable(data, path.name).table(0)
        lines, cut = [[_clean(one) for one in row] for row in table.rows], table.cut
    else:
        raise Refused([problem(Code.LIST_FILE_KIND, str(path), endings="、".join(ENDINGS))])
    if cut:
        raise Refused([problem(Code.SHEET_TOO_LARGE, str(path))])
    return [_Sheet(file=path.name, name="", rows=lines)]


def _clean(value: object) -> str:
    """The words of a cell without what nobody sees; a line end stays, since it may part two names."""
    return _CONTROL.sub(" ", cell_text(value)).strip(" \n") if value is not None else ""


# Columns


def _asked(sheets: Sequence[_Sheet], column: str, path: Path) -> tuple[tuple[_Column, ...], list[Problem]]:
    """The column of this letter in every sheet, or of the sheet that is named before it."""
    wanted = folded(column)
    taken = tuple(
        _Column(sheet=one, number=number, first=_below_heading(one, number))
        for one in sheets
        for number in one.filled
        if wanted in {folded(one.called(number)), folded(xl_col_to_name(number))}
    )
    if taken:
        return taken, []
    known = "、".join(one.called(number) for one in sheets for number in one.filled)
    return (), [problem(Code.LIST_COLUMN_UNKNOWN, str(path), column=column, columns=known)]


def _below_heading(sheet: _Sheet, column: int) -> int:
    top = min(_TOP, len(sheet.rows))
    return next((n + 1 for n in range(top) if _is_heading(sheet.words(n, column))), 0)


def _is_heading(words: str) -> bool:
    return _HEADING.fullmatch(_IN_BRACKETS.sub("", folded(words))) is not None


def _detected(sheets: Sequence[_Sheet], path: Path) -> tuple[tuple[_Column, ...], list[Problem]]:
    """In each sheet the one column headed so; else the only column of the only sheet."""
    taken: list[_Column] = []
    problems: list[Problem] = []
    for one in sheets:
        headed = _headed(one)
        if len(headed) > 1:
            problems.append(_unclear(one, path))
        taken += headed[:1] if len(headed) == 1 else ()
    if not taken and not problems:
        if len(sheets) == 1 and len(sheets[0].filled) == 1:
            return (_Column(sheet=sheets[0], number=sheets[0].filled[0]),), []
        problems += [_unclear(one, path) for one in sheets]
    return tuple(taken), problems


def _unclear(sheet: _Sheet, path: Path) -> Problem:
    columns = "、".join(sheet.called(number) for number in sheet.filled)
    return problem(Code.LIST_COLUMN_UNCLEAR, f"{path.name} {sheet.name}".strip(), columns=columns)


def _headed(sheet: _Sheet) -> list[_Column]:
    """The columns of the first row with such a heading; headings that say names go before the others."""
    for number, row in enumerate(sheet.rows[:_TOP]):
        found = [n for n, words in enumerate(row) if _is_heading(words)]
        named = [n for n in found if _IN_BRACKETS.sub("", folded(row[n])).endswith(("名称", "全称", "name"))]
        if found:
            return [_Column(sheet=sheet, number=n, first=number + 1) for n in named or found]
    return []


# Names


def _names(taken: Sequence[_Column], title: str) -> tuple[list[ListedName], list[Problem]]:
    names: list[ListedName] = []
    problems: list[Problem] = []
    for one in taken:
        for row, words in _cells(one, title):
            place = one.sheet.place(row, one.number)
            wrong = _wrong(one, row, words)
            if wrong is not None:
                code, details = wrong
                problems.append(problem(code, f"{one.sheet.file} {place}", **details))
            else:
                names.append(ListedName(name=words, place=place))
    return names, problems


def _cells(column: _Column, title: str) -> Iterator[tuple[int, str]]:
    """The cells below the heading that say something or should; the list's own title is none of its names."""
    sheet = column.sheet
    for row in range(column.first, len(sheet.rows)):
        words = sheet.words(row, column.number)
        first = sheet.words(row, sheet.filled[0])
        numbered = column.number != sheet.filled[0] and first.isdigit()
        formula = f"{xl_col_to_name(column.number)}{row + 1}" in sheet.formulas
        if (words and bare_name(words) != bare_name(title)) or numbered or formula:
            yield row, words


def _wrong(column: _Column, row: int, words: str) -> tuple[Code, Mapping[str, object]] | None:
    """What keeps a cell from being a name."""
    cell = f"{xl_col_to_name(column.number)}{row + 1}"
    if cell in column.sheet.formulas:
        return Code.FIELD_FORMULA, {"field": column.heading or column.sheet.called(column.number)}
    if not words:
        return Code.LIST_NAME_MISSING, {}
    if _SEVERAL.search(words):
        return Code.LIST_NAME_SEVERAL, {"value": words.replace("\n", " ")[:_SHOWN]}
    if len(words) > _LONGEST or not any(one.isalpha() for one in words):
        return Code.LIST_NAME_INVALID, {"value": words[:_SHOWN]}
    return None
