"""Which charts help to understand a panel's results, of what, and why one cannot be drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from evaluator_app.domain.analysis import Analysis
from evaluator_app.domain.rubric import Criterion, Section
from evaluator_app.domain.severity import Severity
from evaluator_app.domain.spread import mean
from evaluator_app.domain.withheld import Why, Withheld, too_few

FEWEST_AXES = 3  # fewer make no area around a centre


class Chart(StrEnum):
    """The charts; `RADAR` is of one application."""

    SCORES = "scores"
    HEAT = "heat"
    SEVERITY = "severity"
    RADAR = "radar"


class Format(StrEnum):
    """The kinds of files a chart is saved as."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a chart is drawn: on dark or light, how wide, how many dots an inch of a picture has.

    A width of 100 is an inch.
    """

    dark: bool = False
    width: int = 900
    dots: int = 150


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A chart that is asked for; a radar names its application."""

    chart: Chart
    application: str = ""


def wanted(analysis: Analysis) -> tuple[Wanted, ...]:
    """All charts that can be drawn of these results."""
    radars = (
        Wanted(chart=Chart.RADAR, application=one.outcome.application.id) for one in analysis.applications
    )
    every = (Wanted(chart=Chart.SCORES), Wanted(chart=Chart.HEAT), Wanted(chart=Chart.SEVERITY), *radars)
    return tuple(one for one in every if missing(analysis, one) is None)


def missing(analysis: Analysis, one: Wanted) -> Withheld | None:
    """Why a chart cannot be drawn."""
    if analysis.merge.scheme.rubric.qualitative:
        return Withheld(Why.NO_POINTS)
    match one.chart:
        case Chart.SCORES:
            scored = any(found.outcome.result.score is not None for found in analysis.applications)
            return None if scored else Withheld(Why.NO_RESULT)
        case Chart.HEAT:
            return None if analysis.judged.totals else Withheld(Why.NO_RESULT)
        case Chart.SEVERITY:
            return _without_severity(analysis)
        case _:
            return _without_radar(analysis, one.application)


def _without_severity(analysis: Analysis) -> Withheld | None:
    reasons = [one.severity for one in analysis.experts if isinstance(one.severity, Withheld)]
    if any(isinstance(one.severity, Severity) for one in analysis.experts):
        return None
    return reasons[0] if reasons else Withheld(Why.NO_RESULT)


def _without_radar(analysis: Analysis, application: str) -> Withheld | None:
    if not analysis.judged.sheets.get(application):
        return Withheld(Why.NO_RESULT)
    return too_few(Why.TOO_FEW_PARTS, FEWEST_AXES, len(radar(analysis, application)))


@dataclass(frozen=True, slots=True)
class Axis:
    """A section, or a criterion, and what share of its points each expert gave, and all on average."""

    title: str
    shares: dict[str, Fraction]
    mean: Fraction


def radar(analysis: Analysis, application: str) -> tuple[Axis, ...]:
    """The axes of an application's radar: sections, or criteria where there are too few sections."""
    sections = _axes(analysis, application, analysis.merge.scheme.rubric.sections)
    if len(sections) >= FEWEST_AXES:
        return sections
    criteria = [_alone(one) for one in analysis.merge.scheme.rubric.criteria]
    return _axes(analysis, application, criteria)


def _axes(analysis: Analysis, application: str, parts: Sequence[Section]) -> tuple[Axis, ...]:
    found = ((one.title, analysis.judged.shares(application, one)) for one in parts)
    return tuple(Axis(title, shares, mean(tuple(shares.values()))) for title, shares in found if shares)


def _alone(criterion: Criterion) -> Section:
    return Section(id=criterion.id, number="", title=criterion.title, criteria=(criterion,))
