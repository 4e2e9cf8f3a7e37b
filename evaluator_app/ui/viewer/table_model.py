"""A sheet of a workbook as Qt's table model: what the cells display, nothing to edit."""

import re

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from evaluator_app.services.document_search import column_letters
from evaluator_app.services.documents import Table
from evaluator_app.ui.tokens import Theme

_NUMBER = re.compile(r"[-+(¥$€£]{0,3}\s?\d[\d,]*(\.\d+)?\s?[%)]?")
_MOST_COLUMNS = 256
_EMPTY = Table("", ())
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class TableModel(QAbstractTableModel):
    """Rows and columns named as Excel names them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._table = _EMPTY
        self._columns = 0
        self._marked: frozenset[tuple[int, int]] = frozenset()

    @property
    def table(self) -> Table:
        """What is shown."""
        return self._table

    def show_table(self, table: Table | None) -> None:
        """Show a sheet; None shows nothing."""
        self.beginResetModel()
        self._table, self._marked = table or _EMPTY, frozenset()
        self._columns = min(max(map(len, self._table.rows), default=0), _MOST_COLUMNS)
        self.endResetModel()

    def mark(self, cells: frozenset[tuple[int, int]]) -> None:
        """Mark the cells where words were found."""
        self._marked = cells
        if self._columns and self._table.rows:
            last = self.index(len(self._table.rows) - 1, self._columns - 1)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.BackgroundRole])

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: D102, N802 - Qt's name
        return 0 if parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: D102, N802 - Qt's name
        return 0 if parent.isValid() else self._columns

    def said(self, row: int, column: int) -> str:
        """What a cell displays."""
        cells = self._table.rows[row]
        return cells[column] if column < len(cells) else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102 - Qt's name
        if not index.isValid():
            return None
        said = self.said(index.row(), index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return said or None
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if _NUMBER.fullmatch(said) else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.BackgroundRole if (index.row(), index.column()) in self._marked:
                return QColor(self._theme.colours.notice_soft)
            case _:
                return None

    def headerData(  # noqa: D102, N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return column_letters(section) if orientation is Qt.Orientation.Horizontal else str(section + 1)
