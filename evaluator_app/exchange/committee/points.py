"""An application's sheet: where percents are typed or options chosen, the points they earn."""

from fractions import Fraction

from evaluator_app.domain.marks import EMPTY, Graded, Scored
from evaluator_app.domain.rubric import Criterion, ScaleKind
from evaluator_app.exchange.committee.book import QUIET
from evaluator_app.exchange.committee.layout import EXPERTS, cell
from evaluator_app.exchange.committee.page import Page


def write_points(page: Page) -> None:
    """A column of points for each expert in the working area; what has no points counts as judged by a 0."""
    layout = page.layout
    if not layout.converted:
        return
    look = page.book.format(font_size=8, font_color=QUIET)
    for row, criterion in enumerate(page.rubric.criteria, start=layout.first):
        for column in range(layout.experts):
            formula = _formula(page, criterion, cell(row, EXPERTS + column))
            page.formula(row, layout.point(column), formula, _value(page, column, criterion), look)


def _formula(page: Page, criterion: Criterion, own: str) -> str:
    scale = page.numbers.scale
    match criterion.scale:
        case ScaleKind.POINTS:
            return f'=IF(ISNUMBER({own}),{own},"")'
        case ScaleKind.PERCENT:
            units = Fraction(criterion.max) * scale / 100
            points = f"ROUND({own}*{units.numerator}/{units.denominator},0)/{scale}"
            return f'=IF(ISNUMBER({own}),{points},"")'
    block = page.blocks[f"mark.{criterion.id}"]
    same = f"EXACT({block.area('A')},{own})"
    points = f"SUMPRODUCT({same}*{block.area('B')})/{scale}" if block.units else "0"
    return f'=IF(SUMPRODUCT(--{same})=1,{points},"")'


def _value(page: Page, column: int, criterion: Criterion) -> object:
    if column >= len(page.experts):
        return ""
    mark = page.outcome.sheets[column].returned.sheet.marks.entries.get(criterion.id, EMPTY).mark
    if not isinstance(mark, Scored | Graded):
        return ""
    return Fraction(page.numbers.units(column, criterion.id) or 0, page.numbers.scale)
