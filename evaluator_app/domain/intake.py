"""Sorting filled forms against the applications that are known: new, changed, the same, doubtful, refused."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from evaluator_app.domain.application import Application
from evaluator_app.domain.codes import Code
from evaluator_app.domain.field_roles import Roles, first_of
from evaluator_app.domain.form import FieldRole
from evaluator_app.domain.incoming_documents import DocumentChange, IncomingDocument
from evaluator_app.domain.issue import folded
from evaluator_app.domain.problems import Problem, problem

_NUMBERED = re.compile(r"(.*?)(\d+)")
_FIRST = "A-001"


class Arrival(StrEnum):
    """How a form stands to what is known."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBTFUL = "doubtful"  # a person has to look first
    REFUSED = "refused"
    LATE = "late"  # after the last day, under a source that refuses late ones


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """A form that was read, with the documents beside it; `values` are None where it could not be."""

    file: str
    values: Mapping[str, str] | None
    problems: tuple[Problem, ...] = ()
    missing: tuple[Problem, ...] = ()  # required fields that are empty
    findings: tuple[Problem, ...] = ()  # what is to be said of its documents; they keep nothing out
    documents: tuple[IncomingDocument, ...] = ()
    sha256: str = ""  # of the form
    forms: tuple[str, ...] = ()  # ids of those of which something was typed


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
    before: Application | None = None
    changes: tuple[FieldChange, ...] = ()
    documents: tuple[DocumentChange, ...] = ()
    problems: tuple[Problem, ...] = ()
    missing: tuple[Problem, ...] = ()  # keeps nothing out; the conformity check asks for it in the end
    findings: tuple[Problem, ...] = ()
    sha256: str = ""
    forms: tuple[str, ...] = ()

    @property
    def wanted(self) -> bool:
        """Whether there is anything to be written."""
        return self.arrival in (Arrival.NEW, Arrival.CHANGED) and self.application is not None


def sort_out(incoming: Iterable[Incoming], known: Sequence[Application], roles: Roles) -> tuple[Sorted, ...]:
    """Every form with what is to be done with it, in the order of the files."""
    forms = tuple(incoming)
    sorting = _Sorting(forms, known, roles)
    return tuple(
        replace(
            sorting.sorted(one),
            missing=one.missing,
            findings=one.findings,
            sha256=one.sha256,
            forms=one.forms,
        )
        for one in forms
    )


class _Sorting:
    """What is known while a delivery is sorted."""

    def __init__(self, forms: Sequence[Incoming], known: Sequence[Application], roles: Roles) -> None:
        self._roles = roles
        self._times = Counter(self._identity(one.values) for one in forms if one.values is not None)
        self._known = {_known_as(one): one for one in reversed(known)}  # the first of twins counts
        self._ids = _ids([one.id for one in known])

    def sorted(self, one: Incoming) -> Sorted:
        """What is to be done with one form."""
        if one.values is None or not first_of(one.values, self._roles[FieldRole.ORGANISATION]):
            nameless = () if one.values is None else (problem(Code.FORM_NAMELESS, one.file),)
            return Sorted(file=one.file, arrival=Arrival.REFUSED, problems=(*one.problems, *nameless))
        identity = self._identity(one.values)
        twice = (problem(Code.FORM_TWICE, one.file),) if self._times[identity] > 1 else ()
        before = self._known.get(identity)
        if one.problems or twice:
            return Sorted(
                file=one.file, arrival=Arrival.DOUBTFUL, application=before, problems=(*one.problems, *twice)
            )
        if before is None:
            made = application_of(next(self._ids), one.values, self._roles)
            return Sorted(file=one.file, arrival=Arrival.NEW, application=made)
        return changed(one.file, before, one.values, self._roles)

    def _identity(self, values: Mapping[str, str]) -> tuple[str, str]:
        organisation = first_of(values, self._roles[FieldRole.ORGANISATION])
        site = first_of(values, self._roles.get(FieldRole.SITE, ()))
        return folded(organisation), folded(site or organisation)


def changed(file: str, before: Application, values: Mapping[str, str], roles: Roles) -> Sorted:
    """What values change of an application that is known."""
    changes = changes_of(before, values)
    after = application_of(before.id, values, roles, before)
    arrival = Arrival.CHANGED if changes else Arrival.SAME
    return Sorted(file=file, arrival=arrival, application=after, before=before, changes=changes)


def with_documents(one: Sorted, documents: tuple[DocumentChange, ...]) -> Sorted:
    """A sorted form with what is to be done with the documents beside it."""
    changing = one.arrival is Arrival.SAME and any(document.changes for document in documents)
    arrival = Arrival.CHANGED if changing else one.arrival
    return replace(one, arrival=arrival, documents=documents)


def application_of(
    name: str, values: Mapping[str, str], roles: Roles, before: Application | None = None
) -> Application:
    """The application a form describes; its documents stay what they were."""
    merged = {**(before.values if before else {}), **values}

    def said(role: FieldRole) -> str:
        return first_of(merged, roles.get(role, ()))

    organisation = said(FieldRole.ORGANISATION) or (before.organisation if before else "")
    return Application(
        id=name,
        organisation=organisation,
        site=said(FieldRole.SITE) or (before.site if before else organisation),
        title=said(FieldRole.TITLE) or (before.title if before else ""),
        sector=said(FieldRole.SECTOR) or (before.sector if before else ""),
        intended_grade=said(FieldRole.GRADE) or (before.intended_grade if before else ""),
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
