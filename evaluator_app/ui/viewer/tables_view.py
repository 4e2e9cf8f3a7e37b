"""Excel workbooks: a table for each sheet, with the sheets' names below."""

import re
from dataclasses import dataclass

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFont, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTabBar, QTableView, QWidget

from evaluator_app.domain.finding import find_spans, squeezed
from evaluator_app.domain.problems import Refused
from evaluator_app.services.document_search import cell_place
from evaluator_app.services.documents import Table, Tables
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.tokens import Theme
from evaluator_app.ui.viewer.page_layout import ZOOM_STEP
from evaluator_app.ui.viewer.region_picker import MAX_EXCERPT
from evaluator_app.ui.viewer.selection import Picked, Target
from evaluator_app.ui.viewer.table_model import TableModel
from evaluator_app.wording.language import text

_SMALLEST, _LARGEST = 50, 300  # percent
_LEAST_WIDTH, _USUAL_WIDTH = 4.0, 9.0  # letters
MAX_HITS = 5_000
_CELL = re.compile(r"([A-Z]{1,3})(\d+)")


@dataclass(frozen=True, slots=True)
class _Wish:
    """What to do when the sheet wanted has been read."""

    place: str = ""
    words: str = ""


class TablesView(QWidget):
    """Shows a workbook; cells can be selected."""

    zoomed = Signal()
    selected = Signal()
    found = Signal(int, int)

    def __init__(self, theme: Theme, drawing: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._drawing = drawing
        self._tables: Tables | None = None
        self._wish = _Wish()
        self._hits: list[tuple[int, int]] = []
        self._current = -1
        self.percent = 100
        self._model = TableModel(theme)
        self._model.setParent(self)
        self._grid = self._table_view()
        self._cut = label(wrap=True, tone="notice", textSize="small")
        self._cut.setContentsMargins(12, 4, 12, 4)
        self._sheets = QTabBar()
        self._sheets.setDocumentMode(True)
        self._sheets.setExpanding(False)
        self._sheets.setDrawBase(False)
        self._sheets.setAccessibleName(text("Sheets"))
        self._sheets.currentChanged.connect(self._show_sheet)
        self.setFocusProxy(self._grid)
        self.setLayout(column(self._cut, (self._grid, 1), self._sheets, spacing=0))

    def _table_view(self) -> QTableView:
        grid = QTableView()
        grid.setModel(self._model)
        grid.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        grid.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        grid.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        grid.setFrameShape(QTableView.Shape.NoFrame)
        grid.setWordWrap(False)
        grid.setTabKeyNavigation(False)
        grid.setAccessibleName(text("Sheet"))
        grid.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        grid.selectionModel().selectionChanged.connect(self.selected)
        return grid

    # -- what is shown

    def show_tables(self, tables: Tables | None) -> None:
        """Show a workbook from its first sheet; None shows nothing."""
        self._tables, self._wish = tables, _Wish()
        self._forget_hits()
        self._sheets.blockSignals(True)  # noqa: FBT003 - Qt's switch
        while self._sheets.count():
            self._sheets.removeTab(0)
        for name in tables.names if tables else ():
            self._sheets.addTab(name.replace("&", "&&"))
        self._sheets.blockSignals(False)  # noqa: FBT003 - Qt's switch
        self._sheets.setVisible(self._sheets.count() > 1)
        self._model.show_table(None)
        self._cut.hide()
        if tables is not None and tables.names:
            self._show_sheet(0)
        self.zoomed.emit()

    def _show_sheet(self, index: int) -> None:
        tables = self._tables
        if tables is not None and 0 <= index < len(tables.names):
            self._drawing.run(
                lambda: tables.table(index), lambda table: self._take(tables, index, table), self._failed
            )

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self._model.show_table(None)
        self._say(text("This sheet is damaged and cannot be shown."))

    def _say(self, words: str) -> None:
        self._cut.setText(words)
        self._cut.setVisible(bool(words))

    def _take(self, tables: Tables, index: int, table: Table) -> None:
        if tables is not self._tables or index != self._sheets.currentIndex():
            return
        self._forget_hits()
        self._model.show_table(table)
        self._grid.clearSpans()
        for area in table.merged:
            self._grid.setSpan(*area)
        self._scale()
        rows = len(table.rows)
        self._say(
            text("Only the first {rows} rows are shown; the file has more.", rows=f"{rows:,}")
            if table.cut
            else ""
        )
        wish, self._wish = self._wish, _Wish()
        if wish.words:
            self.look_for(wish.words, wish.place)
        elif wish.place:
            self._select(wish.place)

    def drawn(self) -> bool:
        """Whether the sheet chosen is there."""
        names = self._tables.names if self._tables else ()
        return not names or self._model.table.name == names[self._sheets.currentIndex()]

    # -- scale

    def zoom(self, steps: int) -> None:
        """Larger or smaller cells by a step."""
        self.set_percent(round(self.percent * ZOOM_STEP**steps))

    def set_percent(self, percent: int) -> None:
        """The size of the text beside that of the window."""
        self.percent = min(max(percent, _SMALLEST), _LARGEST)
        self._scale()
        self.zoomed.emit()

    def _scale(self) -> None:
        size = max(1, round(self._theme.sizes.body * self.percent / 100))
        self._grid.setStyleSheet(f"QTableView {{ font-size: {size}px; }}")
        font = QFont(self._grid.font())
        font.setPixelSize(size)
        self._grid.verticalHeader().setDefaultSectionSize(round(size * 1.9))
        widths = self._model.table.widths
        for number in range(self._model.columnCount()):
            letters = widths.get(number, _USUAL_WIDTH)
            self._grid.setColumnHidden(number, letters == 0)
            if letters:
                self._grid.setColumnWidth(number, round(max(letters, _LEAST_WIDTH) * size * 0.6 + 20))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102, N802 - Qt's name
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.zoom(1 if event.angleDelta().y() > 0 else -1)

    # -- selecting and going to

    def selection(self) -> Picked | None:
        """The selected cells with their text, row by row."""
        areas = self._grid.selectionModel().selection()
        if areas.isEmpty() or not self._model.table.rows:
            return None
        area = areas.first()
        rows = [
            "\t".join(self._model.said(row, one) for one in range(area.left(), area.right() + 1))
            for row in range(area.top(), min(area.bottom(), area.top() + MAX_EXCERPT) + 1)
        ]
        said = "\n".join(rows).strip()[:MAX_EXCERPT]
        first = cell_place(self._model.table.name, area.top(), area.left())
        last = cell_place("", area.bottom(), area.right())[1:]
        alone = (area.top(), area.left()) == (area.bottom(), area.right())
        return Picked(None, None, said, first if alone else f"{first}:{last}") if said else None

    def reveal(self, target: Target) -> None:
        """Go to the cells meant."""
        self._go(_Wish(place=target.place))

    def _go(self, wish: _Wish) -> None:
        sheet = wish.place.rpartition("!")[0]
        names = self._tables.names if self._tables else ()
        index = names.index(sheet) if sheet in names else self._sheets.currentIndex()
        self._wish = wish
        if index != self._sheets.currentIndex():
            self._sheets.setCurrentIndex(index)
        else:
            self._show_sheet(index)

    def _select(self, place: str) -> None:
        cells = [_cell(one) for one in place.rpartition("!")[2].split(":")]
        found = [self._model.index(*cell) for cell in cells if cell]
        if found and all(one.isValid() for one in found):
            selection = self._grid.selectionModel()
            selection.setCurrentIndex(found[0], QItemSelectionModel.SelectionFlag.NoUpdate)
            self._grid.scrollTo(found[0], QAbstractItemView.ScrollHint.PositionAtCenter)
            selection.select(
                QItemSelection(found[0], found[-1]), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    # -- words found

    def look_for(self, words: str, place: str = "") -> None:
        """Find words in the sheet; the first hit from the cell given, or the current one, is gone to."""
        if place and self._tables and place.rpartition("!")[0] not in ("", self._model.table.name):
            self._go(_Wish(place, words))
            return
        self._hits = self._cells_with(words) if words.strip() else []
        self._current = -1
        self._model.mark(frozenset(self._hits))
        current = self._grid.currentIndex()
        here = _cell(place.rpartition("!")[2]) or (max(current.row(), 0), max(current.column(), 0))
        later = [i for i, cell in enumerate(self._hits) if cell >= here]
        if self._hits:
            self._go_to(later[0] if later else 0)
        else:
            self.found.emit(0, 0)

    def _cells_with(self, words: str) -> list[tuple[int, int]]:
        wanted, found = squeezed(words), list[tuple[int, int]]()
        for number, row in enumerate(self._model.table.rows):
            if len(found) < MAX_HITS and wanted in squeezed("".join(row)):
                found += [(number, i) for i, said in enumerate(row) if find_spans(said, words)]
        return found

    def next_hit(self, count: int) -> None:
        """Go to a hit further on or back, round from the last to the first."""
        if self._hits:
            self._go_to((self._current + count) % len(self._hits))

    def _go_to(self, number: int) -> None:
        self._current = number
        self._select(cell_place(self._model.table.name, *self._hits[number]))
        self.found.emit(number + 1, len(self._hits))

    def _forget_hits(self) -> None:
        if self._hits:
            self._hits, self._current = [], -1
            self.found.emit(0, 0)


def _cell(address: str) -> tuple[int, int] | None:
    """Row and column of an address such as C7, from 0."""
    found = _CELL.fullmatch(address)
    if found is None:
        return None
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - 64
    return int(found[2]) - 1, number - 1
