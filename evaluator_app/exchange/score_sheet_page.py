"""The page of a score sheet, whatever writes it: A4 grid, cells with their looks, rows that fill pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from evaluator_app.exchange.text_wrapping import CharacterWidth, wrap

GRID = (42, 76, 76, 229, 75, 69, 64, 64)  # column widths in pixels of 3/4 point
LAST = len(GRID) - 1  # the grid column of the points
POINTS = 0.75
MARGIN = 36.0  # points, left and right
MARGIN_TOP, MARGIN_BOTTOM = 34.0, 42.0
A4_HEIGHT = 841.9
PAGE_HEIGHT = A4_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM - 12.0  # printers and spreadsheets round rows up
PADDING = 6.0  # points a cell loses to its two edges
LINE = 1.42  # line height of Chinese office fonts in em
ROOMY, TIGHT = 4.0, 2.0  # points above and below a cell's text, together
TIGHTENED = 0.88  # of a row's least height
MOST_LINES = 20  # a spreadsheet row ends at 409 points: longer texts go on in the next row


class Look(StrEnum):
    """What a cell is; each writer knows how such a cell looks."""

    BANNER = "banner"
    TITLE = "title"
    LABEL = "label"
    VALUE = "value"
    HEADER = "header"
    SECTION = "section"
    CRITERION = "criterion"
    CONTENT = "content"
    SCORE = "score"
    OPTIONS = "options"
    SUBTOTAL_LABEL = "subtotal_label"
    SUBTOTAL = "subtotal"
    TOTAL_LABEL = "total_label"
    TOTAL = "total"
    NOTE = "note"
    HEADING = "heading"
    TEXT = "text"
    SIGN = "sign"


SIZES = {
    Look.TITLE: 16.0,
    Look.CONTENT: 9.5,
    Look.OPTIONS: 8.0,
    Look.TOTAL: 12.0,
    Look.TOTAL_LABEL: 11.0,
    Look.NOTE: 9.0,
}
BODY = 10.0
CENTRED = {
    *(Look.BANNER, Look.TITLE, Look.LABEL, Look.HEADER, Look.SECTION, Look.CRITERION),
    *(Look.SCORE, Look.SUBTOTAL, Look.TOTAL, Look.TOTAL_LABEL),
}
INDENTED = {Look.VALUE, Look.SIGN, Look.SUBTOTAL_LABEL}
INDENT = 9.0
UNFRAMED = {Look.BANNER, Look.TITLE}
SHADED = {Look.HEADER: "#EDEFF2", Look.LABEL: "#F6F7F9", Look.TOTAL_LABEL: "#F6F7F9", Look.TOTAL: "#F6F7F9"}
ALARM, GREY = "#B42318", "#333333"
BOLD = {Look.TITLE, Look.BANNER, Look.LABEL, Look.HEADER, Look.SECTION, Look.TOTAL, Look.TOTAL_LABEL}


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell over the grid columns `first` to `last`; `shows` names the data it shows, "" a fixed text."""

    first: int
    last: int
    look: Look
    text: str = ""
    rows: int = 1
    shows: str = ""
    number: Decimal | Fraction | None = None
    typed: bool = False  # filled in by hand on a blank sheet


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of cells with its height in points; rows of the table repeat the header on each page."""

    cells: tuple[Cell, ...]
    height: float
    page: int = 0
    table: bool = False


@dataclass(frozen=True, kw_only=True)
class Part:
    """A worksheet, or a run of pages in print; `header` is the row repeated on each page."""

    name: str
    rows: tuple[Row, ...]
    header: int

    @property
    def pages(self) -> int:
        """How many pages it takes in print."""
        return self.rows[-1].page + 1


def size_of(look: Look) -> float:
    """The type size of a look in points."""
    return SIZES.get(look, BODY)


def width(cell: Cell) -> float:
    """The width of a cell in points."""
    return sum(GRID[cell.first : cell.last + 1]) * POINTS


class Typesetter:
    """Breaks texts into the lines a cell has room for, with the character widths of one font.

    A tight one leaves less room around texts, so that an ordinary remark stays on the form's first page.
    """

    def __init__(self, width_of: CharacterWidth, *, tight: bool = False) -> None:
        self._width_of = width_of
        self._around = TIGHT if tight else ROOMY
        self._least = TIGHTENED if tight else 1.0

    def lines(self, cell: Cell) -> list[str]:
        """The lines of a cell's text."""
        room = width(cell) - PADDING - (INDENT if cell.look in INDENTED else 0.0)
        return wrap(cell.text, room / size_of(cell.look), self._width_of)

    def height(self, cell: Cell, least: float = 0.0) -> float:
        """The height a cell needs so that nothing of it is cut."""
        return max(least * self._least, len(self.lines(cell)) * size_of(cell.look) * LINE + self._around)

    def row(self, *cells: Cell, least: float = 18.0) -> Row:
        """A row as high as its highest cell."""
        return Row(cells=cells, height=max(self.height(cell, least) for cell in cells))

    def pieces(self, cell: Cell) -> list[Cell]:
        """The cell, or several under one another where its text is too long for one row."""
        lines = self.lines(cell)
        starts = range(0, len(lines), MOST_LINES)
        texts = ("".join(lines[start : start + MOST_LINES]) for start in starts)
        return [replace(cell, text=one) for one in texts]


class Pages:
    """Collects rows and gives each its page; a block stays together where a page can hold it."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.header = 0
        self._page, self._used, self._header_height = 0, 0.0, 0.0

    @property
    def left(self) -> float:
        """Points left on the current page."""
        return PAGE_HEIGHT - self._used

    @property
    def first_page(self) -> bool:
        """Whether all rows so far are on one page."""
        return self._page == 0

    def add_header(self, row: Row) -> None:
        """The row that is repeated on each page from here on."""
        self.header, self._header_height = len(self.rows), row.height
        self.add(row)

    def add(self, *rows: Row) -> None:
        """Rows that stay together."""
        needed = sum(row.height for row in rows)
        if needed > self.left and needed <= PAGE_HEIGHT - self._header_height:
            self._turn()
        for row in rows:
            if row.height > self.left:
                self._turn()
            self.rows.append(replace(row, page=self._page))
            self._used += row.height

    def _turn(self) -> None:
        self._page += 1
        self._used = self._header_height

    def join(self, start: int, side: Sequence[Cell]) -> None:
        """Put cells beside all rows from `start` on, once per page, each over all rows of its page."""
        numbered = list(enumerate(self.rows))[start:]
        for _, found in groupby(numbered, key=lambda one: one[1].page):
            group = list(found)
            first, row = group[0]
            beside = tuple(replace(cell, rows=len(group)) for cell in side)
            self.rows[first] = replace(row, cells=(*beside, *row.cells))


def placed(part: Part) -> Iterator[tuple[int, Cell]]:
    """Every cell of a part with the index of its row."""
    for index, row in enumerate(part.rows):
        for cell in row.cells:
            yield index, cell


def breaks(rows: Iterable[Row]) -> list[int]:
    """The indices of rows that begin a page, but the first."""
    pages = [row.page for row in rows]
    return [i for i in range(1, len(pages)) if pages[i] != pages[i - 1]]
