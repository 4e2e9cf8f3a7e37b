"""The heat map: applications by experts, coloured by the distance from the application's mean."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from evaluator_app.domain.analysis import Analysis, ApplicationFigures
from evaluator_app.domain.charts import Chart, Look
from evaluator_app.domain.numbers import plain
from evaluator_app.domain.spread import mean
from evaluator_app.exchange.charts.paper import SMALL, colours, sheet
from evaluator_app.exchange.charts.words import broken, by_rank, short
from evaluator_app.wording.charts import chart_title
from evaluator_app.wording.language import text
from evaluator_app.wording.statistics import application_name

MOST_NAMED, MOST_NUMBERED = 40, 20  # rows with their names; columns whose cells hold their number
_ROW, _EDGE, _TALLEST = 0.32, 1.7, 14.0  # inches
_MAP = "RdBu"  # blue and red: told apart by colour-blind people, and the numbers say it too
_DARK_CELL = 0.6  # of the greatest distance: from here on numbers are white


def draw(analysis: Analysis, look: Look) -> Figure:
    """One row for each application, one column for each expert; an empty cell is no total."""
    rows = [
        one for one in by_rank(analysis.applications) if one.outcome.application.id in analysis.judged.totals
    ]
    experts = [one.expert for one in analysis.experts]
    away = _distances(analysis, rows, experts)
    most = float(np.nanmax(np.abs(away))) or 1.0
    made, axes = sheet(look, min(_EDGE + _ROW * len(rows), _TALLEST))
    picture = axes.imshow(
        np.ma.masked_invalid(away), cmap=_MAP, vmin=-most, vmax=most, aspect="auto", interpolation="nearest"
    )
    named = len(rows) <= MOST_NAMED
    if named and len(experts) <= MOST_NUMBERED:
        _numbers(axes, analysis, rows, experts, away / most)
    _axes(axes, rows, experts, named=named)
    axes.set_title(chart_title(Chart.HEAT))
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    bar = made.colorbar(picture, ax=axes, shrink=0.7, pad=0.02)
    bar.set_label(
        text("points above (blue) or below (red) the mean"), color=colours(look).quiet, fontsize=SMALL
    )
    bar.outline.set_visible(False)
    return made


def _distances(
    analysis: Analysis, rows: Sequence[ApplicationFigures], experts: Sequence[str]
) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    away = np.full((len(rows), len(experts)), np.nan)
    column = {expert: place for place, expert in enumerate(experts)}
    for place, one in enumerate(rows):
        own = analysis.judged.totals[one.outcome.application.id]
        middle = mean(tuple(own.values()))
        for expert, value in own.items():
            away[place, column[expert]] = float(value - middle)
    return away


def _numbers(
    axes: Axes,
    analysis: Analysis,
    rows: Sequence[ApplicationFigures],
    experts: Sequence[str],
    share: "np.ndarray[tuple[int, int], np.dtype[np.float64]]",
) -> None:
    for place, one in enumerate(rows):
        own = analysis.judged.totals[one.outcome.application.id]
        for column, expert in enumerate(experts):
            if expert in own:
                colour = "#ffffff" if abs(share[place, column]) > _DARK_CELL else "#1b2230"
                words = plain(Fraction(own[expert]))
                axes.text(column, place, words, ha="center", va="center", fontsize=SMALL, color=colour)


def _axes(axes: Axes, rows: Sequence[ApplicationFigures], experts: Sequence[str], *, named: bool) -> None:
    if named:
        labels = [f"{one.outcome.rank or '—'}  {short(application_name(one.outcome))}" for one in rows]
        axes.set_yticks(range(len(rows)), labels)
    else:
        places = range(0, len(rows), -(-len(rows) // MOST_NAMED))
        axes.set_yticks(places, [str(rows[place].outcome.rank or "—") for place in places])
        axes.set_ylabel(text("Rank"))
    if len(experts) <= MOST_NUMBERED:
        axes.set_xticks(range(len(experts)), [broken(short(one, 8), 4) for one in experts], fontsize=SMALL)
    else:
        places = range(0, len(experts), -(-len(experts) // MOST_NAMED))
        axes.set_xticks(places, [short(experts[place], 6) for place in places], rotation=90, fontsize=SMALL)
    axes.xaxis.tick_bottom()
