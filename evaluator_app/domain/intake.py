"""Sorting filled forms against the applications that are known: new, changed, the same, doubtful, refused."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from evaluator_app.domain.application import Application
from evaluator_app.domain.codes import Code
from evaluator_app.domain.issue import folded
from evaluator_app.domain.problems import Problem, problem

# The fields of a scheme's forms that say what an application is, in the order they are asked.
ORGANISATION = ("organisation", "provider")
SITE = ("site", "project", "place")
TITLE = ("result_name", "project")
SECTOR = ("sector",)
GRADE = ("intended_grade",)

_NUMBERED = re.compile(r"(.*?)(\d+)")
_FIRST = "A-001"


class Arrival(StrEnum):
    """How a form stands to what is known."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBTFUL = "doubtful"  # a person has to look first
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """A form that was read; `values` are None where it could not be."""

    file: str
    values: Mapping[str, str] | None
    problems: tuple[Problem, ...] = ()
    missing: tuple[Problem, ...] = ()  # required fields that are empty


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value of an application that differs."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class Sorted:
    """What is to be done with a form; `application` is as it would be afterwards, None where nothing is."""

    file: str
    arrival: Arrival
    application: Application | None = None
    changes: tuple[FieldChange, ...] = ()
    problems: tuple[Problem, ...] = ()
    missing: tuple[Problem, ...] = ()  # keeps nothing out; the conformity check asks for it in the end


def sort_out(incoming: Iterable[Incoming], known: Sequence[Application]) -> tuple[Sorted, ...]:
    """Every form with what is to be done with it, in the order of the files."""
    forms = tuple(incoming)
    times = Counter(_identity(one.values) for one in forms if one.values is not None)
    ids = _ids([one.id for one in known])
    return tuple(replace(_sorted(one, known, times, ids), missing=one.missing) for one in forms)


def _sorted(
    one: Incoming, known: Sequence[Application], times: Mapping[tuple[str, str], int], ids: Iterator[str]
) -> Sorted:
    if one.values is None or not first_of(one.values, ORGANISATION):
        missing = () if one.values is None else (problem(Code.FORM_NAMELESS, one.file),)
        return Sorted(file=one.file, arrival=Arrival.REFUSED, problems=(*one.problems, *missing))
    identity = _identity(one.values)
    twice = (problem(Code.FORM_TWICE, one.file),) if times[identity] > 1 else ()
    before = next((app for app in known if _known_as(app) == identity), None)
    if one.problems or twice:
        return Sorted(
            file=one.file, arrival=Arrival.DOUBTFUL, application=before, problems=(*one.problems, *twice)
        )
    if before is None:
        made = application_of(next(ids), one.values)
        return Sorted(file=one.file, arrival=Arrival.NEW, application=made)
    changes = changes_of(before, one.values)
    after = application_of(before.id, one.values, before)
    arrival = Arrival.CHANGED if changes else Arrival.SAME
    return Sorted(file=one.file, arrival=arrival, application=after, changes=changes)


def first_of(values: Mapping[str, str], fields: Iterable[str]) -> str:
    """The first of these fields that says anything."""
    return next((words for name in fields if (words := values.get(name, "").strip())), "")


def application_of(name: str, values: Mapping[str, str], before: Application | None = None) -> Application:
    """The application a form describes; its documents stay what they were."""
    merged = {**(before.values if before else {}), **values}
    organisation = first_of(merged, ORGANISATION)
    return Application(
        id=name,
        organisation=organisation,
        site=first_of(merged, SITE) or organisation,
        title=first_of(merged, TITLE) or (before.title if before else ""),
        sector=first_of(merged, SECTOR) or (before.sector if before else ""),
        intended_grade=first_of(merged, GRADE) or (before.intended_grade if before else ""),
        values=merged,
        documents=before.documents if before else (),
    )


def changes_of(before: Application, values: Mapping[str, str]) -> tuple[FieldChange, ...]:
    """The values a form changes or adds; what it leaves empty stays."""
    return tuple(
        FieldChange(name, before.values.get(name, ""), words)
        for name, words in values.items()
        if before.values.get(name, "") != words
    )


def _identity(values: Mapping[str, str]) -> tuple[str, str]:
    organisation = first_of(values, ORGANISATION)
    return folded(organisation), folded(first_of(values, SITE) or organisation)


def _known_as(one: Application) -> tuple[str, str]:
    return folded(one.organisation), folded(one.site)


def _ids(known: Sequence[str]) -> Iterator[str]:
    """Ids that are free, after the pattern of those that are known."""
    used = set(known)
    patterns = (_NUMBERED.fullmatch(one) for one in (*sorted(used, reverse=True), _FIRST))
    found = next(one for one in patterns if one is not None)
    number, width = int(found[2]), len(found[2])
    while True:
        name = f"{found[1]}{number:0{width}d}"
        if name not in used:
            yield name
        number += 1
