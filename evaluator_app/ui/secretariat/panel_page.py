"""What pages on the results of panels have in common: the merge they work on, and what counts in it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox

from evaluator_app.late import late
from evaluator_app.ui.fields.messages import problem_list
from evaluator_app.ui.secretariat.desk_page import DeskPage
from evaluator_app.ui.secretariat.desk_workspace import DeskWorkspace
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.domain.panel import PanelMerge
    from evaluator_app.services import results, standings
    from evaluator_app.services.results import Board
    from evaluator_app.services.standings import Standings
    from evaluator_app.services.workspaces import Workspace
else:
    results = late("evaluator_app.services.results")
    standings = late("evaluator_app.services.standings")


class UnsignedBox(QCheckBox):
    """Whether sheets without a signature count, the same on every page."""

    def __init__(self, desk: DeskWorkspace) -> None:
        super().__init__(text("Count sheets without signature"))
        self._desk = desk
        self.toggled.connect(lambda on: desk.count_unsigned(counted=on))
        desk.campaigns_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        with QSignalBlocker(self):
            self.setChecked(self._desk.unsigned)


class PanelPage(DeskPage):
    """Works on what came back for the campaign's stage, merged whenever the page is shown."""

    def __init__(self, title: str, desk: DeskWorkspace) -> None:
        super().__init__(title, desk)
        self.merge: PanelMerge | None = None
        self.unsigned = UnsignedBox(desk)

    def load(self, ws: "Workspace", campaign: str) -> "tuple[Board, Standings]":
        """What came back, merged, and how far every application is."""
        board = results.board(ws, campaign, allow_unsigned=self.desk.unsigned)
        return board, standings.standings(ws, campaign, board.merge)

    def show_loaded(self, found: "tuple[Board, Standings]") -> None:
        """Show where every application stands, or why nothing can be merged."""
        board, standing = found
        self.merge = board.merge
        if board.merge is None:
            self.say(text("Nothing can come back yet"), problem_list(board.problems))
        else:
            self.show_standings(standing)

    def show_standings(self, found: "Standings") -> None:
        """Show where every application stands."""
        raise AssertionError(found)  # every page says its own
