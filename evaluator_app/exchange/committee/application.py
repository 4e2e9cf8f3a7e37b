"""One application's sheet of the committee workbook, in the layout of the official score sheet."""

from evaluator_app.domain.application import Application
from evaluator_app.domain.panel import ApplicationResult, PanelMerge
from evaluator_app.exchange.committee.book import (
    AMBER,
    QUIET,
    Book,
    height,
    prepare_page,
    put_wide,
)
from evaluator_app.exchange.committee.layout import EXPERTS, MAX, NUMBER, TEXT, Layout
from evaluator_app.exchange.committee.marks import write_table
from evaluator_app.exchange.committee.notes import write_notes
from evaluator_app.exchange.committee.numbers import PanelNumbers
from evaluator_app.exchange.committee.page import Page
from evaluator_app.exchange.committee.result import RESULT_ROWS, write_result
from evaluator_app.exchange.committee.totals import write_totals
from evaluator_app.exchange.committee.vote_result import VOTE_ROWS, write_vote_result
from evaluator_app.exchange.committee.work import write_work
from evaluator_app.wording.language import text
from evaluator_app.wording.results import banners


def new_page(book: Book, merge: PanelMerge, outcome: ApplicationResult, name: str) -> Page:
    """An empty sheet for an application; everything's place on it is known."""
    scheme = merge.scheme
    warned = banners(fictitious=merge.campaign.fictitious, status=scheme.status)
    layout = Layout(scheme.rubric, max(1, len(outcome.sheets)), len(warned))
    return Page(
        book=book,
        sheet=book.add_sheet(name),
        rubric=scheme.rubric,
        protocol=scheme.protocol,
        outcome=outcome,
        layout=layout,
        numbers=PanelNumbers(scheme.rubric, scheme.protocol, outcome),
    )


def write_application(page: Page, merge: PanelMerge, titles: list[str], rank: tuple[str, str]) -> None:
    """The whole sheet; `titles` hold the grades' names, `rank` is a cell of the overview and its formula."""
    _write_heading(page, merge, rank[0])
    write_table(page)
    write_totals(page)
    write_work(page)
    if page.rubric.qualitative:
        write_vote_result(page)
    else:
        write_result(page, titles, rank[1])
    rows = VOTE_ROWS if page.rubric.qualitative else RESULT_ROWS
    end = write_notes(page, page.layout.result + rows + 1)
    layout = page.layout
    application = page.outcome.application
    footer = f"{merge.campaign.title} · {application.id} · {application.organisation}"
    prepare_page(page.sheet, footer, width=page.width, last_column=layout.last_column)
    page.sheet.print_area(0, 0, end, layout.last_column)


def _write_heading(page: Page, merge: PanelMerge, rank: str) -> None:
    book, sheet, last = page.book, page.sheet, page.layout.last_column
    title = book.format(bold=True, font_size=16, align="center")
    put_wide(sheet, 0, (NUMBER, last), text("{title}: panel result", title=page.rubric.title), title)
    sheet.set_row(0, 30)
    stages = {one.id: one.title for one in merge.scheme.stages}
    stage = stages.get(merge.campaign.stage, merge.campaign.stage)
    put_wide(sheet, 1, (NUMBER, TEXT), f"{merge.campaign.title} · {stage}", book.format(font_color=QUIET))
    back = book.format(font_color="#1F4E8C", underline=1, align="right")
    if last != MAX:
        sheet.merge_range(1, EXPERTS, 1, last, "", back)
    where = rank.rpartition("!")[0]
    sheet.write_url(1, EXPERTS, f"internal:{where}!A1", back, text("← Overview"))
    warned = banners(fictitious=merge.campaign.fictitious, status=merge.scheme.status)
    for row, words in enumerate(warned, start=2):
        put_wide(sheet, row, (NUMBER, last), words, book.format(bg_color=AMBER, align="center", bold=True))
    _write_applicant(page, merge, page.layout.head - 2)


def _write_applicant(page: Page, merge: PanelMerge, row: int) -> None:
    application: Application = page.outcome.application
    look = page.book.format(text_wrap=True, font_size=11)
    intended = merge.scheme.rubric.bands_by_id.get(application.intended_grade)
    left = (
        text(
            "Applicant: {organisation}    Site: {site}",
            organisation=application.organisation,
            site=application.site,
        ),
        text("Title of the work: {title}", title=application.title or "—"),
    )
    right = (
        text("No.: {number}    Sector: {sector}", number=application.id, sector=application.sector or "—"),
        text(
            "Grade applied for: {grade}",
            grade=intended.title if intended else application.intended_grade or "—",
        ),
    )
    for offset in range(2):
        put_wide(page.sheet, row + offset, (NUMBER, TEXT), left[offset], look)
        put_wide(page.sheet, row + offset, (MAX, page.layout.last_column), right[offset], look)
        width = page.right_width - page.text_width
        page.sheet.set_row(
            row + offset,
            max(height(left[offset], page.width - width, 20), height(right[offset], width * 0.9)),
        )
