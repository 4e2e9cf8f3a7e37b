"""The register, what is due, and the plaques as Excel lists; what is due as days of a calendar."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from evaluator_app.domain.duties import DueItem
from evaluator_app.domain.publication import field_title
from evaluator_app.domain.register import Case, Entry, Holding, Validity, grade_title
from evaluator_app.domain.scheme import Scheme
from evaluator_app.exchange.calendar_file import CalendarDay
from evaluator_app.exchange.list_workbook import ListSheet, write_lists
from evaluator_app.wording.language import text
from evaluator_app.wording.register import (
    case_words,
    due_note,
    due_words,
    duty_title,
    event_words,
    validity_words,
)


@dataclass(frozen=True, kw_only=True)
class RegisterRow:
    """A certificate with how it stands."""

    holding: Holding
    scheme: Scheme
    validity: Validity
    case: Case | None
    due: Sequence[DueItem]


def write_register(stream: BinaryIO, rows: Sequence[RegisterRow], written: datetime) -> None:
    """Every certificate, and everything that happened."""
    title = text("Register of certificates")
    listings = (_certificates(rows), _events(rows))
    write_lists(stream, title, listings, written)


def _certificates(rows: Sequence[RegisterRow]) -> ListSheet:
    return ListSheet(
        title=text("Register of certificates"),
        widths=(20, 30, 22, 14, 34, 12, 12, 12, 12, 18, 14, 30, 18),
        rows=(
            (
                text("Certificate number"),
                text("Organisation"),
                text("Site"),
                text("Sector"),
                text("Boundary applied for"),
                text("Evaluation result"),
                text("Decided on"),
                text("Issued on"),
                text("Valid until"),
                text("State"),
                text("Case"),
                text("Due next"),
                text("Verification code"),
            ),
            *[_certificate(one) for one in rows],
        ),
        fixed=2,
    )


def _certificate(one: RegisterRow) -> tuple[str, ...]:
    entry, following = one.holding.entry, next(iter(one.due), None)
    return (
        entry.number,
        entry.organisation,
        entry.site,
        field_title(one.scheme, entry.field),
        entry.boundary,
        grade_title(one.scheme, entry.grade),
        entry.decided_on,
        entry.issued_on,
        entry.until,
        validity_words(one.validity),
        case_words(one.case),
        f"{following.due} {duty_title(following)}" if following else "",
        entry.code,
    )


def _events(rows: Sequence[RegisterRow]) -> ListSheet:
    return ListSheet(
        title=text("What happened"),
        widths=(20, 12, 80, 14),
        rows=(
            (text("Certificate number"), text("Day"), text("What happened"), text("Recorded by")),
            *[
                (one.holding.entry.number, event.day, event_words(event, one.scheme), event.recorded_by)
                for one in rows
                for event in one.holding.events
            ],
        ),
        fixed=2,
    )


def write_due(stream: BinaryIO, items: Sequence[DueItem], day: str, written: datetime) -> None:
    """What is due, the earliest first."""
    listing = ListSheet(
        title=text("Due"),
        widths=(12, 24, 30, 22, 20, 30, 30, 18),
        rows=(
            (
                text("Due on"),
                text("What is due"),
                text("Organisation"),
                text("Site"),
                text("Certificate number"),
                text("Note"),
                text("Otherwise"),
                text("Clause"),
            ),
            *[
                (
                    one.due,
                    duty_title(one),
                    one.organisation,
                    one.site,
                    one.number,
                    due_note(one, day),
                    one.otherwise,
                    one.clause,
                )
                for one in items
            ],
        ),
        fixed=2,
    )
    write_lists(stream, text("Due"), (listing,), written)


def calendar_days(items: Iterable[DueItem]) -> tuple[str, tuple[CalendarDay, ...]]:
    """The title of the calendar, and what is due as its days."""
    days = tuple(
        CalendarDay(
            key=f"{one.number}/{one.duty}/{one.counted_from or one.due}",
            day=one.due,
            title=f"{duty_title(one)}：{one.organisation} {one.site}",
            about=due_words(one, one.due),
        )
        for one in items
    )
    return text("Certificates: what is due"), days


def write_plaques(stream: BinaryIO, rows: Sequence[tuple[Entry, Scheme]], written: datetime) -> None:
    """What the maker of plaques needs (S0-83, S0-84)."""
    listing = ListSheet(
        title=text("Plaques"),
        widths=(8, 20, 34, 26, 12, 18, 20, 12, 12),
        rows=(
            (
                text("Serial number"),
                text("Certificate number"),
                text("Organisation"),
                text("Site"),
                text("Evaluation result"),
                text("Standard number"),
                text("Issued by"),
                text("Issued on"),
                text("Valid until"),
            ),
            *[
                (
                    number,
                    one.number,
                    one.organisation,
                    one.site,
                    grade_title(scheme, one.grade),
                    scheme.standard,
                    one.issuer,
                    one.issued_on,
                    one.until,
                )
                for number, (one, scheme) in enumerate(rows, start=1)
            ],
        ),
        fixed=2,
    )
    write_lists(stream, text("Plaques"), (listing,), written)
