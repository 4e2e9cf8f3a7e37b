"""Reading a filled application workbook: what was typed by field, every fault with its cell."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from xlsxwriter.utility import xl_col_to_name

from evaluator_app.domain.application_form import FilledForm, Typed, read_filled
from evaluator_app.domain.codes import Code
from evaluator_app.domain.form import FieldKind
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.scheme import LoadedScheme, Scheme
from evaluator_app.exchange.application_workbook import FIRST_INPUT, MARK
from evaluator_app.exchange.score_sheet_typed import cell_text
from evaluator_app.exchange.small_files import read_small
from evaluator_app.exchange.workbook_guard import MAX_FILE, CheckedWorkbook, open_workbook

_MACROS = "xl/vbaproject.bin"
_MARK = re.compile(rf"{MARK} (\S+) ([0-9a-f]{{64}})")


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
    for name in pages:
        for key, one in _cells(book, name, loaded.scheme, path.name):
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


def _cells(book: CheckedWorkbook, page: str, scheme: Scheme, file: str) -> Iterator[tuple[str, Typed]]:
    """What stands beside each name of a field in the first column."""
    tables = {
        f"{form.id}.{one.id}": one
        for form in scheme.forms
        for one in form.fields
        if one.kind is FieldKind.TABLE
    }
    names = _known(scheme)
    formulas = book.formulas.get(page, frozenset())
    for number, row in enumerate(book.values[page], start=1):
        key = str(row[0]) if row else ""
        table = tables.get(key.partition("#")[0])
        if key.partition("#")[0] not in names:
            continue
        for offset in range(len(table.columns) if table is not None else 1):
            place = f"{xl_col_to_name(FIRST_INPUT + offset)}{number}"
            column = FIRST_INPUT + offset
            value = row[column] if column < len(row) else ""
            name = f"{key}.{offset}" if table is not None else key
            yield name, Typed(_words(value), f"{file} {page}!{place}", place in formulas)


def _known(scheme: Scheme) -> frozenset[str]:
    return frozenset(f"{form.id}.{one.id}" for form in scheme.forms for one in form.fields)


def _words(value: object) -> str:
    """A cell's value as people read it; a day as a day."""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return cell_text(value) if value is not None else ""
