"""A blank sheet filled in by hand in Excel or WPS is read by the rules of typing (T-9)."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import builders as make
import pytest
import sheet_builders as sheets

from evaluator_app.domain.codes import Code
from evaluator_app.domain.marks import Abstained, Entry, NotApplicable
from evaluator_app.exchange.score_sheet_data import BLANK
from evaluator_app.exchange.score_sheet_reader import read_sheet

ALL = {f"mark_{name}": float(value) for name, value in make.NINETY.items()}
NAME: dict[str, Any] = {"expert_name": "示例专家甲", "expert_organisation": "示例大学"}


def test_a_form_filled_in_becomes_an_unsigned_sheet(tmp_path: Path) -> None:
    path = sheets.typed(
        sheets.blank(tmp_path), **ALL, **NAME, remark_remarks="亮点：示例", note_a1="示例说明"
    )
    read = read_sheet(path, sheets.official())
    assert (read.kind, read.signed) == (BLANK, False)
    assert read.sheet.expert.name == "示例专家甲"
    assert read.sheet.marks.remarks == {"remarks": "亮点：示例"}
    assert read.sheet.marks.entries["a1"] == Entry(sheets.score("9"), "示例说明")


@pytest.mark.parametrize("typed", ["９.５", "9.5", " 9.50 ", 9.5, "９．５"])
def test_full_width_digits_are_digits(tmp_path: Path, typed: object) -> None:
    path = sheets.typed(sheets.blank(tmp_path), **NAME, mark_a1=typed)
    assert read_sheet(path).sheet.marks.entries["a1"].mark == sheets.score(
        "9.50" if "50" in str(typed) else "9.5"
    )


@pytest.mark.parametrize("typed", [None, "", "   ", "\u3000"])
def test_a_blank_is_unmarked_and_never_zero(tmp_path: Path, typed: object) -> None:
    path = sheets.typed(sheets.blank(tmp_path), **NAME, mark_a1=typed, mark_a2=0)
    entries = read_sheet(path).sheet.marks.entries
    assert "a1" not in entries
    assert entries["a2"].mark == sheets.score("0")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (10.5, Code.SCORE_OUT_OF_RANGE),
        (-1, Code.SCORE_OUT_OF_RANGE),
        (9.25, Code.SCORE_OFF_STEP),
        ("9,5", Code.SCORE_NOT_A_NUMBER),
        ("NaN", Code.SCORE_NOT_A_NUMBER),
        ("优", Code.SCORE_NOT_A_NUMBER),
        (True, Code.SCORE_NOT_A_NUMBER),
        (datetime(2024, 9, 5, tzinfo=UTC).replace(tzinfo=None), Code.SCORE_NOT_A_NUMBER),
        ("=4+5", Code.SCORE_NOT_A_NUMBER),
        ("N/A", Code.NOT_APPLICABLE_FORBIDDEN),
        ("Abstained", Code.REASON_MISSING),
    ],
)
def test_what_the_scale_refuses_is_refused_with_the_cell(tmp_path: Path, typed: object, code: Code) -> None:
    path = sheets.typed(sheets.blank(tmp_path), **NAME, mark_a1=typed)
    (found,) = sheets.refused(path)
    assert (found.code, found.place) == (code, sheets.cells(path)["mark.a1"])


def test_words_of_the_form_with_their_reason(tmp_path: Path) -> None:
    scheme = sheets.loaded(make.rubric(make.criterion("a", not_applicable=True), make.criterion("b")))
    words = {"mark_a": "N/A", "note_a": "示例：无此过程", "mark_b": "Abstained", "note_b": "示例：回避"}
    entries = read_sheet(sheets.typed(sheets.blank(tmp_path, scheme), **NAME, **words)).sheet.marks.entries
    assert entries["a"].mark == NotApplicable("示例：无此过程")
    assert entries["b"].mark == Abstained("示例：回避")


def test_every_wrong_cell_is_named_at_once(tmp_path: Path) -> None:
    path = sheets.typed(sheets.blank(tmp_path), mark_a1=11, mark_a2="x", mark_b1=9.3)
    codes = [one.code for one in sheets.refused(path)]
    assert codes == [
        Code.SCORE_OUT_OF_RANGE,
        Code.SCORE_NOT_A_NUMBER,
        Code.SCORE_OFF_STEP,
        Code.EXPERT_NAME_MISSING,
    ]


def test_what_was_printed_may_not_be_changed_by_hand(tmp_path: Path) -> None:
    path = sheets.blank(tmp_path)
    sheets.typed(path, **NAME, identity_site="另一示例车间")
    assert [one.code for one in sheets.refused(path)] == [Code.SHEET_CELL_DIFFERS]
