"""The process steps of a campaign as rows; the days of a step can be typed over."""

from collections.abc import Callable
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from evaluator_app.domain.campaigns import StepDates, contradicts, moment_of
from evaluator_app.domain.dossier import StepEntry
from evaluator_app.wording.campaigns import contradiction_words, moment_words, result_titles
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.services.campaigns import OpenCampaign

_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns from left to right."""

    STEP = 0
    PERIOD = 1
    FIRST = 2
    LAST = 3
    STATE = 4
    RECORD = 5


_DAYS = (Column.FIRST, Column.LAST)


class StepsModel(QAbstractTableModel):
    """Shows the steps; a day that was typed is handed on and shown when it was taken."""

    def __init__(self, typed: Callable[[StepDates], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._typed = typed
        self._campaign: OpenCampaign | None = None
        self._entries: tuple[StepEntry, ...] = ()
        self._day = ""
        self._headings = (
            text("Step"),
            text("Period of the scheme"),
            text("From"),
            text("Until"),
            text("State"),
            text("Recorded last"),
        )

    def show_campaign(self, campaign: "OpenCampaign", entries: tuple[StepEntry, ...], day: str) -> None:
        """Show the steps of this campaign as they stand on a day."""
        self.beginResetModel()
        self._campaign, self._entries, self._day = campaign, entries, day
        self.endResetModel()

    def entry(self, row: int) -> StepEntry:
        """The step of a row."""
        return self._entries[row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802 - Qt's signature
        return 0 if parent.isValid() else len(self._entries)

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

    def flags(self, index: _Index) -> Qt.ItemFlag:  # noqa: D102 - Qt's name
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsEditable if index.column() in _DAYS else found

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102 - Qt's name
        if not index.isValid() or self._campaign is None:
            return None
        entry, column = self._entries[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.ToolTipRole and contradicts(entry.step):
            return contradiction_words(entry.step)
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole)
        return self._cell(entry, column) if role in shown else None

    def _cell(self, entry: StepEntry, column: Column) -> str:
        dates = self._dates(entry)
        last = entry.records[-1] if entry.records else None
        cells = {
            Column.STEP: entry.step.title,
            Column.PERIOD: entry.step.period or entry.step.phase,
            Column.FIRST: dates.first,
            Column.LAST: dates.last,
            Column.STATE: result_titles()[last.result]
            if last and entry.done
            else moment_words(moment_of(dates, self._day)),
            Column.RECORD: f"{last.day} {last.note}".strip() if last else "",
        }
        return cells[column]

    def _dates(self, entry: StepEntry) -> StepDates:
        return self._campaign.plan.days_of(entry.step.id) if self._campaign else StepDates(step="")

    def setData(  # noqa: D102, N802 - Qt's name
        self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        if role != Qt.ItemDataRole.EditRole or index.column() not in _DAYS:
            return False
        entry, words = self._entries[index.row()], str(value).strip()
        before = self._dates(entry)
        first, last = (words, before.last) if index.column() == Column.FIRST else (before.first, words)
        after = StepDates(step=entry.step.id, first=first, last=last)
        if after != before:
            self._typed(after)
        return True
