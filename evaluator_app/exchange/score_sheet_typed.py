"""A blank score sheet that was filled in by hand in Excel or WPS: its cells read by the rules of typing."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.marks import Abstained, Entry, Mark, NotApplicable, check_mark, read_score
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.rubric import Criterion, Rubric
from evaluator_app.domain.sheet import Marks, ScoreSheet, check_remark
from evaluator_app.exchange.sheet_texts import showable
from evaluator_app.exchange.workbook_guard import CheckedWorkbook

_STATES: Mapping[str, type[NotApplicable | Abstained]] = {
    "not_applicable": NotApplicable,
    "abstained": Abstained,
}


@dataclass(frozen=True, kw_only=True)
class Typed:
    """A filled-in form: its workbook, where each value stands, and the words of the form."""

    book: CheckedWorkbook
    places: Mapping[str, Sequence[str]]
    texts: Mapping[str, str]

    def place(self, shows: str) -> str:
        """The address of a value such as 评分表!G7."""
        return next(iter(self.places.get(shows, ())), "")

    def value(self, shows: str) -> object:
        """What stands in the cell of a value."""
        page, _, address = self.place(shows).rpartition("!")
        return self.book.value(page, address)

    def has_formula(self, shows: str) -> bool:
        """Whether the cell computes what it shows."""
        page, _, address = self.place(shows).rpartition("!")
        return address in self.book.formulas.get(page, ())

    def said(self, shows: str) -> str:
        """The words in the cell of a value."""
        return showable(cell_text(self.value(shows))).strip()


@dataclass(frozen=True, kw_only=True)
class TypedSheet:
    """The sheet that was typed, and everything that is wrong in it."""

    sheet: ScoreSheet
    problems: tuple[Problem, ...]


def cell_number(value: object) -> Decimal | None:
    """The number in a cell: spreadsheets store doubles, of which 15 digits are meant."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return Decimal(format(value, ".15g"))


def cell_text(value: object) -> str:
    """What a cell says, as text."""
    number = cell_number(value)
    return format(number, "f") if number is not None else str(value)


def typed_sheet(blank: ScoreSheet, rubric: Rubric, typed: Typed) -> TypedSheet:
    """The sheet as typed; errors name the cell, blanks are unmarked and never zero (T-9)."""
    problems: list[Problem] = []
    entries: dict[str, Entry] = {}
    for criterion in rubric.criteria:
        found = _entry(criterion, typed)
        if isinstance(found, Entry):
            entries[criterion.id] = found
        else:
            problems += [replace(one, place=typed.place(f"mark.{criterion.id}")) for one in found]
    expert = Expert(name=typed.said("expert.name"), organisation=typed.said("expert.organisation"))
    if not expert.name:
        problems.append(problem(Code.EXPERT_NAME_MISSING, typed.place("expert.name")))
    remarks = {remark.id: typed.said(f"remark.{remark.id}") for remark in rubric.remarks}
    for remark in rubric.remarks:
        place = typed.place(f"remark.{remark.id}")
        problems += [replace(one, place=place) for one in check_remark(remark, remarks[remark.id])]
    marks = Marks(
        entries={name: entry for name, entry in entries.items() if entry != Entry()},
        remarks={name: said for name, said in remarks.items() if said},
    )
    return TypedSheet(sheet=replace(blank, expert=expert, marks=marks), problems=tuple(problems))


def _entry(criterion: Criterion, typed: Typed) -> Entry | tuple[Problem, ...]:
    note = typed.said(f"note.{criterion.id}")
    mark = _mark(criterion, typed, note)
    if isinstance(mark, tuple):
        return mark
    if isinstance(mark, NotApplicable | Abstained):
        return check_mark(mark, criterion) or Entry(mark)
    return Entry(mark, note)


def _mark(criterion: Criterion, typed: Typed, note: str) -> Mark | tuple[Problem, ...]:
    shows = f"mark.{criterion.id}"
    value = typed.value(shows)
    number = cell_number(value)
    if typed.has_formula(shows):
        return (problem(Code.SCORE_NOT_A_NUMBER, value=f"= {cell_text(value)}"[:40]),)
    if number is not None:
        return read_score(format(number, "f"), criterion)
    if not isinstance(value, str):
        return (problem(Code.SCORE_NOT_A_NUMBER, value=cell_text(value)[:40]),)
    words = {typed.texts[f"word.{name}"]: kind for name, kind in _STATES.items()}
    state = words.get(unicodedata.normalize("NFKC", value).strip())
    return state(note) if state else read_score(value, criterion)
