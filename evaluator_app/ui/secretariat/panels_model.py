"""Who scores what as a grid: a row for each application, a column for each member, a sign where they meet."""

from collections.abc import Mapping
from enum import Enum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from evaluator_app.domain.application import Application
from evaluator_app.domain.panels import Ground, Pair, Panels
from evaluator_app.domain.proposal import Proposal
from evaluator_app.domain.roster import Conflict, Member
from evaluator_app.ui.tokens import Colours
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.roster import conflict_reason

_Index = QModelIndex | QPersistentModelIndex


class Seat(Enum):
    """How a member stands to an application."""

    FREE = ""
    SEATED = "●"
    CHAIR = "★"
    OVERRIDDEN = "◆"
    PROPOSED = "○"
    PROPOSED_CHAIR = "☆"
    CONFLICT = "✕"
    RELEASED = "–"


def seat_titles() -> dict[Seat, str]:
    """What the signs mean."""
    return {
        Seat.FREE: text("not assigned"),
        Seat.SEATED: text("scores it"),
        Seat.CHAIR: text("scores it as chair"),
        Seat.OVERRIDDEN: text("scores it in spite of a conflict"),
        Seat.PROPOSED: text("proposed"),
        Seat.PROPOSED_CHAIR: text("proposed as chair"),
        Seat.CONFLICT: text("conflict"),
        Seat.RELEASED: text("was released"),
    }


class PanelsModel(QAbstractTableModel):
    """Shows panels and a proposal on top of them; holds no truth of its own."""

    def __init__(self, colours: Colours, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._colours = colours
        self._ground = Ground(members=(), applications=(), day="")
        self._panels = Panels()
        self._proposal = Proposal(seats={}, chairs={})
        self._load: Mapping[str, int] = {}
        self.conflicts: dict[Pair, Conflict] = {}
        self._titles = seat_titles()

    def show_panels(self, ground: Ground, panels: Panels, proposal: Proposal | None = None) -> None:
        """Show these panels, with what is proposed on top."""
        self.beginResetModel()
        self._ground, self._panels = ground, panels
        self._proposal = proposal or Proposal(seats={}, chairs={})
        self._load = Panels(seats=self._proposal.seats).load() if proposal else panels.load()
        self.conflicts = {(one.application.id, one.member.id): one for one in ground.conflicts}
        self.endResetModel()

    def application(self, row: int) -> Application:
        """The application of a row."""
        return self._ground.applications[row]

    def member(self, column: int) -> Member:
        """The member of a column."""
        return self._ground.members[column]

    def seat(self, row: int, column: int) -> Seat:
        """How a member stands to an application."""
        application, member = self.application(row).id, self.member(column).id
        pair, proposed = (application, member), member in self._proposal.seats.get(application, ())
        if member in self._panels.of(application):
            if self._panels.chairs.get(application) == member:
                return Seat.CHAIR
            return Seat.OVERRIDDEN if pair in self._panels.reasons else Seat.SEATED
        if proposed:
            chair = self._proposal.chairs.get(application) == member
            return Seat.PROPOSED_CHAIR if chair else Seat.PROPOSED
        if pair in self.conflicts:
            return Seat.CONFLICT
        return Seat.RELEASED if pair in self._panels.released else Seat.FREE

    def words(self, row: int, column: int) -> str:
        """The same in words, with the reason."""
        pair = self.application(row).id, self.member(column).id
        said = [self._titles[self.seat(row, column)]]
        if pair in self.conflicts:
            said.append(conflict_reason(self.conflicts[pair]))
        reason = self._panels.reasons.get(pair) or self._panels.released.get(pair)
        return " · ".join([*said, *([text("reason: {reason}", reason=reason)] if reason else ())])

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802 - Qt's signature
        return 0 if parent.isValid() else len(self._ground.applications)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802 - Qt's signature
        return 0 if parent.isValid() else len(self._ground.members)

    def headerData(  # noqa: D102, N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        whole = role == Qt.ItemDataRole.ToolTipRole
        if orientation is Qt.Orientation.Vertical:
            return self._application_words(self.application(section), whole=whole)
        one = self.member(section)
        count = self._load.get(one.id, 0)
        if not whole:
            return f"{one.expert.name}\n{count}"
        scores = plural("scores {count} application", "scores {count} applications", count)
        return f"{one.id} {one.expert.name} · {one.expert.organisation} · {scores}"

    def _application_words(self, one: Application, *, whole: bool) -> str:
        return f"{one.id} {one.organisation}" + (f" · {one.title or one.site}" if whole else "")

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102 - Qt's name
        if not index.isValid():
            return None
        row, place = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.seat(row, place).value
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{self.application(row).id} · {self.member(place).expert.name}: {self.words(row, place)}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(self.seat(row, place))
        return None

    def _colour(self, seat: Seat) -> QColor:
        colours = {
            Seat.CONFLICT: self._colours.blocked,
            Seat.OVERRIDDEN: self._colours.notice,
            Seat.PROPOSED: self._colours.accent,
            Seat.PROPOSED_CHAIR: self._colours.accent,
            Seat.RELEASED: self._colours.muted,
        }
        return QColor(colours.get(seat, self._colours.text))
