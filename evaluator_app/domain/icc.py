"""Intraclass correlations of totals, for designs in which not everybody judged everything.

Forms and names of McGraw and Wong 1996 (Psychological Methods 1, 30); Shrout and Fleiss 1979 in brackets.
Where the design is complete the figures are theirs; where it is not, the variance components come from
sums of squares that account for the other factor (Henderson 1953, method 3), which is the same there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from evaluator_app.domain.agreement import FEWEST_APPLICATIONS
from evaluator_app.domain.approximate import decimal
from evaluator_app.domain.severity import Fit, Group
from evaluator_app.domain.spread import Table, square_pairs
from evaluator_app.domain.withheld import Why, Withheld, too_few


@dataclass(frozen=True, slots=True)
class OneWay:
    """ICC(1) and ICC(k) [ICC(1,1), ICC(1,k)]: experts of one application are anybody."""

    single: Fraction
    average: Fraction
    experts: Fraction  # k: harmonic mean of the experts for an application


@dataclass(frozen=True, slots=True)
class TwoWay:
    """All experts of a group, each with an own severity, which counts against agreement but not consistency.

    ICC(A,1), ICC(A,k) [ICC(2,1), ICC(2,k)] and ICC(C,1), ICC(C,k) [ICC(3,1), ICC(3,k)].
    """

    agreement: Decimal
    agreement_average: Decimal
    consistency: Decimal
    consistency_average: Decimal
    experts: Fraction


@dataclass(frozen=True, slots=True)
class _Squares:
    """Sums of squares of a table by application."""

    between: Fraction
    within: Fraction
    applications: int
    sheets: int
    squared: int  # the sum of the squared numbers of sheets
    experts: Fraction


def one_way(table: Table) -> OneWay | Withheld:
    """From the applications that at least two experts judged, whoever they were."""
    judged = {name: own for name, own in table.items() if len(own) > 1}
    few = too_few(Why.TOO_FEW_APPLICATIONS, FEWEST_APPLICATIONS, len(judged))
    if few:
        return few
    found = _squares(judged)
    error = found.within / (found.sheets - found.applications)
    size = (found.sheets - Fraction(found.squared, found.sheets)) / (found.applications - 1)
    applications = (found.between / (found.applications - 1) - error) / size
    if applications + error == 0 or applications + error / found.experts == 0:
        return Withheld(Why.NO_VARIATION)
    return OneWay(
        single=applications / (applications + error),
        average=applications / (applications + error / found.experts),
        experts=found.experts,
    )


def two_way(table: Table, group: Group, model: Fit | Withheld) -> TwoWay | Withheld:
    """From the model of severities of a group, which has to hang together."""
    if isinstance(model, Withheld):
        return model
    few = too_few(Why.TOO_FEW_APPLICATIONS, FEWEST_APPLICATIONS, len(group.applications))
    if few:
        return few
    found = _squares({name: table[name] for name in group.applications})
    error = model.error / model.freedom
    count = len(group.experts)
    experts = (model.between_experts - (count - 1) * error) / (found.sheets - found.applications)
    # Applications, experts accounted for: what all of it explains less what experts alone explain.
    explained = decimal(found.between) + model.between_experts - decimal(_between_experts(table, group))
    applications = (explained - (found.applications - 1) * error) / (found.sheets - count)
    size = decimal(found.experts)
    parts = (experts + error, (experts + error) / size, error, error / size)
    if any(applications + part == 0 for part in parts):
        return Withheld(Why.NO_VARIATION)
    agreement, agreement_average, consistency, consistency_average = (
        applications / (applications + part) for part in parts
    )
    return TwoWay(
        agreement=agreement,
        agreement_average=agreement_average,
        consistency=consistency,
        consistency_average=consistency_average,
        experts=found.experts,
    )


def _squares(table: Table) -> _Squares:
    sizes = [len(own) for own in table.values()]
    rows = [tuple(own.values()) for own in table.values()]
    between, within = _parts(rows)
    return _Squares(
        between=between,
        within=within,
        applications=len(sizes),
        sheets=sum(sizes),
        squared=sum(size * size for size in sizes),
        experts=len(sizes) / sum((Fraction(1, size) for size in sizes), Fraction(0)),
    )


def _between_experts(table: Table, group: Group) -> Fraction:
    """The sum of squares of the experts' raw means."""
    by_expert: dict[str, list[Fraction]] = {}
    for name in group.applications:
        for expert, value in table[name].items():
            by_expert.setdefault(expert, []).append(value)
    return _parts(by_expert.values())[0]


def _parts(rows: Iterable[Iterable[Fraction]]) -> tuple[Fraction, Fraction]:
    """Sums of squares between rows and within them."""
    every: list[Fraction] = []
    within = Fraction(0)
    for row in rows:
        values = tuple(row)
        within += square_pairs(values) / len(values)
        every += values
    return square_pairs(every) / len(every) - within, within
