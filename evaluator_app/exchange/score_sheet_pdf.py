"""Score sheets as PDF on A4: the same page as the workbook, drawn with an embedded Chinese font."""

import io
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import BinaryIO, cast

from fpdf import FPDF
from fpdf.fonts import TTFFont

from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.domain.sheet import ScoreSheet
from evaluator_app.exchange.fonts import chinese_faces
from evaluator_app.exchange.score_sheet_choices import OPEN, TICKED
from evaluator_app.exchange.score_sheet_layout import layout
from evaluator_app.exchange.score_sheet_page import (
    A4_HEIGHT,
    ALARM,
    BOLD,
    CENTRED,
    GREY,
    GRID,
    INDENT,
    INDENTED,
    LINE,
    MARGIN_BOTTOM,
    MARGIN_TOP,
    PADDING,
    POINTS,
    SHADED,
    UNFRAMED,
    Cell,
    Look,
    Part,
    Row,
    Typesetter,
    placed,
    size_of,
    width,
)
from evaluator_app.exchange.score_sheet_parts import Content, footer
from evaluator_app.exchange.sheet_texts import showable
from evaluator_app.exchange.signature_picture import size_of as size_of_picture
from evaluator_app.exchange.text_wrapping import estimated_width
from evaluator_app.wording.language import text

_A4_WIDTH = 595.3
_LEFT = (_A4_WIDTH - sum(GRID) * POINTS) / 2
_FAMILY = "sheet"
_BASELINE = 0.88  # of a Chinese character's height
_FOOTER_SIZE = 7.0
_MISSING = "□"
_INSTEAD = {TICKED: "■", OPEN: "□"}  # of boxes, which few Chinese fonts have
_ALWAYS = "".join([_MISSING, *_INSTEAD.values(), " 0123456789"])
_UNUSED_TABLES = {"vmtx", "vhea", "VORG", "BASE"}  # for vertical writing: reading them takes its time
_COLOURS = {Look.BANNER: ALARM, Look.NOTE: GREY}
_ONE_FACE = 1000.0  # a size at which widths are in thousandths


def write_sheet_pdf(
    stream: BinaryIO,
    sheet: ScoreSheet,
    scheme: LoadedScheme,
    *,
    blank: bool = False,
    picture: bytes = b"",
) -> None:
    """Write a sheet as PDF; refused where the computer has no Chinese font."""
    content = Content(sheet=sheet, scheme=scheme.scheme, blank=blank, picture=picture, printed=True)
    page = _Paper(sheet, _characters(layout(content, estimated_width), footer(sheet)))
    page.pdf.set_title(showable(scheme.scheme.rubric.title))
    parts = layout(content, page.width_of)
    page.picture = picture
    page.pages = sum(part.pages for part in parts)
    for part in parts:
        page.draw(part)
    stream.write(page.pdf.output())


def _characters(parts: Iterable[Part], foot: str) -> Mapping[str, set[str]]:
    """What each face has to hold; a font read for these alone is read in half the time."""
    used = {"": set(_ALWAYS + foot + text("Page {page} of {pages}")), "B": set(_ALWAYS)}
    for part in parts:
        for _, cell in placed(part):
            used[_style(cell)] |= set(cell.text)
    return used


def _style(cell: Cell) -> str:
    return "B" if cell.look in BOLD else ""


