"""The committee workbook's heat map: how far each expert's total lies from the application's mean."""

from xlsxwriter.worksheet import Worksheet

from evaluator_app.domain.analysis import Analysis
from evaluator_app.domain.charts import Chart
from evaluator_app.domain.spread import mean
from evaluator_app.exchange.committee.book import QUIET, Book, height, prepare_page, put, put_wide
from evaluator_app.exchange.committee.heading import write_heading
from evaluator_app.exchange.committee.layout import block
from evaluator_app.wording.charts import chart_title
from evaluator_app.wording.language import text
from evaluator_app.wording.statistics import application_name

_NAME, _FIGURE = 34, 9
_LEAST_WIDTH = 6
_LOW, _MIDDLE, _HIGH = "#D6604D", "#F7F7F7", "#4393C3"  # red and blue: told apart by colour-blind people


def write_totals_map(book: Book, sheet: Worksheet, analysis: Analysis) -> None:
    """One row for each application with totals, one column for each expert."""
    experts = [one.expert for one in analysis.experts]
    last = max(len(experts), _LEAST_WIDTH)
    sheet.set_column(0, 0, _NAME)
    sheet.set_column(1, last, _FIGURE)
    title = chart_title(Chart.HEAT)
    row = write_heading(book, sheet, analysis.merge, title, last)
    words = text("Points above (blue) or below (red) the mean of the application's totals; empty: no total.")
    put_wide(sheet, row, (0, last), words, book.format(font_color=QUIET, text_wrap=True))
    sheet.set_row(row, height(words, _NAME + _FIGURE * last))
    head = row + 1
    for column, name in enumerate((text("Application"), *experts)):
        put(sheet, head, column, name, book.heading())
    sheet.set_row(head, 44)
    most, end = _write_rows(book, sheet, analysis, head + 1)
    if most:
        rule = {
            "type": "3_color_scale",
            **{f"{end}_type": "num" for end in ("min", "mid", "max")},
            "min_value": -most,
            "mid_value": 0,
            "max_value": most,
            "min_color": _LOW,
            "mid_color": _MIDDLE,
            "max_color": _HIGH,
        }
        sheet.conditional_format(block(head + 1, 1, end - 1, len(experts)).replace("$", ""), rule)
    sheet.freeze_panes(head + 1, 1)
    sheet.repeat_rows(head)
    prepare_page(sheet, analysis.merge.campaign.title, width=_NAME + _FIGURE * last, last_column=last)


def _write_rows(book: Book, sheet: Worksheet, analysis: Analysis, row: int) -> tuple[float, int]:
    """The greatest distance, and the row after the last."""
    left = book.boxed(align="left")
    look = book.boxed(align="center", num_format="+0.0;-0.0;0.0")
    columns = {one.expert: place for place, one in enumerate(analysis.experts, start=1)}
    most = 0.0
    for one in analysis.applications:
        own = analysis.judged.totals.get(one.outcome.application.id)
        if own is None:
            continue
        put(sheet, row, 0, f"{one.outcome.application.id} {application_name(one.outcome)}", left)
        middle = mean(tuple(own.values()))
        for expert, value in own.items():
            away = float(value - middle)
            sheet.write_number(row, columns[expert], away, look)
            most = max(most, abs(away))
        row += 1
    return most, row
