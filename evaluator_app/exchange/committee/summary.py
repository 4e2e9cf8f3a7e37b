"""The committee workbook's first sheet: all applications by rank, with room for the committee's decision."""

from collections.abc import Sequence

from evaluator_app.exchange.committee import formulas
from evaluator_app.exchange.committee.book import (
    ACCENT,
    AMBER,
    INPUT,
    QUIET,
    height,
    prepare_page,
    put,
    put_wide,
    reference,
)
from evaluator_app.exchange.committee.layout import block, cell
from evaluator_app.exchange.committee.overview import (
    AGREED,
    APPLICATION,
    CHECKED,
    DECIDED,
    ENOUGH,
    INTENDED,
    LOOK_AT,
    ORGANISATION,
    PROPOSED,
    RANK,
    REASON,
    SECTOR,
    SITE,
    TITLE,
    Overview,
)
from evaluator_app.exchange.committee.overview_results import write_score, write_votes
from evaluator_app.exchange.committee.page import Page
from evaluator_app.exchange.committee.result import hints
from evaluator_app.wording.decisions import NONE, outcome_title
from evaluator_app.wording.language import text
from evaluator_app.wording.results import advice_short


def write_overview(overview: Overview, pages: Sequence[Page]) -> None:
    """Title, counts by grade, one row for each application, lines to sign on."""
    sheet, book = overview.sheet, overview.book
    _write_heading(overview)
    _write_table_head(overview)
    for place, page in enumerate(pages):
        _write_row(overview, place, page)
    last = overview.head + max(len(pages), 1)
    sheet.autofilter(overview.head, RANK, last, REASON)
    sheet.freeze_panes(overview.head + 1, SITE)
    sheet.repeat_rows(overview.head)
    _write_choices(overview, last)
    if not overview.merge.scheme.rubric.qualitative:
        _write_work(overview, pages)
    look = book.format(font_size=11)
    put_wide(sheet, last + 2, (RANK, SECTOR), text("Members of the committee (signatures):"), look)
    put_wide(sheet, last + 2, (LOOK_AT, REASON), text("Date: ________________"), look)
    sheet.set_row(last + 2, 40)
    prepare_page(sheet, overview.merge.campaign.title, width=sum(overview.widths), last_column=REASON)
    sheet.print_area(0, 0, last + 2, REASON)


def _write_heading(overview: Overview) -> None:
    sheet, book, merge = overview.sheet, overview.book, overview.merge
    title = text("{campaign}: results for decision", campaign=merge.campaign.title)
    put_wide(sheet, 0, (RANK, REASON), title, book.format(bold=True, font_size=18, align="center"))
    sheet.set_row(0, 36)
    for row, words in enumerate(overview.warned, start=1):
        put_wide(sheet, row, (RANK, REASON), words, book.format(bg_color=AMBER, align="center", bold=True))
    stages = {one.id: one.title for one in merge.scheme.stages}
    sheets = sum(len(one.sheets) for one in merge.results)
    counts = text(
        "{scheme} · {stage} · {applications} applications, {scored} with a result · "
        "{sheets} score sheets used, {refused} files not used",
        scheme=merge.scheme.standard or merge.scheme.title,
        stage=stages.get(merge.campaign.stage, merge.campaign.stage),
        applications=len(merge.results),
        scored=sum(one.result.reason is None for one in merge.results),
        sheets=sheets,
        refused=len({one.file for one in merge.refusals}),
    )
    row = overview.head - 2
    put_wide(sheet, row, (RANK, REASON), counts, book.format(font_color=QUIET, align="center"))
    _write_grade_counts(overview, row + 1)


def _write_grade_counts(overview: Overview, row: int) -> None:
    """How many applications have each grade, live, in one line."""
    merge, head = overview.merge, overview.head
    area = block(head + 1, PROPOSED, head + max(len(merge.results), 1), PROPOSED)
    names = overview.names
    earned = [one.result.grade.title if one.result.grade else one.result.majority for one in merge.results]
    parts = [f'{title}&" "&COUNTIF({area},{title})' for title in overview.titles[:-1]]
    if not parts:
        return
    shown = "    ".join(f"{name} {earned.count(name)}" for name in names)
    look = overview.book.format(align="center", bold=True, font_color=ACCENT)
    overview.sheet.merge_range(row, RANK, row, REASON, "", look)
    overview.sheet.write_formula(row, RANK, "=" + '&"    "&'.join(parts), look, shown)
    overview.sheet.set_row(row, 22)


