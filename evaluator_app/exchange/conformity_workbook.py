"""The conformity check in Excel: who enters the review, all applications, results, judgements."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from evaluator_app.domain.conformity_results import Conformity, Judgement, RuleResult, Verdict, entering
from evaluator_app.exchange.committee.book import height
from evaluator_app.exchange.sheet_texts import showable
from evaluator_app.wording.conformity import decided_words, heads, row, verdict_title, whole_words
from evaluator_app.wording.language import text

_A4, _LONGEST = 9, 32_000
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_LIST_WIDTHS = (12, 34, 26, 34, 12, 12, 22, 10, 10)
_DETAIL_WIDTHS = (12, 30, 32, 56, 14, 22, 30, 22, 30)
_RECORD_WIDTHS = (12, 30, 32, 56, 22, 14, 18, 16, 12, 44)
_PARTICULARS = 6  # of the columns of an application: those before its result


def write_conformity_workbook(stream: BinaryIO, checked: Sequence[Conformity], written: datetime) -> None:
    """Write the lists; everything anybody judged is kept on the last sheet."""
    with Workbook(stream, dict(_OPTIONS)) as book:
        book.set_properties({"title": text("Conformity check"), "created": written.replace(tzinfo=None)})
        styles = [book.add_format(one) for one in (_HEAD, _CELL)]
        head, rows = _list_heads(), [_row(one) for one in checked]
        listed = [_row(one)[:_PARTICULARS] for one in entering(checked)]
        _table(
            book,
            text("Entering the review"),
            _LIST_WIDTHS[:_PARTICULARS],
            (head[:_PARTICULARS], *listed),
            styles,
        )
        _table(book, text("Applications"), _LIST_WIDTHS, (head, *rows), styles)
        details = [line for one in checked for line in _detail(one)]
        names = (text("Number"), text("Organisation"), *heads())
        _table(book, text("Results"), _DETAIL_WIDTHS, (names, *details), styles)
        said = [line for one in checked for line in _record(one)]
        _table(book, text("Judgements"), _RECORD_WIDTHS, (_record_heads(), *said), styles)


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


def _record_heads() -> tuple[str, ...]:
    return (
        text("Number"),
        text("Organisation"),
        text("Rule"),
        text("Requirement"),
        text("Computed"),
        text("Figure"),
        text("Judged"),
        text("Who judges"),
        text("Day"),
        text("Reason"),
    )


def _record(one: Conformity) -> Iterator[tuple[str, ...]]:
    for result in one.results:
        for judged in result.record:
            yield (one.application.id, one.application.organisation, *_judged(result, judged))


def _judged(result: RuleResult, judged: Judgement) -> tuple[str, ...]:
    said = (judged.figure, decided_words(judged), judged.by, judged.on, judged.reason)
    return (result.rule, result.text, verdict_title(result.computed), *said)


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
