"""Reading a filled application workbook: what was typed by field, every fault with its cell."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from xlsxwriter.utility import xl_col_to_name

from evaluator_app.domain.application_form import FilledForm, Typed, read_filled
from evaluator_app.domain.codes import Code
from evaluator_app.domain.form import FieldKind, Form, FormField
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.scheme import LoadedScheme, Scheme
from evaluator_app.exchange.application_workbook import FIRST_INPUT, MARK, last_column
from evaluator_app.exchange.score_sheet_typed import cell_text
from evaluator_app.exchange.small_files import read_small
from evaluator_app.exchange.workbook_guard import MAX_FILE, CheckedWorkbook, column_number, open_workbook

_MACROS = "xl/vbaproject.bin"
_MARK = re.compile(rf"{MARK} (\S+) ([0-9a-f]{{64}})")
_AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})", re.ASCII)
_LONGEST = 40  # characters of a cell that are shown

Area = tuple[int, int, int, int]  # first row and column, last row and column, counted from 1


def read_application_workbook(path: Path, loaded: LoadedScheme) -> FilledForm:
    """The forms an applicant filled in; refused where it is no application workbook of this scheme."""
    return read_application_data(read_small(path, Code.SHEET_TOO_LARGE, MAX_FILE), path, loaded)


def read_application_data(data: bytes, path: Path, loaded: LoadedScheme) -> FilledForm:
    """The forms in the bytes of a file that was read."""
    book = open_workbook(data, str(path))
    pages = [name for name, rows in book.values.items() if rows and any(_marked(rows[0]))]
    if not pages:
        raise Refused([problem(Code.FORM_NOT_OURS, str(path))])
    if any(name.lower() == _MACROS for name in book.names):
        raise Refused([problem(Code.FORM_MACROS, str(path))])
    schemes = {_marked(book.values[name][0]) for name in pages}
    if {one for one, _ in schemes} != {loaded.scheme.id}:
        others = "、".join(sorted(one for one, _ in schemes))
        raise Refused([problem(Code.FORM_OTHER_SCHEME, str(path), scheme=others)])
    typed: dict[str, Typed] = {}
    problems: list[Problem] = []
    if {digest for _, digest in schemes} != {loaded.digest}:
        problems.append(problem(Code.FORM_OTHER_VERSION, str(path)))
    fields = _fields(loaded.scheme)
    for name in pages:
        page = _Page(book, name, path.name, fields)
        wrong = page.problems()
        problems += wrong
        for key, one in page.cells() if not wrong else ():
            if key in typed:
                problems.append(problem(Code.FIELD_TWICE, one.place, field=key, other=typed[key].place))
            else:
                typed[key] = one
    filled = read_filled(loaded.scheme, typed)
    return replace(filled, problems=(*problems, *filled.problems))


def _marked(row: object) -> tuple[str, str]:
    """The scheme and digest a page was made for; nothing where it is not one of ours."""
    first = row[0] if isinstance(row, (list, tuple)) and row else ""
    found = _MARK.fullmatch(str(first))
    return (found[1], found[2]) if found else ("", "")


def _fields(scheme: Scheme) -> dict[str, tuple[Form, FormField]]:
    return {f"{form.id}.{one.id}": (form, one) for form in scheme.forms for one in form.fields}


@dataclass(frozen=True)
class _Page:
    """A sheet of a form."""

    book: CheckedWorkbook
    name: str
    file: str
    fields: Mapping[str, tuple[Form, FormField]]

    def cells(self) -> Iterator[tuple[str, Typed]]:
        """What stands beside each name of a field in the first column."""
        formulas = self.book.formulas.get(self.name, frozenset())
        for number, row, key, one in self._rows():
            table = one.kind is FieldKind.TABLE
            for offset in range(_width(one)):
                column = FIRST_INPUT + offset
                value = row[column] if column < len(row) else ""
                name = f"{key}.{offset}" if table else key
                place = self._place(number, offset)
                yield name, Typed(_words(value), place, place.rpartition("!")[2] in formulas)

    def problems(self) -> list[Problem]:
        """Columns that were moved, and cells that were merged with others: what is read would be wrong."""
        return [*self._moved(), *self._merged()]

    def _rows(self) -> Iterator[tuple[int, Sequence[object], str, FormField]]:
        for number, row in enumerate(self.book.values[self.name], start=1):
            key = str(row[0]) if row else ""
            found = self.fields.get(key.partition("#")[0])
            if found is not None:
                yield number, row, key, found[1]

    def _place(self, number: int, offset: int = 0) -> str:
        return f"{self.file} {self.name}!{xl_col_to_name(FIRST_INPUT + offset)}{number}"

    def _moved(self) -> Iterator[Problem]:
        """Each field's own title stands before it; the line of the form's title is as wide as the form."""
        for number, row, key, one in self._rows():
            said = str(row[1]) if len(row) > 1 else ""
            wanted = one.title if "#" not in key else ""
            if wanted and not said.strip().startswith(wanted.strip()):
                details = {"field": wanted, "found": said.strip()[:_LONGEST]}
                yield problem(Code.FORM_COLUMNS_MOVED, self._place(number), **details)
                return
        form = next((self.fields[key.partition("#")[0]][0] for _, _, key, _ in self._rows()), None)
        title = next((one for one in self._areas() if one[0] == one[2] == 1), None)
        if form is not None and title is not None and (title[1], title[3]) != (2, last_column(form) + 1):
            found = f"{xl_col_to_name(title[1] - 1)}:{xl_col_to_name(title[3] - 1)}"
            yield problem(Code.FORM_COLUMNS_MOVED, self._place(1), field=form.title, found=found)

    def _merged(self) -> Iterator[Problem]:
        inputs = {
            (number, FIRST_INPUT + 1 + offset): one
            for number, _, _, one in self._rows()
            for offset in range(_width(one))
        }
        for area in self._areas():
            covered = [place for place in inputs if _covers(area, place)]
            if len(covered) > 1 or (covered and covered[0] != area[:2]):
                number, column = covered[0]
                letters = f"{xl_col_to_name(area[1] - 1)}{area[0]}:{xl_col_to_name(area[3] - 1)}{area[2]}"
                place = self._place(number, column - FIRST_INPUT - 1)
                yield problem(Code.FORM_CELLS_MERGED, place, field=inputs[covered[0]].title, area=letters)

    def _areas(self) -> Iterator[Area]:
        look = self.book.looks.get(self.name)
        for words in look.merged if look else ():
            found = _AREA.fullmatch(words)
            if found is not None:
                yield int(found[2]), column_number(found[1]), int(found[4]), column_number(found[3])


def _covers(area: Area, place: tuple[int, int]) -> bool:
    return area[0] <= place[0] <= area[2] and area[1] <= place[1] <= area[3]


def _width(one: FormField) -> int:
    return len(one.columns) if one.kind is FieldKind.TABLE else 1


def _words(value: object) -> str:
    """A cell's value as people read it; a day as a day."""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return cell_text(value) if value is not None else ""
