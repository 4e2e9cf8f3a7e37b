"""Files that only look like score sheets: said plainly, nothing unpacked beyond its bounds, no traceback."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import sheet_builders as sheets
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator_app.domain.codes import Code
from evaluator_app.exchange.score_sheet_reader import read_sheet
from evaluator_app.exchange.score_sheet_writer import write_sheet


def archive(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name.replace("__", "/"), data)
    return stream.getvalue()


def other_workbook() -> bytes:
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Code.SHEET_UNREADABLE),
        (b"PK\x03\x04 truncated", Code.SHEET_UNREADABLE),
        (b"%PDF-1.7", Code.SHEET_UNREADABLE),
        (archive(a=b"b"), Code.SHEET_UNREADABLE),
        (other_workbook(), Code.SHEET_NOT_OURS),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Code.SHEET_OLD_EXCEL),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            Code.SHEET_ENCRYPTED,
        ),
        (archive(**{"xl__media__bomb.bin": b"\0" * (130 << 20)}), Code.SHEET_TOO_LARGE),
    ],
    ids=["empty", "truncated", "pdf", "zip", "workbook", "xls", "encrypted", "bomb"],
)
def test_what_is_no_sheet_is_said_to_be_none(tmp_path: Path, data: bytes, code: Code) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(data)
    assert [one.code for one in sheets.refused(path)] == [code]


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    assert [one.code for one in sheets.refused(tmp_path / "none.xlsx")] == [Code.FILE_MISSING]


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        (
            b"<sheetData>",
            b'<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
            Code.SHEET_TOO_LARGE,
        ),
        (b"<sheetData>", b'<sheetData><row r="99999999999"/>', Code.SHEET_TOO_LARGE),
        (b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet', Code.SHEET_UNREADABLE),
        (b"<sheetData>", b"<sheetData><row>", Code.SHEET_UNREADABLE),
    ],
    ids=["far cell", "far row", "entity", "broken"],
)
def test_hostile_xml_is_refused(tmp_path: Path, was: bytes, now: bytes, code: Code) -> None:
    path = sheets.written(tmp_path)
    sheets.changed(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(was, now, 1))
    assert [one.code for one in sheets.refused(path)] == [code]


@pytest.mark.parametrize(
    ("part", "was", "now"),
    [
        ("xl/workbook.xml", b" r:id=", b" other="),
        ("xl/workbook.xml", b"</sheets>", b""),
        ("xl/_rels/workbook.xml.rels", b" Target=", b" other="),
        ("xl/worksheets/sheet1.xml", b"<v>9<", b"<v>\xff<"),
    ],
)
def test_a_broken_part_is_refused(tmp_path: Path, part: str, was: bytes, now: bytes) -> None:
    path = sheets.changed(
        sheets.written(tmp_path, sheets.official_sheet()), part, lambda xml: xml.replace(was, now)
    )
    assert [one.code for one in sheets.refused(path)] == [Code.SHEET_UNREADABLE]


def test_an_unknown_encoding_changes_nothing_or_is_refused(tmp_path: Path) -> None:
    path = sheets.written(tmp_path)
    sheets.changed(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"UTF-8", b"ZZZ-8"))
    assert {one.code for one in sheets.refused(path)} <= {Code.SHEET_UNREADABLE}


def test_an_array_formula_cannot_cover_a_mark(tmp_path: Path) -> None:
    path = sheets.written(tmp_path)
    cell = b'<f t="array" ref="A1:G60">1</f>'
    sheets.changed(
        path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<v>0</v>", cell + b"<v>0</v>", 1)
    )
    assert Code.SHEET_CELL_DIFFERS in {one.code for one in sheets.refused(path)}


@settings(max_examples=150, deadline=None)
@given(place=st.integers(0, 1 << 30), byte=st.integers(0, 255))
def test_a_damaged_byte_never_ends_in_a_traceback(
    place: int, byte: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = bytearray(_sound())
    data[place % len(data)] = byte
    path = tmp_path_factory.getbasetemp() / "damaged.xlsx"
    path.write_bytes(data)
    if not sheets.refused(path):
        assert read_sheet(path).sheet == sheets.official_sheet()


def _sound() -> bytes:
    stream = io.BytesIO()
    write_sheet(stream, sheets.official_sheet(), sheets.official())
    return stream.getvalue()
