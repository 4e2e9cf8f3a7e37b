"""Everything that helps to understand the results of a panel: experts, applications, criteria, agreement.

All of it is advice beside the raw figures. The protocol alone decides; nothing here becomes a mark, a score
or a grade. What may not be used says so, with its reason, in place of a figure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from evaluator_app.domain.agreement import Metric, alpha, kendall_w
from evaluator_app.domain.criteria_agreement import (
    CriterionFigures,
    criterion_figures,
    recommendation_figures,
)
from evaluator_app.domain.firmness import Edge, Flip, by_rules, flips, nearest_edge
from evaluator_app.domain.icc import OneWay, TwoWay, one_way, two_way
from evaluator_app.domain.judged import Judged
from evaluator_app.domain.leaving_out import Without, without_each
from evaluator_app.domain.panel import ApplicationResult, PanelMerge
from evaluator_app.domain.protocol import MergeRule
from evaluator_app.domain.ranking import places
from evaluator_app.domain.severity import (
    FEWEST_EXPERTS,
    Fit,
    Group,
    Severity,
    deviations,
    fit,
    groups,
    own_severity,
)
from evaluator_app.domain.spread import (
    Spread,
    Table,
    mean,
    mean_standard,
    spread,
    standard_scores,
    turned,
)
from evaluator_app.domain.withheld import Why, Withheld

_COMPARED = (
    15  # decimals to which corrected means are compared: beyond them lies the rounding of the solution
)


@dataclass(frozen=True, kw_only=True)
class ExpertFigures:
    """One expert: raw deviation and severity side by side, and what hangs on this expert alone."""

    expert: str
    group: int  # of those that can be compared, from 1
    sheets: int
    mean: Fraction | Withheld
    deviation: Fraction | Withheld  # raw: mean distance from the panels' means
    severity: Severity | Withheld
    without: Without | Withheld


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """A mean with the experts' severities taken off, beside the raw one, and both their ranks."""

    raw: Fraction
    value: Decimal
    raw_rank: int | Withheld
    rank: int | Withheld  # compares only where all hang together


@dataclass(frozen=True, kw_only=True)
class ApplicationFigures:
    """One application: spread of the totals, distance from limits, how firm it is, corrected beside raw."""

    outcome: ApplicationResult
    spread: Spread | Withheld
    edge: Edge | Withheld
    flips: tuple[Flip, ...] | Withheld
    rules: Mapping[MergeRule, Fraction | Withheld]
    corrected: Corrected | Withheld
    standard: Decimal | Withheld  # mean of the experts' z-scores


@dataclass(frozen=True, kw_only=True)
class GroupFigures:
    """How far the experts of one group agree; experts of two groups have judged nothing in common."""

    group: Group
    one_way: OneWay | Withheld
    two_way: TwoWay | Withheld
    alpha: Fraction | Withheld
    kendall: Fraction | Withheld


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """All statistics of one merge."""

    judged: Judged
    experts: tuple[ExpertFigures, ...]
    applications: tuple[ApplicationFigures, ...]
    criteria: tuple[CriterionFigures, ...]
    recommendation: CriterionFigures | None
    groups: tuple[GroupFigures, ...]

    @property
    def merge(self) -> PanelMerge:
        """What was merged."""
        return self.judged.merge

    @cached_property
    def application(self) -> Mapping[str, ApplicationFigures]:
        """The applications by their ids."""
        return {one.outcome.application.id: one for one in self.applications}


def analyse(merge: PanelMerge) -> Analysis:
    """The statistics of a merge; the same merge gives the same figures, on every computer."""
    judged = Judged(merge)
    table = judged.totals
    found = groups(table)
    models = [fit(table, one) for one in found]
    turned_over = {one.application.id: flips(judged, one) for one in merge.results}
    return Analysis(
        judged=judged,
        experts=_experts(judged, found, models, without_each(judged, turned_over)),
        applications=_applications(judged, _corrections(table, found, models), turned_over),
        criteria=tuple(criterion_figures(judged, one) for one in merge.scheme.rubric.criteria),
        recommendation=recommendation_figures(judged),
        groups=tuple(_group(table, one, model) for one, model in zip(found, models, strict=True)),
    )


