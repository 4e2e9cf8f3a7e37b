"""A table of statistics: sorted by any column, and under it what the chosen figure means, or lacks."""

from decimal import Decimal
from fractions import Fraction

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QWidget

from evaluator_app.domain.withheld import Withheld
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column
from evaluator_app.ui.fields.row_table import row_table
from evaluator_app.ui.fields.rows_model import RowsModel
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import text
from evaluator_app.wording.statistics import withheld_words
from evaluator_app.wording.statistics_columns import Cell, Table, shown_cell

_WIDE, _NARROW = 220, 96
Row = tuple[int, tuple[Cell, ...]]  # its place in the table, and its cells


class FiguresTable(QWidget):
    """Shows a table; a click on a heading sorts by it, a second one the other way round."""

    def __init__(self, theme: Theme, table: Table) -> None:
        super().__init__()
        self._table = table
        self._sorted: tuple[int, bool] | None = None
        headings = [one.title for one in table.columns]
        self.model: RowsModel[Row] = RowsModel(headings, self._shown, self, tip=self._tip)
        widths = {place: _WIDE if one.wide else _NARROW for place, one in enumerate(table.columns)}
        self.view = row_table(self.model, table.title, theme, widths)
        self.view.verticalHeader().setDefaultSectionSize(theme.sizes.control)
        header = self.view.horizontalHeader()
        header.setStretchLastSection(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.sectionClicked.connect(self.sort_by)
        self.view.selectionModel().currentChanged.connect(self._explain)
        self.meaning = label(text("Choose a figure to read what it means."), wrap=True, tone="muted")
        self.setLayout(column((self.view, 1), self.meaning, spacing=4))
        self.model.show_rows(tuple(enumerate(table.rows)))
        self._fit()

    def _fit(self) -> None:
        """Columns as wide as their words; the longest are cut, their tip has them whole."""
        self.view.resizeColumnsToContents()
        for place, one in enumerate(self._table.columns):
            most = _WIDE * 2 if one.wide else _WIDE
            self.view.setColumnWidth(place, min(self.view.columnWidth(place) + 12, most))

    def _shown(self, row: Row) -> list[str]:
        return [shown_cell(one, cell) for one, cell in zip(self._table.columns, row[1], strict=True)]

    def _tip(self, row: Row, place: int) -> str:
        cell, one = row[1][place], self._table.columns[place]
        if isinstance(cell, Withheld):
            return f"{one.title}: {withheld_words(cell)}"
        return f"{one.title}: {one.help}" if one.help else ""

    def _explain(self, chosen: QModelIndex) -> None:
        if chosen.isValid():
            row = self.model.rows[chosen.row()]
            said = self._tip(row, chosen.column())
            self.meaning.setText(said or self._table.columns[chosen.column()].title)

    def sort_by(self, place: int) -> None:
        """Sort by a column, the largest first; what is withheld stays last."""
        down = self._sorted != (place, True)
        self._sorted = (place, down)
        there = [row for row in self.model.rows if _sortable(row[1][place])]
        others = [row for row in self.model.rows if not _sortable(row[1][place])]
        there.sort(key=lambda row: _key(row[1][place]), reverse=down)
        self.model.show_rows((*there, *others))
        order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        self.view.horizontalHeader().setSortIndicatorShown(True)
        self.view.horizontalHeader().setSortIndicator(place, order)

    def place(self) -> int | None:
        """The place in the table of the row that is chosen."""
        chosen = self.view.selectionModel().selectedRows()
        return self.model.rows[chosen[0].row()][0] if chosen else None


def _sortable(cell: Cell) -> bool:
    return cell not in (None, "") and not isinstance(cell, Withheld)


def _key(cell: Cell) -> tuple[Fraction, str]:
    return (Fraction(cell), "") if isinstance(cell, int | Fraction | Decimal) else (Fraction(0), str(cell))
