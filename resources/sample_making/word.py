"""The sample's reports as Word files, with styles, a header, tables and figures."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from sample_making.content import Block, Figure, Heading, Paragraph, Table
from sample_making.fonts import MARK
from sample_making.paper import Cover

_RED = RGBColor(0xB3, 0x26, 0x1E)
_WIDTH = 15.8  # centimetres between the margins
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def make_docx(cover: Cover, blocks: Iterable[Block], pictures: Mapping[str, bytes]) -> bytes:
    """A Word file of these blocks; `pictures` by `chart:name` and `photo:number`."""
    word = Document()
    _set_styles(word)
    _set_page(word, cover)
    _write_cover(word, cover)
    for block in blocks:
        match block:
            case Heading(level, text):
                word.add_heading(text, level)
            case Paragraph(text, bullet):
                word.add_paragraph(text, "List Bullet" if bullet else "Body Text")
            case Table(rows):
                _write_table(word, rows)
            case Figure():
                _write_figure(word, block, pictures[f"{block.kind}:{block.name}"])
    out = io.BytesIO()
    word.save(out)
    return same_times(out.getvalue())


def _set_styles(word: WordDocument) -> None:
    fonts = {
        "Normal": ("宋体", 11),
        "Body Text": ("宋体", 11),
        "Title": ("黑体", 26),
        "Heading 1": ("黑体", 15),
        "Heading 2": ("黑体", 12.5),
        "Caption": ("黑体", 9),
    }
    for name, (font, size) in fonts.items():
        style: Any = word.styles[name]
        style.font.size = Pt(size)
        style.font.name = "Times New Roman"
        style.font.color.rgb = RGBColor(0x20, 0x26, 0x2E)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    body: Any = word.styles["Body Text"]
    body.paragraph_format.first_line_indent = Pt(22)
    body.paragraph_format.line_spacing = 1.4
    body.paragraph_format.space_after = Pt(4)


def _set_page(word: WordDocument, cover: Cover) -> None:
    properties = word.core_properties
    properties.author = properties.last_modified_by = MARK
    properties.title = f"{cover.title}（{MARK}）"
    properties.comments = MARK
    properties.created = properties.modified = cover.made.replace(tzinfo=None)
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.6)
    line = section.header.paragraphs[0].add_run(f"{cover.subtitle}　{cover.title}　{MARK}")
    line.font.size = Pt(9)
    line.font.color.rgb = _RED


def _write_cover(word: WordDocument, cover: Cover) -> None:
    word.add_paragraph(cover.title, "Title")
    name = word.add_paragraph().add_run(cover.subtitle)
    name.font.size = Pt(16)
    mark = word.add_paragraph().add_run(MARK)
    mark.font.size, mark.font.bold, mark.font.color.rgb = Pt(14), True, _RED
    for label, words in cover.lines:
        word.add_paragraph(f"{label}　{words}")
    word.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)


def _write_table(word: WordDocument, rows: tuple[tuple[str, ...], ...]) -> None:
    table = word.add_table(len(rows), len(rows[0]), "Light Grid Accent 1")
    longest = [max(min(len(cell), 24) for cell in column) + 2 for column in zip(*rows, strict=True)]
    table.autofit = False
    for column, width in zip(table.columns, longest, strict=True):
        column.width = Cm(_WIDTH * width / sum(longest))
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            cell = table.cell(i, j)
            cell.text = text
            cell.width = table.columns[j].width
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(9.5)
    word.add_paragraph()


def _write_figure(word: WordDocument, figure: Figure, picture: bytes) -> None:
    word.add_picture(io.BytesIO(picture), width=Cm(14.5 if figure.kind == "chart" else 11))
    word.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
    word.add_paragraph(figure.caption, "Caption").alignment = WD_ALIGN_PARAGRAPH.CENTER


def same_times(data: bytes) -> bytes:
    """The same file with fixed times inside, so that each run makes the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name), compresslevel=9)
    return out.getvalue()
