"""Reading a table of recommendations: our form, or a workbook whose table has the same headings (S1-169)."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsxwriter.utility import xl_col_to_name

from evaluator_app.domain.application_form import key_of
from evaluator_app.domain.codes import Code
from evaluator_app.domain.field_roles import RecommendedTable
from evaluator_app.domain.form import FieldRole
from evaluator_app.domain.issue import folded
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.recommendations import Recommendations, RecommendedRow
from evaluator_app.exchange.application_workbook import FIRST_INPUT
from evaluator_app.exchange.score_sheet_typed import cell_text
from evaluator_app.exchange.small_files import read_small
from evaluator_app.exchange.workbook_guard import MAX_FILE, CheckedWorkbook, open_workbook

_LONGEST = 2_000  # characters of a cell
_COLONS = "：:"


def read_recommendations(path: Path, table: RecommendedTable, recommender: str = "") -> Recommendations:
    """The table of a workbook; refused where there is none, or where something in it cannot be read."""
    data = read_small(path, Code.SHEET_TOO_LARGE, MAX_FILE)
    book = open_workbook(data, str(path))
    found = next((one for name in book.values if (one := _find(book, name, path, table)) is not None), None)
    if found is None:
        columns = "、".join(table.field.columns)
        raise Refused([problem(Code.RECOMMENDATIONS_NOT_OURS, str(path), columns=columns)])
    who = recommender.strip() or _recommender(found, table)
    problems = list(found.unreadable())
    if not who:
        title = next((one.title for one in table.form.fields if FieldRole.RECOMMENDER in one.roles), "")
        problems.append(problem(Code.FIELD_MISSING, str(path), field=title or FieldRole.RECOMMENDER))
    if problems:
        raise Refused(problems)
    return Recommendations(
        file=str(path),
        sha256=hashlib.sha256(data).hexdigest(),
        recommender=who,
        rows=tuple(found.rows()),
    )


@dataclass(frozen=True, kw_only=True)
class _Found:
    """A table where it was found: the sheet, the row of its headings, and where each column stands."""

    book: CheckedWorkbook
    page: str
    file: str
    heading: int
    columns: tuple[int, ...]
    order: int  # which of the columns says the place
    naming: tuple[int, ...]  # which of them say who is meant
    key: str  # with which the hidden names of our form's rows begin

    def _lines(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The rows of our form by their hidden names; of another workbook those below the headings.

        There, a row that names nobody and gives no place ends the table: a statement and names follow it.
        """
        below = list(enumerate(self.book.values[self.page][self.heading + 1 :], self.heading + 2))
        ours = [(number, row) for number, row in below if str(row[0]).startswith(self.key)]
        for number, row in ours or below:
            words = tuple(self._typed(number, row, column) for column in self.columns)
            placed = words[self.order].isdigit()
            if any(words[one] for one in self.naming) or (placed and sum(map(bool, words)) > 1):
                yield number, words
            elif any(words) and not placed and not ours:
                return

    def _typed(self, number: int, row: Sequence[object], column: int) -> str:
        formula = f"{xl_col_to_name(column)}{number}" in self.book.formulas.get(self.page, frozenset())
        return _words(row, column) or ("=" if formula else "")

    def rows(self) -> Iterator[RecommendedRow]:
        """The rows in which anybody is recommended."""
        for number, words in self._lines():
            yield RecommendedRow(place=self._place(number, self.columns[self.order]), words=words)

    def unreadable(self) -> Iterator[Problem]:
        """Formulas and endless texts."""
        formulas = self.book.formulas.get(self.page, frozenset())
        for number, words in self._lines():
            for column, said in zip(self.columns, words, strict=True):
                place, title = self._place(number, column), _words(self._headings, column)
                if f"{xl_col_to_name(column)}{number}" in formulas:
                    yield problem(Code.FIELD_FORMULA, place, field=title)
                if len(said) > _LONGEST:
                    yield problem(Code.FIELD_TOO_LONG, place, field=title, limit=_LONGEST)

    def above(self) -> Sequence[Sequence[object]]:
        """The rows before the headings."""
        return self.book.values[self.page][: self.heading]

    @property
    def _headings(self) -> Sequence[object]:
        return self.book.values[self.page][self.heading]

    def _place(self, number: int, column: int) -> str:
        return f"{Path(self.file).name} {self.page}!{xl_col_to_name(column)}{number}"


def _find(book: CheckedWorkbook, page: str, path: Path, table: RecommendedTable) -> _Found | None:
    """The table of a sheet, wherever its headings stand."""
    wanted = [folded(one) for one in table.field.columns]
    for number, row in enumerate(book.values[page]):
        there: Mapping[str, int] = {folded(_words(row, n)): n for n in reversed(range(len(row)))}
        if all(one in there for one in wanted):
            columns = tuple(there[one] for one in wanted)
            order = table.column(FieldRole.ORDER) or 0
            naming = (table.column(FieldRole.NUMBER), table.column(FieldRole.ORGANISATION))
            return _Found(
                book=book,
                page=page,
                file=str(path),
                heading=number,
                columns=columns,
                order=order,
                naming=tuple(one for one in naming if one is not None),
                key=f"{key_of(table.form, table.field)}#",
            )
    return None


def _recommender(found: _Found, table: RecommendedTable) -> str:
    """Who recommends: the field of our form, or what follows its title in a line above the table."""
    asked = next((one for one in table.form.fields if FieldRole.RECOMMENDER in one.roles), None)
    if asked is None:
        return ""
    key, title = key_of(table.form, asked), folded(asked.title)
    for row in found.above():
        words = [_words(row, column) for column in range(len(row))]
        if words and words[0] == key:
            return words[FIRST_INPUT] if len(words) > FIRST_INPUT else ""
        for number, one in enumerate(words):
            if folded(one).startswith(title):
                said = max((one.partition(colon)[2] for colon in _COLONS), key=len).strip(" 　_＿")
                return said or next((other for other in words[number + 1 :] if other), "")
    return ""


def _words(row: Sequence[object], column: int) -> str:
    value = row[column] if column < len(row) else ""
    return cell_text(value).strip() if value is not None else ""
