"""The sample's PDF files: a cover, contents, headings as bookmarks, text, tables and figures on A4."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from fpdf import FPDF
from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace
from fpdf.outline import TableOfContents

from evaluator_app.exchange.text_wrapping import wrap
from sample_making.content import Block, Figure, Heading, Paragraph, Table
from sample_making.fonts import MARK, SANS, SANS_BOLD, SERIF, SERIF_BOLD, SIMPLIFIED

_LEFT, _RIGHT, _TOP, _BOTTOM = 26, 24, 25, 20
_WIDTH = 210 - _LEFT - _RIGHT
_INK, _QUIET, _RULE, _RED = (32, 38, 46), (110, 120, 130), (190, 198, 206), (179, 38, 30)
_BODY, _LINE = 11, 6.9
_LONG = 10  # rows of a table that may run over the end of a page
_LATE = 168  # below this a chapter begins on a new page


@dataclass(frozen=True, slots=True)
class Cover:
    """The words of a report's first page."""

    title: str
    subtitle: str
    lines: tuple[tuple[str, str], ...]
    colour: tuple[int, int, int]
    made: datetime


class _Paper(FPDF):
    def __init__(self, cover: Cover) -> None:
        super().__init__()
        self.cover = cover
        self.set_creation_date(cover.made)
        for family, regular, bold in (("serif", SERIF, SERIF_BOLD), ("sans", SANS, SANS_BOLD)):
            self.add_font(family, "", regular, collection_font_number=SIMPLIFIED)
            self.add_font(family, "B", bold, collection_font_number=SIMPLIFIED)
        self.set_margins(_LEFT, _TOP, _RIGHT)
        self.c_margin = 0
        self.set_auto_page_break(auto=True, margin=_BOTTOM)
        self.set_title(f"{cover.title} {cover.subtitle}（{MARK}）")
        self.set_author(MARK)
        self.set_lang("zh-CN")

    def header(self) -> None:
        if self.page_no() == 1:
            return
        self.set_font("sans", "", 8.5)
        self.set_text_color(*_QUIET)
        self.text(_LEFT, 15, f"{self.cover.subtitle}　{self.cover.title}")
        self.set_text_color(*_RED)
        self.text(210 - _RIGHT - self.get_string_width(MARK), 15, MARK)
        self.set_draw_color(*_RULE)
        self.line(_LEFT, 17.5, 210 - _RIGHT, 17.5)
        self.set_text_color(*_INK)

    def footer(self) -> None:
        if self.page_no() == 1:
            return
        self.set_y(-14)
        self.set_font("sans", "", 8.5)
        self.set_text_color(*_QUIET)
        self.cell(0, 5, f"第 {self.page_no()} 页 共 {{nb}} 页", align="C")
        self.set_text_color(*_INK)


def make_pdf(
    cover: Cover, blocks: Iterable[Block], pictures: Mapping[str, bytes], *, contents: bool = False
) -> bytes:
    """A PDF of these blocks; `pictures` by `chart:name` and `photo:number`."""
    paper = _Paper(cover)
    _cover(paper)
    paper.add_page()
    if contents:
        _contents(paper)
    _draw(paper, list(blocks), pictures)
    return bytes(paper.output())


def _draw(paper: _Paper, blocks: list[Block], pictures: Mapping[str, bytes]) -> None:
    """The blocks in order; a figure that does not fit waits for the next page, and text goes on before it."""
    waiting: list[Figure] = []
    for before, block in zip([None, *blocks], blocks, strict=False):
        match block:
            case Heading():
                _heading(paper, block, first=before is None)
            case Paragraph():
                _paragraph(paper, block)
            case Table():
                _table(paper, block)
            case Figure():
                waiting.append(block)
        if not isinstance(block, Heading):
            _place(paper, waiting, pictures)
    _place(paper, waiting, pictures, anyway=True)


def _place(
    paper: _Paper, waiting: list[Figure], pictures: Mapping[str, bytes], *, anyway: bool = False
) -> None:
    while waiting and (anyway or not paper.will_page_break(_size(waiting[0])[1] + 10)):
        figure = waiting.pop(0)
        _figure(paper, figure, pictures[f"{figure.kind}:{figure.name}"])


def _cover(paper: _Paper) -> None:
    cover = paper.cover
    paper.add_page()
    paper.set_fill_color(*cover.colour)
    paper.rect(0, 0, 210, 9, "F")
    paper.rect(_LEFT, 76, 26, 1.6, "F")
    _mark(paper)
    paper.set_font("sans", "B", 28)
    paper.set_xy(_LEFT, 84)
    paper.cell(0, 15, cover.title)
    paper.set_font("serif", "", 17)
    paper.set_xy(_LEFT, 103)
    paper.multi_cell(0, 10, cover.subtitle, align="L")
    paper.set_y(190)
    for label, words in cover.lines:
        paper.set_font("sans", "", 11.5)
        paper.set_text_color(*_QUIET)
        paper.cell(30, 9, label)
        paper.set_text_color(*_INK)
        paper.cell(0, 9, words, new_x="LMARGIN", new_y="NEXT")
    paper.set_fill_color(*cover.colour)
    paper.rect(0, 288, 210, 9, "F")


