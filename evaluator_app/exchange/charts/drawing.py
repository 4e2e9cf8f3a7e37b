"""A chart as a file: PNG, SVG or PDF."""

from typing import BinaryIO

from matplotlib.figure import Figure

from evaluator_app.domain.analysis import Analysis
from evaluator_app.domain.charts import Chart, Format, Look, Wanted
from evaluator_app.exchange.charts import heat, radar, scores, severity
from evaluator_app.exchange.charts.paper import drawing, save


def write_chart(stream: BinaryIO, analysis: Analysis, one: Wanted, kind: Format, look: Look) -> None:
    """Draw a chart that can be drawn; the same results give the same bytes."""
    with drawing(look):
        save(_drawn(analysis, one, look), stream, kind, look)


def _drawn(analysis: Analysis, one: Wanted, look: Look) -> Figure:
    match one.chart:
        case Chart.SCORES:
            return scores.draw(analysis, look)
        case Chart.HEAT:
            return heat.draw(analysis, look)
        case Chart.SEVERITY:
            return severity.draw(analysis, look)
        case _:
            return radar.draw(analysis, look, one.application)
