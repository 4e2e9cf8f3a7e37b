"""An application's sheet: the working area to the right, where formulas count in whole units of the scale."""

from collections.abc import Callable

from evaluator_app.domain.merging import MergedSheet
from evaluator_app.domain.protocol import Unit
from evaluator_app.exchange.committee import formulas
from evaluator_app.exchange.committee.book import QUIET, put
from evaluator_app.exchange.committee.layout import EXPERTS, MAX, cell
from evaluator_app.exchange.committee.page import Page
from evaluator_app.wording.language import text


def write_work(page: Page) -> None:
    """Marks in units, totals over one denominator, sums and divisors, the score as a reduced fraction."""
    layout = page.layout
    look = page.book.format(font_size=8, font_color=QUIET)
    page.sheet.set_column(layout.labels, layout.labels, 26, None, {"level": 1, "hidden": True})
    page.sheet.set_column(layout.work(0), layout.counts + 2, 9, None, {"level": 1, "hidden": True})
    page.sheet.set_column(layout.counts + 3, layout.counts + 3, 9, None, {"collapsed": True})
    heads = [text("Working area, in units of 1/{scale} point", scale=page.numbers.scale)]
    heads += [one.expert for one in page.experts] or [""]
    heads += [text("marks"), text("sum"), text("divisor")]
    for offset, words in enumerate(heads):
        put(page.sheet, layout.head, layout.labels + offset, words, look)
    for row in range(layout.first, layout.last + 1):
        _write_criterion(page, row)
    for column in range(layout.experts):
        _write_expert(page, column)
    _write_result(page)


def _write_criterion(page: Page, row: int) -> None:
    layout, numbers = page.layout, page.numbers
    look = page.book.format(font_size=8, font_color=QUIET)
    criterion = page.rubric.criteria[row - layout.first]
    put(page.sheet, row, layout.labels, criterion.title, look)
    step = format(criterion.step, "f")
    for column in range(layout.experts):
        own, counted = cell(row, EXPERTS + column), cell(page.rows.counted, layout.work(column))
        on_scale = f"AND({own}>=0,{own}<={cell(row, MAX)},ABS({own}/{step}-ROUND({own}/{step},0))<0.000001)"
        unit = f"IF({on_scale},ROUND({own}*{numbers.scale},0),NA())"
        value = numbers.value(column, criterion.id) if column < len(page.experts) else None
        formula = f'=IF(AND({counted}=1,ISNUMBER({own})),{unit},"")'
        page.formula(row, layout.work(column), formula, "" if value is None else value, look)
    one, count = numbers.criteria[row - layout.first], cell(row, layout.counts)
    across = layout.work_row(row)
    # A value off the scale is an error there, which COUNT would pass over and SUM does not.
    page.formula(row, layout.counts, f"=COUNT({across})+0*SUM({across})", one.count, look)
    page.formula(row, layout.counts + 1, formulas.centre_sum(across, count, page.protocol), one.sum, look)
    page.formula(row, layout.counts + 2, formulas.centre_divisor(count, page.protocol), one.divisor, look)


def _write_expert(page: Page, column: int) -> None:
    layout, rows, numbers = page.layout, page.rows, page.numbers
    one = page.experts[column] if column < len(page.experts) else None
    marks, work = layout.marks(column), layout.work(column)
    scored, dropped, abstained = page.counts(column)
    most = f"SUMIF({marks},{formulas.quoted(page.words.not_applicable)},{_maxima(page)})"
    present = f"{scored}+{dropped}" + (f"+{abstained}" if page.protocol.unit is Unit.CRITERION else "")
    counted, own = cell(rows.counted, work), cell(rows.over, work)
    full, earned = numbers.full, cell(rows.earned, work)
    _put(page, (rows.earned, column), f"=ROUND(SUM({marks})*{numbers.scale},0)", _of(one, numbers.earned, 0))
    applicable = f"={full}-ROUND({most}*{numbers.scale},0)"
    _put(page, (rows.applicable, column), applicable, _of(one, numbers.applicable, full))
    formula = f"=IF(AND({present}=ROWS({marks}),{dropped}<ROWS({marks})),1,0)"
    _put(page, (rows.counted, column), formula, int(one is not None and one.counted))
    if page.protocol.unit is Unit.CRITERION:
        return
    formula = f"=IF({counted}=1,{cell(rows.applicable, work)},1)"
    _put(page, (rows.denominator, column), formula, _of(one, numbers.denominator, 1))
    invalid = f"0*SUM({layout.work_rows(work)})"
    formula = (
        f'=IF({counted}=1,{earned}*{_single(page, rows.common)}/{cell(rows.denominator, work)}+{invalid},"")'
    )
    _put(page, (rows.over, column), formula, _of(one, numbers.scaled, None))
    across = layout.work_row(rows.over)
    upto = f"{cell(rows.over, layout.work(0))}:{own}"
    formula = f"=IF({counted}=1,{formulas.place(across, upto, own)},0)"
    _put(page, (rows.place, column), formula, numbers.places[column] if one else 0)


