"""A panel's meeting as tables: marks side by side with what is agreed on, and who took part."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from evaluator_app.domain.consensus import Consensus, Point, differs, merged_value, points_by_id
from evaluator_app.domain.marks import Graded, Scored, read_score
from evaluator_app.domain.numbers import plain
from evaluator_app.domain.panel import ApplicationResult
from evaluator_app.domain.problems import Problem
from evaluator_app.domain.rubric import Criterion, Rubric
from evaluator_app.ui.tokens import Colours
from evaluator_app.wording.decisions import NONE, agreed_words, mark_words, value_words
from evaluator_app.wording.language import text

_Index = QModelIndex | QPersistentModelIndex
TITLE, MAX, EXPERTS = range(3)
_CENTRE, _LEFT = Qt.AlignmentFlag.AlignCenter, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_SHOWN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)


class MarksModel(QAbstractTableModel):
    """Shows a result and a draft; a value typed in is told, never kept here."""

    def __init__(
        self, colours: Colours, answered: Callable[[Point], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._colours, self._answered = colours, answered
        self._one: ApplicationResult | None = None
        self._criteria: tuple[Criterion, ...] = ()
        self._points: dict[str, Point] = {}
        self.refused: tuple[Problem, ...] = ()

    def show_draft(
        self, one: ApplicationResult | None, rubric: Rubric | None, draft: Consensus | None
    ) -> None:
        """Show another result or draft."""
        self.beginResetModel()
        self._one = one
        self._criteria = rubric.criteria if rubric is not None and one is not None else ()
        self._points = dict(points_by_id(draft)) if draft is not None else {}
        self.endResetModel()

    def show_points(self, draft: Consensus) -> None:
        """Show another draft of the same result: places stay."""
        self._points = dict(points_by_id(draft))
        if self._criteria:
            last = self.index(len(self._criteria) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, self.by_rule), last)

    @property
    def by_rule(self) -> int:
        """The column of what the rule gives; what is agreed on and the reason follow."""
        return EXPERTS + (len(self._one.sheets) if self._one is not None else 0)

    def criterion(self, row: int) -> Criterion:
        """The criterion of a row."""
        return self._criteria[row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802 - Qt's signature
        return 0 if parent.isValid() else len(self._criteria)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802 - Qt's signature
        return 0 if parent.isValid() else self.by_rule + 3

    def headerData(  # noqa: D102, N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_CENTRE if 0 < section <= self.by_rule + 1 else _LEFT)
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = [sheet.expert for sheet in self._one.sheets] if self._one is not None else []
        heads = (
            text("Criterion"),
            text("Maximum"),
            *names,
            text("By the rule"),
            text("Agreed"),
            text("Reason"),
        )
        return heads[section]

    def flags(self, index: _Index) -> Qt.ItemFlag:  # noqa: D102 - Qt's name
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsEditable if index.column() > self.by_rule else usual

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102 - Qt's name
        if not index.isValid() or self._one is None:
            return None
        criterion, column = self._criteria[index.row()], index.column()
        if role in _SHOWN:
            return self._cell(criterion, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return criterion.text if column == TITLE else self._cell(criterion, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and 0 < column <= self.by_rule + 1:
            return int(_CENTRE)
        if role == Qt.ItemDataRole.ForegroundRole:
            changed = differs(self._one, criterion, self._points.get(criterion.id))
            return QColor(self._colours.accent) if changed and column == self.by_rule + 1 else None
        return None

    def _cell(self, criterion: Criterion, column: int) -> str:
        point = self._points.get(criterion.id)
        if column == TITLE:
            return criterion.title
        if column == MAX:
            return plain(criterion.max) if criterion.max else NONE
        if self._one is not None and column < self.by_rule:
            return mark_words(self._one.sheets[column - EXPERTS], criterion)
        if self._one is not None and column == self.by_rule:
            return value_words(merged_value(self._one, criterion), criterion)
        if point is None:
            return ""
        return point.reason if column == self.by_rule + 2 else agreed_words(point.mark, criterion)

    def setData(  # noqa: D102, N802 - Qt's name
        self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or index.column() <= self.by_rule:
            return False
        criterion = self._criteria[index.row()]
        point = self._points.get(criterion.id) or Point(criterion=criterion.id)
        if index.column() == self.by_rule + 2:
            self.refused = ()
            self._answered(replace(point, reason=str(value).strip()))
            return True
        read = read_score(str(value), criterion)
        self.refused = read if isinstance(read, tuple) else ()
        if not isinstance(read, tuple):
            point = replace(point, mark=read if isinstance(read, Scored | Graded) else None)
        self._answered(point)
        return not self.refused


class AgreedDelegate(QStyledItemDelegate):
    """Lets an option be chosen where a criterion has options; elsewhere a value is typed."""

    def createEditor(  # noqa: D102, N802 - Qt's name
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        model = index.model()
        if isinstance(model, MarksModel) and index.column() == model.by_rule + 1:
            criterion = model.criterion(index.row())
            if criterion.by_option:
                box = QComboBox(parent)
                box.addItems(["", *(one.title for one in criterion.options)])
                return box
        return super().createEditor(parent, option, index)

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:  # noqa: D102, N802 - Qt's name
        if isinstance(editor, QComboBox):
            editor.setCurrentText(str(index.data(Qt.ItemDataRole.EditRole)))
        else:
            super().setEditorData(editor, index)

    def setModelData(  # noqa: D102, N802 - Qt's name
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
        else:
            super().setModelData(editor, model, index)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may take part, and what they hold against the result."""

    name: str
    present: bool = True
    dissent: str = ""


class PeopleModel(QAbstractTableModel):
    """Shows who took part, ticked, and their dissent; changes are told."""

    def __init__(self, answered: Callable[[tuple[Person, ...]], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answered = answered
        self.people: tuple[Person, ...] = ()

    def show_people(self, people: tuple[Person, ...]) -> None:
        """Show these people."""
        self.beginResetModel()
        self.people = people
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802 - Qt's signature
        return 0 if parent.isValid() else len(self.people)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802 - Qt's signature
        return 0 if parent.isValid() else 2

    def headerData(  # noqa: D102, N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_LEFT)
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (text("Member"), text("Dissent"))[section]
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:  # noqa: D102 - Qt's name
        more = Qt.ItemFlag.ItemIsEditable if index.column() else Qt.ItemFlag.ItemIsUserCheckable
        return super().flags(index) | more

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102 - Qt's name
        if not index.isValid():
            return None
        one = self.people[index.row()]
        if role in _SHOWN:
            return one.dissent if index.column() else one.name
        if role == Qt.ItemDataRole.CheckStateRole and not index.column():
            return Qt.CheckState.Checked if one.present else Qt.CheckState.Unchecked
        return None

    def setData(  # noqa: D102, N802 - Qt's name
        self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        if not index.isValid():
            return False
        one = self.people[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and not index.column():
            one = replace(one, present=Qt.CheckState(value) == Qt.CheckState.Checked)
        elif role == Qt.ItemDataRole.EditRole and index.column():
            one = replace(one, dissent=str(value).strip())
        else:
            return False
        self.people = (*self.people[: index.row()], one, *self.people[index.row() + 1 :])
        self.dataChanged.emit(index, index)
        self._answered(self.people)
        return True
