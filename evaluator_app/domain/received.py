"""Files that came back: how each is called, which look at it counts, and in which stage it belongs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from evaluator_app.domain.application import Package
from evaluator_app.domain.codes import Code
from evaluator_app.domain.collecting import Returned
from evaluator_app.domain.panel import PanelMerge
from evaluator_app.domain.problems import Problem
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


class Arrival(StrEnum):
    """What taking in a sheet or a return file would do."""

    COUNTS = "counts"
    UNSIGNED = "unsigned"  # counts only where unsigned sheets do
    DECLARED = "declared"  # declarations of interests in a return file
    KNOWN = "known"  # the very same file is here already
    DUPLICATE = "duplicate"
    SUPERSEDED = "superseded"
    CONFLICT = "conflict"
    SET_ASIDE = "set_aside"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class Item:
    """A sheet, or a file in which none could be read, and what would become of it."""

    file: str
    arrival: Arrival
    problems: tuple[Problem, ...] = ()
    returned: Returned | None = None
    stage: str = ""
    recusals: int = 0  # of a return file


_ARRIVALS = {
    Code.SHEET_DUPLICATE: Arrival.DUPLICATE,
    Code.SHEET_SUPERSEDED: Arrival.SUPERSEDED,
    Code.SHEET_CONFLICT: Arrival.CONFLICT,
    Code.SHEET_NOT_CHOSEN: Arrival.SET_ASIDE,
}


def item_of(returned: Returned, stage: str, merge: PanelMerge) -> Item:
    """What becomes of a sheet in a merge that took unsigned ones too."""
    problems = refusals_of(merge, returned.file)
    accepted = Arrival.COUNTS if returned.signed else Arrival.UNSIGNED
    arrivals = [_ARRIVALS.get(one.code, Arrival.REFUSED) for one in problems]
    return Item(
        file=returned.file,
        arrival=arrivals[0] if arrivals else accepted,
        problems=problems,
        returned=returned,
        stage=stage,
    )


def refusals_of(merge: PanelMerge, file: str) -> tuple[Problem, ...]:
    """Why a sheet does not count, or a file could not be read."""
    return tuple(one.problem for one in merge.refusals if one.file == file)
