"""The chart of severity: every expert with an interval of 95 %, the raw deviation beside it."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from evaluator_app.domain.analysis import Analysis, ExpertFigures
from evaluator_app.domain.charts import Look
from evaluator_app.domain.severity import Severity
from evaluator_app.domain.withheld import Withheld
from evaluator_app.exchange.charts.paper import SERIES, SMALL, Colours, colours, sheet
from evaluator_app.exchange.charts.words import short
from evaluator_app.wording.language import text

_ROW, _EDGE = 0.34, 1.9  # inches


def draw(analysis: Analysis, look: Look) -> Figure:
    """One row for each expert of whom a severity can be said, the severest on top of the group."""
    rows = _rows(analysis)
    made, axes = sheet(look, _EDGE + _ROW * len(rows))
    own = colours(look)
    axes.axvline(0, color=own.quiet, linewidth=1)
    for place, (_, severity) in enumerate(rows):
        _interval(axes, place, severity, own)
    _raw(axes, [one for one, _ in rows], own)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    left, right = axes.get_xlim()
    most = max(abs(left), abs(right))
    axes.set_xlim(-most, most)
    axes.set_yticks(range(len(rows)), [_name(one, analysis) for one, _ in rows])
    axes.tick_params(length=0)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x", color=own.line, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.set_title(text("Severity of the experts"), pad=24)
    axes.set_xlabel(text("points less than the others (right: severe, left: lenient)"))
    for words, place, side in ((text("← lenient"), 0, "left"), (text("severe →"), 1, "right")):
        axes.text(place, 1.0, words, transform=axes.transAxes, ha=side, va="bottom", fontsize=SMALL,
                  color=own.quiet)  # fmt: skip
    made.legend(loc="outside lower center", ncols=3)
    return made


def _rows(analysis: Analysis) -> list[tuple[ExpertFigures, Severity]]:
    found = [(one, one.severity) for one in analysis.experts if isinstance(one.severity, Severity)]
    return sorted(found, key=lambda pair: (pair[0].group, -pair[1].value))


def _interval(axes: Axes, place: int, severity: Severity, own: Colours) -> None:
    """A filled dot where the interval lies on one side of 0, else a dot of another colour."""
    plain_side = severity.low > 0 or severity.high < 0
    colour = SERIES[1] if plain_side else own.strong
    label = None
    if place == 0:
        label = text("severity with an interval of 95 %")
    axes.plot([float(severity.low), float(severity.high)], [place, place], color=colour, linewidth=2.2)
    axes.plot(float(severity.value), place, marker="s" if plain_side else "o", color=colour, markersize=7,
              linestyle="", label=label)  # fmt: skip


def _raw(axes: Axes, rows: Sequence[ExpertFigures], own: Colours) -> None:
    """The raw deviation, turned so that right is severe there too."""
    pairs = [
        (place, -float(one.deviation))
        for place, one in enumerate(rows)
        if not isinstance(one.deviation, Withheld)
    ]
    axes.plot(
        [value for _, value in pairs], [place + 0.22 for place, _ in pairs], linestyle="", marker="D",
        markersize=5, markerfacecolor="none", markeredgecolor=own.quiet,
        label=text("raw: distance from the panels' means"),
    )  # fmt: skip


def _name(one: ExpertFigures, analysis: Analysis) -> str:
    name = short(one.expert)
    if len(analysis.groups) > 1:
        return text("{expert} (group {group})", expert=name, group=one.group)
    return name
