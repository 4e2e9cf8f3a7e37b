"""The page and the paragraphs of an official Chinese letter (GB/T 9704), for Word templates."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from sample_making.word import same_times

BODY, TITLE, HEAD = "仿宋", "宋体", "黑体"
_SIZE, _LINE = Pt(16), Pt(28)  # 三号字, 28 磅行距
_MADE = datetime(2024, 6, 18, 9)  # noqa: DTZ001 - Word keeps no zone


def letter(title: str) -> WordDocument:
    """An empty A4 page with the margins and the body text of an official letter."""
    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    style: Any = word.styles["Normal"]
    set_font(style, BODY, _SIZE)
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    style.paragraph_format.line_spacing = _LINE
    style.paragraph_format.space_after = Pt(0)
    properties = word.core_properties
    properties.title = title
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = _MADE
    return word


def set_font(holder: Any, name: str, size: Pt) -> None:  # noqa: ANN401 - a style or a run of python-docx
    """Latin and Chinese letters of a style or a run, in black."""
    holder.font.name = "Times New Roman"
    holder.font.size = size
    holder.font.color.rgb = RGBColor(0, 0, 0)
    holder.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def heading(word: WordDocument, words: str) -> None:
    """The title of a letter: 二号, bold, centred, a line free below."""
    one = word.add_paragraph()
    one.alignment = WD_ALIGN_PARAGRAPH.CENTER
    one.paragraph_format.line_spacing = Pt(34)
    one.paragraph_format.space_after = Pt(28)
    run = one.add_run(words)
    run.bold = True
    set_font(run, TITLE, Pt(22))


def line(word: WordDocument, words: str) -> Paragraph:
    """A line from the left margin, such as whom the letter is for."""
    return word.add_paragraph(words)


def paragraph(word: WordDocument, words: str, font: str = BODY) -> Paragraph:
    """A paragraph of the text, indented by two letters."""
    one = word.add_paragraph()
    one.paragraph_format.first_line_indent = _SIZE * 2
    one.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    set_font(one.add_run(words), font, _SIZE)
    return one


def control(word: WordDocument, words: str) -> None:
    """A paragraph that only steers what is filled in; it goes when the letter is made."""
    word.add_paragraph("{%p " + words + " %}")


def signed_by(word: WordDocument, *lines: str) -> None:
    """Who writes and the day, on the right, with room above; no seal is drawn."""
    for number, words in enumerate(lines):
        one = word.add_paragraph(words)
        one.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        one.paragraph_format.right_indent = _SIZE * 2
        one.paragraph_format.space_before = Pt(0 if number else 56)
        one.paragraph_format.keep_with_next = number < len(lines) - 1


def table(word: WordDocument, widths: Sequence[float], heads: Sequence[str], cells: Sequence[str]) -> None:
    """A table of one row repeated for each `one` of `rows`; widths in centimetres, heads on every page."""
    made = word.add_table(4, len(heads), "Table Grid")
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)  # LibreOffice asks the columns, Word the cells
    for number, words in ((0, heads), (2, cells)):
        for cell, said, width in zip(made.rows[number].cells, words, widths, strict=True):
            _fill(cell, said, width, head=number == 0)
    for number, words in ((1, "{%tr for one in rows %}"), (3, "{%tr endfor %}")):
        made.rows[number].cells[0].text = words
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    made.rows[0]._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - python-docx has no other way


def _fill(cell: _Cell, words: str, width: float, *, head: bool) -> None:
    cell.width = Cm(width)
    one = cell.paragraphs[0]
    one.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    one.alignment = WD_ALIGN_PARAGRAPH.CENTER if head else WD_ALIGN_PARAGRAPH.LEFT
    set_font(one.add_run(words), HEAD if head else BODY, Pt(10.5))


def saved(word: WordDocument) -> bytes:
    """The bytes of a template, the same on each run."""
    out = io.BytesIO()
    word.save(out)
    return same_times(out.getvalue())
