"""An application's sheet: the official table with all experts' marks side by side."""

from fractions import Fraction

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell

from evaluator_app.domain.marks import EMPTY, Abstained, Graded, NotApplicable, Scored
from evaluator_app.domain.numbers import plain, rounded
from evaluator_app.domain.rubric import Criterion
from evaluator_app.exchange.committee import formulas
from evaluator_app.exchange.committee.book import QUIET, SOFT, height, put, put_wide
from evaluator_app.exchange.committee.layout import CRITERION, EXPERTS, MAX, NUMBER, SECTION, TEXT, cell
from evaluator_app.exchange.committee.page import (
    EXPERT_WIDTH,
    WIDTHS,
    Page,
    decimals_format,
    number_format,
)
from evaluator_app.exchange.committee.votes import choice_rule, longest_told, write_votes
from evaluator_app.wording.language import text
from evaluator_app.wording.protocols import rule_short

ONE_PAGE = 14  # criteria that fit on one page with the result


def write_table(page: Page) -> None:
    """Headings and criteria, one column for each expert."""
    _write_headings(page)
    for number, (section, first, last) in enumerate(page.layout.section_rows, start=1):
        look = page.book.boxed(align="center", bold=True)
        _merge_down(page, (first, last), NUMBER, section.number or str(number))
        _merge_down(page, (first, last), SECTION, section.label or section.title)
        for row, criterion in enumerate(section.criteria, start=first):
            put(page.sheet, row, CRITERION, criterion.label or criterion.title, look)
            _write_criterion(page, row, criterion)


def _write_headings(page: Page) -> None:
    layout, sheet = page.layout, page.sheet
    qualitative = page.rubric.qualitative
    titles = (*page.rubric.columns[:4], "" if qualitative else text("Maximum"))
    names = [one.expert for one in page.experts] or [text("no score sheet")]
    names += [text("Votes"), text("Majority")] if qualitative else [rule_short(page.protocol), text("Range")]
    for column, title in enumerate((*titles, *names)):
        put(sheet, layout.head, column, title, page.book.heading())
    if qualitative:
        put_wide(sheet, layout.head, (TEXT, MAX), titles[TEXT], page.book.heading())
    for column, width in WIDTHS.items():
        sheet.set_column(column, column, page.text_width if column == TEXT else width)
    sheet.set_column(EXPERTS, layout.merged - 1, EXPERT_WIDTH)
    for column, width in enumerate(page.result_widths, start=layout.merged):
        sheet.set_column(column, column, width)
    sheet.set_row(layout.head, max(height(name, EXPERT_WIDTH, 34) for name in names))
    sheet.freeze_panes(layout.first, TEXT)
    if len(page.rubric.criteria) > ONE_PAGE:
        sheet.repeat_rows(layout.head)


def _merge_down(page: Page, rows: tuple[int, int], column: int, words: str) -> None:
    look = page.book.boxed(align="center", bold=True)
    if rows[0] != rows[1]:
        page.sheet.merge_range(rows[0], column, rows[1], column, "", look)
    put(page.sheet, rows[0], column, words, look)


def _write_criterion(page: Page, row: int, criterion: Criterion) -> None:
    layout, sheet = page.layout, page.sheet
    _write_text(page, row, criterion)
    titles = [one.title for one in criterion.options]
    beside: list[tuple[str, float]] = [(title, EXPERT_WIDTH) for title in titles]
    if page.layout.voted(criterion):
        beside.append((longest_told(titles), page.result_widths[0] * 0.92))
    heights = (height(words, width) for words, width in (*beside, (criterion.title, 13)))
    sheet.set_row(row, max(24, height(criterion.text, page.text_width * 1.06, line=12.5), *heights))
    look = page.book.boxed(align="center", num_format=number_format(criterion), text_wrap=criterion.by_option)
    for column in range(layout.experts):
        _write_mark(page, row, column, criterion, look)
    rule = choice_rule(page, criterion) if criterion.by_option else _validation(page, row, criterion)
    sheet.data_validation(row, EXPERTS, row, layout.merged - 1, rule)
    if criterion.max:
        _write_merged(page, row)
    else:
        write_votes(page, row, criterion)


