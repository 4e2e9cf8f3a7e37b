"""Excel workbooks as tables of what their cells display, read by openpyxl, one sheet when it is wanted."""

import logging
import re
from collections.abc import Iterable
from itertools import islice
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.exchange.number_formats import displayed
from evaluator_app.exchange.office_parts import check_xml, fresh_archive, read_parts
from evaluator_app.exchange.pages import Content, Table

MAX_ROWS, MAX_COLUMNS = 50_000, 256
MAX_CELLS = 400_000  # of one sheet
MAX_MERGED = 5_000
MAX_ELEMENTS = 600_000  # of styles and texts
MAX_ROW_BYTES = 8 << 20
_KEPT = 3  # sheets, for going back and forth
_PARTS = re.compile(
    r"(xl/workbook\.xml)|\[Content_Types\]\.xml|_rels/\.rels|xl/_rels/[^/]+\.rels"
    r"|xl/(?:styles|sharedStrings)\.xml|xl/theme/[^/]+\.xml|xl/worksheets/[^/]+\.xml|xl/chartsheets/[^/]+\.xml"
)
_SHEET = re.compile(r"xl/(work|chart)sheets/")
_ROW_END = re.compile(rb"</(?:\w+:)?row\s*>|<(?:\w+:)?row[^>]*/>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')


class WorkbookTables:
    """An opened workbook."""

    def __init__(self, content: Content, title: str) -> None:
        """Open the file; refused where it is damaged, protected, too large or no Excel workbook."""
        self._title = title
        self._parts = read_parts(content, title, "Excel", _PARTS)
        sheets = {name for name in self._parts if _SHEET.match(name)}
        check_xml({n: part for n, part in self._parts.items() if n not in sheets}, title, MAX_ELEMENTS)
        for name in sheets:
            self._check_sheet(self._parts[name])
        self._read: dict[int, Table] = {}
        try:
            self._book = load_workbook(fresh_archive(self._parts), read_only=True, data_only=True)
            self._sheets: list[Any] = [one for one in self._book.worksheets if one.sheet_state == "visible"]
        except Exception as error:  # openpyxl answers malformed workbooks with whatever it trips over
            raise self._damaged(error) from error
        self.names = tuple(one.title for one in self._sheets)

    def _check_sheet(self, part: bytes) -> None:
        """A sheet is read row by row: no row may be longer than memory has room for."""
        if b"<!DOCTYPE" in part or b"<!ENTITY" in part or b"\0" in part:
            raise Refused([problem(Code.DOCUMENT_DAMAGED, self._title)])
        if any(len(piece) > MAX_ROW_BYTES for piece in _ROW_END.split(part)):
            raise Refused([problem(Code.DOCUMENT_TOO_LARGE, self._title, reason="")])

    def _damaged(self, error: Exception) -> Refused:
        logging.getLogger(__name__).debug("openpyxl: %r", error)
        return Refused([problem(Code.DOCUMENT_DAMAGED, self._title)])

    def table(self, index: int) -> Table:
        """A sheet's contents; refused where it cannot be read."""
        if index not in self._read:
            try:
                read = self._table(self._sheets[index])
            except Exception as error:
                raise self._damaged(error) from error
            while len(self._read) >= _KEPT:
                self._read.pop(next(iter(self._read)))
            self._read[index] = read
        return self._read[index]

    def _table(self, sheet: Any) -> Table:  # noqa: ANN401 - openpyxl types its read-only sheets wrongly
        part = self._parts.get(sheet._worksheet_path.lstrip("/"), b"")  # noqa: SLF001 - openpyxl tells it nowhere else
        wide = (sheet.max_column or 0) > MAX_COLUMNS
        sheet.reset_dimensions()  # what a file claims of its size is often wrong
        rows, cut = _rows(sheet.iter_rows(max_col=MAX_COLUMNS, max_row=MAX_ROWS + 1))
        return Table(
            name=sheet.title,
            rows=rows,
            widths=_widths(part[: part.find(b"sheetData")]),
            merged=_merged(part[part.rfind(b"sheetData") :], len(rows)),
            cut=cut or wide,
        )

    def close(self) -> None:
        """Give the memory back."""
        self._book.close()
        self._read.clear()


def _rows(cells: Iterable[tuple[Any, ...]]) -> tuple[tuple[tuple[str, ...], ...], bool]:
    """The rows as displayed, without what is empty at their ends; and whether there are more."""
    rows: list[tuple[str, ...]] = []
    room = MAX_CELLS
    for row in cells:
        shown = [_shown(cell) for cell in row]
        while shown and not shown[-1]:
            shown.pop()
        room -= len(shown)
        if len(rows) == MAX_ROWS or room < 0:
            return tuple(rows), True
        rows.append(tuple(shown))
    while rows and not rows[-1]:
        rows.pop()
    return tuple(rows), False


def _shown(cell: Any) -> str:  # noqa: ANN401 - openpyxl's cells have no common type
    return displayed(cell.value, cell.number_format) if cell.value is not None else ""


def _widths(head: bytes) -> dict[int, float]:
    widths: dict[int, float] = {}
    for found in _COLUMN.finditer(head):
        said = dict(_ATTRIBUTE.findall(found[1]))
        try:
            first, last = int(said[b"min"]), min(int(said[b"max"]), MAX_COLUMNS)
            width = float(said.get(b"width", b"9"))
        except (KeyError, ValueError):
            continue
        hidden = said.get(b"hidden") in (b"1", b"true")
        widths |= dict.fromkeys(range(first - 1, last), 0.0 if hidden else min(max(width, 1.0), 80.0))
    return widths


def _merged(tail: bytes, rows: int) -> tuple[tuple[int, int, int, int], ...]:
    """Merged areas as row, column, rows, columns, all inside the table."""
    areas = []
    for found in islice(_MERGED.finditer(tail), MAX_MERGED):
        left, top, right, bottom = (int(one or 0) for one in range_boundaries(found[1].decode()))
        right, bottom = min(right, MAX_COLUMNS), min(bottom, rows)
        if left <= right and top <= bottom and (left, top) != (right, bottom):
            areas.append((top - 1, left - 1, bottom - top + 1, right - left + 1))
    return tuple(areas)
