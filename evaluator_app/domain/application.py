"""What is evaluated: applications, their documents, and the package that carries them."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from enum import StrEnum

from evaluator_app.domain.expert import Expert


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document of an application; `path` is its place in the package, `media` its type."""

    id: str
    title: str
    kind: str  # id of a document kind of the scheme, or "" where it is none of them
    path: str
    media: str
    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Application:
    """One thing to be evaluated: an organisation's site with its documents."""

    id: str
    organisation: str
    site: str
    title: str = ""
    sector: str = ""  # 领域
    intended_grade: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Campaign:
    """A year's run of a scheme."""

    id: str
    title: str
    stage: str  # id of the stage that is scored
    due: str = ""  # yyyy-mm-dd
    fictitious: bool = False  # samples are marked on every screen and export


@dataclass(frozen=True, kw_only=True)
class Package:
    """What an expert receives; `revision` counts reissues of the same `id`."""

    id: str
    revision: int
    issued: str  # ISO 8601 with zone
    campaign: Campaign
    scheme_digest: str
    protocol_digest: str
    digest: str  # SHA-256 of the bag's tag manifest: names the package as a whole
    applications: tuple[Application, ...]
    experts: tuple[Expert, ...] = ()  # the panel it is issued to, where that is known


class ChangeKind(StrEnum):
    """What can differ between two revisions."""

    SCHEME_CHANGED = "scheme_changed"
    APPLICATION_ADDED = "application_added"
    APPLICATION_REMOVED = "application_removed"
    APPLICATION_CHANGED = "application_changed"
    DOCUMENT_ADDED = "document_added"
    DOCUMENT_REMOVED = "document_removed"
    DOCUMENT_CHANGED = "document_changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two revisions of a package."""

    kind: ChangeKind
    application: str = ""
    document: str = ""


def differences(old: Package, new: Package) -> tuple[Change, ...]:
    """What a newer revision changes, for the expert to see before working on."""
    before = {one.id: one for one in old.applications}
    after = {one.id: one for one in new.applications}
    changes = [Change(ChangeKind.SCHEME_CHANGED)] if old.scheme_digest != new.scheme_digest else []
    changes += [Change(ChangeKind.APPLICATION_ADDED, name) for name in after if name not in before]
    changes += [Change(ChangeKind.APPLICATION_REMOVED, name) for name in before if name not in after]
    for name, application in after.items():
        if name in before:
            changes += _application_differences(before[name], application)
    return tuple(changes)


def _application_differences(old: Application, new: Application) -> list[Change]:
    before = {one.id: one for one in old.documents}
    after = {one.id: one for one in new.documents}
    changes = [
        Change(ChangeKind.DOCUMENT_ADDED, new.id, after[name].title) for name in after if name not in before
    ]
    changes += [
        Change(ChangeKind.DOCUMENT_REMOVED, new.id, before[name].title)
        for name in before
        if name not in after
    ]
    changes += [
        Change(ChangeKind.DOCUMENT_CHANGED, new.id, after[name].title)
        for name in after
        if name in before and before[name].sha256 != after[name].sha256
    ]
    kept = before.keys() & after.keys()
    if _particulars(old, kept) != _particulars(new, kept):
        changes.append(Change(ChangeKind.APPLICATION_CHANGED, new.id))
    return changes


def _particulars(application: Application, documents: AbstractSet[str]) -> object:
    """All an application says besides which documents it has and what is in them."""
    named = {one.id: (one.title, one.kind) for one in application.documents if one.id in documents}
    return replace(application, documents=()), named
