"""Score sheets as Excel workbooks: the official form with live formulas, and a hidden sheet of data."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Context, Decimal
from fractions import Fraction
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from evaluator_app.domain.marks import Abstained, NotApplicable
from evaluator_app.domain.numbers import plain
from evaluator_app.domain.rubric import Criterion
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.domain.sheet import ScoreSheet
from evaluator_app.exchange.score_sheet_choices import OPTIONS_SHEET, sheet_rows
from evaluator_app.exchange.score_sheet_data import BLANK, DATA_SHEET, FILLED, to_texts
from evaluator_app.exchange.score_sheet_drawing import draw_signature
from evaluator_app.exchange.score_sheet_formulas import CHOICE, HELPER, Formulas
from evaluator_app.exchange.score_sheet_layout import layout
from evaluator_app.exchange.score_sheet_page import (
    ALARM,
    BOLD,
    CENTRED,
    GREY,
    GRID,
    INDENTED,
    LAST,
    MARGIN,
    MARGIN_BOTTOM,
    MARGIN_TOP,
    SHADED,
    UNFRAMED,
    Cell,
    Look,
    Part,
    breaks,
    placed,
    size_of,
)
from evaluator_app.exchange.score_sheet_parts import Content, footer, mark_word
from evaluator_app.exchange.sheet_texts import protected
from evaluator_app.exchange.text_wrapping import estimated_width
from evaluator_app.wording.language import text

_A4 = 9
_CELL_LIMIT = 4_000  # Excel takes 32,767 characters in a cell, and an escaped one takes seven
_FOOTER_LIMIT = 200  # Excel takes 255 with its codes
_INCH = 72.0
_HIGHEST_ROW = 409.0
_DOUBLE = Context(prec=17)
_SONG, _HEI = "SimSun", "SimHei"
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    # Column widths count digits of this font; one of the same width is on every system, unlike Calibri.
    "default_format_properties": {"font_name": "Arial", "font_size": 10},
}
_TYPED = "#FFFBE8"
_PERCENT = 'General"%"'  # the number that is typed stays the percent


def write_sheet(
    stream: BinaryIO,
    sheet: ScoreSheet,
    scheme: LoadedScheme,
    *,
    blank: bool = False,
    picture: bytes = b"",
) -> None:
    """Write a sheet as a workbook, with a drawn signature that is clean; `blank` is typed into there."""
    content = Content(sheet=sheet, scheme=scheme.scheme, blank=blank, picture=picture)
    parts = layout(content, estimated_width)
    with Workbook(stream, dict(_OPTIONS)) as book:
        book.set_properties({"title": scheme.scheme.rubric.title, "created": _created(sheet)})
        book.set_calc_mode("auto")
        styles = _Styles(book)
        for part in parts:
            _write_part(book.add_worksheet(part.name), part, content, styles)
        formulas = _formulas(parts[0], content)
        _write_formulas(book.worksheets()[0], parts[0], formulas, styles)
        _validate(book.worksheets()[0], formulas)
        if picture:
            draw_signature(book.worksheets()[0], parts[0], picture)
        shown = {
            f"cell.{part.name}!{xl_rowcol_to_cell(row, cell.first)}": cell.shows
            for part in parts
            for row, cell in placed(part)
            if cell.shows
        }
        words = {f"word.{name}": mark_word(kind) for name, kind in _WORDS.items()}
        texts = to_texts(sheet, scheme.scheme, BLANK if blank else FILLED)
        _write_data(book.add_worksheet(DATA_SHEET), texts | words | shown)
        if formulas.blocks:
            _write_options(book.add_worksheet(OPTIONS_SHEET), formulas)


_WORDS: Mapping[str, type[NotApplicable | Abstained]] = {
    "not_applicable": NotApplicable,
    "abstained": Abstained,
}


def _created(sheet: ScoreSheet) -> datetime:
    """The time the sheet was written, so that one sheet always makes the same file."""
    try:
        return datetime.fromisoformat(sheet.written).astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return datetime(2000, 1, 1)  # noqa: DTZ001 - XlsxWriter wants UTC without a zone


class _Styles:
    """The formats of one workbook, made when first used."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[Look, bool, str], Format] = {}

    def of(self, look: Look, *, typed: bool = False, number_format: str = "") -> Format:
        """The format of a look."""
        key = (look, typed, number_format)
        if key not in self._made:
            self._made[key] = self._book.add_format(
                _properties(look, typed=typed, number_format=number_format)
            )
        return self._made[key]