def _mark(paper: _Paper) -> None:
    paper.set_draw_color(*_RED)
    paper.set_text_color(*_RED)
    paper.set_font("sans", "B", 12)
    paper.rect(210 - _RIGHT - 34, 24, 34, 10)
    paper.set_xy(210 - _RIGHT - 34, 24)
    paper.cell(34, 10, MARK, align="C")
    paper.set_text_color(*_INK)


def _contents(paper: _Paper) -> None:
    paper.set_font("sans", "B", 16)
    paper.cell(0, 12, "目　录", align="C", new_x="LMARGIN", new_y="NEXT")
    paper.ln(4)
    paper.set_font("serif", "", 11)
    paper.insert_toc_placeholder(TableOfContents(line_spacing=1.55).render_toc)


def _heading(paper: _Paper, heading: Heading, *, first: bool) -> None:
    size, room = (16, 60) if heading.level == 1 else (12.5, 38)
    if not first:
        paper.ln(6 if heading.level == 1 else 3)
    late = heading.level == 1 and not first and paper.y > _LATE
    if late or paper.will_page_break(room):
        paper.add_page()
    paper.set_font("sans", "B", size)
    paper.start_section(heading.text, level=heading.level - 1)
    if heading.level == 1:
        paper.set_text_color(*paper.cover.colour)
    paper.multi_cell(0, size * 0.62, heading.text, align="L", new_x="LMARGIN", new_y="NEXT")
    paper.set_text_color(*_INK)
    paper.ln(2)


def _paragraph(paper: _Paper, paragraph: Paragraph) -> None:
    paper.set_font("serif", "", _BODY)
    em = paper.get_string_width("中")
    if paragraph.bullet:
        lines = wrap(f"· {paragraph.text}", (_WIDTH - em) / em, lambda one: paper.get_string_width(one) / em)
    else:
        lines = wrap(f"　　{paragraph.text}", _WIDTH / em, lambda one: paper.get_string_width(one) / em)
    for i, line in enumerate(lines):
        paper.set_x(_LEFT + (em * 0.6 if paragraph.bullet and i else 0))
        _justified(paper, line, last=i == len(lines) - 1)
    paper.ln(1.6)


def _justified(paper: _Paper, line: str, *, last: bool) -> None:
    """A line spread over the column by a hair between its characters, as Chinese is set."""
    spare = 210 - _RIGHT - paper.x - paper.get_string_width(line)
    if not last and spare > 0:
        paper.set_char_spacing(spare / max(len(line) - 1, 1) / paper.font_size * paper.font_size_pt)
    paper.cell(0, _LINE, line, new_x="LMARGIN", new_y="NEXT")
    paper.set_char_spacing(0)


def _table(paper: _Paper, table: Table) -> None:
    paper.ln(1)
    paper.set_font("sans", "", 9.5)
    longest = [max(min(len(cell), 24) for cell in column) + 2 for column in zip(*table.rows, strict=True)]
    head = FontFace(emphasis="BOLD", fill_color=(232, 238, 244), color=_INK)
    paper.set_draw_color(*_RULE)
    paper.set_fill_color(255)
    if len(table.rows) < _LONG and paper.will_page_break(len(table.rows) * 9):
        paper.add_page()
    with paper.table(
        borders_layout=TableBordersLayout.ALL,
        col_widths=longest,
        headings_style=head,
        line_height=5.6,
        padding=1.3,
        text_align=["CENTER" if width < 12 else "LEFT" for width in longest],  # noqa: PLR2004 - short cells are centred
        wrapmode="CHAR",
    ) as drawn:
        for row in table.rows:
            cells = drawn.row()
            for cell in row:
                cells.cell(cell)
    paper.ln(3)


def _size(figure: Figure) -> tuple[float, float]:
    return (150.0, 76.0) if figure.kind == "chart" else (112.0, 84.0)


def _figure(paper: _Paper, figure: Figure, picture: bytes) -> None:
    width, height = _size(figure)
    paper.ln(1)
    if paper.will_page_break(height + 10):
        paper.add_page()
    paper.image(io.BytesIO(picture), x=_LEFT + (_WIDTH - width) / 2, w=width, alt_text=figure.caption)
    paper.ln(1.5)
    paper.set_font("sans", "", 9)
    paper.set_text_color(*_QUIET)
    paper.cell(0, 5, figure.caption, align="C", new_x="LMARGIN", new_y="NEXT")
    paper.set_text_color(*_INK)
    paper.ln(2.5)
