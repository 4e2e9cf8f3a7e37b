"""What makes a sheet look otherwise than it is: hidden rows, columns and sheets, comments, formats."""

import zipfile
from pathlib import Path

import pytest
import sheet_builders as sheets

from evaluator_app.domain.codes import Code
from evaluator_app.exchange.score_sheet_reader import read_sheet

FORM, BOOK, STYLES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"


@pytest.mark.parametrize(
    ("part", "was", "now", "code"),
    [
        (FORM, b'<row r="9" ', b'<row r="9" hidden="1" ', Code.SHEET_HIDDEN),
        (FORM, b'<col min="7" ', b'<col hidden="1" min="7" ', Code.SHEET_HIDDEN),
        (FORM, b"<sheetData>", b'<conditionalFormatting sqref="A1"/><sheetData>', Code.SHEET_UNKNOWN_PART),
        (STYLES, b'numFmtId="0" fontId="4"', b'numFmtId="9" fontId="4"', Code.SHEET_FORMAT_ODD),
        (BOOK, b'sheetId="1"', b'sheetId="1" state="hidden"', Code.SHEET_HIDDEN),
    ],
    ids=["row", "column", "conditional format", "number format", "sheet"],
)
def test_what_hides_or_shows_otherwise_is_refused(
    tmp_path: Path, part: str, was: bytes, now: bytes, code: Code
) -> None:
    path = sheets.changed(sheets.written(tmp_path), part, lambda data: data.replace(was, now))
    assert code in {one.code for one in sheets.refused(path)}


def test_a_row_too_low_to_be_read_is_refused(tmp_path: Path) -> None:
    was, low = b'<row r="9" spans="1:9" ht="57.75"', b'<row r="9" spans="1:9" ht="1"'
    path = sheets.changed(sheets.written(tmp_path), FORM, lambda data: data.replace(was, low))
    assert [one.code for one in sheets.refused(path)] == [Code.SHEET_HIDDEN]


@pytest.mark.parametrize(
    "name",
    ["xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/embeddings/oleObject1.bin", "xl/media/x.png"],
)
def test_comments_and_embedded_things_are_refused(tmp_path: Path, name: str) -> None:
    path = sheets.written(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, b"<x/>")
    (found,) = sheets.refused(path)
    assert (found.code, found.details["part"]) == (Code.SHEET_UNKNOWN_PART, name)


def test_a_number_format_of_its_own_cannot_show_another_mark(tmp_path: Path) -> None:
    """`"10"` would show 10 for every mark."""
    own = b'<numFmts count="1"><numFmt numFmtId="164" formatCode="&quot;10&quot;"/></numFmts><fonts'
    path = sheets.changed(
        sheets.written(tmp_path),
        STYLES,
        lambda data: data.replace(b"<fonts", own, 1).replace(b'numFmtId="0" ', b'numFmtId="164" '),
    )
    found = [one for one in sheets.refused(path) if one.code is Code.SHEET_FORMAT_ODD]
    assert found[0].details["format"] == '"10"'


def test_a_sheet_saved_by_another_program_says_so(tmp_path: Path) -> None:
    assert not read_sheet(sheets.written(tmp_path)).saved_again
    app = "docProps/app.xml"
    path = sheets.changed(
        sheets.written(tmp_path), app, lambda data: data.replace(b"Microsoft Excel", b"LibreOffice/24.2", 1)
    )
    assert read_sheet(path).saved_again
