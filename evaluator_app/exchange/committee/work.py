"""An application's sheet: the working area to the right, where formulas count in whole units of the scale."""

from collections.abc import Callable

from evaluator_app.domain.merging import MergedSheet
from evaluator_app.domain.protocol import Unit
from evaluator_app.domain.rubric import Criterion, ScaleKind
from evaluator_app.exchange.committee import formulas
from evaluator_app.exchange.committee.book import QUIET, put
from evaluator_app.exchange.committee.layout import EXPERTS, MAX, cell
from evaluator_app.exchange.committee.page import Page
from evaluator_app.exchange.committee.points import write_points
from evaluator_app.wording.language import text


def write_work(page: Page) -> None:
    """Marks in units, totals over one denominator, sums and divisors, the score as a reduced fraction."""
    layout = page.layout
    look = page.book.format(font_size=8, font_color=QUIET)
    page.sheet.set_column(layout.labels, layout.labels, 26, None, {"level": 1, "hidden": True})
    page.sheet.set_column(layout.work(0), layout.work_end, 9, None, {"level": 1, "hidden": True})
    page.sheet.set_column(layout.work_end + 1, layout.work_end + 1, 9, None, {"collapsed": True})
    for offset, words in enumerate(_heads(page)):
        put(page.sheet, layout.head, layout.labels + offset, words, look)
    for row, criterion in enumerate(page.rubric.criteria, start=layout.first):
        put(page.sheet, row, layout.labels, criterion.title, look)
        _write_criterion(page, row, criterion)
        if not page.rubric.qualitative:
            _write_centre(page, row, criterion)
    write_points(page)
    for column in range(layout.experts):
        _write_counted(page, column)
    sheets = sum(one.counted for one in page.experts)
    _put(page, (page.rows.sheets, 0), f"=SUM({layout.work_row(page.rows.counted)})", sheets)
    if page.rubric.qualitative:
        _write_enough(page, sheets)
        return
    for column in range(layout.experts):
        _write_expert(page, column)
    _write_result(page)


def _heads(page: Page) -> list[str]:
    layout, names = page.layout, [one.expert for one in page.experts] or [""]
    heads = [text("Working area, in units of 1/{scale} point", scale=page.numbers.scale), *names]
    heads += [text("marks"), text("sum"), text("divisor")]
    heads += names if layout.converted else []
    return heads + [text("option {number}", number=i + 1) for i in range(layout.options)]


def _write_criterion(page: Page, row: int, criterion: Criterion) -> None:
    layout, numbers = page.layout, page.numbers
    look = page.book.format(font_size=8, font_color=QUIET)
    for column in range(layout.experts):
        counted = cell(page.rows.counted, layout.work(column))
        formula, value = _units(page, row, column), None
        if column < len(page.experts):
            value = numbers.value(column, criterion.id) if criterion.max else page.typed(column, criterion.id)
        own = cell(row, layout.point(column) if criterion.max else EXPERTS + column)
        formula = f'=IF(AND({counted}=1,ISNUMBER({own})),{formula},"")'
        page.formula(row, layout.work(column), formula, "" if value is None else value, look)


def _units(page: Page, row: int, column: int) -> str:
    """A mark in units; without points the number that was typed."""
    layout, criterion = page.layout, page.rubric.criteria[row - page.layout.first]
    mark, points = cell(row, EXPERTS + column), cell(row, layout.point(column))
    if not criterion.max:
        return mark
    units = f"ROUND({points}*{page.numbers.scale},0)"
    if criterion.by_option:
        return units
    step, most = format(criterion.step, "f"), cell(row, MAX)
    if criterion.scale is ScaleKind.PERCENT:
        most = format(criterion.highest, "f")
    on_scale = f"AND({mark}>=0,{mark}<={most},ABS({mark}/{step}-ROUND({mark}/{step},0))<0.000001)"
    return f"IF({on_scale},{units},NA())"


def _write_centre(page: Page, row: int, criterion: Criterion) -> None:
    """Count, sum and divisor of a criterion's marks; what has no points adds nothing and is not counted."""
    layout = page.layout
    look = page.book.format(font_size=8, font_color=QUIET)
    one, count = page.numbers.criteria[row - layout.first], cell(row, layout.counts)
    if not criterion.max:
        page.sheet.write_number(row, layout.counts + 1, one.sum, look)
        page.sheet.write_number(row, layout.counts + 2, one.divisor, look)
        return
    across = layout.work_row(row)
    # A value off the scale is an error there, which COUNT would pass over and SUM does not.
    page.formula(row, layout.counts, f"=COUNT({across})+0*SUM({across})", one.count, look)
    page.formula(row, layout.counts + 1, formulas.centre_sum(across, count, page.protocol), one.sum, look)
    page.formula(row, layout.counts + 2, formulas.centre_divisor(count, page.protocol), one.divisor, look)


def _write_counted(page: Page, column: int) -> None:
    """Whether an expert's sheet counts."""
    layout, rows, marks = page.layout, page.rows, page.layout.marks(column)
    one = page.experts[column] if column < len(page.experts) else None
    judged, dropped, abstained = page.counts(column)
    present = f"{judged}+{dropped}" + (f"+{abstained}" if page.protocol.unit is Unit.CRITERION else "")
    said = f',{cell(layout.recommendation, EXPERTS + column)}<>""' if page.silence else ""
    applies = f"{cell(rows.applicable, layout.work(column))}>0"
    if page.rubric.qualitative:
        applies = f"{dropped}<ROWS({marks})"
    formula = f"=IF(AND({present}=ROWS({marks}),{applies}{said}),1,0)"
    _put(page, (rows.counted, column), formula, int(one is not None and one.counted))


def _write_expert(page: Page, column: int) -> None:
    """An expert's points, maximum and total in units."""
    layout, rows, numbers = page.layout, page.rows, page.numbers
    one = page.experts[column] if column < len(page.experts) else None
    marks, work = layout.marks(column), layout.work(column)
    most = f"SUMIF({marks},{formulas.quoted(page.words.not_applicable)},{_maxima(page)})"
    counted, own = cell(rows.counted, work), cell(rows.over, work)
    full, earned = numbers.full, cell(rows.earned, work)
    points = f"=ROUND(SUM({layout.points(column)})*{numbers.scale},0)"
    _put(page, (rows.earned, column), points, _of(one, numbers.earned, 0))
    applicable = f"={full}-ROUND({most}*{numbers.scale},0)"
    _put(page, (rows.applicable, column), applicable, _of(one, numbers.applicable, full))
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


def _write_enough(page: Page, sheets: int) -> None:
    """Without points all there is to know is how many sheets count, and whether these are enough."""
    rows, layout = page.rows, page.layout
    least = page.protocol.minimum_sheets
    enough = f"=IF({_single(page, rows.sheets)}>={least},1,0)"
    _put(page, (rows.enough, 0), enough, int(sheets >= least))
    look = page.book.format(font_size=8, font_color=QUIET)
    labels = {rows.counted: text("counts (1) or not (0)"), rows.sheets: text("sheets that count"),
              rows.enough: text("enough for a result")}  # fmt: skip
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
