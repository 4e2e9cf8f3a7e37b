"""Agreement on one criterion over all applications: mean range, widest disagreement, outliers, alpha."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from evaluator_app.domain.agreement import FEWEST_EXPERTS, Metric, alpha, equal_pairs, nominal_alpha
from evaluator_app.domain.judged import Choices, Judged
from evaluator_app.domain.rubric import Criterion
from evaluator_app.domain.spread import Outlier, Spread, Table, mean, spread
from evaluator_app.domain.withheld import Why, Withheld


@dataclass(frozen=True, slots=True)
class Widest:
    """The application on which the experts lie farthest apart."""

    application: str
    range: Fraction


@dataclass(frozen=True, slots=True)
class Outlying:
    """A mark far from the others of its panel."""

    application: str
    outlier: Outlier


@dataclass(frozen=True, kw_only=True)
class CriterionFigures:
    """How far experts agree on a criterion, or on the recommendation."""

    subject: str  # id of the criterion or of the remark
    marks: int
    mean: Fraction | Withheld  # of the points
    range: Fraction | Withheld  # mean over the applications
    widest: Widest | Withheld
    outliers: tuple[Outlying, ...] | Withheld
    alpha: Fraction | Withheld
    metric: Metric
    equal: Fraction | Withheld  # of all pairs of experts the share that chose the same option


_NO_POINTS, _NO_OPTIONS = Withheld(Why.NO_POINTS), Withheld(Why.NO_OPTIONS)


def criterion_figures(judged: Judged, criterion: Criterion) -> CriterionFigures:
    """The figures of one criterion; without points only options can be compared."""
    if judged.merge.scheme.rubric.qualitative:
        return _of_options(judged, criterion)
    table = judged.marks(criterion)
    step = smallest(criterion)
    spreads = {name: found for name, own in table.items() if isinstance(found := spread(own, step), Spread)}
    shared = {name: one for name, one in spreads.items() if one.count >= FEWEST_EXPERTS}
    metric = Metric.ORDINAL if criterion.by_option else Metric.INTERVAL
    values = [value for own in table.values() for value in own.values()]
    return CriterionFigures(
        subject=criterion.id,
        marks=len(values),
        mean=mean(values) if values else Withheld(Why.TOO_FEW_MARKS, 1),
        range=_mean_range(shared),
        widest=_widest(shared),
        outliers=_outlying(spreads),
        alpha=alpha(_units(table), metric),
        metric=metric,
        equal=equal_pairs(_chosen(judged.choices(criterion))) if criterion.by_option else _NO_OPTIONS,
    )


def smallest(criterion: Criterion) -> Fraction:
    """The smallest difference a criterion's scale can show; of options there is none that holds for all."""
    return Fraction(0) if criterion.by_option else Fraction(criterion.points_of_value(criterion.step))


def recommendation_figures(judged: Judged) -> CriterionFigures | None:
    """The figures of what the experts recommend; None where they are not asked."""
    asked = judged.merge.scheme.rubric.recommendation
    if asked is None:
        return None
    units = _chosen(judged.recommendations)
    return _without_points(asked.id, units, nominal_alpha(units), Metric.NOMINAL)


def _of_options(judged: Judged, criterion: Criterion) -> CriterionFigures:
    """Options stand from the best down, which is an order; numbers that nothing weighs are in order too."""
    units = _chosen(judged.choices(criterion))
    places = {one.id: Fraction(place) for place, one in enumerate(reversed(criterion.options))}
    ordered = [[places[one] if one in places else Fraction(one) for one in unit] for unit in units]
    return _without_points(criterion.id, units, alpha(ordered, Metric.ORDINAL), Metric.ORDINAL)


def _without_points(
    subject: str, units: Sequence[Sequence[str]], found: Fraction | Withheld, metric: Metric
) -> CriterionFigures:
    return CriterionFigures(
        subject=subject,
        marks=sum(map(len, units)),
        mean=_NO_POINTS,
        range=_NO_POINTS,
        widest=_NO_POINTS,
        outliers=_NO_POINTS,
        alpha=found,
        metric=metric,
        equal=equal_pairs(units),
    )


def _units(table: Table) -> list[tuple[Fraction, ...]]:
    return [tuple(own.values()) for own in table.values()]


def _chosen(table: Choices) -> list[tuple[str, ...]]:
    return [tuple(own.values()) for own in table.values()]


def _mean_range(shared: Mapping[str, Spread]) -> Fraction | Withheld:
    if not shared:
        return Withheld(Why.TOO_FEW_EXPERTS, FEWEST_EXPERTS, 1)
    return mean([one.range for one in shared.values()])


def _widest(shared: Mapping[str, Spread]) -> Widest | Withheld:
    if not shared:
        return Withheld(Why.TOO_FEW_EXPERTS, FEWEST_EXPERTS, 1)
    name = max(shared, key=lambda one: shared[one].range)
    return Widest(name, shared[name].range) if shared[name].range else Withheld(Why.NO_VARIATION)


def _outlying(spreads: Mapping[str, Spread]) -> tuple[Outlying, ...] | Withheld:
    """Outliers of all panels; withheld where no panel is large enough for one."""
    found, withheld = [], None
    judged = False
    for name, one in spreads.items():
        if isinstance(one.outliers, Withheld):
            withheld = one.outliers
            continue
        judged = True
        found += [Outlying(name, outlier) for outlier in one.outliers]
    return tuple(found) if judged else withheld or Withheld(Why.TOO_FEW_MARKS, 1)
