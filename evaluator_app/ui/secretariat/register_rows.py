"""Certificates and what is due for them as rows of tables, and a certificate's history."""

from typing import TYPE_CHECKING

from evaluator_app.domain.duties import DueItem
from evaluator_app.late import late
from evaluator_app.wording.language import text
from evaluator_app.wording.register import (
    case_words,
    due_note,
    due_words,
    duty_title,
    event_words,
    validity_words,
)

if TYPE_CHECKING:
    from evaluator_app.services import register
    from evaluator_app.services.register import Line
else:
    register = late("evaluator_app.services.register")


def headings() -> tuple[str, ...]:
    """The columns of the register."""
    return (
        text("Certificate number"),
        text("Organisation"),
        text("Site"),
        text("Grade"),
        text("Valid until"),
        text("State"),
        text("Due next"),
    )


def cells(one: "Line") -> tuple[str, ...]:
    """A certificate in a row."""
    entry, following = one.holding.entry, next(iter(one.due), None)
    return (
        entry.number,
        entry.organisation,
        entry.site,
        one.result,
        entry.until,
        " · ".join(part for part in (validity_words(one.validity), case_words(one.case)) if part),
        f"{following.due} {duty_title(following)}" if following else "",
    )


def due_headings() -> tuple[str, ...]:
    """The columns of what is due."""
    return (
        text("Due on"),
        text("What is due"),
        text("Organisation"),
        text("Site"),
        text("Certificate number"),
        text("Note"),
    )


def due_cells(item: DueItem) -> tuple[str, ...]:
    """Something that is due in a row."""
    note = due_note(item, register.today())
    return item.due, duty_title(item), item.organisation, item.site, item.number, note


def history(one: "Line") -> list[str]:
    """What is known of a certificate, line by line."""
    entry = one.holding.entry
    said = [
        text(
            "Issued on {day} for {boundary}; decided on {decided}",
            day=entry.issued_on,
            boundary=entry.boundary or entry.site,
            decided=entry.decided_on,
        )
    ]
    said += [
        f"{event.day}  {event_words(event, one.scheme)}  {event.recorded_by}" for event in one.holding.events
    ]
    said += [due_words(item, one.day) for item in one.due]
    return said
