"""Saving what the expert enters: rows go to disk in order, and nothing is called saved before it is."""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from evaluator_app.domain.history import Row
from evaluator_app.domain.problems import Problem, Refused
from evaluator_app.domain.sheet import SheetKey
from evaluator_app.late import late
from evaluator_app.ui.operation import Operations

if TYPE_CHECKING:
    from evaluator_app.services import scoring, workspaces
else:
    scoring = late("evaluator_app.services.scoring")

_RETRY_MS = 4000


@dataclass(frozen=True, slots=True)
class _Waiting:
    key: SheetKey
    row: Row
    who: str


class Saver(QObject):
    """Writes journal rows through the worker; a row that fails is tried again, never skipped."""

    saved = Signal(str)  # the time, ISO 8601, when everything so far is on disk
    failed = Signal(object)  # the problems that keep the last rows off the disk

    def __init__(self, storing: Operations, workspace: "workspaces.Workspace", parent: QObject) -> None:
        super().__init__(parent)
        self._storing = storing
        self._workspace = workspace
        self._waiting: deque[_Waiting] = deque()
        self._writing: Future[str] | None = None
        self._retry = QTimer(self, singleShot=True, interval=_RETRY_MS)
        self._retry.timeout.connect(self._write_next)

    @property
    def waiting(self) -> int:
        """How many rows are not on disk yet."""
        return len(self._waiting)

    def save(self, key: SheetKey, row: Row, who: str) -> None:
        """Write this row after those before it."""
        self._waiting.append(_Waiting(key, row, who))
        self._write_next()

    def flush(self) -> Sequence[Problem]:
        """Write everything now and wait for it; the problems that keep rows off the disk."""
        if self._writing is not None and self._writing.exception() is None:
            self._waiting.popleft()
        self._writing = None
        self._retry.stop()
        try:
            while self._waiting:
                self._storing.wait_for(self._write(self._waiting[0]))
                self._waiting.popleft()
        except Refused as refused:
            return refused.problems
        return ()

    def _write(self, one: _Waiting) -> Callable[[], str]:
        return lambda: scoring.save_step(self._workspace, one.key, one.row, one.who)

    def _write_next(self) -> None:
        if self._writing is not None or not self._waiting:
            return
        self._writing = self._storing.run(self._write(self._waiting[0]), self._done, self._not_done)

    def _done(self, at: str) -> None:
        if self._writing is None:  # flushed meanwhile
            return
        self._writing = None
        self._waiting.popleft()
        if self._waiting:
            self._write_next()
        else:
            self.saved.emit(at)

    def _not_done(self, error: Exception) -> None:
        if self._writing is None:  # flushed meanwhile
            return
        self._writing = None
        self._retry.start()
        self.failed.emit(error.problems if isinstance(error, Refused) else ())
        if not isinstance(error, Refused):
            raise error
