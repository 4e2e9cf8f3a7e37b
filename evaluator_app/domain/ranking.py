"""Places in a ranking: the highest key first, equal keys share a place and the next is skipped (1, 1, 3)."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

Key = TypeVar("Key", int, Decimal, tuple[Fraction, ...])


def places(keys: Mapping[str, Key]) -> dict[str, int]:
    """The place of each name, the first first; equal ones stay in their order."""
    found: dict[str, int] = {}
    shared = 0
    before: Key | None = None
    ordered = sorted(keys.items(), key=lambda one: one[1], reverse=True)
    for position, (name, key) in enumerate(ordered, start=1):
        shared = shared if key == before else position
        found[name], before = shared, key
    return found
