"""Rows of a table: values of one kind, shown by a function that makes the cells of one of them."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor

_Index = QModelIndex | QPersistentModelIndex
T = TypeVar("T")


class RowsModel(QAbstractTableModel, Generic[T]):
    """Shows values; holds no truth of its own. `tip` and `colour` may say more of a value and a column."""

    def __init__(
        self,
        headings: Sequence[str],
        cells: Callable[[T], Sequence[str]],
        parent: QObject | None = None,
        *,
        tip: Callable[[T, int], str] | None = None,
        colour: Callable[[T, int], str] | None = None,
    ) -> None:
        super().__init__(parent)
        self._headings, self._cells, self._tip, self._colour = tuple(headings), cells, tip, colour
        self._rows: tuple[T, ...] = ()
        self._shown: list[Sequence[str]] = []

    def show_rows(self, rows: Sequence[T]) -> None:
        """Show these values."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._shown = [tuple(self._cells(one)) for one in rows]
        self.endResetModel()

    @property
    def rows(self) -> tuple[T, ...]:
        """The values that are shown."""
        return self._rows

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802 - Qt's signature
        return 0 if parent.isValid() else len(self._headings)

    def headerData(  # noqa: D102, N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102 - Qt's name
        if not index.isValid():
            return None
        value, place = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown[index.row()][place]
        if role == Qt.ItemDataRole.ToolTipRole:
            return (self._tip(value, place) if self._tip else "") or self._shown[index.row()][place]
        if role == Qt.ItemDataRole.ForegroundRole and self._colour:
            colour = self._colour(value, place)
            return QColor(colour) if colour else None
        return None


def with_words(model: QAbstractItemModel) -> QSortFilterProxyModel:
    """The rows of a model that hold some words, in any column; sorted by what is pressed on."""
    found = QSortFilterProxyModel(model)
    found.setSourceModel(model)
    found.setFilterKeyColumn(-1)
    found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return found
