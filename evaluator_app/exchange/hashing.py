"""SHA-256 of many files of an archive at once, with progress and cancel."""

import hashlib
import io
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from pathlib import Path

from evaluator_app.domain.problems import Refused
from evaluator_app.exchange.safe_zip import Member, chunks

Progress = Callable[[int, int], None]

_TICK = 0.05  # seconds between two reports of progress
_MAX_WORKERS = 4


class _Run:
    """One run over some members: workers take the next one from a queue until it is empty or stopped."""

    def __init__(self, path: Path, members: Iterable[Member]) -> None:
        self._path = path
        self._queue = deque(sorted(members, key=lambda one: one.size, reverse=True))
        self._stopped = threading.Event()
        self._done: dict[int, int] = {}
        self.total = sum(member.size for member in self._queue)
        self.digests: dict[str, str | None] = {}

    @property
    def done(self) -> int:
        return sum(self._done.copy().values())

    def stop(self) -> None:
        self._stopped.set()

    def work(self, number: int) -> None:
        self._done[number] = 0
        with self._path.open("rb", buffering=0) as file:
            while not self._stopped.is_set():
                try:
                    member = self._queue.popleft()
                except IndexError:
                    return
                self.digests[member.name] = self._digest(file, member, number)

    def _digest(self, file: io.FileIO, member: Member, number: int) -> str | None:
        state = hashlib.sha256()
        try:
            for chunk in chunks(file, member):
                if self._stopped.is_set():
                    return None
                state.update(chunk)  # other threads run meanwhile
                self._done[number] += len(chunk)
        except Refused:
            return None
        return state.hexdigest()


def hash_members(
    path: Path,
    members: Iterable[Member],
    progress: Progress | None = None,
    executor: ThreadPoolExecutor | None = None,
) -> dict[str, str | None]:
    """The digest of each member by its name, None where its bytes cannot be read as declared.

    `progress` is called with bytes done and in all, from this thread; what it raises stops the work. The
    executor must not be the one this call itself runs in.
    """
    run = _Run(path, members)
    workers = min(_MAX_WORKERS, os.cpu_count() or 1)
    pool = executor or ThreadPoolExecutor(workers, thread_name_prefix="hashing")
    futures = [pool.submit(run.work, number) for number in range(workers)]
    try:
        _watch(run, futures, progress)
    finally:
        run.stop()
        wait(futures)
        if executor is None:
            pool.shutdown()
    return run.digests


def _watch(run: _Run, futures: list[Future[None]], progress: Progress | None) -> None:
    waiting = set(futures)
    while waiting:
        ended, waiting = wait(waiting, _TICK if progress else None, FIRST_EXCEPTION)
        for future in ended:
            future.result()
        if progress:
            progress(run.done, run.total)