def _write_text(page: Page, row: int, criterion: Criterion) -> None:
    """The official text and the maximum; without points the text has the room of both."""
    left = page.book.boxed(font_size=9, align="left")
    quiet = page.book.boxed(align="center", font_color=QUIET)
    if page.rubric.qualitative:
        put_wide(page.sheet, row, (TEXT, MAX), criterion.text, left)
        return
    put(page.sheet, row, TEXT, criterion.text, left)
    if criterion.max:
        page.sheet.write_number(row, MAX, criterion.max, quiet)
    else:
        put(page.sheet, row, MAX, page.words.none, quiet)


def _write_mark(page: Page, row: int, column: int, criterion: Criterion, look: Format) -> None:
    if column >= len(page.experts):
        page.sheet.write_blank(row, EXPERTS + column, None, look)
        return
    entries = page.outcome.sheets[column].returned.sheet.marks.entries
    match entries.get(criterion.id, EMPTY).mark:
        case Scored(value):
            page.sheet.write_number(row, EXPERTS + column, value, look)
        case Graded(grade):
            put(page.sheet, row, EXPERTS + column, criterion.options_by_id[grade].title, look)
        case NotApplicable():
            put(page.sheet, row, EXPERTS + column, page.words.not_applicable, look)
        case Abstained():
            put(page.sheet, row, EXPERTS + column, page.words.abstained, look)
        case _:
            page.sheet.write_blank(row, EXPERTS + column, None, look)


def _validation(page: Page, row: int, criterion: Criterion) -> dict[str, object]:
    own = str(xl_rowcol_to_cell(row, EXPERTS))
    tokens = [page.words.abstained, *([page.words.not_applicable] if criterion.not_applicable else [])]
    step = format(criterion.step, "f")
    on_scale = (
        f"{own}>=0,{own}<={format(criterion.highest, 'f')},ABS({own}/{step}-ROUND({own}/{step},0))<0.000001"
    )
    words = ",".join(f"{own}={formulas.quoted(token)}" for token in tokens)
    return {
        "validate": "custom",
        "value": f"=OR({words},IF(ISNUMBER({own}),AND({on_scale}),FALSE))",
        "error_title": text("Off the scale")[:32],
        "error_message": text(
            "Scores go from 0 to {max} in steps of {step}.",
            max=plain(criterion.highest),
            step=plain(criterion.step),
        )[:250],
    }


def _write_merged(page: Page, row: int) -> None:
    layout = page.layout
    one = page.numbers.criteria[row - layout.first]
    count, total, divisor = (cell(row, layout.counts + i) for i in range(3))
    scale = page.numbers.scale
    shown: object = page.words.none
    if one.count:
        shown = rounded(
            Fraction(one.sum, one.divisor * scale), page.protocol.decimals, page.protocol.rounding
        )
    words = (
        f'IF({count}=0,"{page.words.none}",{formulas.rounded(total, f"{divisor}*{scale}", page.protocol)})'
    )
    look = page.book.boxed(align="center", num_format=decimals_format(page.protocol), bg_color=SOFT)
    page.formula(row, layout.merged, f"=IFERROR({words},{formulas.quoted(page.words.invalid)})", shown, look)
    values = [v for i in range(len(page.experts)) if (v := _value(page, i, row)) is not None]
    spread: object = Fraction(max(values) - min(values), scale) if values else page.words.none
    across = layout.work_row(row)
    words = f'IF({count}=0,"{page.words.none}",(MAX({across})-MIN({across}))/{scale})'
    look = page.book.boxed(align="center", num_format="0.0#", font_color=QUIET, bg_color=SOFT)
    page.formula(row, layout.last_column, f'=IFERROR({words},"{page.words.none}")', spread, look)


def _value(page: Page, column: int, row: int) -> int | None:
    return page.numbers.value(column, page.rubric.criteria[row - page.layout.first].id)
