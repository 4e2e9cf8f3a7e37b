"""The one way to run what takes time or writes: in a worker, with progress, cancel and one answer."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from evaluator_app.domain.problems import Problem, Refused

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Answer:
    deliver: Callable[[], None]


class Operations(QObject):
    """One worker thread: work runs in the order it was asked for; answers come back to the window."""

    _answered = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._answered.connect(_deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Future[T]:
        """Do the work in the worker; exactly one of the two is called with its outcome, unless cancelled."""
        future = self._worker.submit(work)
        future.add_done_callback(lambda ended: self._report(ended, done, failed))
        return future

    def _report(
        self, ended: Future[T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        if ended.cancelled():
            return
        error = ended.exception()
        if error is None:
            result = ended.result()
            self._answered.emit(_Answer(lambda: done(result)))
        elif isinstance(error, Exception):
            self._answered.emit(_Answer(lambda: failed(error)))

    def wait_for(self, work: Callable[[], T]) -> T:
        """Do the work in the worker, after all that was asked before, and wait for it: for closing only."""
        return self._worker.submit(work).result()

    def close(self) -> None:
        """Finish what was asked for, then end the thread: nothing that was entered is lost."""
        self._worker.shutdown(wait=True)


def _deliver(answer: _Answer) -> None:
    answer.deliver()


def problems_of(error: Exception) -> Sequence[Problem]:
    """The problems of an expected failure; anything else is a fault of the program and is raised."""
    if isinstance(error, Refused):
        return error.problems
    raise error


class Cancelled(Exception):  # noqa: N818 - the user's wish, not an error
    """Raised inside work whose user pressed cancel."""


class Progress(QObject):
    """Handed to long work: `step(done, total)` tells the window how far it is and stops when cancelled."""

    moved = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cancelled = Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancelled.set()

    def restart(self) -> None:
        """The work begins anew: an earlier wish to stop is over."""
        self._cancelled.clear()

    def step(self, done: int, total: int) -> None:
        """Called by the work, from its thread."""
        if self._cancelled.is_set():
            raise Cancelled
        self.moved.emit(done, total)
