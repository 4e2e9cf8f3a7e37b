"""The certificate: what it states, for what it holds, how it is checked, and an empty box for the seal."""

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from template_making.letter import BODY, HEAD, TITLE, letter, saved, set_font

_LABEL, _VALUE = 6.2, 14.6  # centimetres


def certificate() -> bytes:
    """One page across: title, number, the table of what it states, its use, code and box."""
    word = letter("评价证书")
    _turn(word)
    _centred(word, "{{ title }}", TITLE, 38, bold=True, after=4)
    _centred(word, "编号：{{ number }}", BODY, 13, after=14)
    _statement(word)
    _centred(
        word,
        "{% for one in uses %}{{ one }}{% if not loop.last %}，{% endif %}{% endfor %}。",
        BODY,
        12,
        before=8,
        after=16,
    )
    _foot(word)
    return saved(word)


def _turn(word: WordDocument) -> None:
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin = section.bottom_margin = Mm(22)
    section.left_margin = section.right_margin = Mm(42)
    frame = OxmlElement("w:pgBorders")
    frame.set(qn("w:offsetFrom"), "page")
    for side in ("top", "left", "bottom", "right"):
        frame.append(_line(side, "thinThickSmallGap", 24, 22))
    section._sectPr.insert_element_before(  # noqa: SLF001 - python-docx has no other way
        frame, "w:lnNumType", "w:pgNumType", "w:cols", "w:docGrid"
    )


def _line(side: str, kind: str, size: int, space: int) -> BaseOxmlElement:
    one = OxmlElement(f"w:{side}")
    for name, value in (("val", kind), ("sz", str(size)), ("space", str(space)), ("color", "8A6D3B")):
        one.set(qn(f"w:{name}"), value)
    return one


def _centred(  # noqa: PLR0913 - a paragraph has that many looks
    word: WordDocument,
    words: str,
    font: str,
    size: int,
    *,
    bold: bool = False,
    before: int = 0,
    after: int = 0,
) -> None:
    one = word.add_paragraph()
    one.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _close(one, before, after)
    run = one.add_run(words)
    run.bold = bold
    set_font(run, font, Pt(size))


def _close(one: Paragraph, before: int = 0, after: int = 0) -> None:
    one.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    one.paragraph_format.space_before, one.paragraph_format.space_after = Pt(before), Pt(after)


def _statement(word: WordDocument) -> None:
    """A row for each thing the scheme says a certificate states."""
    rows = (
        ("{%tr for one in rows %}", ""),
        ("{{ one.title }}", "{{ one.value }}"),
        ("{%tr endfor %}", ""),
        ("{%tr if boundary %}", ""),
        ("申请边界范围", "{{ boundary }}"),
        ("{%tr endif %}", ""),
        ("有效期", "{{ issued }}至{{ until }}"),
    )
    made = word.add_table(len(rows), 2)
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    _set_widths(made, _LABEL, _VALUE)
    for line, (label, words) in zip(made.rows, rows, strict=True):
        title, value = line.cells
        _fill(title, label, HEAD, WD_ALIGN_PARAGRAPH.DISTRIBUTE)
        _fill(value, words, BODY, WD_ALIGN_PARAGRAPH.LEFT)
        value.paragraphs[0].paragraph_format.left_indent = Cm(0.6)


def _set_widths(made: Table, *widths: float) -> None:
    """In the grid as well as in each cell: LibreOffice and WPS read the one, Word the other."""
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _fill(cell: _Cell, words: str, font: str, place: WD_ALIGN_PARAGRAPH) -> None:
    one = cell.paragraphs[0]
    _close(one, 5, 5)
    one.alignment = place
    set_font(one.add_run(words), font, Pt(14))


def _foot(word: WordDocument) -> None:
    """On the left how to check it, on the right an empty box for the seal above issuer and day."""
    made = word.add_table(1, 2)
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    made.rows[0].height, made.rows[0].height_rule = Cm(4.6), WD_ROW_HEIGHT_RULE.AT_LEAST
    left, right = made.rows[0].cells
    _set_widths(made, 13.0, 7.8)
    lines = (
        ("核验码：{{ code }}", HEAD, 12),
        ("凭证书编号和核验码，可离线对照发证机构签发的证书登记簿核验。", BODY, 10),
        ("{% if replaces %}本证书换发自 {{ replaces }}，原证书作废。{% endif %}", BODY, 10),
    )
    for number, (words, font, size) in enumerate(lines):
        one = left.paragraphs[0] if not number else left.add_paragraph()
        _close(one, 26 if not number else 4)
        set_font(one.add_run(words), font, Pt(size))
    _box(right)


def _box(cell: _Cell) -> None:
    borders = OxmlElement("w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        borders.append(_line(side, "dashed", 6, 0))
    cell._tc.get_or_add_tcPr().append(borders)  # noqa: SLF001 - python-docx has no other way
    lines = (("（盖章处）", 10), ("", 12), ("", 12), ("{{ issuer }}", 14), ("{{ issued }}", 13))
    for number, (words, size) in enumerate(lines):
        one = cell.paragraphs[0] if not number else cell.add_paragraph()
        _close(one, 3)
        one.alignment = WD_ALIGN_PARAGRAPH.CENTER
        set_font(one.add_run(words), BODY, Pt(size))
