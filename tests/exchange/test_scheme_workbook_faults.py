"""Faults in a scheme's workbook: all at once, each with its cell; hostile files said plainly."""

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import scheme_books as books
from hypothesis import given, settings
from hypothesis import strategies as st
from package_builders import refusals
from scheme_books import Book

from evaluator_app.domain.codes import Code
from evaluator_app.exchange.scheme_workbook_reader import read_scheme_workbook, read_scheme_workbook_file
from evaluator_app.wording.problems import problem_line

CRITERIA = "rubric.sections.criteria"


@pytest.mark.parametrize(
    ("key", "row", "value", "code"),
    [
        (f"{CRITERIA}.title", 1, None, Code.SCHEME_KEY_MISSING),
        (f"{CRITERIA}.id", 0, None, Code.SCHEME_KEY_MISSING),
        (f"{CRITERIA}.id", 0, "a 1", Code.SCHEME_VALUE_INVALID),
        (f"{CRITERIA}.step", 1, "half", Code.SCHEME_VALUE_INVALID),
        (f"{CRITERIA}.step", 1, date(2024, 1, 2), Code.SCHEME_VALUE_INVALID),
        (f"{CRITERIA}.step", 1, "10²", Code.SCHEME_VALUE_INVALID),
        (f"{CRITERIA}.step", 1, 0.3, Code.SCHEME_STEP_MISMATCH),
        (f"{CRITERIA}.step", 2, "=1/2", Code.SCHEME_CELL_FORMULA),
        (f"{CRITERIA}.scale", 0, "grades", Code.SCHEME_VALUE_INVALID),
        (f"{CRITERIA}.not_applicable", 0, "perhaps", Code.SCHEME_VALUE_INVALID),
        (f"{CRITERIA}.options", 0, "a|b|1|c|d", Code.SCHEME_VALUE_INVALID),
        (f"{CRITERIA}.clause", 0, None, Code.SCHEME_CLAUSE_MISSING),
        ("rubric.sections.max", 0, 16, Code.SCHEME_SUM_MISMATCH),
        ("rubric.sections.max", 2, "11", Code.SCHEME_SUM_MISMATCH),
        ("rubric.bands.low", 0, 30, Code.SCHEME_VALUE_INVALID),
        ("rubric.bands.low", 0, "=SUM(1)", Code.SCHEME_CELL_FORMULA),
        ("rubric.bands.high_inclusive", 1, "maybe", Code.SCHEME_VALUE_INVALID),
        ("protocol.minimum_sheets", 0, 2.5, Code.SCHEME_VALUE_INVALID),
        ("protocol.minimum_sheets", 0, 0, Code.SCHEME_VALUE_INVALID),
        ("protocol.tie_breaks", 0, "a1\nz9", Code.SCHEME_REFERENCE_UNKNOWN),
        ("protocol.rule", 0, "average", Code.SCHEME_VALUE_INVALID),
        ("status", 0, None, Code.SCHEME_KEY_MISSING),
        ("title", 0, "=A1", Code.SCHEME_CELL_FORMULA),
    ],
)
def test_a_fault_names_its_cell(key: str, row: int, value: object, code: Code) -> None:
    book = Book()
    place = book.put(key, value, row)
    (one,) = book.problems()
    assert one.code is code
    assert problem_line(one).startswith(f"{place}: ")


def test_every_fault_at_once() -> None:
    """Wrong words, missing values and contradictions, in all sheets, in one go."""
    book = Book()
    places = {
        (Code.SCHEME_KEY_MISSING, book.put(f"{CRITERIA}.title", None, 1)),
        (Code.SCHEME_VALUE_INVALID, book.put("protocol.rule", "average")),
        (Code.SCHEME_SUM_MISMATCH, book.put("rubric.sections.max", 11, 2)),
        (Code.SCHEME_CELL_FORMULA, book.put("rubric.remarks.title", "=1")),
        (Code.SCHEME_REFERENCE_UNKNOWN, book.put("stages.grades", "none")),
        (Code.SCHEME_VALUE_INVALID, book.put("rubric.bands.low_inclusive", "perhaps")),
        (Code.SCHEME_KEY_MISSING, book.put("owner", " ")),
    }
    assert book.faults() == {(code.value, place) for code, place in places}


def test_what_only_follows_from_a_fault_is_not_told() -> None:
    """A maximum that is no number makes no wrong sum, and no band out of reach."""
    book = Book()
    place = book.put(f"{CRITERIA}.max", "ten")
    assert book.faults() == {("scheme_value_invalid", place)}


def test_an_id_that_is_there_twice_is_named_where_it_comes_again() -> None:
    book = Book()
    place = book.put(f"{CRITERIA}.id", "a1", 2)
    assert book.faults() == {("scheme_duplicate_id", place)}


def test_bands_that_overlap_are_named_at_the_second() -> None:
    book = Book()
    book.put("rubric.bands.high", 25, 1)
    (one,) = book.problems()
    assert (one.code, one.place) == (Code.SCHEME_BANDS_OVERLAP, "Grades!B5")


