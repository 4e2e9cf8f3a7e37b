"""Holding a roster that comes in against the one that is kept: who is new, changed, the same."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from evaluator_app.domain.issue import folded
from evaluator_app.domain.roster import Member

_NOT_COMPARED = ("place", "id")
_PREFIX, _WIDTH = "E-", 4


class Change(StrEnum):
    """How a person who comes in stands to the roster."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, kw_only=True)
class MemberChange:
    """A person with their id in the roster, and the names of the fields that differ."""

    member: Member
    change: Change
    differs: tuple[str, ...] = ()


def roster_changes(
    known: Sequence[Member], incoming: Iterable[Member], used: Iterable[str] = ()
) -> tuple[MemberChange, ...]:
    """What taking these people in would do; a person is known by id, else by name and organisation.

    `used` are the ids that were ever given: none of them is given again.
    """
    by_id = {one.id: one for one in known}
    by_name = {_name(one): one for one in known}
    ids = free_ids((*used, *(one.id for one in known)))
    found = []
    for one in incoming:
        before = by_id.get(one.id) or by_name.get(_name(one))
        if before is None:
            name = next(ids)
            found.append(MemberChange(member=replace(one, id=name, place=name), change=Change.NEW))
            continue
        after = replace(one, id=before.id, place=before.id, meets=one.meets or before.meets)
        differs = tuple(_differing(before, after))
        change = Change.CHANGED if differs else Change.SAME
        found.append(MemberChange(member=after, change=change, differs=differs))
    return tuple(found)


def free_ids(used: Iterable[str]) -> Iterator[str]:
    """Ids that nobody has had: they go on from the highest, a removed person's is never given again."""
    numbers = [one.removeprefix(_PREFIX) for one in used]
    number = max((int(one) for one in numbers if one.isdecimal()), default=0)
    while True:
        number += 1
        yield f"{_PREFIX}{number:0{_WIDTH}d}"


def _differing(before: Member, after: Member) -> Iterator[str]:
    for one in fields(Member):
        if one.name not in _NOT_COMPARED and getattr(before, one.name) != getattr(after, one.name):
            yield one.name


def _name(one: Member) -> tuple[str, str]:
    return folded(one.expert.name), folded(one.expert.organisation)