def _properties(look: Look, *, typed: bool, number_format: str) -> dict[str, object]:
    heading = look in {Look.TITLE, Look.HEADER, Look.TOTAL_LABEL}
    properties: dict[str, object] = {
        "font_name": _HEI if heading else _SONG,
        "font_size": size_of(look),
        "bold": look in BOLD and not heading,
        "text_wrap": True,
        "align": "center" if look in CENTRED else "right" if look is Look.SUBTOTAL_LABEL else "left",
        "valign": "top" if look is Look.TEXT else "vcenter",
        "border": 0 if look in UNFRAMED else 1,
        "locked": not typed,
    }
    if look in INDENTED:
        properties["indent"] = 1
    if look is Look.BANNER:
        properties["font_color"] = ALARM
    if look is Look.NOTE:
        properties["font_color"] = GREY
    colour = _TYPED if typed else SHADED.get(look)
    if colour:
        properties["bg_color"] = colour
    if number_format:
        properties["num_format"] = number_format
    return properties


def _write_part(page: Worksheet, part: Part, content: Content, styles: _Styles) -> None:
    _set_up(page, part, content)
    for column, pixels in enumerate(GRID):
        page.set_column_pixels(column, column, pixels)
    page.set_column_pixels(HELPER, HELPER, 0, None, {"hidden": True})
    for index, row in enumerate(part.rows):
        page.set_row(index, min(round(row.height * 4) / 4, _HIGHEST_ROW))
    for index, cell in placed(part):
        _write_cell(page, index, cell, styles)
    page.protect("", {"format_rows": content.blank})


def _set_up(page: Worksheet, part: Part, content: Content) -> None:
    page.set_paper(_A4)
    page.set_portrait()
    page.set_margins(MARGIN / _INCH, MARGIN / _INCH, MARGIN_TOP / _INCH, MARGIN_BOTTOM / _INCH)
    page.center_horizontally()
    page.fit_to_pages(1, 0)
    page.print_area(0, 0, len(part.rows) - 1, LAST)
    page.repeat_rows(part.header)
    page.set_h_pagebreaks(breaks(part.rows))
    page.hide_gridlines(2)
    line = footer(content.sheet)[:_FOOTER_LIMIT].replace("&", "&&")
    numbers = text("Page {page} of {pages}", page="&P", pages="&N")
    page.set_footer(f"&L&7 {line}&R&7 {numbers}", {"margin": 0.3})


def _write_cell(page: Worksheet, row: int, cell: Cell, styles: _Styles) -> None:
    percent = cell.shows.startswith("mark.") and cell.text.endswith("%")
    style = styles.of(cell.look, typed=cell.typed, number_format=_PERCENT if percent else "")
    if cell.first != cell.last or cell.rows > 1:
        page.merge_range(row, cell.first, row + cell.rows - 1, cell.last, "", style)
    if cell.number is not None and cell.shows.startswith("mark."):
        page.write_number(row, cell.first, cell.number, style)
    elif cell.text:
        page.write_string(row, cell.first, cell.text, style)
    else:
        page.write_blank(row, cell.first, None, style)


def _formulas(part: Part, content: Content) -> Formulas:
    rows: dict[str, int] = {}
    for row, cell in placed(part):
        rows.setdefault(cell.shows, row)
    return Formulas(
        rubric=content.scheme.rubric,
        rows=rows,
        not_applicable=mark_word(NotApplicable),
        abstained=mark_word(Abstained),
        entries=content.sheet.marks.entries,
    )


