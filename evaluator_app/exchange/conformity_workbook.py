"""The conformity check in Excel: who enters the review, all applications, results, judgements."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import BinaryIO

from evaluator_app.domain.conformity_results import Conformity, Judgement, RuleResult, Verdict, entering
from evaluator_app.exchange.list_workbook import ListSheet, write_lists
from evaluator_app.wording.conformity import decided_words, heads, row, verdict_title, whole_words
from evaluator_app.wording.language import text

_LIST_WIDTHS = (12, 34, 26, 34, 12, 12, 22, 10, 10)
_DETAIL_WIDTHS = (12, 30, 32, 56, 14, 22, 30, 22, 30)
_RECORD_WIDTHS = (12, 30, 32, 56, 22, 14, 18, 16, 12, 44)
_PARTICULARS = 6  # of the columns of an application: those before its result


def write_conformity_workbook(stream: BinaryIO, checked: Sequence[Conformity], written: datetime) -> None:
    """Write the lists; everything anybody judged is kept on the last sheet."""
    head, rows = _list_heads(), [_row(one) for one in checked]
    listed = [_row(one)[:_PARTICULARS] for one in entering(checked)]
    details = [line for one in checked for line in _detail(one)]
    names = (text("Number"), text("Organisation"), *heads())
    said = [line for one in checked for line in _record(one)]
    every = (
        (text("Entering the review"), _LIST_WIDTHS[:_PARTICULARS], (head[:_PARTICULARS], *listed)),
        (text("Applications"), _LIST_WIDTHS, (head, *rows)),
        (text("Findings by rule"), _DETAIL_WIDTHS, (names, *details)),
        (text("Judgements"), _RECORD_WIDTHS, (_record_heads(), *said)),
    )
    sheets = [ListSheet(title=title, widths=widths, rows=lines, fixed=2) for title, widths, lines in every]
    write_lists(stream, text("Conformity check"), sheets, written)


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
