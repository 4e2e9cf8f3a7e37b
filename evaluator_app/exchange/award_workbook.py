"""The list of results as an Excel workbook: written for the campaign's applications, read back row by row.

The committee's workbook is read as well: its rows are found by organisation and site, its day is given.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from xlsxwriter.utility import xl_col_to_name

from evaluator_app.domain.application import Application
from evaluator_app.domain.application_form import day_of
from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.register import Award, grade_title
from evaluator_app.domain.scheme import Scheme
from evaluator_app.exchange.committee.book import INPUT, QUIET, Book, height, prepare_page, put, put_wide
from evaluator_app.exchange.score_sheet_typed import cell_text
from evaluator_app.exchange.small_files import read_small
from evaluator_app.exchange.workbook_guard import MAX_FILE, open_workbook
from evaluator_app.wording.language import in_every_language, mark, text

_FIRST_ROW = 2  # what to do, headings
_SEARCHED = 40  # rows in which the headings are looked for
# Column: its heading, its width; the committee's workbook has some of them too.
_COLUMNS = {
    "application": (mark("Number"), 12),
    "organisation": (mark("Organisation"), 30),
    "site": (mark("Site"), 24),
    "title": (mark("Title of the work"), 30),
    "field": (mark("Sector"), 16),
    "boundary": (mark("Boundary applied for"), 34),
    "grade": (mark("Decided grade"), 14),
    "decided_on": (mark("Decided on"), 14),
}
_ASKED = ("grade", "decided_on")
_NO_GRADE = (mark("Not recommended"),)


@dataclass(frozen=True, kw_only=True)
class ReadAwards:
    """The results a workbook names, and what cannot be read of it."""

    awards: tuple[Award, ...]
    problems: tuple[Problem, ...] = ()


def award_of(application: Application, scheme: Scheme) -> Award:
    """An application before anything is decided on it."""
    form = scheme.certificate.boundary if scheme.certificate else ""
    return Award(
        application=application.id,
        organisation=application.organisation,
        site=application.site,
        title=application.title,
        field=application.sector,
        boundary=application.values.get(form, ""),
        grade="",
        decided_on="",
    )


def write_awards(stream: BinaryIO, awards: Iterable[Award], scheme: Scheme, written: datetime) -> None:
    """Write the list; a grade that was decided stands in it already."""
    title = text("List of results")
    book = Book(stream, title, written)
    page = book.add_sheet(book.sheet_name(title))
    about = text("Enter the decided grade and the day; rows without a grade are not decided yet.")
    put_wide(page, 0, (0, len(_COLUMNS) - 1), about, book.format(font_color=QUIET))
    for number, (name, (words, width)) in enumerate(_COLUMNS.items()):
        page.set_column(number, number, width)
        put(page, 1, number, text(words), book.heading(**({"bg_color": INPUT} if name in _ASKED else {})))
    names = [*(one.title for one in scheme.rubric.bands), scheme.rubric.unplaced]
    row = _FIRST_ROW
    for row, one in enumerate(awards, start=_FIRST_ROW):
        said = {name: str(getattr(one, name)) for name in _COLUMNS}
        said["grade"] = grade_title(scheme, one.grade) if one.decided_on else ""
        for number, name in enumerate(_COLUMNS):
            look = {"bg_color": INPUT} if name in _ASKED else {}
            put(page, row, number, said[name], book.boxed(align="left", num_format="@", **look))
        page.set_row(row, max(height(said[name], width) for name, (_, width) in _COLUMNS.items()))
    rule = {"validate": "list", "source": names, "error_type": "warning"}
    page.data_validation(_FIRST_ROW, list(_COLUMNS).index("grade"), row, list(_COLUMNS).index("grade"), rule)
    page.freeze_panes(_FIRST_ROW, 2)
    prepare_page(page, title, width=180, last_column=len(_COLUMNS) - 1)
    book.workbook.close()


def read_awards(path: Path, scheme: Scheme, applications: Sequence[Application], day: str = "") -> ReadAwards:
    """The results in a workbook; `day` is when they were decided where it does not say."""
    book = open_workbook(read_small(path, Code.SHEET_TOO_LARGE, MAX_FILE), str(path))
    for name, rows in book.values.items():
        found = _head(rows)
        if found is not None:
            formulas = book.formulas.get(name, frozenset())
            reader = _Reader(f"{path.name} {name}", found[1], formulas, scheme)
            return _read(reader, rows, found[0], (applications, day))
    raise Refused([problem(Code.AWARDS_NOT_OURS, str(path))])


def _head(rows: Sequence[Sequence[object]]) -> tuple[int, dict[str, int]] | None:
    """The row of the headings, and the column of each."""
    for number, row in enumerate(rows[:_SEARCHED]):
        said = [cell_text(value).strip() for value in row]
        columns = {}
        for name, (words, _) in _COLUMNS.items():
            known = in_every_language(words)
            place = next((n for n, one in enumerate(said) if one in known), None)
            if place is not None:
                columns[name] = place
        if "grade" in columns and ("application" in columns or {"organisation", "site"} <= columns.keys()):
            return number, columns
    return None


def _read(
    reader: "_Reader",
    rows: Sequence[Sequence[object]],
    head: int,
    known: tuple[Sequence[Application], str],
) -> ReadAwards:
    applications, day = known
    by_id = {one.id: one for one in applications}
    by_name = {(one.organisation, one.site): one for one in applications}
    awards: list[Award] = []
    problems: list[Problem] = []
    for number, row in enumerate(rows[head + 1 :], start=head + 2):
        words = reader.words(row, number)
        if not words["grade"] and not reader.wrong:
            continue
        one = by_id.get(words["application"]) or by_name.get((words["organisation"], words["site"]))
        if one is None:
            reader.fault(Code.AWARD_APPLICATION_UNKNOWN, number)
        else:
            awards.append(reader.award(award_of(one, scheme=reader.scheme), words, day))
        problems += reader.taken()
    return ReadAwards(awards=tuple(awards), problems=tuple(problems))


class _Reader:
    """Reads one row after the other; what is wrong with each is taken before the next."""

    def __init__(
        self, page: str, columns: Mapping[str, int], formulas: frozenset[str], scheme: Scheme
    ) -> None:
        self._page, self._columns, self._formulas = page, columns, formulas
        self.scheme = scheme
        self.wrong: list[Problem] = []
        self._number = 0

    def words(self, row: Sequence[object], number: int) -> dict[str, str]:
        """What stands in a row, by column; no formula is believed."""
        self._number = number
        said = dict.fromkeys(_COLUMNS, "")
        for name, column in self._columns.items():
            value = row[column] if column < len(row) else None
            if f"{xl_col_to_name(column)}{number}" in self._formulas and name in _ASKED:
                self.fault(Code.FIELD_FORMULA, number, name)
            elif isinstance(value, datetime | date):
                said[name] = value.isoformat()[:10]
            else:
                said[name] = cell_text(value).strip() if value is not None else ""
        return said

    def fault(self, code: Code, number: int, name: str = "application", **details: object) -> None:
        """Note what is wrong with a cell."""
        place = f"{self._page}!{xl_col_to_name(self._columns.get(name, 0))}{number}"
        self.wrong.append(problem(code, place, field=text(_COLUMNS[name][0]), **details))

    def taken(self) -> Iterator[Problem]:
        """What was wrong with the row."""
        found, self.wrong = self.wrong, []
        return iter(found)

    def award(self, before: Award, words: Mapping[str, str], day: str) -> Award:
        """The result of a row."""
        decided = day_of(words["decided_on"]) if words["decided_on"] else day
        if words["decided_on"] and not decided:
            self.fault(Code.FIELD_NOT_A_DAY, self._number, "decided_on", value=words["decided_on"][:40])
        return replace(
            before,
            grade=self._grade(words["grade"]),
            decided_on=decided,
            boundary=words["boundary"] or before.boundary,
            title=words["title"] or before.title,
        )

    def _grade(self, words: str) -> str:
        """The id of a grade by its title; one nobody knows is kept, and refused with the others later."""
        bands = {name: one.id for one in self.scheme.rubric.bands for name in (one.id, one.title)}
        none = {self.scheme.rubric.unplaced}.union(*map(in_every_language, _NO_GRADE))
        return "" if words in none else bands.get(words, words)
