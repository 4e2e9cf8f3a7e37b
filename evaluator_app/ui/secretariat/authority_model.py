"""The certificates an authority issued, as rows of a table."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from evaluator_app.domain.trust import Issued, Standing
from evaluator_app.wording.language import text
from evaluator_app.wording.trust import standing_words

_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns from left to right."""

    NAME = 0
    ORGANISATION = 1
    FIRST = 2
    LAST = 3
    STATE = 4


class CertificatesModel(QAbstractTableModel):
    """Shows a trust list; holds no truth of its own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Issued] = ()
        self._headings = (text("Name"), text("Organisation"), text("From"), text("Until"), text("State"))

    def show_issued(self, rows: Sequence[Issued]) -> None:
        """Show these certificates."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, index: int) -> Issued:
        """The certificate of a row."""
        return self._rows[index]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802 - Qt's signature
        return 0 if parent.isValid() else len(Column)

    def headerData(  # noqa: D102, N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102 - Qt's name
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        one = self._rows[index.row()]
        cells = {
            Column.NAME: one.certified.name,
            Column.ORGANISATION: one.certified.organisation,
            Column.FIRST: one.certified.not_before[:10],
            Column.LAST: one.certified.not_after[:10],
            Column.STATE: _state(one),
        }
        return cells[Column(index.column())]


def _state(one: Issued) -> str:
    if one.standing is Standing.REVOKED and one.reason:
        return text("{state}: {reason}", state=standing_words(one.standing), reason=one.reason)
    return text("ends soon") if one.ends_soon else standing_words(one.standing)


class CertificatesFilter(QSortFilterProxyModel):
    """Keeps the rows that hold some words, in any column."""

    def __init__(self, model: CertificatesModel) -> None:
        super().__init__(model)
        self.setSourceModel(model)
        self.setFilterKeyColumn(-1)
        self.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