def _group(table: Table, group: Group, model: Fit | Withheld) -> GroupFigures:
    own = {name: table[name] for name in group.applications}
    return GroupFigures(
        group=group,
        one_way=one_way(own),
        two_way=two_way(table, group, model),
        alpha=alpha((tuple(values.values()) for values in own.values()), Metric.INTERVAL),
        kendall=kendall_w(own),
    )


def _experts(
    judged: Judged,
    found: tuple[Group, ...],
    models: list[Fit | Withheld],
    without: Mapping[str, Without | Withheld],
) -> tuple[ExpertFigures, ...]:
    """Every expert of whom a sheet counts; the severest first, then those of whom no severity is said."""
    table, raw = turned(judged.totals), deviations(judged.totals)
    place = {expert: number for number, group in enumerate(found) for expert in group.experts}
    none = Withheld(Why.NO_POINTS if judged.merge.scheme.rubric.qualitative else Why.NO_TOTAL)
    alone = Withheld(Why.TOO_FEW_EXPERTS, FEWEST_EXPERTS, 1)
    figures = []
    for expert, names in judged.by_expert.items():
        own = tuple(table.get(expert, {}).values())
        figures.append(
            ExpertFigures(
                expert=expert,
                group=place[expert] + 1 if own else 0,
                sheets=len(names),
                mean=mean(own) if own else none,
                deviation=raw.get(expert, alone if own else none),
                severity=own_severity(models[place[expert]], expert, len(own)) if own else none,
                without=without[expert],
            )
        )
    return tuple(figures)


def _corrections(
    table: Table, found: tuple[Group, ...], models: list[Fit | Withheld]
) -> dict[str, Corrected | Withheld]:
    """Corrected means beside the raw ones; they are ranked only where all hang together."""
    raw = {name: mean(tuple(own.values())) for name, own in table.items()}
    values: dict[str, Decimal] = {}
    why: dict[str, Withheld] = {}
    for group, model in zip(found, models, strict=True):
        if isinstance(model, Withheld):
            why |= dict.fromkeys(group.applications, model)
        else:
            values |= model.corrected
    before: Mapping[str, int | Withheld] = places({name: (raw[name],) for name in values})
    after: Mapping[str, int | Withheld] = places(
        {name: round(value, _COMPARED) for name, value in values.items()}
    )
    if len(found) > 1:
        before = after = dict.fromkeys(values, Withheld(Why.NOT_CONNECTED, 1, len(found)))
    corrected = {name: Corrected(raw=raw[name], value=value, raw_rank=before[name], rank=after[name])
                 for name, value in values.items()}  # fmt: skip
    return corrected | why


def _applications(
    judged: Judged,
    corrected: Mapping[str, Corrected | Withheld],
    turned_over: Mapping[str, tuple[Flip, ...] | Withheld],
) -> tuple[ApplicationFigures, ...]:
    scheme, table = judged.merge.scheme, judged.totals
    standard = standard_scores(table)
    none = Withheld(Why.NO_POINTS if scheme.rubric.qualitative else Why.NO_RESULT)
    figures = []
    for one in judged.merge.results:
        name = one.application.id
        own = table.get(name, {})
        figures.append(
            ApplicationFigures(
                outcome=one,
                spread=spread(own, scheme.rubric.unit) if own else none,
                edge=none if one.result.score is None else nearest_edge(one.result.score, scheme),
                flips=turned_over[name],
                rules=by_rules(judged, one),
                corrected=corrected.get(name, none),
                standard=mean_standard(own, name, standard) if own else none,
            )
        )
    return tuple(figures)
