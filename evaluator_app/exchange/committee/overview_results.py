"""The first sheet of the committee workbook: one application's result, by points or by votes."""

from evaluator_app.domain.numbers import exact_text, rounded
from evaluator_app.exchange.committee import vote_result
from evaluator_app.exchange.committee.book import QUIET, put
from evaluator_app.exchange.committee.layout import cell
from evaluator_app.exchange.committee.overview import (
    CHECKED,
    COUNTED,
    FRACTION,
    POINTS,
    PROPOSED,
    RANK,
    Overview,
)
from evaluator_app.exchange.committee.page import Page, decimals_format
from evaluator_app.exchange.committee.result import (
    CHECK,
    EXACT,
    GRADE,
    SCORE,
    SHEETS,
    grade_title,
    result_cell,
)
from evaluator_app.exchange.committee.vote_result import majority_words
from evaluator_app.exchange.committee.votes import told_votes
from evaluator_app.wording.language import text


def write_score(overview: Overview, row: int, page: Page, own: str) -> None:
    """Score, exact value, grade, sheets and check."""
    result, none, protocol = page.outcome.result, page.words.none, page.protocol
    score, exact, grade = none, none, none
    number: object = score
    if result.score is not None:
        number = rounded(result.score, protocol.decimals, protocol.rounding)
        exact, grade = exact_text(result.score), grade_title(page)
    centre = overview.book.boxed(align="center")
    strong = overview.book.boxed(align="center", bold=True)
    points = overview.book.boxed(align="center", bold=True, num_format=decimals_format(protocol))
    quiet = overview.book.boxed(align="center", font_size=9, font_color=QUIET)
    cells = (
        (POINTS, SCORE, number, points),
        (FRACTION, EXACT, exact, quiet),
        (PROPOSED, GRADE, grade, strong),
        (COUNTED, SHEETS, result.counted, centre),
        (CHECKED, CHECK, text("as merged by the program"), quiet),
    )
    for column, which, value, look in cells:
        overview.sheet.write_formula(row, column, f"={own}{result_cell(page, which)}", look, value)


def write_votes(overview: Overview, row: int, page: Page, own: str) -> None:
    """Votes for the first option, all votes, and what the panel recommends, where it does."""
    book, votes = overview.book, page.outcome.result.recommendation
    centre, strong = book.boxed(align="center"), book.boxed(align="center", bold=True)
    quiet = book.boxed(align="center", font_size=9, font_color=QUIET)
    asked = page.rubric.recommendation
    for column in (RANK, POINTS, FRACTION, PROPOSED, CHECKED):
        put(overview.sheet, row, column, page.words.none, centre)
    sheets = f"={own}{result_cell(page, SHEETS)}"
    overview.sheet.write_formula(row, COUNTED, sheets, centre, page.outcome.result.counted)
    if asked is None or votes is None:
        return
    layout, told = page.layout, told_votes(votes, asked.options)
    first = f"={own}{cell(layout.recommendation, layout.votes)}"
    cells = (
        (POINTS, first, votes.counts[0][1], strong),
        (FRACTION, f"={own}{result_cell(page, vote_result.VOTES)}", told, centre),
        (PROPOSED, f"={own}{result_cell(page, vote_result.MAJORITY)}", majority_words(page), strong),
        (CHECKED, f"={own}{result_cell(page, vote_result.CHECK)}", text("as merged by the program"), quiet),
    )
    for column, formula, value, look in cells:
        overview.sheet.write_formula(row, column, formula, look, value)
