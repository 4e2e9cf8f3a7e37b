"""For tests: a Dask cluster on this machine until its input ends; it prints its address.

Its argument is how many workers it has, each a process.
"""

import sys

from distributed import LocalCluster


def serve(count: int) -> None:
    """Serve until the input ends."""
    with LocalCluster(
        n_workers=count,
        threads_per_worker=2,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
    ) as cluster:
        print(cluster.scheduler_address, flush=True)  # noqa: T201 - to the test that started it
        sys.stdin.read()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
