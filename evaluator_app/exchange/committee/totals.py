"""An application's sheet: subtotals, totals and the use of each expert's sheet, under the table."""

from decimal import Decimal
from fractions import Fraction

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell

from evaluator_app.domain.numbers import rounded
from evaluator_app.domain.protocol import MergeRule, Unit
from evaluator_app.exchange.committee import formulas
from evaluator_app.exchange.committee.book import AMBER, INPUT, QUIET, SOFT, put_wide
from evaluator_app.exchange.committee.layout import EXPERTS, MAX, NUMBER, TEXT, block, cell
from evaluator_app.exchange.committee.page import Page, decimals_format
from evaluator_app.exchange.committee.votes import write_recommendations
from evaluator_app.wording.language import text


def write_totals(page: Page) -> None:
    """Subtotals, totals and whether each sheet counts."""
    if not page.rubric.qualitative:
        _write_subtotals(page)
        _write_totals(page)
    write_recommendations(page)
    _write_status(page)
    _mark_what_does_not_count(page)


def _write_subtotals(page: Page) -> None:
    layout, scale = page.layout, page.numbers.scale
    look = page.book.boxed(align="center", bg_color=SOFT, num_format="0.0#")
    for offset, (section, first, last) in enumerate(layout.section_rows, start=1):
        row = layout.last + offset
        _label(page, row, text("Subtotal: {section}", section=section.title), section.max)
        for column in range(layout.experts):
            earned = Fraction(0)
            if column < len(page.experts):
                units = sum(page.numbers.units(column, one.id) or 0 for one in section.criteria)
                earned = Fraction(units, scale)
            across = block(first, layout.point(column), last, layout.point(column))
            page.formula(row, EXPERTS + column, f"=ROUND(SUM({across})*{scale},0)/{scale}", earned, look)


def _label(page: Page, row: int, words: str, maximum: Decimal | None, *, strong: bool = False) -> None:
    look = page.book.boxed(bold=True, align="right", bg_color=SOFT, text_wrap=False)
    put_wide(page.sheet, row, (NUMBER, TEXT), words, look)
    quiet = page.book.boxed(align="center", font_color=QUIET, bg_color=SOFT)
    for column in (MAX, page.layout.merged, page.layout.last_column):
        page.sheet.write_blank(row, column, None, quiet)
    if maximum is not None:
        page.sheet.write_number(row, MAX, maximum, quiet)
    page.sheet.set_row(row, 24 if strong else 18)


def _write_totals(page: Page) -> None:
    layout, rows, scale = page.layout, page.rows, page.numbers.scale
    full = page.numbers.full
    plain = page.book.boxed(align="center", bg_color=SOFT, num_format="0.0#")
    if layout.scaled:
        _label(page, layout.total - 2, text("Points"), None)
        _label(page, layout.total - 1, text("Maximum of what applies"), None)
    _label(page, layout.total, page.rubric.total_label, page.rubric.max, strong=True)
    look = page.book.boxed(
        align="center", bold=True, font_size=11, bg_color=SOFT, num_format=_total_format(page)
    )
    for column in range(layout.experts):
        at = EXPERTS + column
        one = page.experts[column].total if column < len(page.experts) else None
        earned, most = (cell(row, layout.work(column)) for row in (rows.earned, rows.applicable))
        score = one.score if one else Fraction(0)
        if not layout.scaled:
            page.formula(layout.total, at, f"={earned}/{scale}", score, look)
            continue
        applicable = one.applicable if one else Fraction(page.rubric.max)
        page.formula(layout.total - 2, at, f"={earned}/{scale}", one.earned if one else 0, plain)
        page.formula(layout.total - 1, at, f"={most}/{scale}", applicable, plain)
        words = formulas.rounded(f"{earned}*{full}", f"{most}*{scale}", page.protocol)
        shown = rounded(score, page.protocol.decimals, page.protocol.rounding)
        page.formula(layout.total, at, f"=IF({most}=0,0,{words})", shown, look)


def _total_format(page: Page) -> str:
    return decimals_format(page.protocol) if page.layout.scaled else "0.0#"


def _write_status(page: Page) -> None:
    layout = page.layout
    put_wide(
        page.sheet,
        layout.status,
        (NUMBER, MAX),
        text("Use of the sheet"),
        page.book.boxed(bold=True, align="right", text_wrap=False),
    )
    look = page.book.boxed(align="center", font_size=9)
    for column in range(layout.experts):
        page.formula(
            layout.status, EXPERTS + column, _status_formula(page, column), _status(page, column), look
        )
    for column in (layout.merged, layout.last_column):
        page.sheet.write_blank(layout.status, column, None, look)
    page.sheet.set_row(layout.status, 30)


