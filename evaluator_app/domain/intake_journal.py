"""What was taken in, as the journal of a campaign tells it: when, by whom, from which file."""

from dataclasses import dataclass
from enum import StrEnum

from evaluator_app.domain.dossier import Result, StepRecord
from evaluator_app.domain.intake import Arrival, Sorted


class IntakeKind(StrEnum):
    """What became of something that came in."""

    NEW = "new"
    CHANGED = "changed"
    LATE = "late"  # refused, because it came after the last day
    RECOMMENDED = "recommended"


@dataclass(frozen=True, kw_only=True)
class IntakeEvent:
    """One thing that came in. It names fields but not their values, so that personal data can be removed."""

    application: str  # "" where it was refused
    kind: IntakeKind
    file: str
    sha256: str
    received: str  # yyyy-mm-dd
    fields: tuple[str, ...] = ()
    documents: tuple[tuple[str, str], ...] = ()  # the name and digest of each that was written
    who: str = ""
    at: str = ""  # ISO 8601 with zone


def event_of(one: Sorted, received: str, made: dict[str, str]) -> IntakeEvent:
    """What the journal says of a form; `made` are the PDFs that were made, by name with their digests."""
    kinds = {Arrival.NEW: IntakeKind.NEW, Arrival.CHANGED: IntakeKind.CHANGED}
    taken = one.wanted and one.application is not None
    values = one.application.values if one.application and one.arrival is Arrival.NEW else {}
    written = [(each.document.name, each.document.sha256) for each in one.documents if each.written]
    return IntakeEvent(
        application=one.application.id if taken and one.application else "",
        kind=kinds.get(one.arrival, IntakeKind.LATE),
        file=one.file,
        sha256=one.sha256,
        received=received,
        fields=tuple(sorted({*values, *(change.field for change in one.changes)})) if taken else (),
        documents=(*written, *made.items()) if taken else (),
    )


def receipt_record(one: Sorted, event: IntakeEvent, step: str, kinds: tuple[str, ...]) -> StepRecord:
    """The step of the dossier that says when an application, or a later form of it, came in."""
    return StepRecord(
        step=step,
        day=event.received,
        result=Result.DONE if event.kind is IntakeKind.NEW else Result.NOTED,
        application=event.application,
        papers=tuple(dict.fromkeys((*one.forms, *kinds))),
        note=event.file.replace("\\", "/").rpartition("/")[2],
        recorded_by=event.who,
        recorded_at=event.at,
    )
