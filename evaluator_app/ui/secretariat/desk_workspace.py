"""The secretariat's workspace and the campaign worked on: opened in the background, told to every page."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem
from evaluator_app.late import late
from evaluator_app.ui.operation import Operations, problems_of

if TYPE_CHECKING:
    from evaluator_app.services import campaigns
    from evaluator_app.services.campaigns import OpenCampaign
    from evaluator_app.services.workspaces import Workspace
else:
    campaigns = late("evaluator_app.services.campaigns")


class DeskWorkspace(QObject):
    """Holds the workspace while it is open; its calls go through the one worker."""

    opened = Signal()
    failed = Signal(object)  # the problems that keep it closed
    unlock_wanted = Signal()
    campaigns_changed = Signal()  # which there are, which of them is worked on, or what counts in it

    def __init__(self, working: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.working = working
        self.workspace: Workspace | None = None
        self.problems: Sequence[Problem] = ()
        self.campaigns: tuple[OpenCampaign, ...] = ()
        self.chosen = ""  # id of the campaign worked on, on every page
        self.who = ""  # who does what is recorded, as entered last
        self.unsigned = False  # whether score sheets without a signature count, on every page

    @property
    def locked(self) -> bool:
        """Whether an identity has to be unlocked first."""
        return any(one.code is Code.WORKSPACE_NEEDS_IDENTITY for one in self.problems)

    def open(self, opener: "Callable[[], Workspace]") -> None:
        """Open the workspace."""
        self.working.run(opener, self._opened, self._failed)

    def _opened(self, workspace: "Workspace") -> None:
        self.workspace, self.problems = workspace, ()
        self.opened.emit()
        self.refresh()

    def _failed(self, error: Exception) -> None:
        self.problems = problems_of(error)
        self.failed.emit(self.problems)
        if self.locked:
            self.unlock_wanted.emit()

    def refresh(self) -> None:
        """Read again which campaigns there are."""
        ws = self.workspace
        if ws is not None:
            self.working.run(lambda: campaigns.every(ws), self._take, self._failed)

    def _take(self, found: "tuple[OpenCampaign, ...]") -> None:
        self.campaigns = found
        if self.campaign() is None:
            self.chosen = found[0].plan.id if found else ""
        self.campaigns_changed.emit()

    def campaign(self) -> "OpenCampaign | None":
        """The campaign worked on."""
        return next((one for one in self.campaigns if one.plan.id == self.chosen), None)

    def choose(self, campaign: str) -> None:
        """Work on another campaign, on every page."""
        if campaign != self.chosen:
            self.chosen = campaign
            self.campaigns_changed.emit()

    def count_unsigned(self, *, counted: bool) -> None:
        """Whether score sheets without a signature count, on every page."""
        if counted != self.unsigned:
            self.unsigned = counted
            self.campaigns_changed.emit()

    def close(self) -> None:
        """Let go of the workspace."""
        if self.workspace is not None:
            self.working.run(self.workspace.close, lambda _: None, lambda _: None)
            self.workspace = None
