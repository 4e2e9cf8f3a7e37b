"""Forms as people return them: columns moved, cells merged, options of another language, days as text."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from form_builders import S1, S3, Change, Rows, filled, loaded, sign_up, type_in

from evaluator_app.domain.application_form import FilledForm, table_rows
from evaluator_app.domain.codes import Code
from evaluator_app.exchange.application_workbook_reader import read_application_workbook


def read(folder: Path, change: Change, name: str = S1) -> FilledForm:
    """A form with what somebody did to it."""
    found: FilledForm = read_application_workbook(filled(folder, name, change), loaded(name))
    return found


def codes(found: FilledForm) -> list[Code]:
    """The codes of its problems."""
    return [one.code for one in found.problems]


@pytest.mark.parametrize("column", [2, 3, 4])
def test_a_column_that_was_inserted_is_said(tmp_path: Path, column: int) -> None:
    """Nothing of that sheet is read, so that no value lands in another field; the other sheet is."""

    def change(rows: Rows) -> None:
        sign_up(rows)
        type_in(rows, "declaration-form.site", "总装车间")
        page = rows["sign-up-form.organisation"][0]
        page.insert_cols(column)
        for area in page.merged_cells.ranges:  # Excel moves and widens them
            area.expand(right=1)
            if area.min_col >= column:
                area.shrink(left=1)

    found = read(tmp_path, change)
    assert codes(found) == [Code.FORM_COLUMNS_MOVED]
    assert dict(found.values) == {"site": "总装车间"}


def test_a_column_that_was_deleted_is_said(tmp_path: Path) -> None:
    """The titles are gone: what stands in their place is named."""

    def change(rows: Rows) -> None:
        sign_up(rows)
        rows["sign-up-form.organisation"][0].delete_cols(2)

    (wrong,) = read(tmp_path, change).problems
    assert wrong.code is Code.FORM_COLUMNS_MOVED
    assert wrong.details["found"] == "示例精密制造有限公司"


def test_cells_that_slid_down_are_said(tmp_path: Path) -> None:
    """A cell was inserted in one column only: titles and names no longer stand in one row."""

    def change(rows: Rows) -> None:
        sign_up(rows)
        page, row = rows["sign-up-form.organisation"]
        page.move_range(f"B{row}:C{row + 20}", rows=1)

    assert Code.FORM_COLUMNS_MOVED in codes(read(tmp_path, change))


@pytest.mark.parametrize(
    ("area", "wrong"),
    [
        ("C{0}:C{1}", [Code.FORM_CELLS_MERGED]),
        ("B{0}:C{0}", [Code.FORM_CELLS_MERGED]),
        ("C{0}:D{0}", []),
    ],
)
def test_merged_cells_are_said_where_they_hide_a_value(tmp_path: Path, area: str, wrong: list[Code]) -> None:
    """Two answers in one cell, a title over its answer; an answer over the help beside it hides nothing."""

    def change(rows: Rows) -> None:
        sign_up(rows)
        page, row = rows["sign-up-form.organisation"]
        for merged in list(page.merged_cells.ranges):
            if merged.min_row <= row + 1 <= merged.max_row or merged.min_row == row:
                page.unmerge_cells(str(merged))
        page.merge_cells(area.format(row, row + 1))

    found = read(tmp_path, change)
    assert codes(found) == wrong
    if wrong:
        assert found.problems[0].details["field"] == "单位名称（全称）"
        assert dict(found.values) == {}


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2006-05-18", "2006-05-18"),
        ("2006/5/18", "2006-05-18"),
        ("2006.5.18", "2006-05-18"),
        ("2006年5月18日", "2006-05-18"),
        ("２００６年５月１８日", "2006-05-18"),
        (datetime(2006, 5, 18, 9, 30), "2006-05-18"),  # noqa: DTZ001 - Excel's days have no zone
        (date(2006, 5, 18), "2006-05-18"),
        ("18.05.2006", ""),
        ("05/18/2006", ""),
        ("2006年5月", ""),
        ("2006-02-30", ""),
        ("May 18, 2006", ""),
        (38855, "2006-05-18"),  # the cell shows it as a day
    ],
)
def test_days_as_text(tmp_path: Path, typed: str | date | int, day: str) -> None:
    """Year first in any of its spellings; what could be another day is asked for again."""
    found = read(tmp_path, lambda rows: type_in(rows, "sign-up-form.founded", typed))
    assert found.values.get("founded", "") == day
    assert codes(found) == ([] if day else [Code.FIELD_NOT_A_DAY])


@pytest.mark.parametrize("typed", ["State-owned", "國有", "国有/民营", "4"])
def test_options_of_another_language_are_asked_for_again(tmp_path: Path, typed: str) -> None:
    """Nothing is guessed; the options are listed."""
    (wrong,) = read(tmp_path, lambda rows: type_in(rows, "sign-up-form.ownership", typed)).problems
    assert wrong.code is Code.FIELD_NOT_AN_OPTION
    assert "民营" in wrong.details["options"]


def test_formulas_are_no_answers(tmp_path: Path) -> None:
    """Also in a table, also where Excel has kept their value."""

    def change(rows: Rows) -> None:
        type_in(rows, "application-form.organisation", '="示例"&"机构"')
        type_in(rows, "application-form.team#0", "=1+1", 4)

    assert codes(read(tmp_path, change, S3)) == [Code.FIELD_FORMULA, Code.FIELD_FORMULA]


def test_a_yearly_table_grows(tmp_path: Path) -> None:
    """S3-45 to S3-49: rows beyond those printed, gaps, and numbers as they stand."""

    def change(rows: Rows) -> None:
        for row, words in ((0, "2022年12月"), (2, "2023年3月")):
            type_in(rows, f"application-form.team#{row}", words)
            type_in(rows, f"application-form.team#{row}", 86, 4)

    value = read(tmp_path, change, S3).values["team"]
    assert [one[:2] for one in table_rows(value)] == [("2022年12月", "86"), ("2023年3月", "86")]
    assert json.loads(value)
