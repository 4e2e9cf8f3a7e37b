"""The handwritten signature in a sheet: covered by the signature, one known picture, hostile ones refused."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import office_signatures as office
import pytest
import sheet_builders as sheets
import signature_builders as make
from PIL import Image, PngImagePlugin

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.exchange.ooxml_signature import sign
from evaluator_app.exchange.score_sheet_appearance import PICTURE
from evaluator_app.exchange.score_sheet_pdf import write_sheet_pdf
from evaluator_app.exchange.score_sheet_reader import read_sheet
from evaluator_app.exchange.score_sheet_writer import write_sheet
from evaluator_app.exchange.signature_picture import check_signature, cleaned_signature, size_of

DRAWING = "xl/drawings/drawing1.xml"


def png(width: int = 600, height: int = 200, mode: str = "RGBA", **options: object) -> bytes:
    """A picture with a stroke."""
    image = Image.new(mode, (width, height))
    image.putpixel((width // 2, height // 2), (0, 0, 80, 255)[: len(image.getbands())])
    stream = io.BytesIO()
    image.save(stream, "PNG", **options)
    return stream.getvalue()


def unsigned(folder: Path) -> Path:
    """A sheet with a handwritten signature, not yet signed."""
    path = folder / "sheet.xlsx"
    with path.open("wb") as stream:
        write_sheet(stream, sheets.official_sheet(), sheets.official(), picture=cleaned_signature(png()))
    return path


def signed(folder: Path) -> Path:
    """The same, signed."""
    path = unsigned(folder)
    path.write_bytes(sign(path.read_bytes(), make.identity(folder), make.TIME))
    return path


def chunk(name: bytes, data: bytes) -> bytes:
    """A sound chunk of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def test_a_cleaned_picture_holds_nothing_but_pixels() -> None:
    about = PngImagePlugin.PngInfo()
    about.add_text("Author", "someone")
    dirty = png(pnginfo=about)
    clean = cleaned_signature(dirty)
    assert b"someone" in dirty
    assert b"someone" not in clean
    assert size_of(clean) == (600, 200)
    assert cleaned_signature(png(mode="P")) != b""


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        png(1300, 10),
        png(10, 500),
        b"\x89PNG" + b"0" * (257 << 10),
        png()[:60],
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
    ids=["empty", "pdf", "wide", "high", "large", "cut", "svg"],
)
def test_what_is_no_signature_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match=Code.SIGNATURE_PICTURE_INVALID):
        cleaned_signature(data)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data + b"more",
        lambda data: data[:33] + chunk(b"tEXt", b"a\0b") + data[33:],
        lambda data: data[:-12] + chunk(b"IDAT", b"") + chunk(b"IEND", b"x"),
        lambda data: data[:33] + chunk(b"IDAT", zlib.compress(bytes(9))) + chunk(b"IEND", b""),
        lambda data: data[:33] + chunk(b"IDAT", zlib.compress(bytes(10**7))) + chunk(b"IEND", b""),
        lambda data: data[:33] + chunk(b"IDAT", b"nonsense") + chunk(b"IEND", b""),
        lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:],
        lambda data: b"GIF89a" + data,
        lambda _: png(mode="L"),
        lambda data: data[:20],
        lambda data: data + bytes(257 << 10),
    ],
    ids=[
        *("more", "text", "end", "short", "bomb", "packed", "bit", "gif", "grey", "cut", "large"),
    ],
)
def test_only_what_cleaning_writes_is_accepted_in_a_file(change: object) -> None:
    clean = cleaned_signature(png())
    check_signature(clean)
    with pytest.raises(Refused, match=Code.SIGNATURE_PICTURE_INVALID):
        check_signature(change(clean))  # type: ignore[operator] # a function


def test_the_picture_is_covered_by_the_signature(tmp_path: Path) -> None:
    path = signed(tmp_path)
    parts = make.parts(path.read_bytes())
    assert read_sheet(path).signed
    other = cleaned_signature(png(300, 100))
    assert make.verdict(make.repacked(path, {PICTURE: other}))[0] == ("sheet_signature_broken", PICTURE)
    assert make.problems(make.repacked(path, {PICTURE: None}))
    assert make.problems(
        make.repacked(path, {DRAWING: parts[DRAWING].replace(b"<xdr:col>3", b"<xdr:col>4", 1)})
    )


def test_libreoffice_calls_a_sheet_with_a_picture_valid(tmp_path: Path, libreoffice: str) -> None:
    path = signed(tmp_path)
    parts = make.parts(path.read_bytes())
    altered = make.repacked(path, {PICTURE: cleaned_signature(png(300, 100))})
    assert parts[PICTURE]
    assert office.says(libreoffice, tmp_path, path, altered) == [["valid"], ["invalid"]]


def altered(path: Path, part: str, change: object) -> list[Code]:
    """The problems of a sheet with another part, signed by nobody."""
    return [one.code for one in sheets.refused(sheets.changed(path, part, change))]  # type: ignore[arg-type] # a function


def test_another_drawing_than_the_signature_is_refused(tmp_path: Path) -> None:
    """Linked outside, a second shape, another picture: each is refused."""
    links = b'<a:blip r:link="rId9" '
    changes = [
        (DRAWING, lambda part: part.replace(b"<a:blip ", links)),
        (DRAWING, lambda part: part.replace(b"<xdr:clientData/>", b"<xdr:clientData/><xdr:sp/>")),
        (DRAWING, lambda part: part.replace(b"<xdr:row>", b"<xdr:row>x")),
        (DRAWING, lambda part: part[:-4]),
        (PICTURE, lambda _: png(2000, 10)),
        ("xl/drawings/_rels/drawing1.xml.rels", lambda part: part.replace(b"../media", b"http://x/media")),
        ("xl/drawings/_rels/drawing1.xml.rels", lambda _: b"<x/>"),
    ]
    for part, change in changes:
        assert altered(unsigned(tmp_path), part, change) in (
            [Code.SHEET_UNKNOWN_PART],
            [Code.SIGNATURE_PICTURE_INVALID],
            [Code.SHEET_UNREADABLE],
        ), part


def test_a_picture_over_the_marks_is_refused(tmp_path: Path) -> None:
    path = unsigned(tmp_path)
    with zipfile.ZipFile(path) as archive:
        drawing = archive.read(DRAWING)
    row = drawing.partition(b"<xdr:row>")[2].partition(b"<")[0]
    codes = altered(path, DRAWING, lambda part: part.replace(b"<xdr:row>" + row, b"<xdr:row>9"))
    assert codes == [Code.SHEET_UNKNOWN_PART]


def test_the_picture_is_in_the_pdf() -> None:
    stream = io.BytesIO()
    write_sheet_pdf(stream, sheets.official_sheet(), sheets.official(), picture=cleaned_signature(png()))
    assert b"/Subtype /Image" in stream.getvalue()
