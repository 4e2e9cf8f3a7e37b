"""Which packages a stage needs: new, changed, as they were issued, or to be withdrawn."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from evaluator_app.domain.panels import Panels

_PANEL = "P"  # before the number of a panel; members are numbered with another letter


class IssueKind(StrEnum):
    """What became of a package."""

    ISSUED = "issued"
    WITHDRAWN = "withdrawn"


class Way(StrEnum):
    """For whom a package is made."""

    EXPERT = "expert"
    PANEL = "panel"  # everybody who scores the same applications with the same others


class PlanState(StrEnum):
    """How a package that is needed stands to what was issued."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    WITHDRAW = "withdraw"  # nobody is to score by it any more


@dataclass(frozen=True, kw_only=True)
class IssuedPackage:
    """A package as it was issued; `contents` has for each application what tells whether it changed since."""

    package: str
    revision: int
    digest: str
    file: str
    members: tuple[str, ...]
    contents: Mapping[str, str]
    kind: IssueKind
    who: str
    at: str


@dataclass(frozen=True, kw_only=True)
class PackagePlan:
    """A package with its members and applications; the revision is the one it has or would get."""

    package: str
    revision: int
    members: tuple[str, ...]
    applications: tuple[str, ...]
    state: PlanState
    before: IssuedPackage | None = None


@dataclass(kw_only=True)
class _Group:
    members: tuple[str, ...]
    applications: list[str] = field(default_factory=list)


def plans(
    panels: Panels, contents: Mapping[str, str], issued: Sequence[IssuedPackage], way: Way, prefix: str
) -> tuple[PackagePlan, ...]:
    """What a stage needs by its panels, then what is to be withdrawn (T-20).

    `contents` has every application with what tells whether it changed; `issued` is in order of time.
    A panel's package keeps its number as long as it shares applications with the one before.
    """
    latest = {one.package: one for one in issued}
    groups = _groups(panels, contents, way)
    numbered = {name: one for name, one in latest.items() if name.startswith(f"{prefix}-{_PANEL}")}
    names = _numbers(groups, numbered, prefix) if way is Way.PANEL else _named(groups, prefix)
    found = [_plan(name, group, latest.get(name), contents) for name, group in names.items()]
    gone = (one for name, one in sorted(latest.items()) if name not in names)
    return (
        *sorted(found, key=lambda one: one.package),
        *(
            PackagePlan(
                package=one.package,
                revision=one.revision,
                members=one.members,
                applications=tuple(one.contents),
                state=PlanState.WITHDRAW,
                before=one,
            )
            for one in gone
            if one.kind is IssueKind.ISSUED
        ),
    )


def in_force(issued: Iterable[IssuedPackage]) -> tuple[IssuedPackage, ...]:
    """The last revision of every package that is not withdrawn."""
    latest = {one.package: one for one in issued}
    return tuple(one for one in latest.values() if one.kind is IssueKind.ISSUED)


def _groups(panels: Panels, contents: Iterable[str], way: Way) -> list[_Group]:
    groups: dict[tuple[str, ...], _Group] = {}
    for application in contents:
        seated = tuple(sorted(panels.of(application)))
        for members in [(one,) for one in seated] if way is Way.EXPERT else [seated] * bool(seated):
            groups.setdefault(members, _Group(members=members)).applications.append(application)
    return list(groups.values())


def _named(groups: Iterable[_Group], prefix: str) -> dict[str, _Group]:
    return {f"{prefix}-{one.members[0]}": one for one in groups}


def _numbers(groups: list[_Group], latest: Mapping[str, IssuedPackage], prefix: str) -> dict[str, _Group]:
    """Numbers of panels: a panel takes over the number of the package it shares most applications with."""
    shared = sorted(
        (-len(set(group.applications) & set(one.contents)), name, place)
        for place, group in enumerate(groups)
        for name, one in latest.items()
    )
    names: dict[str, _Group] = {}
    done: set[int] = set()
    for count, name, place in shared:
        if count and name not in names and place not in done:
            names[name] = groups[place]
            done.add(place)
    number = 0
    for place, group in enumerate(groups):
        if place not in done:
            number += 1
            while (name := f"{prefix}-{_PANEL}{number:02d}") in names or name in latest:
                number += 1
            names[name] = group
    return names


def _plan(name: str, group: _Group, before: IssuedPackage | None, contents: Mapping[str, str]) -> PackagePlan:
    applications = tuple(sorted(group.applications))
    inside = {one: contents[one] for one in applications}
    state, revision = PlanState.NEW, 1
    if before is not None:
        same = before.kind is IssueKind.ISSUED and (before.members, dict(before.contents)) == (
            group.members,
            inside,
        )
        state = PlanState.SAME if same else PlanState.CHANGED
        revision = before.revision + (not same)
    return PackagePlan(
        package=name,
        revision=revision,
        members=group.members,
        applications=applications,
        state=state,
        before=before,
    )
