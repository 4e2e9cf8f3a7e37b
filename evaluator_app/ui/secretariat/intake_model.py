"""The forms that came in, as rows: what would be done with each."""

from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from evaluator_app.domain.intake import Sorted
from evaluator_app.wording.intake import arrival_words
from evaluator_app.wording.language import plural, text

_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns from left to right."""

    FILE = 0
    STATE = 1
    NUMBER = 2
    ORGANISATION = 3
    SITE = 4
    REMARK = 5


class IntakeModel(QAbstractTableModel):
    """Shows what a preview found; holds no truth of its own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Sorted] = ()
        self._headings = (
            text("File"),
            text("State"),
            text("Number"),
            text("Organisation"),
            text("Site"),
            text("Remark"),
        )

    def show_sorted(self, rows: Sequence[Sorted]) -> None:
        """Show these forms."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, index: int) -> Sorted:
        """The form of a row."""
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
        application = one.application
        cells = {
            Column.FILE: Path(one.file).name,
            Column.STATE: arrival_words(one.arrival),
            Column.NUMBER: application.id if application else "",
            Column.ORGANISATION: application.organisation if application else "",
            Column.SITE: application.site if application else "",
            Column.REMARK: _remark(one),
        }
        return cells[Column(index.column())]


def _remark(one: Sorted) -> str:
    if one.problems:
        return plural("{count} problem", "{count} problems", len(one.problems))
    if one.changes:
        return plural("{count} value differs", "{count} values differ", len(one.changes))
    if one.missing:
        return plural("{count} field is empty", "{count} fields are empty", len(one.missing))
    return ""
