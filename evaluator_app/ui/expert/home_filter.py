"""Which applications the table of home shows: by words and by how far they are."""

from enum import StrEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel

from evaluator_app.ui.expert.home_model import SORT_ROLE, ApplicationsModel
from evaluator_app.wording.language import text


class Show(StrEnum):
    """What the filter lets through."""

    ALL = "all"
    OPEN = "open"  # not started or in progress
    COMPLETE = "complete"


def show_titles() -> dict[Show, str]:
    """The choices in words."""
    return {
        Show.ALL: text("All applications"),
        Show.OPEN: text("Still to do"),
        Show.COMPLETE: text("Complete"),
    }


class ApplicationsFilter(QSortFilterProxyModel):
    """Sorts by what a column means, and hides what is not asked for."""

    def __init__(self, model: ApplicationsModel) -> None:
        super().__init__(model)
        self._model = model
        self._words = ""
        self._show = Show.ALL
        self.setSourceModel(model)
        self.setSortRole(SORT_ROLE)

    def show_words(self, words: str) -> None:
        """Show only rows that hold these words, in any column."""
        self.beginFilterChange()
        self._words = words.strip().casefold()
        self.endFilterChange()

    def show_only(self, show: Show) -> None:
        """Show only applications that are that far."""
        self.beginFilterChange()
        self._show = show
        self.endFilterChange()

    def filterAcceptsRow(  # noqa: D102, N802 - Qt's name
        self, source_row: int, source_parent: QModelIndex | QPersistentModelIndex
    ) -> bool:
        application = self._model.row(source_row).application
        if self._show is not Show.ALL and (self._show is Show.COMPLETE) == application.unfinished:
            return False
        columns = range(self._model.columnCount(source_parent))
        cells = (str(self._model.index(source_row, column, source_parent).data()) for column in columns)
        return not self._words or any(self._words in cell.casefold() for cell in cells)
