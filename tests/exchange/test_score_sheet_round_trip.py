"""What goes into a score sheet file comes out of it, and what was changed by hand is refused."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import builders as make
import openpyxl
import pytest
import sheet_builders as sheets
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluator_app.domain.codes import Code
from evaluator_app.domain.marks import Abstained, NotApplicable
from evaluator_app.domain.sheet import Marks
from evaluator_app.exchange.score_sheet_reader import read_sheet

TRICKY = [
    "=cmd|' /C calc'!A0",
    "+1",
    "'quoted'",
    "_x0041_ \\u0041; \\",
    " blanks \n\n and lines \n",
    "tab\tcarriage\r\nreturn\x00\x1f\x85\u2028",
    "𠮷野家 😀 ﷽ e\u0301 \u202eright\u202c \ufeff\ufffe",
    "<x>&amp;]]>",
    "9.5",
    "TRUE",
    "长" * 40_000,
]


@pytest.mark.parametrize("text", TRICKY, ids=range(len(TRICKY)))
def test_any_text_survives(tmp_path: Path, text: str) -> None:
    """A note, a remark, a reason and a name of any characters come back as they were."""
    sheet = sheets.official_sheet(remark=f"{text}.", note_a1=text, site=text, campaign=text)
    sheet = replace(sheet, marks=sheet.marks.with_mark("a2", Abstained(f"{text}.")))
    assert read_sheet(sheets.written(tmp_path, sheet)).sheet == sheet


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_any_text_survives_by_property(tmp_path: Path, text: str) -> None:
    sheet = sheets.official_sheet(remark=text + ".", note_a1=text + ".")
    assert read_sheet(sheets.written(tmp_path, sheet)).sheet == sheet


@pytest.mark.parametrize("value", ["0", "0.5", "10", "9.5"])
def test_marks_come_back_exact(tmp_path: Path, value: str) -> None:
    sheet = sheets.official_sheet({**make.NINETY, "a1": value})
    assert read_sheet(sheets.written(tmp_path, sheet), sheets.official()).sheet == sheet


def test_the_four_states_of_a_mark_are_never_confused(tmp_path: Path) -> None:
    rubric = make.rubric(*(make.criterion(name, not_applicable=True) for name in "abcd"))
    marks = make.marks({"a": "0", "b": None, "c": None, "d": None}, none="")
    marks = marks.with_mark("b", NotApplicable("示例")).with_mark("c", Abstained("示例"))
    entries = {name: entry for name, entry in marks.entries.items() if name != "d"}
    sheet = make.sheet(marks=Marks(entries=entries))
    path = sheets.written(tmp_path, sheet, sheets.loaded(rubric))
    assert read_sheet(path).sheet == sheet


def test_a_sheet_in_chinese_is_read_by_a_program_in_english(tmp_path: Path, speak: Any) -> None:
    speak("zh_CN")
    sheet = sheets.official_sheet()
    sheet = replace(sheet, marks=sheet.marks.with_mark("a2", Abstained("示例")))
    path = sheets.written(tmp_path, sheet)
    speak("en")
    assert read_sheet(path).sheet == sheet


# Edited afterwards


def edited(path: Path, shows: str, value: Any) -> tuple[Path, str]:
    book, place = openpyxl.load_workbook(path), sheets.cells(path)[shows]
    page, _, address = place.partition("!")
    book[page][address] = value
    book.save(path)
    return path, place


@pytest.mark.parametrize(
    ("shows", "value"),
    [
        ("mark.a1", 9.5),
        ("mark.a1", None),
        ("mark.a1", "9"),
        ("mark.a1", "=9"),
        ("identity.organisation", "另一示例公司"),
        ("expert.name", "示例专家乙"),
        ("remark.remarks", "改写"),
        ("note.a1", "改写"),
        ("stage_title", "现场验证"),
    ],
)
def test_an_edited_cell_is_named(tmp_path: Path, shows: str, value: object) -> None:
    """SHEET_CELL_DIFFERS with the address; openpyxl drops all results, which are found as well."""
    path, place = edited(sheets.written(tmp_path, sheets.official_sheet(note_a1="示例")), shows, value)
    found = {one.place: one.code for one in sheets.refused(path)}
    assert found[place] is Code.SHEET_CELL_DIFFERS


@pytest.mark.parametrize(("was", "now"), [(b"<v>90</v>", b"<v>95</v>"), (b"<v>45</v>", b"<v>50</v>")])
def test_a_changed_total_or_subtotal_is_found(tmp_path: Path, was: bytes, now: bytes) -> None:
    path = sheets.changed(
        sheets.written(tmp_path), "xl/worksheets/sheet1.xml", lambda xml: xml.replace(was, now)
    )
    assert {one.code for one in sheets.refused(path)} == {Code.SHEET_TOTAL_DIFFERS}


def test_a_changed_grade_is_found(tmp_path: Path) -> None:
    path = sheets.written(tmp_path)
    grade, better = "<v>优秀级</v>".encode(), "<v>标杆级</v>".encode()
    sheets.changed(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(grade, better))
    (found,) = sheets.refused(path)
    assert (found.code, found.place) == (Code.SHEET_TOTAL_DIFFERS, sheets.cells(path)["grade"])


def test_all_edits_are_found_at_once(tmp_path: Path) -> None:
    path = sheets.written(tmp_path)
    edited(path, "mark.a1", 1)
    edited(path, "mark.c2", 1)
    codes = [one.code for one in sheets.refused(path)]
    assert codes.count(Code.SHEET_CELL_DIFFERS) == 2
    assert Code.SHEET_TOTAL_DIFFERS in codes


def test_a_part_of_a_long_text_cannot_be_left_out(tmp_path: Path) -> None:
    path = sheets.written(tmp_path, sheets.official_sheet(remark="示例评语很长。" * 400))
    book = openpyxl.load_workbook(path)
    rows = [row for row in book["data"].iter_rows() if row[1].value == "remark.remarks"]
    assert len(rows) > 1
    page, _, address = str(rows[1][0].value).removeprefix("cell.").partition("!")
    book[page][address] = "改写"
    book.save(path)
    assert f"{page}!{address}" in {one.place for one in sheets.refused(path)}


def data_cell(path: Path, key: str, value: str | None) -> Path:
    """The hidden data with one value changed or, with None, without it."""
    book = openpyxl.load_workbook(path)
    for row in book["data"].iter_rows():
        if row[0].value == key:
            row[1 if value is not None else 0].value = value
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("format", "2", Code.SHEET_NEWER_FORMAT),
        ("format", "x", Code.SHEET_DATA_INVALID),
        ("document", "other", Code.SHEET_NOT_OURS),
        ("kind", "other", Code.SHEET_DATA_INVALID),
        ("scale", "{}", Code.SHEET_DATA_INVALID),
        ("scale", "[" * 10_000, Code.SHEET_DATA_INVALID),
        ("mark.a1.score", "1e99", Code.SHEET_DATA_INVALID),
        ("mark.a1.score", "11", Code.SCORE_OUT_OF_RANGE),
        ("mark.a1.score", "9.25", Code.SCORE_OFF_STEP),
        ("identity.package_revision", "-1", Code.SHEET_DATA_INVALID),
        ("identity.site", None, Code.SHEET_DATA_INVALID),
        ("word.abstained", "9", Code.SHEET_DATA_INVALID),
        ("mark.a1.score", "9.5", Code.SHEET_CELL_DIFFERS),
    ],
)
def test_wrong_data_is_refused(tmp_path: Path, key: str, value: str | None, code: Code) -> None:
    path = data_cell(sheets.written(tmp_path), key, value)
    assert code in {one.code for one in sheets.refused(path, None)}


def test_a_cell_taken_off_the_map_is_missed(tmp_path: Path) -> None:
    path = sheets.written(tmp_path)
    place = sheets.cells(path)["mark.a1"]
    assert {one.code for one in sheets.refused(data_cell(path, f"cell.{place}", None))} == {
        Code.SHEET_DATA_INVALID
    }


def test_a_sheet_of_another_scheme_or_protocol_is_refused(tmp_path: Path) -> None:
    path = sheets.written(tmp_path)
    other = replace(sheets.official(), digest="f" * 64, protocol_digest="e" * 64)
    codes = [one.code for one in sheets.refused(path, other)]
    assert codes == [Code.SHEET_OTHER_SCHEME, Code.SHEET_OTHER_PROTOCOL]