def _status(page: Page, column: int) -> str:
    words = page.words
    if column >= len(page.experts):
        return words.incomplete
    one = page.experts[column]
    if one.reason is not None:
        return words.why_not(one.reason)
    if not one.trimmed:
        return words.counted
    low = page.numbers.places[column] <= page.protocol.trim_low
    return words.dropped_low if low else words.dropped_high


def _status_formula(page: Page, column: int) -> str:
    layout, words, protocol = page.layout, page.words, page.protocol
    marks, rows = layout.marks(column), page.rows
    quoted = formulas.quoted
    scored, dropped, abstained = page.counts(column)
    ending = quoted(words.counted)
    if protocol.unit is Unit.TOTAL:
        sheets, place = cell(rows.sheets, layout.work(0)), cell(rows.place, layout.work(column))
        low, high = f"{place}<={protocol.trim_low}", f"{place}>{sheets}-{protocol.trim_high}"
        ends = f"IF({low},{quoted(words.dropped_low)},IF({high},{quoted(words.dropped_high)},{ending}))"
        if protocol.rule is MergeRule.TRIMMED_MEAN and not page.rubric.qualitative:
            ending = f"IF({formulas.trims(sheets, protocol)},{ends},{ending})"
    nothing = f"{cell(rows.applicable, layout.work(column))}=0"
    if page.rubric.qualitative:
        nothing = f"{dropped}=ROWS({marks})"
    ending = f"IF({nothing},{quoted(words.nothing)},{ending})"
    if protocol.unit is Unit.TOTAL:
        ending = f"IF({abstained}>0,{quoted(words.abstains)},{ending})"
    incomplete = f"{scored}+{dropped}+{abstained}<ROWS({marks})"
    if page.silence:
        incomplete = f'OR({incomplete},{cell(layout.recommendation, EXPERTS + column)}="")'
    return f"=IF({incomplete},{quoted(words.incomplete)},{ending})"


def _mark_what_does_not_count(page: Page) -> None:
    layout = page.layout
    grey = page.book.workbook.add_format({"font_color": "#9CA3AF", "font_strikeout": True})
    missing = page.book.workbook.add_format({"bg_color": AMBER})
    at = str(xl_rowcol_to_cell(layout.status, EXPERTS, row_abs=True))
    words = formulas.quoted(page.words.counted)
    area = (layout.first, EXPERTS, layout.status - 1, layout.merged - 1)
    by_criterion = page.protocol.unit is Unit.CRITERION and not page.rubric.qualitative
    if by_criterion and page.protocol.rule is MergeRule.TRIMMED_MEAN:
        _mark_trimmed_marks(page, grey)
    page.sheet.conditional_format(*area, {"type": "formula", "criteria": f"={at}<>{words}", "format": grey})
    asked = [layout.recommendation] if page.silence else []
    for first, last in ((layout.first, layout.last), *((row, row) for row in asked)):
        if page.experts:
            blanks = (first, EXPERTS, last, layout.merged - 1)
            page.sheet.conditional_format(*blanks, {"type": "blanks", "format": missing})
    waiting = page.book.workbook.add_format({"bg_color": INPUT})
    row = (layout.status, EXPERTS, layout.status, layout.merged - 1)
    page.sheet.conditional_format(*row, {"type": "cell", "criteria": "!=", "value": words, "format": waiting})


def _mark_trimmed_marks(page: Page, look: Format) -> None:
    layout, protocol = page.layout, page.protocol
    first = layout.first
    own = str(xl_rowcol_to_cell(first, layout.work(0)))
    start = str(xl_rowcol_to_cell(first, layout.work(0), col_abs=True))
    across = f"{start}:{xl_rowcol_to_cell(first, layout.work(layout.experts - 1), col_abs=True)}"
    count = str(xl_rowcol_to_cell(first, layout.counts, col_abs=True))
    place = formulas.place(across, f"{start}:{own}", own)
    ends = f"OR({place}<={protocol.trim_low},{place}>{count}-{protocol.trim_high})"
    page.sheet.conditional_format(
        first,
        EXPERTS,
        layout.last,
        layout.merged - 1,
        {
            "type": "formula",
            "criteria": f"=AND(ISNUMBER({own}),{formulas.trims(count, protocol)},{ends})",
            "format": look,
        },
    )
