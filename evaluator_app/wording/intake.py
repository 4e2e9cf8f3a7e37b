"""How what came in stands to what is known, in words."""

from collections.abc import Iterable

from evaluator_app.domain.incoming_documents import DocumentArrival, DocumentChange
from evaluator_app.domain.intake import Arrival
from evaluator_app.domain.intake_journal import IntakeKind
from evaluator_app.domain.requirements import DocumentKind
from evaluator_app.wording.language import mark, text

_ARRIVALS = {
    Arrival.NEW: mark("new application"),
    Arrival.CHANGED: mark("changed"),
    Arrival.SAME: mark("nothing new"),
    Arrival.DOUBTFUL: mark("doubtful, not taken in"),
    Arrival.REFUSED: mark("not readable"),
    Arrival.LATE: mark("too late, not taken in"),
}
_DOCUMENTS = {
    DocumentArrival.NEW: mark("new document"),
    DocumentArrival.CHANGED: mark("changed, replaces the one that is there"),
    DocumentArrival.SAME: mark("nothing new"),
}
_KINDS = {
    IntakeKind.NEW: mark("new application"),
    IntakeKind.CHANGED: mark("changed"),
    IntakeKind.LATE: mark("too late, not taken in"),
    IntakeKind.RECOMMENDED: mark("recommended"),
}


def arrival_words(arrival: Arrival) -> str:
    """How a form stands to what is known."""
    return text(_ARRIVALS[arrival])


def kind_words(kind: IntakeKind) -> str:
    """What became of something that came in."""
    return text(_KINDS[kind])


def document_lines(documents: Iterable[DocumentChange], kinds: Iterable[DocumentKind]) -> list[str]:
    """A line for each document: its name, what it is, what would be done with it."""
    titles = {one.id: one.title for one in kinds}
    return [_document_line(one, titles.get(one.kind, "")) for one in documents]


def _document_line(one: DocumentChange, title: str) -> str:
    what = title or text("of no kind the scheme names")
    parts = [one.document.name, what, text(_DOCUMENTS[one.arrival])]
    if one.rendition:
        parts.append(text("a PDF is made"))
    return " · ".join(parts)
