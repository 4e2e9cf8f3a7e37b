"""What charts are called."""

from evaluator_app.domain.charts import Chart
from evaluator_app.wording.language import mark, text

_TITLES = {
    Chart.SCORES: mark("Scores and the limits of the grades"),
    Chart.HEAT: mark("Totals by application and expert"),
    Chart.SEVERITY: mark("Severity of the experts"),
    Chart.RADAR: mark("Share of the points by section"),
}


def chart_title(chart: Chart) -> str:
    """A chart's title."""
    return text(_TITLES[chart])
