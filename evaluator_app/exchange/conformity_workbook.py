"""The outcome of the conformity check as an Excel workbook: the list entering review, and every result."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from evaluator_app.domain.conformity_results import Conformity, Verdict
from evaluator_app.exchange.committee.book import height
from evaluator_app.exchange.sheet_texts import showable
from evaluator_app.wording.conformity import heads, row, whole_words
from evaluator_app.wording.language import text

_A4, _LONGEST = 9, 32_000
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_LIST_WIDTHS = (12, 34, 26, 34, 12, 12, 22, 10, 10)
_DETAIL_WIDTHS = (12, 30, 32, 56, 14, 22, 30, 22, 30)


def write_conformity_workbook(stream: BinaryIO, checked: Sequence[Conformity], written: datetime) -> None:
    """Write both lists; `written` stands below the first."""
    with Workbook(stream, dict(_OPTIONS)) as book:
        book.set_properties({"title": text("Conformity check"), "created": written.replace(tzinfo=None)})
        styles = [book.add_format(one) for one in (_HEAD, _CELL)]
        rows = [_row(one) for one in checked]
        _table(book, text("Applications"), _LIST_WIDTHS, (_list_heads(), *rows), styles)
        details = [_detail(one) for one in checked]
        flat = [line for lines in details for line in lines]
        names = (text("Number"), text("Organisation"), *heads())
        _table(book, text("Results"), _DETAIL_WIDTHS, (names, *flat), styles)


_CELL = {"border": 1, "text_wrap": True, "valign": "top"}
_HEAD = {**_CELL, "bold": True, "bg_color": "#E7EBF0", "align": "center"}


def _list_heads() -> tuple[str, ...]:
    return (
        text("Number"),
        text("Organisation"),
        text("Site"),
        text("Title"),
        text("Sector"),
        text("Intended grade"),
        text("Result"),
        text("Not met"),
        text("To judge"),
    )


def _row(one: Conformity) -> tuple[str | int, ...]:
    application = one.application
    verdicts = Counter(rule.verdict for rule in one.results)
    return (
        application.id,
        application.organisation,
        application.site,
        application.title,
        application.sector,
        application.intended_grade,
        whole_words(one),
        verdicts[Verdict.NOT_MET],
        verdicts[Verdict.TO_JUDGE],
    )


def _detail(one: Conformity) -> Iterable[tuple[str, ...]]:
    return ((one.application.id, one.application.organisation, *row(result)) for result in one.results)


def _table(
    book: Workbook,
    name: str,
    widths: Sequence[int],
    rows: Sequence[Sequence[str | int]],
    styles: Sequence[Format],
) -> None:
    """A sheet with a head that stays in sight, a filter, and one page in width."""
    page = book.add_worksheet(name)
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    for number, cells in enumerate(rows):
        for column, value in enumerate(cells):
            shown = showable(value)[:_LONGEST] if isinstance(value, str) else value
            page.write(number, column, shown, styles[min(number, 1)])
        page.set_row(
            number, max(height(str(value), width) for value, width in zip(cells, widths, strict=True))
        )
    page.freeze_panes(1, 2)
    page.autofilter(0, 0, len(rows) - 1, len(widths) - 1)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
