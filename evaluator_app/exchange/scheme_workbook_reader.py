"""Reading a scheme's workbook: a checked scheme, or every problem with its cell."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.exchange.scheme_faults import sound_scheme
from evaluator_app.exchange.scheme_file import FORMAT, TOO_MANY, read_scheme
from evaluator_app.exchange.scheme_tables import Record, records
from evaluator_app.exchange.scheme_workbook_tables import RawScheme, read_tables
from evaluator_app.exchange.scheme_writing import scheme_toml
from evaluator_app.exchange.small_files import read_small
from evaluator_app.exchange.toml_lines import nearest
from evaluator_app.exchange.workbook_guard import MAX_FILE, open_workbook


def read_scheme_workbook_file(path: Path) -> LoadedScheme:
    """The scheme in this workbook; a missing, unreadable or unsound one is refused."""
    data = read_small(path, Code.SHEET_TOO_LARGE, MAX_FILE)
    return read_scheme_workbook(data, str(path))


def read_scheme_workbook(data: bytes, place: str) -> LoadedScheme:
    """The scheme a workbook holds, with the scheme file made of it; refuses with all problems."""
    found = read_tables(open_workbook(data, place))
    if any(_lacks_columns(one, found) for one in records()):
        raise Refused([problem(Code.SCHEME_WORKBOOK_NOT_OURS, place)])
    form = found.raw.get("format")
    if isinstance(form, int) and form > FORMAT:
        raise Refused([problem(Code.SCHEME_NEWER_FORMAT, place)])
    problems = [*found.problems, *_located(found, place)]
    if problems:
        raise Refused(problems[:TOO_MANY])
    return read_scheme(scheme_toml(found.raw), place)


def _lacks_columns(record: Record, found: RawScheme) -> bool:
    """Whether a part that no scheme goes without has no columns at all."""
    keys = {one.key for one in record.columns}
    return record.required and bool(keys) and not keys & found.keys


def _located(found: RawScheme, place: str) -> Iterator[Problem]:
    """The problems of the data with their cells, without those that the cells already have."""
    try:
        sound_scheme(found.raw)
    except Refused as refused:
        problems = refused.problems
    else:
        return
    for one in problems:
        path = _path(one, found)
        if path not in found.faulty:
            cell = nearest(path, found.cells)
            yield replace(one, place=cell or f"{place} {one.place}".rstrip())


def _path(one: Problem, found: RawScheme) -> str:
    """The path of the very value a problem is about, where its own place is what holds that value."""
    if one.code in {Code.SCHEME_KEY_MISSING, Code.SCHEME_CLAUSE_MISSING}:
        inner = f"{one.place}.{one.details.get('key', 'clause')}".lstrip(".")
        return inner if inner in found.cells else one.place
    named = {Code.SCHEME_DUPLICATE_ID: "id", Code.SCHEME_BANDS_OVERLAP: "second"}.get(one.code)
    if named is None:
        return one.place
    wanted = one.details[named]
    same = [path for path, said in found.names.items() if said == wanted and path.startswith(f"{one.place}[")]
    return same[-1] if same else one.place
