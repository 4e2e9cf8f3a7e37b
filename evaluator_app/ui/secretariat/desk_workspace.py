"""The secretariat's workspace: opened in the background, told to the pages that need it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem
from evaluator_app.ui.operation import Operations, problems_of

if TYPE_CHECKING:
    from evaluator_app.services.workspaces import Workspace


class DeskWorkspace(QObject):
    """Holds the workspace while it is open; its calls go through the one worker."""

    opened = Signal()
    failed = Signal(object)  # the problems that keep it closed
    unlock_wanted = Signal()

    def __init__(self, working: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.working = working
        self.workspace: Workspace | None = None
        self.problems: Sequence[Problem] = ()

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

    def _failed(self, error: Exception) -> None:
        self.problems = problems_of(error)
        self.failed.emit(self.problems)
        if self.locked:
            self.unlock_wanted.emit()

    def close(self) -> None:
        """Let go of the workspace."""
        if self.workspace is not None:
            self.working.run(self.workspace.close, lambda _: None, lambda _: None)
            self.workspace = None