class _Paper:
    """The document being drawn; rows go down the page one after another."""

    def __init__(self, sheet: ScoreSheet, used: Mapping[str, set[str]]) -> None:
        self.pdf = FPDF(unit="pt", format=(_A4_WIDTH, A4_HEIGHT))
        self._add_fonts(used)
        self.pdf.set_auto_page_break(auto=False)
        self.pdf.set_lang("zh-CN")
        self.pdf.set_line_width(0.5)
        self.pages = 0
        self.picture = b""
        self._footer = footer(sheet)
        self.width_of = self._widths()
        self._setter = Typesetter(self.width_of)
        self._top = 0.0
        self._set_date(sheet.written)

    def _add_fonts(self, used: Mapping[str, set[str]]) -> None:
        faces = chinese_faces()
        for style, face in (("", faces.regular), ("B", faces.bold)):
            codes = sorted(map(ord, used[style]))
            number = face.number
            self.pdf.add_font(_FAMILY, style, face.path, unicode_range=codes, collection_font_number=number)
            font = self._font(style).ttfont
            font.recalcBBoxes = False  # boxes of the whole font are good for a part of it
            for table in _UNUSED_TABLES & set(font.keys()):
                del font[table]

    def _font(self, style: str) -> TTFFont:
        return cast("TTFFont", self.pdf.fonts[_FAMILY + style])

    def _set_date(self, written: str) -> None:
        """The time the sheet was written, so that one sheet always makes the same file."""
        try:
            self.pdf.set_creation_date(datetime.fromisoformat(written))
        except ValueError:
            self.pdf.set_creation_date(datetime(2000, 1, 1).astimezone())

    def _widths(self) -> Callable[[str], float]:
        @cache
        def width_of(character: str) -> float:
            known = [style for style in ("", "B") if ord(character) in self._font(style).cmap]
            return max(self._width(character, style) for style in known or [""])

        return width_of

    def _width(self, character: str, style: str) -> float:
        self.pdf.set_font(_FAMILY, style, size=_ONE_FACE)
        return self.pdf.get_string_width(self._drawable(character, style)) / _ONE_FACE

    def _drawable(self, line: str, style: str) -> str:
        known = self._font(style).cmap
        drawable = (one if ord(one) in known else _INSTEAD.get(one, _MISSING) for one in line)
        return "".join(drawable)

    def draw(self, part: Part) -> None:
        """Draw a part from a new page on; each page of its table begins with the header."""
        page = -1
        for index, row in enumerate(part.rows):
            if row.page != page:
                page = row.page
                self._new_page()
                if page and row.table:
                    self._draw_row(part.rows[part.header : part.header + 1], part.rows[part.header])
            self._draw_row(part.rows[index:], row)

    def _new_page(self) -> None:
        self.pdf.add_page()
        self._top = MARGIN_TOP
        self.pdf.set_font(_FAMILY, size=_FOOTER_SIZE)
        self.pdf.set_text_color(GREY)
        base = A4_HEIGHT - MARGIN_BOTTOM / 2
        numbers = text("Page {page} of {pages}", page=self.pdf.page, pages=self.pages)
        self.pdf.text(_LEFT, base, self._drawable(self._footer, ""))
        right = _A4_WIDTH - _LEFT - self.pdf.get_string_width(numbers)
        self.pdf.text(right, base, numbers)

    def _draw_row(self, below: tuple[Row, ...], row: Row) -> None:
        for cell in row.cells:
            height = sum(one.height for one in below[: cell.rows])
            self._draw_cell(cell, height)
        self._top += row.height

    def _draw_cell(self, cell: Cell, height: float) -> None:
        left = _LEFT + sum(GRID[: cell.first]) * POINTS
        if cell.look not in UNFRAMED:
            colour = SHADED.get(cell.look)
            if colour:
                self.pdf.set_fill_color(colour)
            self.pdf.rect(left, self._top, width(cell), height, style="DF" if colour else "D")
        style, size = _style(cell), size_of(cell.look)
        lines = [self._drawable(line.rstrip(), style) for line in self._setter.lines(cell)]
        self.pdf.set_font(_FAMILY, style, size)  # after measuring, which sets a font of its own
        self.pdf.set_text_color(_COLOURS.get(cell.look, "#000000"))
        free = height - len(lines) * size * LINE
        y = (
            self._top
            + (2.0 if cell.look is Look.TEXT else free / 2)
            + (LINE - 1) / 2 * size
            + _BASELINE * size
        )
        if cell.look is Look.SIGN and cell.first == 0 and self.picture:
            self._draw_signature(height)
        for line in lines:
            if line:
                self.pdf.text(left + self._indent(cell, line), y, line)
            y += size * LINE

    def _draw_signature(self, height: float) -> None:
        left, (wide, high) = _LEFT + sum(GRID[:3]) * POINTS, size_of_picture(self.picture)
        scale = min(GRID[3] * POINTS / wide, (height - 4.0) / high)
        picture = io.BytesIO(self.picture)
        self.pdf.image(picture, left, self._top + 2.0, w=wide * scale, h=high * scale)

    def _indent(self, cell: Cell, line: str) -> float:
        room = width(cell) - self.pdf.get_string_width(line)
        if cell.look in CENTRED:
            return room / 2
        edge = PADDING / 2 + (INDENT - PADDING / 2 if cell.look in INDENTED else 0.0)
        return room - edge if cell.look is Look.SUBTOTAL_LABEL else edge