def _write_formulas(page: Worksheet, part: Part, formulas: Formulas, styles: _Styles) -> None:
    """Points, sums and grade as formulas with their values, and the hidden cells they need."""
    shown = formulas.shown()
    for row, cell in placed(part):
        if cell.shows in shown:
            number_format = "0.00" if cell.shows == "total" and formulas.scaled else ""
            style = styles.of(cell.look, number_format=number_format)
            page.write_formula(row, cell.first, shown[cell.shows], style, _cached(cell))
    values = formulas.helper_values()
    for name, formula in formulas.helpers().items():
        page.write_formula(formulas.rows[name], HELPER, formula, None, values[name])
    for name, maximum in formulas.maxima().items():
        page.write_number(formulas.rows[name], HELPER, maximum)


def _cached(cell: Cell) -> str | Decimal:
    """The value of a formula for programs that do not calculate."""
    if cell.number is None:
        return cell.text
    exact = Fraction(cell.number)
    return _DOUBLE.divide(Decimal(exact.numerator), Decimal(exact.denominator))


def _validate(page: Worksheet, formulas: Formulas) -> None:
    """One rule for all cells that take the same; its formula is written for the first of them."""
    rules: dict[tuple[object, ...], list[Criterion]] = {}
    for one in formulas.rubric.criteria:
        rules.setdefault((one.scale, one.max, one.step, one.options, one.not_applicable), []).append(one)
    column = formulas.columns.mark[0]
    for criteria in rules.values():
        rows = [formulas.rows[f"mark.{one.id}"] for one in criteria]
        others = {"other_cells": [[row, column, row, column] for row in rows[1:]]}
        first = criteria[0]
        rule = _choice(formulas, f"mark.{first.id}") if first.by_option else _rule(first, formulas)
        page.data_validation(rows[0], column, rows[0], column, others | rule)
    for remark in formulas.rubric.remarks:
        if remark.options:
            row = formulas.rows[f"remark.{remark.id}"]
            page.data_validation(row, CHOICE, row, CHOICE, _choice(formulas, f"remark.{remark.id}"))


def _choice(formulas: Formulas, name: str) -> dict[str, object]:
    """A drop-down; a short explanation says what stands for no mark."""
    block = formulas.blocks[name]
    other = text("Or: {words}, with the reason as its note.", words=" / ".join(block.words))
    return {
        "validate": "list",
        "source": "=" + block.area("A", words=True),
        "input_message": other[:250] if block.words else "",
        "error_title": text("Not an option")[:32],
        "error_message": text("Choose one of the list.")[:250],
    }


def _rule(criterion: Criterion, formulas: Formulas) -> dict[str, object]:
    rule = text(
        "A score from 0 to {max} in steps of {step}.",
        max=plain(criterion.highest),
        step=plain(criterion.step),
    )
    words = [formulas.abstained, *([formulas.not_applicable] if criterion.not_applicable else [])]
    other = text("Or: {words}, with the reason as its note.", words=" / ".join(words))
    return {
        "validate": "custom",
        "value": formulas.validation(criterion),
        "input_message": f"{rule}\n{other}"[:250],
        "error_title": text("Not on the scale"),
        "error_message": f"{rule}\n{other}"[:250],
    }


def _write_options(page: Worksheet, formulas: Formulas) -> None:
    for row, (title, units) in enumerate(sheet_rows(formulas.blocks)):
        page.write_string(row, 0, title)
        if units is not None:
            page.write_number(row, 1, units)
    page.very_hidden()
    page.protect()


def _write_data(page: Worksheet, texts: Mapping[str, str]) -> None:
    """Key and value in each row; a long value goes on in the next columns."""
    for row, (key, value) in enumerate(texts.items()):
        page.write_string(row, 0, protected(key))
        for column, start in enumerate(range(0, len(value), _CELL_LIMIT), start=1):
            page.write_string(row, column, protected(value[start : start + _CELL_LIMIT]))
    page.very_hidden()
    page.protect()
