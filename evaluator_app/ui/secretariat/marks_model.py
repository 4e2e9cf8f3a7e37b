"""The marks of one application: criteria by experts, coloured by how far each lies from the others' mean."""

from fractions import Fraction

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from evaluator_app.domain.marks import EMPTY, Graded, Mark, Scored, points
from evaluator_app.domain.numbers import plain
from evaluator_app.domain.panel import ApplicationResult
from evaluator_app.domain.rubric import Criterion, Rubric
from evaluator_app.ui.fields.score_field import mark_text
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.calculation import lettered
from evaluator_app.wording.language import text

_Index = QModelIndex | QPersistentModelIndex
_WEAKEST, _STRONGEST, _RISE = 0.06, 0.5, 4  # of a colour behind a number that stays legible


class MarksModel(QAbstractTableModel):
    """One row for each criterion, one column for each sheet, then how far the marks lie apart."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._criteria: tuple[Criterion, ...] = ()
        self._experts: tuple[str, ...] = ()
        self._marks: tuple[tuple[Mark, ...], ...] = ()
        self._values: tuple[tuple[Fraction | None, ...], ...] = ()

    def show_result(self, rubric: Rubric, one: ApplicationResult) -> None:
        """Show the marks of the sheets that are used."""
        self.beginResetModel()
        self._criteria = rubric.criteria
        self._experts = lettered([sheet.expert for sheet in one.sheets])
        entries = [sheet.returned.sheet.marks.entries for sheet in one.sheets]
        self._marks = tuple(
            tuple(found.get(criterion.id, EMPTY).mark for found in entries) for criterion in rubric.criteria
        )
        self._values = tuple(
            tuple(
                points(mark, criterion) if criterion.max and isinstance(mark, Scored | Graded) else None
                for mark in marks
            )
            for criterion, marks in zip(rubric.criteria, self._marks, strict=True)
        )
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802 - Qt's signature
        return 0 if parent.isValid() else len(self._criteria)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802 - Qt's signature
        return 0 if parent.isValid() else len(self._experts) + 2

    def headerData(  # noqa: D102, N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal:
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                return (text("Criterion"), *self._experts, text("Range"))[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
                return int(Qt.AlignmentFlag.AlignCenter if section else left)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102 - Qt's name
        if not index.isValid():
            return None
        row, place = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(row, place)
        if role == Qt.ItemDataRole.TextAlignmentRole and place:
            return int(Qt.AlignmentFlag.AlignCenter)
        if role == Qt.ItemDataRole.BackgroundRole and 0 < place <= len(self._experts):
            return self._colour(row, place - 1)
        return None

    def _words(self, row: int, place: int) -> str:
        criterion = self._criteria[row]
        if place == 0:
            return f"{criterion.title} {plain(criterion.max)}" if criterion.max else criterion.title
        if place <= len(self._experts):
            return mark_text(self._marks[row][place - 1], criterion) or "—"
        given = [one for one in self._values[row] if one is not None]
        return plain(max(given) - min(given)) if len(given) > 1 else "—"

    def _colour(self, row: int, expert: int) -> QColor | None:
        """Higher than the mean in one colour, lower in another; the number says it too."""
        value, criterion = self._values[row][expert], self._criteria[row]
        given = [one for one in self._values[row] if one is not None]
        if value is None or len(given) < 2:  # noqa: PLR2004 - one mark has nothing to differ from
            return None
        off = (value - sum(given, Fraction(0)) / len(given)) / Fraction(criterion.max)
        colour = QColor(self._theme.colours.accent if off > 0 else self._theme.colours.blocked)
        colour.setAlphaF(min(_STRONGEST, _WEAKEST + float(abs(off)) * _RISE) if off else 0.0)  # no mark
        return colour


class MarksDelegate(QStyledItemDelegate):
    """Lays the colour of a mark behind it: the style sheet of tables alone would leave it out."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:  # noqa: D102 - Qt's name
        colour = index.data(Qt.ItemDataRole.BackgroundRole)
        if isinstance(colour, QColor):
            painter.fillRect(option.rect.adjusted(1, 1, -1, -1), colour)
        super().paint(painter, option, index)
