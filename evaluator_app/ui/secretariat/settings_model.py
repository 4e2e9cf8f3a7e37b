"""The settings of a scheme as rows; the draft's values can be typed over or chosen."""

from collections.abc import Callable
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from evaluator_app.ui.fields.rows_model import RowsModel
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import text
from evaluator_app.wording.scheme_settings import about_words, part_words, setting_title, why_words

if TYPE_CHECKING:
    from evaluator_app.services.scheme_versions import Row

_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns from left to right."""

    PART = 0
    ABOUT = 1
    VALUE = 2
    BEFORE = 3
    DRAFT = 4


class SettingsModel(RowsModel["Row"]):
    """Shows settings; a value that was typed is handed on and shown when it was taken."""

    def __init__(
        self, theme: Theme, typed: Callable[["Row", str], None], parent: QObject | None = None
    ) -> None:
        headings = (text("Part"), text("Of what"), text("Value"), text("In force"), text("Draft"))
        colours = theme.colours

        def colour(one: "Row", section: int) -> str:
            if not one.setting.open:
                return colours.muted
            return colours.accent if one.changed and section == Column.DRAFT else ""

        super().__init__(headings, _cells, parent, tip=lambda one, _: why_words(one.setting), colour=colour)
        self._typed = typed

    def flags(self, index: _Index) -> Qt.ItemFlag:  # noqa: D102 - Qt's name
        found = super().flags(index)
        editable = index.column() == Column.DRAFT and self.rows[index.row()].setting.open
        return found | Qt.ItemFlag.ItemIsEditable if editable else found

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102 - Qt's name
        shown = Qt.ItemDataRole.DisplayRole if role == Qt.ItemDataRole.EditRole else role
        return super().data(index, shown)

    def setData(  # noqa: D102, N802 - Qt's name
        self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        one, words = self.rows[index.row()], str(value).strip()
        if words != one.value:
            self._typed(one, words)
        return True


class ChoiceDelegate(QStyledItemDelegate):
    """Offers the words of a value that is one of a few."""

    def createEditor(  # noqa: D102, N802 - Qt's name
        self, parent: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> QWidget:
        model = index.model()
        choices = model.rows[index.row()].choices if isinstance(model, SettingsModel) else ()
        if not choices:
            editor = super().createEditor(parent, option, index)
            editor.setAccessibleName(text("New value"))
            return editor
        made = QComboBox(parent)
        made.setAccessibleName(text("New value"))
        made.addItems(list(choices))
        return made

    def setEditorData(self, editor: QWidget, index: _Index) -> None:  # noqa: D102, N802 - Qt's name
        if isinstance(editor, QComboBox):
            editor.setCurrentText(str(index.data()))
        else:
            super().setEditorData(editor, index)

    def setModelData(  # noqa: D102, N802 - Qt's name
        self, editor: QWidget, model: QAbstractItemModel, index: _Index
    ) -> None:
        if isinstance(editor, QComboBox):
            model.setData(model.index(index.row(), index.column()), editor.currentText())
        else:
            super().setModelData(editor, model, index)


def _cells(one: "Row") -> tuple[str, ...]:
    setting = one.setting
    return (
        part_words(setting.part),
        about_words(setting),
        setting_title(setting),
        one.before,
        one.value if setting.open else text("fixed by the source"),
    )
