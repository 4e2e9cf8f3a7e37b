"""The committee workbook as a file: formats, safe text, names of sheets, pages for print."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from math import ceil
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from evaluator_app.exchange.sheet_texts import showable
from evaluator_app.exchange.text_wrapping import estimated_width, wrap

INK, QUIET, LINE, HEAD, SOFT = "#1F2937", "#6B7280", "#BFC7D1", "#E8EEF7", "#F6F8FB"
ACCENT, AMBER, INPUT, RED = "#1F4E8C", "#FFF4D6", "#FFFBE6", "#B42318"
LONGEST_TEXT, LONGEST_NAME, A3_FROM = 32_000, 31, 190
_FORBIDDEN = str.maketrans("[]:*?/\\", "〔〕：＊？／＼")
_EM_PER_COLUMN, _POINTS_PER_LINE, _TALLEST = 0.52, 15.0, 400.0

BASE: Mapping[str, Any] = {
    "font_name": "Microsoft YaHei",
    "font_size": 10,
    "font_color": INK,
    "valign": "vcenter",
}
BOX: Mapping[str, Any] = {"border": 1, "border_color": LINE}


class _Sheet(Worksheet):  # type: ignore[misc] # XlsxWriter has no types
    """A sheet whose formulas use functions of Excel 2010 only, so the search for newer ones is left out.

    That search takes longer than all other writing together.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: object = None) -> str:  # noqa: ARG002 - its signature
        return formula.removeprefix("=")


class Book:
    """A workbook being written; texts are written as texts, whatever they look like."""

    def __init__(self, stream: BinaryIO, title: str, written: datetime) -> None:
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.workbook = xlsxwriter.Workbook(stream, options)
        self.workbook.set_properties({"title": cleaned(title), "created": written.replace(tzinfo=None)})
        self.workbook.set_calc_mode("auto")
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}
        self._names: set[str] = set()

    def add_sheet(self, name: str) -> Worksheet:
        """A new sheet with a name from `sheet_name`."""
        return self.workbook.add_worksheet(name, _Sheet)

    def format(self, **look: object) -> Format:
        """A format with this look; the same look is one format."""
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format({**BASE, **look})
        return self._formats[key]

    def boxed(self, **look: object) -> Format:
        """A format for a table's cell."""
        indent = {"indent": 1} if look.get("align") in ("left", "right") else {}
        return self.format(**{**BOX, "text_wrap": True, **indent, **look})

    def heading(self, **look: object) -> Format:
        """A format for a table's heading."""
        return self.boxed(**{"bold": True, "bg_color": HEAD, "align": "center", **look})

    def sheet_name(self, wanted: str) -> str:
        """A name Excel allows, not longer than 31 and not used yet in any spelling."""
        plain = cleaned(wanted).translate(_FORBIDDEN).replace("\n", " ").strip(" '") or "—"
        name, number = plain[:LONGEST_NAME].strip(" '"), 2
        while name.casefold() in self._names or name.casefold() == "history":
            ending = f" {number}"
            name, number = plain[: LONGEST_NAME - len(ending)].strip() + ending, number + 1
        self._names.add(name.casefold())
        return name


def cleaned(words: str) -> str:
    """A text a cell can hold."""
    words = showable(words)
    return words if len(words) <= LONGEST_TEXT else words[:LONGEST_TEXT] + "…"


def reference(sheet: str) -> str:
    """A sheet's name in front of a cell."""
    return "'" + sheet.replace("'", "''") + "'!"


def put(sheet: Worksheet, row: int, column: int, words: str, look: Format) -> None:
    """A text in a cell; never a formula, a link or a number."""
    sheet.write_string(row, column, cleaned(words), look)


def put_wide(sheet: Worksheet, row: int, columns: tuple[int, int], words: str, look: Format) -> None:
    """A text over several columns of a row."""
    first, last = columns
    if first == last:
        put(sheet, row, first, words, look)
        return
    sheet.merge_range(row, first, row, last, "", look)
    put(sheet, row, first, words, look)


def height(words: str, columns: float, least: float = 18.0, *, line: float = _POINTS_PER_LINE) -> float:
    """The height of a row that shows the whole text in so many columns' width."""
    return min(max(least, _lines(cleaned(words), columns) * line + 5), _TALLEST)


@cache
def _lines(words: str, columns: float) -> int:
    return len(wrap(words, columns * _EM_PER_COLUMN, estimated_width))


def rows_for(words: str, columns: float) -> int:
    """How many rows of the greatest height a text needs."""
    return max(1, ceil(_lines(cleaned(words), columns) * _POINTS_PER_LINE / _TALLEST))


def prepare_page(sheet: Worksheet, footer: str, *, width: float, last_column: int) -> None:
    """Landscape A4, or A3 for wide tables; as wide as the page, with page numbers."""
    sheet.set_landscape()
    sheet.set_paper(8 if width > A3_FROM else 9)  # 8 is A3, 9 is A4
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    escaped = cleaned(footer).replace("&", "&&")[:180]
    # The blank keeps a figure at the start of the text apart from the size of the letters.
    sheet.set_footer(f"&L&8 {escaped}&R&8 &P / &N")
    sheet.set_column(last_column + 1, last_column + 1, 3)
