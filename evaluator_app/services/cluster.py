"""A Dask cluster that reads the score sheets: the optional extra `cluster`, and the only use of a network."""

import asyncio
import contextlib
import itertools
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from functools import partial
from typing import TYPE_CHECKING, Any

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.version import VERSION

if TYPE_CHECKING:
    from distributed import Client

CONNECT = 10.0  # seconds to reach the scheduler


@contextlib.contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """The workers of the cluster whose scheduler has this address; they keep running afterwards.

    They run what they are sent, and what they send back is taken as it is: the cluster must be one's own.
    """
    with _connected(address) as client:
        _check_workers(client, address)
        yield _Workers(client, address)


@contextlib.contextmanager
def _connected(address: str) -> Iterator["Client"]:
    try:
        from distributed import Client  # noqa: PLC0415 - an optional extra, which most installations lack
    except ImportError:
        raise Refused([problem(Code.CLUSTER_NOT_INSTALLED)]) from None
    try:
        asyncio.run(_knock(address))
        client = Client(address, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise Refused([problem(Code.CLUSTER_UNREACHABLE, address)]) from error
    with client:
        yield client


async def _knock(address: str) -> None:
    """Fails where nobody answers; a client that did so would leave its thread behind."""
    from distributed.comm.core import connect  # noqa: PLC0415 - as above

    comm = await connect(address, timeout=CONNECT)
    await comm.close()


def _check_workers(client: "Client", address: str) -> None:
    """Another version of the program might read otherwise."""
    found = _given(address, lambda: client.run(_version, on_error="return"))
    if not found:
        raise Refused([problem(Code.CLUSTER_EMPTY, address)])
    others = sorted({one if isinstance(one, str) else "—" for one in found.values()} - {VERSION})
    if others:
        raise Refused([problem(Code.CLUSTER_DIFFERS, address, found=", ".join(others), version=VERSION)])


def _version() -> str:
    """The version of the program, said by a worker."""
    return VERSION


def _given(address: str, work: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever the work gives
    """What the cluster gives; where it breaks off, a problem."""
    from distributed import KilledWorker  # noqa: PLC0415 - as above

    try:
        return work()
    except (OSError, CancelledError, KilledWorker) as error:
        raise Refused([problem(Code.CLUSTER_BROKE_OFF, address)]) from error


class _Workers(Executor):
    """The cluster as an executor that sends work in chunks: Dask's own sends each piece by itself."""

    def __init__(self, client: "Client", address: str) -> None:
        self._executor = client.get_executor(pure=False)  # a file may have changed since it was read
        self._address = address

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":  # noqa: ANN401 - an executor's
        """One piece of work."""
        found: Future[Any] = self._executor.submit(fn, *args, **kwargs)
        return found

    def map(
        self,
        fn: Callable[..., Any],
        *iterables: Any,  # noqa: ANN401 - as above
        timeout: float | None = None,
        chunksize: int = 1,
    ) -> Iterator[Any]:
        """What each piece gives, in their order."""
        pieces = zip(*iterables, strict=False)
        chunks = list(iter(lambda: list(itertools.islice(pieces, chunksize)), []))
        given = self._executor.map(partial(_each, fn), chunks, timeout=timeout)
        while (done := _given(self._address, lambda: next(given, None))) is not None:
            yield from done

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - an executor's
        """The connection is closed by `cluster`."""
        self._executor.shutdown(wait)


def _each(fn: Callable[..., Any], chunk: list[tuple[Any, ...]]) -> list[Any]:
    return [fn(*one) for one in chunk]
