"""The applications of a campaign as rows, each with what the expert declares about it."""

from collections.abc import Iterable, Mapping
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from evaluator_app.domain.application import Application
from evaluator_app.domain.declarations import Declarations, Recusal, proposed_recusal
from evaluator_app.domain.expert import Expert
from evaluator_app.wording.declarations import recusal_words
from evaluator_app.wording.language import text

_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns from left to right."""

    ID = 0
    ORGANISATION = 1
    SITE = 2
    DECLARED = 3


class DeclarationsModel(QAbstractTableModel):
    """Holds the choices of one dialog until they are made or dropped."""

    def __init__(
        self,
        applications: Iterable[Application],
        standing: Declarations,
        expert: Expert,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.applications = tuple(applications)
        self._before = {name: one.recusal for name, one in standing.given.items()}
        self.choices: dict[str, Recusal | None] = dict(self._before)
        self.reasons: dict[str, str] = {}
        for one in self.applications:
            relation = proposed_recusal(expert, one)
            if relation is not None and one.id not in self.choices:
                reason = text("It is my own organisation.")
                self.choices[one.id] = Recusal(relation=relation, reason=reason)
        self._headings = (text("Number"), text("Organisation"), text("Site"), text("Declaration"))

    def choose(self, rows: Iterable[int], choice: Recusal | None, reason: str = "") -> None:
        """Declare the same for these rows; the reason is for recusals that are taken back."""
        for row in rows:
            name = self.applications[row].id
            self.choices[name], self.reasons[name] = choice, reason
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def choose_for_rest(self) -> None:
        """No interest in any application nothing is chosen for."""
        rest = [row for row, one in enumerate(self.applications) if one.id not in self.choices]
        self.choose(rest, None)

    def missing(self) -> int:
        """How many applications nothing is chosen for."""
        return sum(one.id not in self.choices for one in self.applications)

    def is_taken_back(self, row: int) -> bool:
        """Whether a recusal that was declared before is taken back here."""
        name = self.applications[row].id
        return self._before.get(name) is not None and self.choices.get(name) is None

    def changed(self) -> Mapping[str, Recusal | None]:
        """What differs from what was declared before."""
        own = {one.id for one in self.applications}
        return {
            name: choice
            for name, choice in self.choices.items()
            if name in own and (name not in self._before or self._before[name] != choice)
        }

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802 - Qt's signature
        return 0 if parent.isValid() else len(self.applications)

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
        one = self.applications[index.row()]
        match Column(index.column()):
            case Column.ID:
                return one.id
            case Column.ORGANISATION:
                return one.organisation
            case Column.SITE:
                return one.site
            case Column.DECLARED:
                return self._declared(one.id)

    def _declared(self, name: str) -> str:
        if name not in self.choices:
            return text("Not declared yet")
        choice = self.choices[name]
        return text("Recused: {words}", words=recusal_words(choice)) if choice else text("No interest")
