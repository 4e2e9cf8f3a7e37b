"""Files that came back: how each is called, which look at it counts, and in which stage it belongs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evaluator_app.domain.application import Package
from evaluator_app.domain.sheet import SheetIdentity

_DIGITS = 8  # of a digest, enough to tell files of one name apart


@dataclass(frozen=True, kw_only=True)
class Look:
    """One look at a file when it was taken in: `judged` by a trust list, `clean` where nothing was wrong."""

    number: int
    digest: str
    name: str
    judged: bool
    clean: bool


def labels(looks: Iterable[Look]) -> Mapping[str, str]:
    """What each file is called, by its digest: the same whatever the order of arrival.

    A file that came under several names has the first of them by the alphabet; two files of one name get
    the beginning of their digest behind it.
    """
    names: dict[str, str] = {}
    for one in looks:
        names[one.digest] = min(names.get(one.digest, one.name), one.name)
    shared: dict[str, int] = {}
    for name in names.values():
        shared[name.casefold()] = shared.get(name.casefold(), 0) + 1
    return {
        digest: _told_apart(name, digest) if shared[name.casefold()] > 1 else name
        for digest, name in names.items()
    }


def _told_apart(name: str, digest: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f"{stem or suffix} ({digest[:_DIGITS]}){dot if stem else ''}{suffix if stem else ''}"


def counting(looks: Iterable[Look]) -> Mapping[str, Look]:
    """The look that counts for each file: what a trust list once found good stays good (trust in time)."""
    found: dict[str, Look] = {}
    for one in sorted(looks, key=lambda one: (one.judged, one.judged and one.clean, one.number)):
        found[one.digest] = one
    return found


def stage_of(identity: SheetIdentity, packages: Iterable[Package], stages: Iterable[str]) -> str:
    """The stage a sheet is judged in: that of its package, else the one it names, else the first."""
    held = {one.campaign.stage for one in packages}
    own = {one.id: one.campaign.stage for one in packages}.get(identity.package, identity.stage)
    return own if own in held else next(one for one in stages if one in held)
