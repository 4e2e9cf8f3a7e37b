"""The list of reminders as an Excel workbook: one row for each sheet an expert still owes."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import BinaryIO

from xlsxwriter import Workbook

from evaluator_app.domain.application import Application
from evaluator_app.domain.reminders import Reminder
from evaluator_app.exchange.committee.book import height
from evaluator_app.exchange.sheet_texts import showable
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import what_happened, what_to_do

_A4, _LONGEST = 9, 32_000
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_WIDTHS = (18, 12, 34, 26, 12, 12, 56)
_CELL = {"border": 1, "text_wrap": True, "valign": "top"}
_HEAD = {**_CELL, "bold": True, "bg_color": "#E7EBF0", "align": "center"}


def write_reminder_workbook(stream: BinaryIO, every: Iterable[Reminder], written: datetime) -> None:
    """Write the list, sorted and filtered by whoever telephones."""
    rows = [_heads(), *(row for one in every for row in _rows(one))]
    with Workbook(stream, dict(_OPTIONS)) as book:
        book.set_properties({"title": text("Reminders"), "created": written.replace(tzinfo=None)})
        styles = [book.add_format(one) for one in (_HEAD, _CELL)]
        page = book.add_worksheet(text("Reminders"))
        for column, width in enumerate(_WIDTHS):
            page.set_column(column, column, width)
        for number, cells in enumerate(rows):
            for column, value in enumerate(cells):
                page.write_string(number, column, showable(value)[:_LONGEST], styles[min(number, 1)])
            page.set_row(number, max(height(*one) for one in zip(cells, _WIDTHS, strict=True)))
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, len(rows) - 1, len(_WIDTHS) - 1)
        page.set_landscape()
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)


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
