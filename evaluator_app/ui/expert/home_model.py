"""The applications of all packages as rows of a table."""

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from evaluator_app.late import late
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.domain import numbers, totals
    from evaluator_app.services import scoring
else:
    numbers = late("evaluator_app.domain.numbers")
    totals = late("evaluator_app.domain.totals")

_Index = QModelIndex | QPersistentModelIndex
SORT_ROLE = Qt.ItemDataRole.UserRole + 1


class Column(IntEnum):
    """The columns from left to right."""

    ID = 0
    ORGANISATION = 1
    SITE = 2
    STAGE = 3
    PROGRESS = 4
    TOTAL = 5
    STATUS = 6
    DUE = 7


@dataclass(frozen=True, slots=True)
class Row:
    """An application with the package it came in."""

    package: "scoring.DeskPackage"
    application: "scoring.DeskApplication"


class ApplicationsModel(QAbstractTableModel):
    """Shows what `desk` returns; holds no truth of its own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._headings = _headings()

    def show_packages(self, packages: "tuple[scoring.DeskPackage, ...]") -> None:
        """Show the applications of these packages."""
        self.beginResetModel()
        self._rows = tuple(Row(package, one) for package in packages for one in package.applications)
        self.endResetModel()

    def row(self, index: int) -> Row:
        """The application of a row."""
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
        if role == Qt.ItemDataRole.TextAlignmentRole and section in (Column.PROGRESS, Column.TOTAL):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102 - Qt's name
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return _cell(row, column)
            case Qt.ItemDataRole.TextAlignmentRole if column in (Column.PROGRESS, Column.TOTAL):
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            case _ if role == SORT_ROLE:
                return _sort_key(row, column)
            case _:
                return None


def _headings() -> tuple[str, ...]:
    """The headings in the order of the columns."""
    return (
        text("Number"),
        text("Organisation"),
        text("Site"),
        text("Stage"),
        text("Progress"),
        text("Total"),
        text("Status"),
        text("Due"),
    )


def _cell(row: Row, column: Column) -> str:
    one, package = row.application, row.package
    cells = {
        Column.ID: one.application.id,
        Column.ORGANISATION: one.application.organisation,
        Column.SITE: one.application.site,
        Column.STAGE: _stage_title(package),
        Column.PROGRESS: f"{one.marked} / {one.criteria}",
        Column.TOTAL: numbers.plain(one.total.score) if one.marked else "–",
        Column.STATUS: _status(row),
        Column.DUE: package.package.campaign.due,
    }
    return cells[column]


def _stage_title(package: "scoring.DeskPackage") -> str:
    stage = package.package.campaign.stage
    return next((one.title for one in package.scheme.scheme.stages if one.id == stage), stage)


def _status(row: Row) -> str:
    """Where an application stands, in a word."""
    one, rubric = row.application, row.package.scheme.scheme.rubric
    if not one.declared:
        return text("To be declared")
    if one.recusal is not None:
        return text("Recused")
    if one.signed_at:
        return text("Signed")
    if not one.marked:
        return text("Not started")
    if one.open_points:
        return text("In progress")
    band = totals.sheet_grade(rubric, one.total)
    return text("Complete: {grade}", grade=band.title) if band else text("Complete")


def _sort_key(row: Row, column: Column) -> object:
    one = row.application
    if column is Column.PROGRESS:
        return one.marked * 1000 // max(1, one.criteria)
    if column is Column.TOTAL:
        return int(one.total.score * 1000)
    return _cell(row, column)
