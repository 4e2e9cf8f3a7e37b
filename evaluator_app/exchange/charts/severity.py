"""The chart of severity: every expert with an interval of 95 %, the raw deviation beside it."""

from collections.abc import Iterator, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from evaluator_app.domain.analysis import Analysis, ExpertFigures
from evaluator_app.domain.charts import Chart, Look
from evaluator_app.domain.severity import Severity
from evaluator_app.domain.withheld import Withheld
from evaluator_app.exchange.charts.paper import SERIES, SMALL, Colours, colours, sheet
from evaluator_app.exchange.charts.words import short
from evaluator_app.wording.charts import chart_title
from evaluator_app.wording.language import text

_ROW, _EDGE = 0.34, 1.9  # inches
_BELOW = 0.22  # of a row


def draw(analysis: Analysis, look: Look) -> Figure:
    """One row for each expert of whom a severity can be said, the severest on top of the group."""
    rows = _rows(analysis)
    made, axes = sheet(look, _EDGE + _ROW * len(rows))
    own = colours(look)
    axes.axvline(0, color=own.quiet, linewidth=1)
    for place, (one, severity) in enumerate(rows):
        _interval(axes, place, severity, own)
        if not isinstance(one.deviation, Withheld):
            raw = -float(one.deviation)  # turned, so that right is severe there too
            axes.plot(raw, place + _BELOW, **_raw(own))
    axes.set_ylim(len(rows) - 0.5, -0.5)
    left, right = axes.get_xlim()
    most = max(abs(left), abs(right))
    axes.set_xlim(-most, most)
    axes.set_yticks(range(len(rows)), [_name(one, analysis) for one, _ in rows])
    axes.tick_params(length=0)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x", color=own.line, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.set_title(chart_title(Chart.SEVERITY), pad=24)
    axes.set_xlabel(text("points less than the others (right: severe, left: lenient)"))
    for words, place, side in ((text("← lenient"), 0, "left"), (text("severe →"), 1, "right")):
        axes.text(place, 1.0, words, transform=axes.transAxes, ha=side, va="bottom", fontsize=SMALL,
                  color=own.quiet)  # fmt: skip
    made.legend(handles=list(_keys(rows, own)), loc="outside lower center", ncols=3)
    return made


def _rows(analysis: Analysis) -> list[tuple[ExpertFigures, Severity]]:
    found = [(one, one.severity) for one in analysis.experts if isinstance(one.severity, Severity)]
    return sorted(found, key=lambda pair: (pair[0].group, -pair[1].value))


def _interval(axes: Axes, place: int, severity: Severity, own: Colours) -> None:
    """Another colour and shape where the whole interval lies on one side of 0."""
    ends = [float(severity.low), float(severity.high)]
    look = _dot(own, beside=_beside(severity))
    axes.plot(ends, [place, place], color=look["color"], linewidth=2.2)
    axes.plot(float(severity.value), place, **look)


def _beside(severity: Severity) -> bool:
    return severity.low > 0 or severity.high < 0


def _dot(own: Colours, *, beside: bool) -> dict[str, Any]:
    colour, marker = (SERIES[1], "s") if beside else (own.strong, "o")
    return {"color": colour, "marker": marker, "markersize": 7, "linestyle": ""}


def _raw(own: Colours) -> dict[str, Any]:
    return {"marker": "D", "markersize": 5, "markerfacecolor": "none", "markeredgecolor": own.quiet,
            "linestyle": ""}  # fmt: skip


def _keys(rows: Sequence[tuple[ExpertFigures, Severity]], own: Colours) -> Iterator[Line2D]:
    """What each shape means, of those that are there."""
    found = {_beside(severity) for _, severity in rows}
    if False in found:
        yield Line2D([], [], label=text("severity with an interval of 95 %"), **_dot(own, beside=False))
    if True in found:
        yield Line2D([], [], label=text("interval on one side of 0"), **_dot(own, beside=True))
    yield Line2D([], [], label=text("raw: distance from the panels' means"), **_raw(own))


def _name(one: ExpertFigures, analysis: Analysis) -> str:
    name = short(one.expert)
    if len(analysis.groups) > 1:
        return text("{expert} (group {group})", expert=name, group=one.group)
    return name
