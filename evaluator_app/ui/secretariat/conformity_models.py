"""The conformity check as rows: applications with how they stand, and the rules of one of them."""

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor

from evaluator_app.domain.conformity_results import Conformity, RuleResult, Verdict
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.conformity import (
    found_words,
    open_words,
    verdict_words,
    wanted_words,
    whole_words,
)
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import problem_line

if TYPE_CHECKING:
    from evaluator_app.services.conformity import Checked

_Index = QModelIndex | QPersistentModelIndex
_SHOWN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


class ApplicationColumn(IntEnum):
    """The columns of applications."""

    NUMBER = 0
    APPLICANT = 1
    STATE = 2
    OPEN = 3


class RuleColumn(IntEnum):
    """The columns of rules."""

    STATE = 0
    RULE = 1
    FOUND = 2
    WANTED = 3


class _Table(QAbstractTableModel):
    """What both tables have in common: heads, and a colour beside the word of a state."""

    def __init__(self, theme: Theme, headings: Sequence[str], state: int, parent: QObject | None) -> None:
        super().__init__(parent)
        colours = theme.colours
        self._colours = {
            Verdict.MET: QColor(colours.good),
            Verdict.NOT_MET: QColor(colours.blocked),
            Verdict.TO_JUDGE: QColor(colours.notice),
            Verdict.NOT_NEEDED: QColor(colours.muted),
        }
        self._headings, self._state = headings, state

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
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == self._state:
            return self._colours[self.verdict(index.row())]
        return self.cell(index.row(), index.column()) if role in _SHOWN else None

    def verdict(self, row: int) -> Verdict:
        """How a row stands."""
        raise NotImplementedError

    def cell(self, row: int, column: int) -> str:
        """What a cell says."""
        raise NotImplementedError


class CheckedModel(_Table):
    """Every application of a campaign; one that cannot be read says so."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        headings = (text("Number"), text("Applicant"), text("State"), text("Open"))
        super().__init__(theme, headings, ApplicationColumn.STATE, parent)
        self._rows: list[Checked] = []

    def show_checked(self, rows: "Sequence[Checked]") -> None:
        """Show these applications."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def replace(self, row: int, one: "Checked") -> None:
        """Show an application as it stands now."""
        self._rows[row] = one
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(ApplicationColumn) - 1))

    def row(self, number: int) -> "Checked":
        """The application of a row."""
        return self._rows[number]

    def every(self) -> "Sequence[Checked]":
        """All applications."""
        return tuple(self._rows)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def verdict(self, row: int) -> Verdict:
        """How an application stands; one that cannot be read is none that enters the review."""
        found = self._rows[row].conformity
        return found.verdict if found is not None else Verdict.NOT_MET

    def cell(self, row: int, column: int) -> str:
        """What a cell says of an application."""
        one = self._rows[row]
        if one.conformity is None:
            said = {
                ApplicationColumn.APPLICANT: one.folder.name,
                ApplicationColumn.STATE: text("cannot be read"),
                ApplicationColumn.OPEN: problem_line(one.problems[0]),
            }
            return said.get(ApplicationColumn(column), "")
        application = one.conformity.application
        cells = {
            ApplicationColumn.NUMBER: application.id,
            ApplicationColumn.APPLICANT: f"{application.organisation} · {application.site}",
            ApplicationColumn.STATE: whole_words(one.conformity),
            ApplicationColumn.OPEN: open_words(one.conformity),
        }
        return cells[ApplicationColumn(column)]


class CheckedFilter(QSortFilterProxyModel):
    """Shows applications that hold some words in any column."""

    def __init__(self, model: CheckedModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setSourceModel(model)
        self.setFilterKeyColumn(-1)
        self.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)


class RulesModel(_Table):
    """The rules of one application, all or those that are open."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        headings = (text("State"), text("Requirement"), text("Found"), text("Wanted"))
        super().__init__(theme, headings, RuleColumn.STATE, parent)
        self._rows: tuple[RuleResult, ...] = ()

    def show_rules(self, found: Conformity | None, *, only_open: bool) -> None:
        """Show the rules of an application."""
        self.beginResetModel()
        results = found.results if found is not None else ()
        wanted = (Verdict.NOT_MET, Verdict.TO_JUDGE)
        self._rows = tuple(one for one in results if not only_open or one.verdict in wanted)
        self.endResetModel()

    def row(self, number: int) -> RuleResult:
        """The rule of a row."""
        return self._rows[number]

    def place(self, rule: str) -> int:
        """The row of a rule, -1 where it is not shown."""
        return next((number for number, one in enumerate(self._rows) if one.rule == rule), -1)

    def next_open(self, after: int) -> int:
        """The next row that a person has to judge, from the top again at the end; -1 where there is none."""
        numbers = [*range(after, len(self._rows)), *range(min(after, len(self._rows)))]
        return next((one for one in numbers if self._rows[one].verdict is Verdict.TO_JUDGE), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def verdict(self, row: int) -> Verdict:
        """How a rule stands."""
        return self._rows[row].verdict

    def cell(self, row: int, column: int) -> str:
        """What a cell says of a rule."""
        one = self._rows[row]
        cells = {
            RuleColumn.STATE: verdict_words(one),
            RuleColumn.RULE: one.text,
            RuleColumn.FOUND: found_words(one),
            RuleColumn.WANTED: wanted_words(one),
        }
        return cells[RuleColumn(column)]
