"""Excel workbooks: cells as displayed, widths, merged cells, bounds, and hostile files."""

import random
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from document_builders import fate, part, tables_of, with_parts, workbook

from evaluator_app.domain.codes import Code
from evaluator_app.exchange.number_formats import displayed
from evaluator_app.exchange.workbook_tables import MAX_COLUMNS, MAX_ROWS

SHEET = "xl/worksheets/sheet1.xml"


def test_cells_are_shown_as_excel_displays_them(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("月度指标")
        sheet.write_number(0, 0, 0.936, book.add_format({"num_format": "0.0%"}))
        sheet.write_number(0, 1, 21800, book.add_format({"num_format": "#,##0"}))
        sheet.write_datetime(0, 2, datetime(2021, 1, 1), book.add_format({"num_format": 'yyyy"年"m"月"'}))  # noqa: DTZ001 - workbooks know no zones
        sheet.write_formula(0, 3, "=1+1", None, 2)
        sheet.write_string(0, 4, "=SUM(A1)")
    table = tables_of(tmp_path / "a.xlsx").table(0)
    assert table.name == "月度指标"
    assert table.rows == (("93.6%", "21,800", "2021年1月", "2", "=SUM(A1)"),)


def test_sheets_widths_merged_and_hidden(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("一")
        sheet.merge_range(0, 0, 1, 2, "合并")
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 1, 9, None, {"hidden": True})
        book.add_worksheet("隐藏").hide()
        book.add_worksheet("二").write(2, 2, "C3")
    tables = tables_of(tmp_path / "a.xlsx")
    assert tables.names == ("一", "二")
    first = tables.table(0)
    assert first.merged == ((0, 0, 1, 3),)  # below the last row with words there is nothing to merge
    assert first.widths[0] == pytest.approx(30, abs=1)
    assert first.widths[1] == 0
    assert tables.table(1).rows == ((), (), ("", "", "C3"))


def test_a_long_sheet_is_cut_and_says_so(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [["x"]]})
    far = part(path, SHEET).replace(
        b"</sheetData>", b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
    )
    table = tables_of(with_parts(path, {SHEET: far})).table(0)
    assert table.cut
    assert len(table.rows) <= MAX_ROWS


def test_a_wide_sheet_is_cut_and_says_so(tmp_path: Path) -> None:
    table = tables_of(workbook(tmp_path / "a.xlsx", {"S": [["x"] * (MAX_COLUMNS + 9)]})).table(0)
    assert table.cut
    assert len(table.rows[0]) == MAX_COLUMNS


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        (SHEET, b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>', Code.DOCUMENT_DAMAGED),
        (SHEET, b"<worksheet><sheetData><row>", Code.DOCUMENT_DAMAGED),
        (SHEET, b"<worksheet><row>" + b"<c/>" * 3_000_000 + b"</row></worksheet>", Code.DOCUMENT_TOO_LARGE),
        (SHEET, b" " * (65 << 20), Code.DOCUMENT_TOO_LARGE),
        ("xl/styles.xml", b"<a>" + b"<b/>" * 700_000 + b"</a>", Code.DOCUMENT_TOO_LARGE),
        ("xl/workbook.xml", b"<workbook/>", Code.DOCUMENT_DAMAGED),
    ],
    ids=["entity", "cut", "row", "bomb", "styles", "workbook"],
)
def test_hostile_workbooks_are_refused(tmp_path: Path, name: str, content: bytes, code: Code) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [["x"]]})
    assert fate(with_parts(path, {name: content})) == code


def test_any_changed_byte_is_shown_or_refused_never_a_fault(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "a.xlsx", {"S": [["x", 1, 2.5]]}).read_bytes()
    chance = random.Random(3)  # noqa: S311 - a test that repeats
    spoilt = tmp_path / "b.xlsx"
    for _ in range(60):
        data = bytearray(whole)
        data[chance.randrange(len(data))] = chance.randrange(256)
        spoilt.write_bytes(data)
        assert fate(spoilt) in {
            Code.DOCUMENT_DAMAGED,
            Code.DOCUMENT_MISLABELLED,
            Code.DOCUMENT_TOO_LARGE,
            "shown",
        }


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (None, "General", ""),
        (True, "General", "TRUE"),
        (3, "General", "3"),
        (0.1, "General", "0.1"),
        (1 / 3, "General", "0.333333333"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (2.5, "0", "3"),
        (-2.5, "0.0", "-2.5"),
        (-3, "0;(0)", "(3)"),
        (0, '0;-0;"无"', "无"),
        (0.12345, "0.00%", "12.35%"),
        (5, '0"件"', "5件"),
        (12.5, "[$¥-804]#,##0.0", "¥12.5"),
        (7, "000", "007"),
        (0.5, "#.##", ".5"),
        (1.5e20, "General", "1.50000E+20"),
        (-0.001, "0.00", "0.00"),
        (12345, "#,##0,", "12"),
        (date(2024, 3, 5), "yyyy-mm-dd", "2024-03-05"),
        (datetime(2024, 3, 5, 14, 7, 9, tzinfo=UTC), "yyyy/m/d h:mm:ss", "2024/3/5 14:07:09"),
        (datetime(2024, 3, 5, 14, 7, tzinfo=UTC), "h:mm AM/PM", "2:07 PM"),
        (time(8, 5), "hh:mm", "08:05"),
        (timedelta(hours=30, minutes=5), "[h]:mm:ss", "30:05:00"),
        (date(2024, 3, 5), "General", "2024-03-05"),
        ("text", "0.00", "text"),
    ],
)
def test_number_formats(value: object, code: str, shown: str) -> None:
    assert displayed(value, code) == shown
