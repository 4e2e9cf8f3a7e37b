"""Documents for tests: PDF, Word, Excel, pictures, and the same spoilt in one way."""

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import docx
import xlsxwriter
from builders import document
from fpdf import FPDF
from PIL import Image

from evaluator_app.domain.application import Document
from evaluator_app.domain.media import media_of
from evaluator_app.domain.problems import Refused
from evaluator_app.services.documents import (
    Flow,
    Opened,
    Pages,
    Raster,
    Tables,
    close_document,
    open_document,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def of_file(path: Path, title: str = "") -> Document:
    """The document a file in a package would be."""
    return document(path.name, title=title or path.name, media=media_of(path.name), sha256=path.name)


def opened(path: Path) -> Opened:
    """The file as the viewer opens it."""
    return open_document(path, of_file(path))


def pages_of(path: Path) -> Pages:
    """A PDF or picture, opened."""
    found = opened(path)
    assert isinstance(found, Pages)
    return found


def flow_of(path: Path) -> Flow:
    """A Word document or text, opened."""
    found = opened(path)
    assert isinstance(found, Flow)
    return found


def tables_of(path: Path) -> Tables:
    """A workbook, opened."""
    found = opened(path)
    assert isinstance(found, Tables)
    return found


def fate(path: Path) -> str:
    """What becomes of a file that is opened, read and drawn: the code it is refused with, or “shown”."""
    try:
        found = opened(path)
        try:
            if isinstance(found, Pages):
                found.text(0)
                found.draw(0, 1.0, 0)
            elif isinstance(found, Tables):
                found.table(0)
        finally:
            close_document(found)
    except Refused as refused:
        return refused.problems[0].code
    return "shown"


def pixel(raster: Raster, x: int, y: int) -> tuple[int, int, int]:
    """A pixel as red, green, blue."""
    at = y * raster.stride + x * 4
    return raster.pixels[at + 2], raster.pixels[at + 1], raster.pixels[at]


def pdf(path: Path, *pages: str, password: str = "") -> Path:
    """A PDF with these words on its pages."""
    made = FPDF()
    made.set_font("Helvetica", size=16)
    if password:
        made.set_encryption(owner_password=password, user_password=password)
    for words in pages:
        made.add_page()
        made.multi_cell(0, 10, words)
    made.output(str(path))
    return path


def raw_pdf(path: Path, page: bytes, content: bytes = b"", count: int = 1) -> Path:
    """A PDF written by hand: one page object, listed so many times, with these entries and this content."""
    packed = zlib.compress(content)
    kids = b"3 0 R " * count
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, count),
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>%b>>" % page,
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj%b endobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"xref\n0 6\n0000000000 65535 f \n%btrailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(data),
    )
    path.write_bytes(data)
    return path


def word(path: Path, *paragraphs: str, picture: bytes = b"", rows: Sequence[Sequence[str]] = ()) -> Path:
    """A Word document with these paragraphs, then a table, then a picture."""
    made = docx.Document()
    for words in paragraphs:
        made.add_paragraph(words)
    if rows:
        table = made.add_table(len(rows), len(rows[0]))
        for i, row in enumerate(rows):
            for j, words in enumerate(row):
                table.cell(i, j).text = words
    if picture:
        made.add_picture(io.BytesIO(picture))
    made.save(str(path))
    return path


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """An Excel workbook with these rows on its sheets."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for i, row in enumerate(rows):
                sheet.write_row(i, 0, row)
    return path


def picture(path: Path | io.BytesIO, size: tuple[int, int] = (40, 20), orientation: int = 1) -> None:
    """A picture, its left half red and its right half blue."""
    made = Image.new("RGB", size, "blue")
    made.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    kind = "JPEG" if isinstance(path, Path) and path.suffix == ".jpg" else "PNG"
    made.save(path, kind, exif=exif, quality=95)


def png() -> bytes:
    """A small picture's bytes."""
    stream = io.BytesIO()
    picture(stream)
    return stream.getvalue()


def with_parts(path: Path, changes: Mapping[str, bytes]) -> Path:
    """An Office file with parts replaced or added."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**parts, **changes}.items():
            archive.writestr(name, data)
    return path


def part(path: Path, name: str) -> bytes:
    """A part of an Office file."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)
