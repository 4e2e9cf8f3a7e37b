"""The committee's workbook: ranking, a live sheet for each application, rules, ledger, statistics."""

from datetime import datetime
from typing import BinaryIO

from evaluator_app.domain.analysis import Analysis, analyse
from evaluator_app.domain.charts import wanted
from evaluator_app.domain.consensus import merge_digest
from evaluator_app.domain.panel import PanelMerge
from evaluator_app.exchange.committee.analysis import write_analysis
from evaluator_app.exchange.committee.analysis_charts import write_charts
from evaluator_app.exchange.committee.application import new_page, write_application
from evaluator_app.exchange.committee.before import DATA_SHEET, Before, write_data
from evaluator_app.exchange.committee.book import Book
from evaluator_app.exchange.committee.lists import (
    write_guide,
    write_ledger,
    write_options,
    write_refusals,
    write_rules,
)
from evaluator_app.exchange.committee.overview import Overview, rows_above
from evaluator_app.exchange.committee.summary import write_overview
from evaluator_app.exchange.committee.totals_map import write_totals_map
from evaluator_app.exchange.score_sheet_choices import OPTIONS_SHEET
from evaluator_app.wording.language import text
from evaluator_app.wording.results import banners


def heading_row(merge: PanelMerge) -> int:
    """The row of the headings on the first sheet, from 0."""
    warned = banners(fictitious=merge.campaign.fictitious, status=merge.scheme.status)
    return rows_above(warned)


def write_committee_workbook(
    stream: BinaryIO, merge: PanelMerge, written: datetime, before: Before | None = None
) -> None:
    """Write the whole workbook; the same merge, time and recommendations give the same bytes."""
    before = before or Before(merge=merge_digest(merge))
    book = Book(stream, text("{campaign}: results for decision", campaign=merge.campaign.title), written)
    for taken in (OPTIONS_SHEET, DATA_SHEET):  # no other sheet may take it
        book.sheet_name(taken)
    name = book.sheet_name(text("Overview"))
    overview = Overview(book, book.add_sheet(name), name, merge, before)
    names = (text("Guide"), text("Rules"), text("Ledger"), text("Not used"))
    guide, rules, ledger, refused = (book.add_sheet(book.sheet_name(one)) for one in names)
    pages = [
        new_page(book, merge, one, book.sheet_name(f"{place:02d} {one.application.organisation}"))
        for place, one in enumerate(merge.results, start=1)
    ]
    write_overview(overview, pages)
    for place, page in enumerate(pages):
        write_application(page, merge, overview.titles, (overview.rank_cell(place), overview.rank_of(place)))
    write_guide(book, guide, merge, written)
    write_rules(book, rules, merge)
    write_ledger(book, ledger, merge)
    write_refusals(book, refused, merge)
    _write_statistics(overview, analyse(merge))
    write_options(book, merge)
    write_data(book, before, written)
    overview.sheet.activate()
    book.workbook.close()


def _write_statistics(overview: Overview, analysis: Analysis) -> None:
    """What helps to understand the results stands behind them, and the first sheet leads there."""
    book = overview.book
    name = book.sheet_name(text("Analysis"))
    sheet = book.add_sheet(name)
    overview.link_below(name, text("Statistics: understanding the results"))
    if wanted(analysis):
        drawn = book.sheet_name(text("Charts"))
        write_charts(overview, book.add_sheet(drawn), drawn, analysis)
    if analysis.judged.totals:
        write_totals_map(book, book.add_sheet(book.sheet_name(text("Heat map"))), analysis)
    write_analysis(book, sheet, analysis)