def test_a_new_section_without_its_id() -> None:
    book = Book()
    book.fill("rubric.sections", 1, title="另一项目", number="三", max=5)
    book.put("rubric.sections.clause", "2", 1)
    book.put("rubric.sections.max", 10, 0)
    cell = book.cell("rubric.sections.id", 1)
    assert book.faults() == {("scheme_key_missing", f"Criteria!{cell.coordinate}")}


def test_a_section_repeated_differently_names_both_cells() -> None:
    book = Book()
    book.put("rubric.sections.id", "a", 1)
    place = book.put("rubric.sections.title", "计划", 1)
    (one,) = book.problems()
    assert (one.place, one.code) == (place, Code.SCHEME_VALUE_INVALID)
    assert f"Criteria!{book.cell('rubric.sections.title').coordinate}" in one.details["reason"]


def test_a_criterion_before_any_section() -> None:
    book = Book()
    for name in ("id", "number", "title", "max", "clause"):
        book.put(f"rubric.sections.{name}", None, 0)
    places = {book.cell(f"rubric.sections.{name}").coordinate for name in ("id", "number", "title")}
    assert {place for code, place in book.faults() if code == "scheme_key_missing"} == {
        f"Criteria!{one}" for one in places
    }


def test_a_column_twice_and_a_column_nobody_knows() -> None:
    book = Book()
    sheet, row = book.sheet("rubric.bands.low"), book.key("rubric.bands.low").row
    sheet.cell(row, 30).value, sheet.cell(row, 31).value = "@rubric.bands.low", "@rubric.bands.colour"
    assert book.faults() == {
        ("scheme_column_twice", f"Grades!AD{row}"),
        ("scheme_column_unknown", f"Grades!AE{row}"),
    }


def test_no_more_faults_than_a_person_reads() -> None:
    book = Book()
    for row in range(150):
        book.put("statements.text", "text", row)
    assert len(book.problems()) == 100


@pytest.mark.parametrize("key", [f"{CRITERIA}.id", "stages.id", "title", "protocol.rule"])
def test_a_workbook_without_its_hidden_keys_is_not_ours(key: str) -> None:
    book = Book()
    book.file.remove(book.sheet(key))
    assert [one.code for one in book.problems()] == [Code.SCHEME_WORKBOOK_NOT_OURS]


def test_a_newer_workbook_is_said_to_be_newer() -> None:
    book = Book()
    book.put("format", 2)
    assert [one.code for one in book.problems()] == [Code.SCHEME_NEWER_FORMAT]


def other_workbook() -> bytes:
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    return stream.getvalue()


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/media/bomb.bin", b"\0" * (130 << 20))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Code.SHEET_UNREADABLE),
        (b"PK\x03\x04 truncated", Code.SHEET_UNREADABLE),
        (other_workbook(), Code.SCHEME_WORKBOOK_NOT_OURS),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Code.SHEET_OLD_EXCEL),
        (bomb(), Code.SHEET_TOO_LARGE),
        (b"PK" + b"\0" * (33 << 20), Code.SHEET_TOO_LARGE),
    ],
    ids=["empty", "truncated", "workbook", "xls", "bomb", "huge"],
)
def test_what_is_no_scheme_workbook_is_said_to_be_none(tmp_path: Path, data: bytes, code: Code) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(data)
    assert refusals(lambda: read_scheme_workbook_file(path)) == [(code, str(path))]


def test_a_missing_workbook(tmp_path: Path) -> None:
    path = tmp_path / "none.xlsx"
    assert refusals(lambda: read_scheme_workbook_file(path)) == [(Code.FILE_MISSING, str(path))]


@pytest.mark.parametrize(("number", "shown"), [(-(10**12), "yyyy-mm-dd"), (10**9, "[h]:mm:ss")])
def test_a_date_or_time_beyond_all_calendars(number: int, shown: str) -> None:
    book = Book()
    book.put("rubric.bands.low", number)
    book.cell("rubric.bands.low").number_format = shown
    assert [one.code for one in book.problems()] == [Code.SHEET_UNREADABLE]


_SOUND = books.written(books.small())


@settings(max_examples=100)
@given(place=st.integers(0, len(_SOUND) - 1), byte=st.integers(0, 255))
def test_a_damaged_byte_never_ends_in_a_traceback(place: int, byte: int) -> None:
    data = bytearray(_SOUND)
    data[place] = byte
    refusals(lambda: read_scheme_workbook(bytes(data), "x.xlsx"))


KEYS = [
    f"{CRITERIA}.max",
    f"{CRITERIA}.options",
    "rubric.sections.id",
    "rubric.bands.low",
    "protocol.tie_breaks",
    "forms.fields.options.id",
    "stages.grades",
    "format",
]
SAID = st.one_of(
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(),
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Z"])),
)


@settings(max_examples=15)
@given(st.lists(st.tuples(st.sampled_from(KEYS), st.integers(0, 5), SAID), max_size=6))
def test_whatever_is_typed_ends_in_a_scheme_or_in_problems(typed: list[tuple[str, int, object]]) -> None:
    book = Book()
    for key, row, value in typed:
        book.put(key, value, row)
    assert all(one.place for one in book.problems())
