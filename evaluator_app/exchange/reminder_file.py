"""The reminders of experts as files: a workbook with a row for each sheet owed, or text to send."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import BinaryIO

from evaluator_app.domain.application import Application
from evaluator_app.domain.reminders import Reminder
from evaluator_app.exchange.list_workbook import ListSheet, write_lists
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import what_happened, what_to_do
from evaluator_app.wording.reminders import reminders_text

_WIDTHS = (18, 12, 34, 26, 12, 12, 56)


def write_reminder_workbook(stream: BinaryIO, every: Iterable[Reminder], written: datetime) -> None:
    """Write the list, for whoever telephones."""
    rows = [_heads(), *(row for one in every for row in _rows(one))]
    title = text("Reminders")
    write_lists(stream, title, [ListSheet(title=title, widths=_WIDTHS, rows=rows)], written)


def write_reminder_text(stream: BinaryIO, every: Iterable[Reminder], campaign: str) -> None:
    """Write what can be sent to each expert; with a mark by which Windows knows the characters."""
    stream.write(f"{reminders_text(every, campaign)}\n".replace("\n", "\r\n").encode("utf-8-sig"))


def _heads() -> Sequence[str]:
    return (
        text("Expert"),
        text("Number"),
        text("Organisation"),
        text("Site"),
        text("Due"),
        text("State"),
        text("Reason"),
    )


def _rows(one: Reminder) -> Iterable[Sequence[str]]:
    for application in one.missing:
        yield (*_first(one, application), text("missing"), "")
    for unusable in one.unusable:
        why = "\n".join(f"{what_happened(wrong)} {what_to_do(wrong)}" for wrong in unusable.problems)
        yield (*_first(one, unusable.application), text("not used"), why)


def _first(one: Reminder, application: Application) -> tuple[str, ...]:
    return one.expert, application.id, application.organisation, application.site, one.due
