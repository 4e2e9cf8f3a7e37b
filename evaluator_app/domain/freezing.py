"""Freezing: a signed sheet stays as it is, and a correction is a new revision that supersedes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.sheet import Supersedes


class Kind(StrEnum):
    """What happened to a sheet as a whole."""

    SIGNED = "signed"
    CORRECTED = "corrected"


@dataclass(frozen=True, kw_only=True)
class Event:
    """A revision that was signed, or begun to correct one; `digest` is of the signed file in both cases."""

    kind: Kind
    revision: int
    digest: str
    who: str
    at: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Revision:
    """The revision a sheet is at: open to edits, or frozen by the event that signed it."""

    number: int = 1
    supersedes: Supersedes | None = None
    signed: Event | None = None


def revision_of(events: Iterable[Event]) -> Revision:
    """Where a sheet stands after these events, the oldest first."""
    found = Revision()
    for event in events:
        if event.kind is Kind.SIGNED:
            found = Revision(number=event.revision, supersedes=found.supersedes, signed=event)
        else:
            superseded = Supersedes(digest=event.digest, reason=event.reason)
            found = Revision(number=event.revision, supersedes=superseded)
    return found


def frozen(revision: Revision, place: str = "") -> tuple[Problem, ...]:
    """Why a sheet takes no edit; nothing where it is open."""
    if revision.signed is None:
        return ()
    return (problem(Code.SHEET_FROZEN, place, time=revision.signed.at),)


def correction(revision: Revision, reason: str, who: str, at: str) -> Event:
    """The event that begins the correction of a signed sheet; it has to say why."""
    if revision.signed is None:
        raise Refused([problem(Code.SHEET_NOT_SIGNED_YET)])
    if not reason.strip():
        raise Refused([problem(Code.CORRECTION_REASON_MISSING)])
    digest, number = revision.signed.digest, revision.number + 1
    return Event(
        kind=Kind.CORRECTED, revision=number, digest=digest, who=who, at=at, reason=" ".join(reason.split())
    )
