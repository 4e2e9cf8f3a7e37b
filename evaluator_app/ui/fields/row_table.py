"""A table of whole rows: one is chosen, no grid, high enough for a finger."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from evaluator_app.ui.tokens import Theme

_BODY = 14  # the size of text for which widths are given


def row_table(model: QAbstractItemModel, name: str, theme: Theme, widths: Mapping[int, int]) -> QTableView:
    """The table of a model; columns without a width share the room left. Widths are for 14 px text."""
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(theme.sizes.touch)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    for section in range(model.columnCount()):
        if section in widths:
            table.setColumnWidth(section, round(widths[section] * theme.sizes.body / _BODY))
        else:
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
    return table


def chosen_row(table: QTableView) -> int | None:
    """The row that is chosen."""
    rows = table.selectionModel().selectedRows()
    return rows[0].row() if rows else None


def when_chosen(table: QTableView, act: Callable[[], None]) -> None:
    """What happens when another row is chosen, or none."""
    table.selectionModel().selectionChanged.connect(lambda *_: act())
    table.model().modelReset.connect(act)
