"""The radar of one application: what share of each section's points every expert gave, and all on average."""

from math import nan, pi
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.projections.polar import PolarAxes

from evaluator_app.domain import charts
from evaluator_app.domain.analysis import Analysis
from evaluator_app.domain.charts import Axis, Look
from evaluator_app.exchange.charts.paper import INCH, SMALL, TITLE, Colours, around, colours, series
from evaluator_app.exchange.charts.words import broken, short
from evaluator_app.wording.charts import chart_title
from evaluator_app.wording.language import text
from evaluator_app.wording.statistics import application_name

MOST_NAMED = 9  # experts with a line of their own; of more only the mean and the range are told apart
_HEIGHT, _BESIDES = 5.4, 0.6  # inches
_NAME = 130  # of a name in the key, in hundredths of an inch
_RING = 20  # percent
_LINES = ("-", "--", ":", "-.")


def draw(analysis: Analysis, look: Look, application: str) -> Figure:
    """Sections around, up to 100 % of their points."""
    parts = charts.radar(analysis, application)
    outcome = analysis.application[application].outcome
    own = colours(look)
    made, axes = around(look, min(_HEIGHT, look.width / INCH + _BESIDES))
    angles = _angles(parts)
    experts = [sheet.expert for sheet in analysis.judged.sheets[application]]
    for place, expert in enumerate(experts):
        values = [float(one.shares[expert]) * 100 if expert in one.shares else nan for one in parts]
        _closed(axes, angles, values, _of_expert(place, expert, own, named=len(experts) <= MOST_NAMED))
    centre = [float(one.mean) * 100 for one in parts]
    _closed(axes, angles, centre, {"color": own.strong, "linewidth": 2.6, "label": text("mean"), "zorder": 5})
    axes.fill(angles, centre, color=own.strong, alpha=0.12)
    _rings(axes, parts, own)
    name = f"{application}  {short(application_name(outcome), 24)}"
    made.suptitle(f"{chart_title(charts.Chart.RADAR)}\n{name}", x=0.02, ha="left", fontsize=TITLE)
    made.legend(loc="outside lower center", ncols=max(1, look.width // _NAME))
    return made


def _angles(parts: tuple[Axis, ...]) -> list[float]:
    return [2 * pi * place / len(parts) for place in range(len(parts))]


def _of_expert(place: int, expert: str, own: Colours, *, named: bool) -> dict[str, Any]:
    """How an expert's line looks; of many experts all are grey."""
    look: dict[str, Any] = {"linewidth": 1.1, "markersize": 4}
    if not named:
        return look | {"color": own.line, "label": text("each expert") if place == 0 else None}
    colour, marker = series(place)
    dashes = _LINES[place % len(_LINES)]
    return look | {"color": colour, "marker": marker, "linestyle": dashes, "label": short(expert)}


def _closed(axes: Axes, angles: list[float], values: list[float], look: dict[str, Any]) -> None:
    """A line around the centre, broken where nothing was judged."""
    axes.plot([*angles, angles[0]], [*values, values[0]], clip_on=False, **look)


def _rings(axes: PolarAxes, parts: tuple[Axis, ...], own: Colours) -> None:
    """Rings of 20 %; where all shares are high the centre is not 0, and says so."""
    angles = _angles(parts)
    axes.set_xticks(angles, [broken(one.title) for one in parts])
    axes.tick_params(axis="x", pad=14, labelcolor=own.ink)
    least = min(share for one in parts for share in one.shares.values())
    centre = max(0, int(least * 100) // _RING * _RING - _RING)
    axes.set_ylim(centre, 100)
    rings = range(centre, 101, _RING)
    axes.set_yticks(rings, [f"{ring} %" for ring in rings], fontsize=SMALL, color=own.quiet)
    axes.set_rlabel_position(180 / len(parts))
    if centre:
        axes.text(0, centre, f"{centre} %", ha="center", va="center", fontsize=SMALL, color=own.quiet)
    axes.grid(color=own.line)
    axes.spines["polar"].set_color(own.line)