def _write_table_head(overview: Overview) -> None:
    qualitative = overview.merge.scheme.rubric.qualitative
    titles = (
        text("Rank"),
        text("No."),
        text("Organisation"),
        text("Site"),
        text("Title of the work"),
        text("Sector"),
        text("Grade applied for"),
        _first_option(overview) if qualitative else text("Score"),
        text("Votes") if qualitative else text("Exact value"),
        text("Recommendation of the panel") if qualitative else text("Proposed grade"),
        text("Sheets that count"),
        text("To be looked at"),
        text("Check"),
        text("After the panel's meeting"),
        text("Decision") if qualitative else text("Decided grade"),
        text("Reason"),
    )
    for column, (title, width) in enumerate(zip(titles, overview.widths, strict=True)):
        overview.sheet.set_column(column, column, width)
        look = {"bg_color": INPUT} if column in (DECIDED, REASON) else {}
        put(overview.sheet, overview.head, column, title, overview.book.heading(**look))
    overview.sheet.set_row(overview.head, 34)


def _first_option(overview: Overview) -> str:
    asked = overview.merge.scheme.rubric.recommendation
    return text("Votes for {option}", option=asked.options[0]) if asked else text("Votes")


def _write_row(overview: Overview, place: int, page: Page) -> None:
    row, sheet, application = overview.head + 1 + place, overview.sheet, page.outcome.application
    left, centre = overview.book.boxed(align="left"), overview.book.boxed(align="center")
    link = overview.book.boxed(align="left", font_color=ACCENT, underline=1)
    own = reference(page.sheet.get_name())
    words = application.organisation or application.id
    sheet.write_url(row, ORGANISATION, f"internal:{own}A1", link, words[:250])
    bands = page.rubric.bands_by_id
    intended = (
        bands[application.intended_grade].title
        if application.intended_grade in bands
        else application.intended_grade
    )
    for column, value in ((SITE, application.site), (TITLE, application.title), (SECTOR, application.sector)):
        put(sheet, row, column, value, left)
    agreed = outcome_title(overview.before.agreed.get(application.id), page.rubric)
    for column, value in ((APPLICATION, application.id), (INTENDED, intended), (AGREED, agreed)):
        put(sheet, row, column, value, centre)
    looks = short_hints(page)
    put(sheet, row, LOOK_AT, looks, overview.book.boxed(align="left", font_size=9))
    if page.rubric.qualitative:
        write_votes(overview, row, page, own)
    else:
        write_score(overview, row, page, own)
        rank = formulas.rank(_column(overview, ENOUGH), _keys(overview), row)
        strong = overview.book.boxed(align="center", bold=True)
        sheet.write_formula(row, RANK, rank, strong, page.outcome.rank or page.words.none)
    waiting = overview.book.boxed(align="center", bg_color=INPUT)
    sheet.write_blank(row, DECIDED, None, waiting)
    sheet.write_blank(row, REASON, None, overview.book.boxed(align="left", bg_color=INPUT))
    shown = zip((words, application.site, application.title, looks), (20, 16, 22, 27), strict=True)
    sheet.set_row(row, max(28, *(height(value, width * 0.92) for value, width in shown)))


def short_hints(page: Page) -> str:
    """The hints of a result as a column holds them; whole sentences stand on the application's sheet."""
    short = "; ".join(advice_short(one) for one in page.outcome.result.warnings)
    whole = (
        hints(page)[len(page.outcome.result.warnings) :]
        if page.outcome.result.reason is None
        else hints(page)
    )
    return "\n".join([*([short] if short else []), *whole])


def _column(overview: Overview, column: int) -> str:
    first = overview.head + 1
    return block(first, column, first + len(overview.merge.results) - 1, column)