def _maxima(page: Page) -> str:
    return f"{cell(page.layout.first, MAX)}:{cell(page.layout.last, MAX)}"


def _of(one: MergedSheet | None, number: Callable[[MergedSheet], object], otherwise: object) -> object:
    return otherwise if one is None else number(one)


def _put(page: Page, place: tuple[int, int], formula: str, value: object) -> None:
    row, column = place
    look = page.book.format(font_size=8, font_color=QUIET)
    page.formula(row, page.layout.work(column), formula, "" if value is None else value, look)


def _single(page: Page, row: int) -> str:
    return cell(row, page.layout.work(0))


def _write_result(page: Page) -> None:
    rows, numbers, layout = page.rows, page.numbers, page.layout
    look = page.book.format(font_size=8, font_color=QUIET)
    counted = layout.work_row(rows.counted)
    sheets = len([one for one in page.experts if one.counted])
    _put(page, (rows.sheets, 0), f"=SUM({counted})", sheets)
    labels = {
        rows.earned: text("points"),
        rows.applicable: text("maximum"),
        rows.counted: text("counts (1) or not (0)"),
        rows.sheets: text("sheets that count"),
        rows.enough: text("enough for a score"),
        rows.raw_numerator: text("numerator"),
        rows.raw_denominator: text("denominator"),
        rows.numerator: text("numerator, reduced"),
        rows.denominated: text("denominator, reduced"),
    }
    enough = f"{_single(page, rows.sheets)}>={page.protocol.minimum_sheets}"
    if page.protocol.unit is Unit.TOTAL:
        labels |= _write_total_steps(page)
        numerator = f"={_single(page, rows.sum)}*{numbers.full}"
        denominator = f"={_single(page, rows.divisor)}*{_single(page, rows.common)}*{numbers.scale}"
    else:
        counts, sums, divisors = (layout.work_rows(layout.counts + i) for i in range(3))
        enough += f",MIN({counts})>={page.protocol.minimum_sheets}"
        common = _single(page, rows.common)
        _put(page, (rows.common, 0), f"=LCM({divisors})", numbers.divisors)
        labels[rows.common] = text("common denominator")
        numerator = f"=SUMPRODUCT({sums}*{common}/{divisors})"
        denominator = f"={common}*{numbers.scale}"
    _put(page, (rows.enough, 0), f"=IF(AND({enough}),1,0)", int(numbers.score is not None))
    _put(page, (rows.raw_numerator, 0), numerator, numbers.raw[0])
    _put(page, (rows.raw_denominator, 0), denominator, numbers.raw[1])
    raw = _single(page, rows.raw_numerator), _single(page, rows.raw_denominator)
    for row, part, value in zip((rows.numerator, rows.denominated), raw, numbers.reduced, strict=True):
        _put(page, (row, 0), f"={part}/GCD({raw[0]},{raw[1]})", value)
    for row, words in labels.items():
        put(page.sheet, row, layout.labels, words, look)


def _write_total_steps(page: Page) -> dict[int, str]:
    rows, numbers, layout = page.rows, page.numbers, page.layout
    across, sheets = layout.work_row(rows.over), _single(page, rows.sheets)
    _put(page, (rows.common, 0), f"=LCM({layout.work_row(rows.denominator)})", numbers.common)
    _put(page, (rows.sum, 0), formulas.centre_sum(across, sheets, page.protocol), numbers.totals.sum)
    _put(page, (rows.divisor, 0), formulas.centre_divisor(sheets, page.protocol), numbers.totals.divisor)
    return {
        rows.denominator: text("denominator"),
        rows.over: text("total over the common denominator"),
        rows.place: text("place from below"),
        rows.common: text("common denominator"),
        rows.sum: text("sum of what is kept"),
        rows.divisor: text("divided by"),
    }
