"""Score sheet files for tests: the scheme as shipped, sheets of it, and workbooks with one cell changed."""

import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import builders as make
import openpyxl

from evaluator_app.domain.marks import Entry, Scored
from evaluator_app.domain.problems import Problem, Refused
from evaluator_app.domain.rubric import Rubric
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.domain.sheet import Expert, Marks, ScoreSheet
from evaluator_app.exchange.scheme_file import read_scheme_file
from evaluator_app.exchange.score_sheet_reader import read_sheet
from evaluator_app.exchange.score_sheet_writer import write_sheet

FORMS = Path(__file__).resolve().parent.parent / "forms"
REMARK = "亮点：示例，响应分级机制可移植。\n不足：示例，缺一年对比数据。"


@cache
def official() -> LoadedScheme:
    """T/SAQ 0005-2023 as shipped."""
    return read_scheme_file(FORMS / "saq-0005-2023" / "scheme.toml")


def loaded(rubric: Rubric, **changes: Any) -> LoadedScheme:
    """A little scheme around a rubric, with the digests of `make.identity`."""
    scheme = make.scheme(rubric=rubric, **changes)
    return LoadedScheme(scheme=scheme, digest="a" * 64, protocol_digest="b" * 64, source=b"")


def official_sheet(values: Mapping[str, str | None] | None = None, **changes: Any) -> ScoreSheet:
    """A finished official sheet of 90 points, or with other marks; notes are `note_a1="..."`."""
    notes = {
        name.removeprefix("note_"): changes.pop(name) for name in list(changes) if name.startswith("note_")
    }
    marks = make.marks(values, remarks=changes.pop("remark", REMARK))
    for name, note in notes.items():
        marks = marks.with_note(name, note)
    scheme = official()
    identity = make.identity(
        scheme=scheme.scheme.id,
        scheme_digest=scheme.digest,
        protocol_digest=scheme.protocol_digest,
        stage="document-review",
        title="示例成果",
        intended_grade="标杆级",
        **changes,
    )
    return make.sheet(identity=identity, marks=marks)


def written(folder: Path, sheet: ScoreSheet | None = None, scheme: LoadedScheme | None = None) -> Path:
    """A sheet as a workbook."""
    path = folder / "sheet.xlsx"
    with path.open("wb") as stream:
        write_sheet(stream, sheet or official_sheet(), scheme or official())
    return path


def blank(folder: Path, scheme: LoadedScheme | None = None) -> Path:
    """The empty form as a workbook."""
    path = folder / "blank.xlsx"
    sheet = make.sheet(identity=official_sheet().identity, expert=Expert(name=""), marks=Marks())
    with path.open("wb") as stream:
        write_sheet(stream, sheet, scheme or official(), blank=True)
    return path


def scored(rubric: Rubric, values: list[str]) -> dict[str, Entry]:
    """Entries with these scores, in the rubric's order."""
    return {one.id: Entry(make.mark(value)) for one, value in zip(rubric.criteria, values, strict=True)}


def cells(path: Path) -> dict[str, str]:
    """Where each value stands, from the workbook's own data: `mark.a1` is at `Score sheet!G9`."""
    data = openpyxl.load_workbook(path)["data"]
    rows = {str(row[0].value): str(row[1].value) for row in data.iter_rows() if len(row) > 1}
    found: dict[str, str] = {}
    for key, shows in rows.items():
        if key.startswith("cell."):
            found.setdefault(shows, key.removeprefix("cell."))
    return found


def typed(path: Path, **values: Any) -> Path:
    """The form filled in with openpyxl; names are those of `cells` with _ for the dot."""
    book, places = openpyxl.load_workbook(path), cells(path)
    for name, value in values.items():
        page, _, address = places[name.replace("_", ".", 1)].partition("!")
        book[page][address] = value
    book.save(path)
    return path


def changed(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with one part of its archive changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert change(parts[part]) != parts[part]
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def refused(path: Path, scheme: LoadedScheme | None = None) -> tuple[Problem, ...]:
    """The problems for which a sheet is refused."""
    try:
        read_sheet(path, scheme)
    except Refused as answer:
        return answer.problems
    return ()


def score(value: str) -> Scored:
    """A scored mark."""
    found = make.mark(value)
    assert isinstance(found, Scored)
    return found
