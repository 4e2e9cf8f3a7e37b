"""Certificates in words: how one stands, what happened to it, what is due; consents and reports."""

from collections.abc import Iterable

from evaluator_app.domain.consents import Party, Scope
from evaluator_app.domain.duties import DueItem
from evaluator_app.domain.register import Case, Event, EventKind, Validity
from evaluator_app.domain.scheme import Scheme
from evaluator_app.domain.violations import ViolationStep
from evaluator_app.wording.language import mark, plural, text

_VALIDITIES = {
    Validity.AHEAD: mark("not begun yet"),
    Validity.VALID: mark("valid"),
    Validity.EXPIRED: mark("term is over"),
    Validity.LOWERED: mark("grade lowered, to be exchanged"),
    Validity.WITHDRAWN: mark("grade withdrawn"),
    Validity.REVOKED: mark("certificate revoked"),
    Validity.REPLACED: mark("exchanged for another"),
}
_KINDS = {
    EventKind.CASE: mark("Step of a case"),
    EventKind.INCIDENT: mark("Incident became known"),
    EventKind.REPORT: mark("Yearly report received"),
    EventKind.RENEWAL: mark("Applied for another evaluation"),
    EventKind.SUPERSEDED: mark("Certificate of another evaluation"),
    EventKind.SHIFT: mark("Last day moved (holiday)"),
    EventKind.DELIVERED: mark("Handed over"),
    EventKind.NOTE: mark("Note"),
}
_PARTIES = {Party.APPLICANT: mark("the applicant"), Party.SECRETARIAT: mark("the secretariat")}
_SCOPES = {Scope.RESULTS: mark("result and certificate"), Scope.PROMOTION: mark("promotion material")}
_STEPS = {
    ViolationStep.RECEIVED: mark("received"),
    ViolationStep.NOTED: mark("looked into"),
    ViolationStep.CLOSED: mark("closed"),
}
_CHECKED = {
    "organisation": mark("Organisation"),
    "site": mark("Site"),
    "boundary": mark("Boundary applied for"),
    "result": mark("Evaluation result"),
    "issued_on": mark("Issued on"),
    "until": mark("Valid until"),
}


def validity_words(one: Validity) -> str:
    """How a certificate stands."""
    return text(_VALIDITIES[one])


def kind_titles() -> dict[EventKind, str]:
    """What can be recorded of a certificate."""
    return {kind: text(words) for kind, words in _KINDS.items()}


def party_titles() -> dict[Party, str]:
    """Whose consents are needed."""
    return {party: text(words) for party, words in _PARTIES.items()}


def scope_titles() -> dict[Scope, str]:
    """What they consent to."""
    return {scope: text(words) for scope, words in _SCOPES.items()}


def step_titles() -> dict[ViolationStep, str]:
    """What becomes of a report of a violation."""
    return {step: text(words) for step, words in _STEPS.items()}


def checked_titles() -> dict[str, str]:
    """What of a certificate can be compared with the register."""
    return {name: text(words) for name, words in _CHECKED.items()}


def duty_title(item: DueItem) -> str:
    """What is due, by name."""
    return item.title or text("Apply for another evaluation")


def overdue(item: DueItem, day: str) -> bool:
    """Whether the day has passed."""
    return item.due < day


def due_note(item: DueItem, day: str) -> str:
    """What is to be said of something that is due: overdue, counted from, on a weekend, moved."""
    said = [text("overdue")] if overdue(item, day) else []
    if item.counted_from:
        said.append(text("{days} days from {day}", days=item.days, day=item.counted_from))
    if item.moved_from:
        said.append(text("moved from {day}", day=item.moved_from))
    if item.on_weekend:
        said.append(text("a weekend: does it move?"))
    return "; ".join(said)


def due_words(item: DueItem, day: str) -> str:
    """Something that is due, in a line."""
    note = due_note(item, day)
    said = text(
        "{day}  {duty}: {organisation} · {site} ({number})",
        day=item.due,
        duty=duty_title(item),
        organisation=item.organisation,
        site=item.site,
        number=item.number,
    )
    return f"{said}  {note}" if note else said


def due_summary(items: Iterable[DueItem], day: str) -> str:
    """What is due, in a line; nothing where nothing is."""
    items = tuple(items)
    late = sum(overdue(one, day) for one in items)
    if not items:
        return ""
    said = plural(
        "{count} thing is due for certificates this month",
        "{count} things are due for certificates this month",
        len(items),
    )
    return said + text(", {count} overdue", count=late) if late else said


def event_words(event: Event, scheme: Scheme) -> str:
    """What happened to a certificate, in a line."""
    upkeep = scheme.upkeep
    states = {one.id: one.title for one in upkeep.states} if upkeep else {}
    causes = {each.id: each.title for one in upkeep.sanctions for each in one.causes} if upkeep else {}
    said = [states.get(event.state, event.state) if event.state else kind_titles()[event.kind]]
    said += [causes.get(one, one) for one in event.causes]
    said += [text("happened on {day}", day=event.occurred)] if event.occurred else []
    said += [text("to grade {grade}", grade=event.grade)] if event.grade else []
    said += [text("exchanged for {number}", number=event.successor)] if event.successor else []
    said += [text("due {day}", day=event.due)] if event.due else []
    said += [text("until {day}", day=event.until)] if event.until else []
    return "; ".join([*said, *(part for part in (event.paper, event.note) if part)])


def case_words(case: Case | None) -> str:
    """Where a case stands; nothing where there is none."""
    return case.state.title if case else ""


def missing_words(missing: Iterable[Party]) -> str:
    """Whose consent is missing."""
    return "、".join(party_titles()[one] for one in missing)
