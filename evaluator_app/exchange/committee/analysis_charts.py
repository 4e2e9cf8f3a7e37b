"""The committee workbook's charts, which everybody can change: scores, grades, severity, sections."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from xlsxwriter.worksheet import Worksheet

from evaluator_app.domain.analysis import Analysis
from evaluator_app.domain.charts import Chart, Wanted, missing, radar
from evaluator_app.domain.merging import thresholds
from evaluator_app.domain.numbers import plain
from evaluator_app.domain.severity import Severity
from evaluator_app.domain.withheld import Withheld
from evaluator_app.exchange.committee.book import QUIET, Book, prepare_page, put, put_wide, reference
from evaluator_app.exchange.committee.formulas import quoted
from evaluator_app.exchange.committee.heading import write_heading
from evaluator_app.exchange.committee.layout import block, cell
from evaluator_app.exchange.committee.overview import ORGANISATION, POINTS, PROPOSED, Overview
from evaluator_app.wording.charts import chart_title
from evaluator_app.wording.language import text
from evaluator_app.wording.statistics import NOTHING, application_name, outcome_words, withheld_words

# Okabe and Ito 2008: told apart with every kind of colour blindness.
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
_WORK = 30  # the working area begins here, to the right of the charts
_WIDE, _HIGH, _ROWS, _BESIDE = 860, 400, 21, 14  # of a chart in pixels; rows and columns it covers
_BEST, _RING = 5, 20  # applications in the radar, and its rings in percent
_LAST, _WIDTH = 27, 240


@dataclass
class ChartSheet:
    """The sheet of charts while it is written."""

    overview: Overview
    sheet: Worksheet
    name: str
    analysis: Analysis
    top: int  # the row of the first chart
    column: int = _WORK
    placed: int = 0

    @property
    def book(self) -> Book:
        """The workbook."""
        return self.overview.book

    def write(self, values: Sequence[str | float], *, formulas: Sequence[str] = ()) -> str:
        """A column of the working area under its name; where its values stand."""
        small = self.book.format(font_size=8, font_color=QUIET)
        for row, value in enumerate(values):
            if isinstance(value, str):
                put(self.sheet, row, self.column, value, small)
            elif formulas:
                self.sheet.write_formula(row, self.column, formulas[row - 1], small, value)
            else:
                self.sheet.write_number(row, self.column, value, small)
        area = block(1, self.column, len(values) - 1, self.column)
        self.column += 1
        return f"={reference(self.name)}{area}"

    def last_name(self) -> str:
        """Where the name of the last column of the working area stands."""
        return f"={reference(self.name)}{cell(0, self.column - 1)}"

    def insert(self, kind: dict[str, str], title: str) -> Any:  # noqa: ANN401 - XlsxWriter has no types
        """A chart, two in a row."""
        chart = self.book.workbook.add_chart(kind)
        chart.set_title({"name": title, "overlay": False, "name_font": {"size": 13}})
        chart.set_size({"width": _WIDE, "height": _HIGH})
        chart.set_legend({"position": "bottom"})
        chart.show_hidden_data()
        down, beside = divmod(self.placed, 2)
        self.sheet.insert_chart(self.top + down * _ROWS, beside * _BESIDE, chart)
        self.placed += 1
        return chart


def write_charts(overview: Overview, sheet: Worksheet, name: str, analysis: Analysis) -> None:
    """The charts that can be drawn, and why others cannot."""
    merge = analysis.merge
    row = write_heading(overview.book, sheet, merge, text("Charts"), _LAST)
    page = ChartSheet(overview, sheet, name, analysis, row + 1)
    reasons = [
        _write_where(page, Wanted(chart=Chart.SCORES), _write_scores),
        _write_where(page, Wanted(chart=Chart.SCORES), _write_grades),
        _write_where(page, Wanted(chart=Chart.SEVERITY), _write_severity),
        _write_where(page, _best(analysis), _write_radar),
    ]
    words = " ".join(dict.fromkeys(filter(None, reasons)))
    about = text("Scores and grades follow changed marks; severity and sections are as merged.")
    put_wide(sheet, row, (0, _LAST), f"{about} {words}", page.book.format(font_color=QUIET))
    sheet.freeze_panes(row, 0)
    sheet.set_column(_WORK, max(page.column, _WORK), 9, None, {"level": 1, "hidden": True})
    prepare_page(sheet, merge.campaign.title, width=_WIDTH, last_column=_LAST)
    sheet.print_area(0, 0, page.top + (page.placed + 1) // 2 * _ROWS, _LAST)


def _best(analysis: Analysis) -> Wanted:
    """The radar of the best application."""
    found = (one.outcome.application.id for one in analysis.applications)
    return Wanted(chart=Chart.RADAR, application=next(found, ""))


def _write_where(page: ChartSheet, one: Wanted, write: Callable[[ChartSheet], None]) -> str:
    why = missing(page.analysis, one)
    if why is None:
        write(page)
    return withheld_words(why) if why else ""


def _write_scores(page: ChartSheet) -> None:
    """The scores of the first sheet, which follow the marks, as columns; limits of grades as lines."""
    chart = page.insert({"type": "column"}, chart_title(Chart.SCORES))
    first = page.overview.head + 1
    scored = sum(one.outcome.result.score is not None for one in page.analysis.applications)
    own = reference(page.overview.name)
    names = f"={own}{block(first, ORGANISATION, first + scored - 1, ORGANISATION)}"
    chart.add_series(
        {
            "name": text("Score"),
            "categories": names,
            "values": f"={own}{block(first, POINTS, first + scored - 1, POINTS)}",
            "fill": {"color": _COLOURS[0]},
            "gap": 60,
        }
    )
    lines = page.book.workbook.add_chart({"type": "line"})
    for place, limit in enumerate(thresholds(page.analysis.merge.scheme.rubric.bands), start=1):
        values = page.write([text("limit {score}", score=plain(limit)), *[float(limit)] * scored])
        look = {"color": _COLOURS[place % len(_COLOURS)], "dash_type": "dash", "width": 1.5}
        lines.add_series({"name": page.last_name(), "categories": names, "values": values, "line": look})
    if lines.series:
        chart.combine(lines)
    lowest = min(float(one.outcome.result.score or 0) for one in page.analysis.applications[:scored])
    chart.set_x_axis({"num_font": {"size": 8}})
    chart.set_y_axis({"min": max(0, int(lowest) // 10 * 10 - 10), "major_gridlines": {"visible": True}})


def _write_grades(page: ChartSheet) -> None:
    """How many applications have each grade, counted on the first sheet."""
    merge, first = page.analysis.merge, page.overview.head + 1
    area = reference(page.overview.name) + block(first, PROPOSED, first + len(merge.results) - 1, PROPOSED)
    titles = [*page.overview.names, merge.scheme.rubric.unplaced]
    earned = [outcome_words(merge, one.result.grade.id if one.result.grade else None)
              for one in merge.results if one.result.score is not None]  # fmt: skip
    names = page.write([text("Grade"), *titles])
    counts = [float(earned.count(title)) for title in titles]
    formulas = [f"=COUNTIF({area},{quoted(title)})" for title in titles]
    values = page.write([text("Applications"), *counts], formulas=formulas)
    chart = page.insert({"type": "column"}, text("Applications by grade"))
    points = [{"fill": {"color": _COLOURS[place % len(_COLOURS)]}} for place in range(len(titles))]
    chart.add_series(
        {
            "name": page.last_name(),
            "categories": names,
            "values": values,
            "points": points,
            "data_labels": {"value": True},
            "gap": 60,
        }
    )
    chart.set_legend({"none": True})
    chart.set_y_axis({"num_format": "0", "min": 0})


def _write_severity(page: ChartSheet) -> None:
    """Bars with an interval of 95 %, the raw deviation beside them."""
    found = [(one, one.severity) for one in page.analysis.experts if isinstance(one.severity, Severity)]
    found.sort(key=lambda pair: (pair[0].group, pair[1].value))
    raw = [0.0 if isinstance(one.deviation, Withheld) else -float(one.deviation) for one, _ in found]
    names = page.write([text("Expert"), *(one.expert for one, _ in found)])
    values = page.write([text("Severity"), *(float(severity.value) for _, severity in found)])
    named = page.last_name()
    errors = page.write([text("interval"), *(float(one.high - one.value) for _, one in found)])
    chart = page.insert({"type": "bar"}, chart_title(Chart.SEVERITY))
    chart.add_series(
        {
            "name": named,
            "categories": names,
            "values": values,
            "fill": {"color": _COLOURS[0]},
            "x_error_bars": {"type": "custom", "plus_values": errors, "minus_values": errors},
            "gap": 60,
        }
    )
    beside = page.write([text("raw: distance from the panels' means"), *raw])
    chart.add_series(
        {"name": page.last_name(), "categories": names, "values": beside, "fill": {"color": "#B0B0B0"}}
    )
    most = ceil(max(max(abs(one.low), abs(one.high)) for _, one in found) + 1)
    title = text("points less than the others")
    chart.set_x_axis({"name": title, "min": -most, "max": most, "major_gridlines": {"visible": True}})
    chart.set_y_axis({"label_position": "low"})


def _write_radar(page: ChartSheet) -> None:
    """The best applications by section, in percent of the points."""
    best = [
        one for one in page.analysis.applications if page.analysis.judged.sheets[one.outcome.application.id]
    ]
    parts = [(one, radar(page.analysis, one.outcome.application.id)) for one in best[:_BEST]]
    titles = [axis.title for axis in parts[0][1]]
    names = page.write([text("Section"), *titles])
    chart = page.insert({"type": "radar", "subtype": "with_markers"}, text("The best by section, in percent"))
    for place, (one, axes) in enumerate(parts):
        shares = {axis.title: float(axis.mean) * 100 for axis in axes}
        name = f"{one.outcome.rank or NOTHING} {application_name(one.outcome)}"
        values = page.write([name, *(shares.get(title, 0.0) for title in titles)])
        colour = {"color": _COLOURS[place % len(_COLOURS)]}
        chart.add_series({"name": page.last_name(), "categories": names, "values": values, "line": colour,
                          "marker": {"type": "automatic"}})  # fmt: skip
    least = min(float(axis.mean) * 100 for _, axes in parts for axis in axes)
    lowest = max(0, int(least) // _RING * _RING - _RING)
    chart.set_y_axis({"min": lowest, "max": 100, "major_unit": _RING, "major_gridlines": {"visible": True}})