def _keys(overview: Overview) -> list[tuple[str, str]]:
    pairs = range(ENOUGH + 1, overview.choices - 1, 2)
    return [(_column(overview, first), _column(overview, first + 1)) for first in pairs]


def _write_choices(overview: Overview, last: int) -> None:
    """The grades' names, the drop-down for decisions, and a mark where a reason is missing."""
    sheet, rubric, first = overview.sheet, overview.merge.scheme.rubric, overview.head + 1
    small = overview.book.format(font_size=8, font_color=QUIET)
    voted = rubric.qualitative and rubric.recommendation is not None
    others = [] if voted else [text("Not recommended"), rubric.unplaced]
    names = [*overview.names, *others]
    put(sheet, overview.head, overview.choices, text("Choices"), small)
    for row, name in enumerate(names, start=first):
        put(sheet, row, overview.choices, name, small)
    offered = first + len(names) - (2 if rubric.bands_complete and not voted else 1)
    source = block(first, overview.choices, offered, overview.choices)
    rule = {
        "validate": "list",
        "source": f"={source}",
        "error_title": text("Decided grade")[:32],
        "error_message": text("Choose one of the list.")[:250],
    }
    sheet.data_validation(first, DECIDED, last, DECIDED, rule)
    missing = _without_reason(first)
    look = overview.book.workbook.add_format({"bg_color": "#F8C9C4"})
    sheet.conditional_format(
        first, REASON, last, REASON, {"type": "formula", "criteria": missing, "format": look}
    )
    changed = formulas.quoted(text("as merged by the program"))
    alert = overview.book.workbook.add_format({"bg_color": AMBER, "bold": True})
    rule = {"type": "cell", "criteria": "!=", "value": changed, "format": alert}
    sheet.conditional_format(first, CHECKED, last, CHECKED, rule)


def _without_reason(first: int) -> str:
    """The decision differs from what was recommended, or else computed, and no reason stands beside it."""
    decided, computed, agreed, reason = (
        cell(first, column).replace(f"${first + 1}", str(first + 1))
        for column in (DECIDED, PROPOSED, AGREED, REASON)
    )
    proposed = f'IF({agreed}="{NONE}",{computed},{agreed})'
    return f'=AND({decided}<>"",{decided}<>{proposed},{reason}="")'


def _write_work(overview: Overview, pages: Sequence[Page]) -> None:
    """What the ranks are computed from: score and tie-breaks as fractions of whole numbers."""
    sheet, last = overview.sheet, overview.choices
    small = overview.book.format(font_size=8, font_color=QUIET)
    sheet.set_column(ENOUGH, last, 9, None, {"level": 1, "hidden": True})
    sheet.set_column(last + 1, last + 1, 9, None, {"collapsed": True})
    put(sheet, overview.head, ENOUGH, text("Working area for the ranks"), small)
    for place, page in enumerate(pages):
        row = overview.head + 1 + place
        for column, (formula, value) in enumerate(_work_cells(page), start=ENOUGH):
            sheet.write_formula(row, column, formula, small, value)


def _work_cells(page: Page) -> list[tuple[str, int]]:
    own, rows, at = reference(page.sheet.get_name()), page.rows, page.layout.work(0)
    enough, numerator, denominator = (
        own + cell(row, at) for row in (rows.enough, rows.numerator, rows.denominated)
    )
    scored = page.outcome.result.score is not None
    upper, lower = page.numbers.reduced if scored else (0, 1)
    sound = f"ISNUMBER({numerator}+{denominator}),{enough}=1"
    cells = [
        (f"=IF(ISNUMBER({numerator}+{denominator}),{enough},0)", int(scored)),
        (f"=IFERROR(IF(AND({sound}),{numerator},0),0)", upper),
        (f"=IFERROR(IF(AND({sound}),{denominator},1),1)", lower),
    ]
    names = [one.id for one in page.rubric.criteria]
    for criterion in page.protocol.tie_breaks:
        place = names.index(criterion)
        row, one = page.layout.first + place, page.numbers.criteria[place]
        total, divisor = (own + cell(row, page.layout.counts + i) for i in (1, 2))
        cells += [(f"=IFERROR({total},0)", one.sum), (f"=IFERROR({divisor},1)", one.divisor)]
    return cells
