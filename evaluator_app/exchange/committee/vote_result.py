"""An application's sheet: the result where there are no points, the votes for the recommendation."""

from evaluator_app.domain.merging import NoScore
from evaluator_app.exchange.committee import formulas
from evaluator_app.exchange.committee.layout import cell
from evaluator_app.exchange.committee.page import Page
from evaluator_app.exchange.committee.result import SHEETS, STRONG, calculated, line, result_cell, write_hints
from evaluator_app.exchange.committee.votes import told_votes, votes_rule
from evaluator_app.wording.language import text

RULE, VOTES, MAJORITY, HINTS, CHECK = range(SHEETS + 1, SHEETS + 6)
VOTE_ROWS = 6


def write_vote_result(page: Page) -> None:
    """Sheets that count, the rule, the votes, and what most experts recommend."""
    sheets = f"={cell(page.rows.sheets, page.layout.work(0))}"
    calculated(page, SHEETS, (sheets, page.outcome.result.counted), text("Sheets that count"))
    line(page, RULE, text("Rule"), votes_rule())
    write_hints(page, HINTS)
    asked, votes = page.rubric.recommendation, page.outcome.result.recommendation
    if asked is None or votes is None:
        for which, label in ((VOTES, text("Votes")), (MAJORITY, _label()), (CHECK, text("Check"))):
            line(page, which, label, page.words.none)
        return
    _write_recommendation(page, told_votes(votes, asked.options))


def _label() -> str:
    return text("Recommendation of the panel")


def _write_recommendation(page: Page, words: str) -> None:
    layout = page.layout
    told, chosen = (cell(layout.recommendation, column) for column in (layout.merged, layout.last_column))
    calculated(page, VOTES, (f"={told}", words), text("Votes"))
    formula = f'=IF({cell(page.rows.enough, layout.work(0))}=1,{chosen},"{page.words.none}")'
    calculated(page, MAJORITY, (formula, majority_words(page)), _label(), **STRONG)
    same = text("as merged by the program")
    other = text("changed; the program's votes: {votes}", votes=words)
    own, said, changed = (formulas.quoted(one) for one in (words, same, other))
    calculated(page, CHECK, (f"=IF({result_cell(page, VOTES)}={own},{said},{changed})", same), text("Check"))


def majority_words(page: Page) -> str:
    """What the panel recommends, that the votes are equal, or that there are too few."""
    result = page.outcome.result
    if result.reason is NoScore.TIE:
        return page.words.tie
    return result.majority or page.words.none
