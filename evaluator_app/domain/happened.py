"""The order in which things happened that several machines recorded, the same on each of them."""

from collections.abc import Sequence


def happened(written: Sequence[tuple[str, str]]) -> tuple[int, ...]:
    """The places of rows in that order; of each the machine and the moment, in UTC, are given.

    What one machine wrote keeps its order even if its clock was set back; between machines time decides.
    """
    latest: dict[str, str] = {}
    keys = []
    for place, (origin, moment) in enumerate(written):
        latest[origin] = max(moment, latest.get(origin, ""))
        keys.append((latest[origin], origin, place))
    return tuple(place for _, _, place in sorted(keys))
