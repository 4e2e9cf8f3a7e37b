"""An application's sheet: votes on what earns no points, counted and told by formulas."""

from collections.abc import Sequence

from evaluator_app.domain.numbers import plain
from evaluator_app.domain.rubric import Criterion
from evaluator_app.domain.votes import Votes
from evaluator_app.exchange.committee import formulas
from evaluator_app.exchange.committee.book import QUIET, SOFT, put, put_wide
from evaluator_app.exchange.committee.layout import EXPERTS, MAX, NUMBER, cell
from evaluator_app.exchange.committee.page import Page
from evaluator_app.wording.language import text

_BETWEEN = ", "


def votes_rule() -> str:
    """The rule that decides where there are no points."""
    return text("Votes are counted: what most experts recommend; at equal votes the chair decides.")


def choice_rule(page: Page, criterion: Criterion) -> dict[str, object]:
    """A drop-down of the options and of what may stand in their place."""
    return _list_rule(page, f"mark.{criterion.id}")


def _list_rule(page: Page, name: str) -> dict[str, object]:
    return {
        "validate": "list",
        "source": "=" + page.blocks[name].area("A", words=True),
        "error_title": text("Not an option")[:32],
        "error_message": text("Choose one of the list.")[:250],
    }


def write_votes(page: Page, row: int, criterion: Criterion) -> None:
    """The votes for a criterion's options; of numbers without weights, from the lowest to the highest."""
    if criterion.by_option:
        titles = tuple(one.title for one in criterion.options)
        votes = next(one for one in page.outcome.result.votes if one.subject == criterion.id)
        _write_counts(page, row, f"mark.{criterion.id}", votes, titles)
    else:
        _write_span(page, row, criterion)


def write_recommendations(page: Page) -> None:
    """What each expert recommends, and the votes."""
    asked, votes = page.rubric.recommendation, page.outcome.result.recommendation
    if asked is None or votes is None:
        return
    layout, row = page.layout, page.layout.recommendation
    put_wide(page.sheet, row, (NUMBER, MAX), asked.title, page.book.boxed(bold=True, align="right"))
    look = page.book.boxed(align="center", bold=True)
    for column in range(layout.experts):
        said = ""
        if column < len(page.experts):
            said = page.outcome.sheets[column].returned.sheet.marks.remarks.get(asked.id, "")
        put(page.sheet, row, EXPERTS + column, said, look)
    name = f"remark.{asked.id}"
    page.sheet.data_validation(row, EXPERTS, row, layout.merged - 1, _list_rule(page, name))
    _write_counts(page, row, name, votes, asked.options)
    page.sheet.set_row(row, 26)


def _write_counts(page: Page, row: int, name: str, votes: Votes, titles: Sequence[str]) -> None:
    layout, cells = page.layout, page.blocks[name].cells()
    small = page.book.format(font_size=8, font_color=QUIET)
    across, counted = layout.marks_row(row), layout.work_row(page.rows.counted)
    for number, title in enumerate(cells):
        # COUNTIFS compares numbers and texts alike; the signs that stand for any text are taken as they are.
        exact = f'"="&SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({title},"~","~~"),"*","~*"),"?","~?")'
        formula = f"=COUNTIFS({across},{exact},{counted},1)"
        page.formula(row, layout.votes + number, formula, votes.counts[number][1], small)
    each = [cell(row, layout.votes + number) for number in range(len(cells))]
    told = f'&"{_BETWEEN}"&'.join(f'{title}&" "&{count}' for title, count in zip(cells, each, strict=True))
    soft = page.book.boxed(align="center", bg_color=SOFT)
    page.formula(row, layout.merged, f"={told}", told_votes(votes, titles), soft)
    strong = page.book.boxed(align="center", bg_color=SOFT, bold=True)
    chosen = _majority_formula(page, name, layout.votes_row(row, len(cells)))
    page.formula(row, layout.last_column, chosen, majority(page, votes, titles), strong)


def told_votes(votes: Votes, titles: Sequence[str]) -> str:
    """How often each option was chosen."""
    return _BETWEEN.join(f"{title} {count}" for title, (_, count) in zip(titles, votes.counts, strict=True))


def longest_told(titles: Sequence[str]) -> str:
    """The longest that telling the votes may become."""
    return _BETWEEN.join(f"{title} 00" for title in titles)


def _majority_formula(page: Page, name: str, counts: str) -> str:
    titles = page.blocks[name].area("A")
    leader = f"INDEX({titles},MATCH(MAX({counts}),{counts},0))"
    tie = f"IF(COUNTIF({counts},MAX({counts}))>1,{formulas.quoted(page.words.tie)},{leader})"
    return f"=IF(MAX({counts})=0,{formulas.quoted(page.words.none)},{tie})"


def majority(page: Page, votes: Votes, titles: Sequence[str]) -> str:
    """The title of the option that won, or that several have the most votes."""
    if votes.tie:
        return page.words.tie
    named = {option: title for (option, _), title in zip(votes.counts, titles, strict=True)}
    return named[votes.leader] if votes.leader is not None else page.words.none


def _write_span(page: Page, row: int, criterion: Criterion) -> None:
    layout = page.layout
    across = layout.work_row(row)
    columns = range(len(page.experts))
    found = [value for i in columns if (value := page.typed(i, criterion.id)) is not None]
    shown = f"{plain(min(found))} – {plain(max(found))}" if found else page.words.none
    words = f'IF(COUNT({across})=0,"{page.words.none}",MIN({across})&" – "&MAX({across}))'
    soft = page.book.boxed(align="center", bg_color=SOFT)
    page.formula(row, layout.merged, f"={words}", shown, soft)
    put(page.sheet, row, layout.last_column, page.words.none, soft)
