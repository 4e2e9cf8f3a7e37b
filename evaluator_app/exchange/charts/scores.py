"""The chart of all scores: each application's score and its experts' totals, and the limits of the grades."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from evaluator_app.domain.analysis import Analysis, ApplicationFigures
from evaluator_app.domain.charts import Chart, Look
from evaluator_app.domain.merging import thresholds
from evaluator_app.domain.numbers import plain
from evaluator_app.domain.totals import grade
from evaluator_app.exchange.charts.paper import SMALL, Colours, colours, series, sheet
from evaluator_app.exchange.charts.words import by_rank, short
from evaluator_app.wording.charts import chart_title
from evaluator_app.wording.language import text
from evaluator_app.wording.statistics import application_name, figure

MOST_NAMED = 40  # rows; of more only every so-manieth rank is written
_ROW, _EDGE, _TALLEST = 0.32, 1.5, 14.0  # inches
_NO_GRADE = ""


def draw(analysis: Analysis, look: Look) -> Figure:
    """One row for each application with a score, the best on top."""
    found = [one for one in analysis.applications if one.outcome.result.score is not None]
    rows = by_rank(found)
    made, axes = sheet(look, min(_EDGE + _ROW * len(rows), _TALLEST))
    own = colours(look)
    low, high = _range(analysis, rows)
    axes.set_xlim(low, high)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    _bands(axes, analysis, own)
    for place, one in enumerate(rows):
        _row(axes, place, one, analysis, own)
    _names(axes, rows, analysis)
    axes.set_xlabel(text("Score"))
    axes.set_title(chart_title(Chart.SCORES), pad=24)
    axes.tick_params(length=0)
    axes.spines["left"].set_visible(False)
    handles = [*_grades(analysis, rows), _hollow(own)]
    made.legend(handles=handles, loc="outside lower center", ncols=min(len(handles), 6))
    return made


def _range(analysis: Analysis, rows: Sequence[ApplicationFigures]) -> tuple[float, float]:
    """From the lowest total to the highest, with the nearest limit on each side where there is one."""
    values = [one.outcome.result.score or Fraction(0) for one in rows]
    values += [total for one in rows for total in _totals(analysis, one).values()]
    low, high = min(values), max(values)
    limits = thresholds(analysis.merge.scheme.rubric.bands)
    low = max((one for one in limits if one <= low), default=low)
    high = min((one for one in limits if one >= high), default=high)
    room = max((high - low) / 20, Fraction(1, 2))
    return float(low - room), float(high + room)


def _totals(analysis: Analysis, one: ApplicationFigures) -> Mapping[str, Fraction]:
    return analysis.judged.totals.get(one.outcome.application.id, {})


def _bands(axes: Axes, analysis: Analysis, own: Colours) -> None:
    """The grades behind the rows, in two shades, with their names on top and their limits as dashed lines."""
    bands = analysis.merge.scheme.rubric.bands
    low, high = axes.get_xlim()
    limits = [float(one) for one in thresholds(bands)]
    edges = [low, *(one for one in limits if low < one < high), high]
    for place, (left, right) in enumerate(pairwise(edges)):
        axes.axvspan(left, right, color=own.bands[place % 2], zorder=0)
        middle = (Fraction(left) + Fraction(right)) / 2
        band = grade(middle, bands)
        title = band.title if band else analysis.merge.scheme.rubric.unplaced
        share = (right - left) / (high - low)
        if bands and share > len(title) * 0.018:
            axes.annotate(
                title, (float(middle), 1), (0, 4), xycoords=("data", "axes fraction"),
                textcoords="offset points", ha="center", va="bottom", fontsize=SMALL, color=own.quiet,
            )  # fmt: skip
    for limit in edges[1:-1]:
        axes.axvline(limit, color=own.quiet, linewidth=1, linestyle=(0, (4, 3)), zorder=1)


def _row(axes: Axes, place: int, one: ApplicationFigures, analysis: Analysis, own: Colours) -> None:
    totals = [float(value) for value in _totals(analysis, one).values()]
    if totals:
        axes.plot([min(totals), max(totals)], [place, place], color=own.line, linewidth=2, zorder=2)
        axes.plot(
            totals, [place] * len(totals), linestyle="", marker="o", markersize=5,
            markerfacecolor=own.paper, markeredgecolor=own.quiet, markeredgewidth=0.9, zorder=3,
        )  # fmt: skip
    score = float(one.outcome.result.score or 0)
    colour, marker = _mark(analysis, one)
    axes.plot(score, place, marker=marker, color=colour, markersize=8.5, markeredgecolor=own.paper, zorder=4)


def _mark(analysis: Analysis, one: ApplicationFigures) -> tuple[str, str]:
    band = one.outcome.result.grade
    bands = analysis.merge.scheme.rubric.bands
    return series(bands.index(band) if band else len(bands))


def _names(axes: Axes, rows: Sequence[ApplicationFigures], analysis: Analysis) -> None:
    """Rank, name and score of each row; of many rows only some ranks."""
    if len(rows) > MOST_NAMED:
        places = range(0, len(rows), -(-len(rows) // MOST_NAMED))
        axes.set_yticks(places, [str(rows[place].outcome.rank) for place in places])
        axes.set_ylabel(text("Rank"))
        return
    decimals = analysis.merge.scheme.protocol.decimals
    labels = []
    for one in rows:
        score = figure(one.outcome.result.score or 0, decimals)
        labels.append(f"{one.outcome.rank}  {short(application_name(one.outcome))}  {score}")
    axes.set_yticks(range(len(rows)), labels)


def _grades(analysis: Analysis, rows: Sequence[ApplicationFigures]) -> list[Line2D]:
    """A key for each grade that was earned, with how often."""
    rubric = analysis.merge.scheme.rubric
    found = []
    for band in (*rubric.bands, None):
        own = [one for one in rows if one.outcome.result.grade == band]
        if own:
            colour, marker = _mark(analysis, own[0])
            title = band.title if band else rubric.unplaced
            words = f"{title} {plain(Fraction(len(own)))}"
            found.append(Line2D([], [], linestyle="", marker=marker, color=colour, label=words))
    return found


def _hollow(own: Colours) -> Line2D:
    return Line2D(
        [], [], linestyle="", marker="o", markersize=5, markerfacecolor=own.paper,
        markeredgecolor=own.quiet, label=text("total of one expert"),
    )  # fmt: skip
