"""How severe experts are: total = application + expert by least squares on the graph of who judged what.

The additive model is fitted where experts and applications hang together; otherwise a difference between
two experts is also one between their applications, and the groups are only named. Applications are
eliminated exactly, as fractions; what remains is one symmetric system over the experts of a group, solved
by decimals of 28 digits: elimination by fractions would grow without end, and iteration would not give the
standard errors. All of it is advice beside the raw figures: no mark or grade ever follows from it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from evaluator_app.domain.approximate import ZERO, decimal, without_noise
from evaluator_app.domain.spread import Table, mean, turned
from evaluator_app.domain.student import t_95
from evaluator_app.domain.symmetric import solved
from evaluator_app.domain.withheld import Why, Withheld, too_few

FEWEST_EXPERTS = 2
FEWEST_APPLICATIONS = 3  # that two experts judged
FEWEST_SHEETS = 3  # of an expert, before a severity is said of them
MOST_EXPERTS = 300  # of one group: the work grows with the cube, here to some seconds


@dataclass(frozen=True, slots=True)
class Severity:
    """How many points an expert gives less (above 0: severe) or more (below 0: lenient) than the others."""

    value: Decimal
    error: Decimal  # standard error
    low: Decimal  # of the 95 % interval
    high: Decimal


@dataclass(frozen=True, slots=True)
class Group:
    """Experts and applications that hang together."""

    experts: tuple[str, ...]
    applications: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """The model of one group: every expert's severity, every application's corrected mean, and the rest."""

    severities: Mapping[str, Severity]
    corrected: Mapping[str, Decimal]  # mean of an application's totals, each with its expert's severity added
    error: Decimal  # sum of squares that the model leaves
    between_experts: Decimal  # sum of squares of the experts, applications accounted for
    freedom: int


def groups(table: Table) -> tuple[Group, ...]:
    """The connected parts of the graph of experts and applications, the largest first."""
    by_expert, left, found = turned(table), set(turned(table)), []
    while left:
        experts, applications, waiting = set[str](), set[str](), [min(left)]
        while waiting:
            expert = waiting.pop()
            experts.add(expert)
            for application in by_expert[expert].keys() - applications:
                applications.add(application)
                waiting += table[application].keys() - experts
        left -= experts
        found.append(Group(tuple(sorted(experts)), tuple(sorted(applications))))
    return tuple(sorted(found, key=lambda one: (-len(one.experts), -len(one.applications), one.experts)))


def fit(table: Table, group: Group) -> Fit | Withheld:
    """The severities of a group's experts; they add up to 0."""
    shared = sum(len(table[name]) >= FEWEST_EXPERTS for name in group.applications)
    few = too_few(Why.TOO_FEW_EXPERTS, FEWEST_EXPERTS, len(group.experts))
    few = few or too_few(Why.TOO_FEW_APPLICATIONS, FEWEST_APPLICATIONS, shared)
    if few:
        return few
    if len(group.experts) > MOST_EXPERTS:
        return Withheld(Why.TOO_MANY_EXPERTS, MOST_EXPERTS, len(group.experts))
    sheets = sum(len(table[name]) for name in group.applications)
    freedom = sheets - len(group.applications) - len(group.experts) + 1
    if freedom < 1:
        return Withheld(Why.NO_REPETITION)
    return _fitted(table, group, freedom)


def own_severity(found: Fit | Withheld, expert: str, sheets: int) -> Severity | Withheld:
    """An expert's severity, withheld where it rests on too few sheets."""
    if isinstance(found, Withheld):
        return found
    return too_few(Why.TOO_FEW_SHEETS, FEWEST_SHEETS, sheets) or found.severities[expert]


def deviations(table: Table) -> dict[str, Fraction]:
    """The raw figure beside a severity: how far an expert's totals lie from their panels' means, on average.

    Totals that nobody else gave say nothing and stay out.
    """
    centres = {name: mean(tuple(own.values())) for name, own in table.items() if len(own) > 1}
    return {
        expert: mean([value - centres[name] for name, value in own.items() if name in centres])
        for expert, own in turned(table).items()
        if own.keys() & centres.keys()
    }


def _fitted(table: Table, group: Group, freedom: int) -> Fit:
    within = [_centred(table[name]) for name in group.applications]
    matrix, right = _normal_equations(within, group.experts)
    solution = solved(matrix, right)
    lenient = dict(zip(group.experts, solution.values, strict=True))
    between = sum(map(_product, solution.values, right), ZERO)
    total = sum((value * value for one in within for value in one.values()), Fraction(0))
    error = without_noise(decimal(total) - between)
    share = Decimal(1) / len(group.experts)  # what the condition that all add up to 0 put into the inverse
    scale, point = error / freedom, t_95(freedom)
    severities = {
        expert: _severity(-lenient[expert], (scale * max(ZERO, own - share)).sqrt(), point)
        for expert, own in zip(group.experts, solution.diagonal, strict=True)
    }
    corrected = {name: _corrected(table[name], lenient) for name in group.applications}
    return Fit(severities, corrected, error, between, freedom)


def _severity(value: Decimal, error: Decimal, point: Decimal) -> Severity:
    return Severity(value, error, value - point * error, value + point * error)


def _corrected(own: Mapping[str, Fraction], lenient: Mapping[str, Decimal]) -> Decimal:
    taken = sum((lenient[expert] for expert in sorted(own)), ZERO)
    return decimal(mean(tuple(own.values()))) - taken / len(own)


def _centred(own: Mapping[str, Fraction]) -> dict[str, Fraction]:
    centre = mean(tuple(own.values()))
    return {expert: own[expert] - centre for expert in sorted(own)}


def _normal_equations(
    within: Iterable[Mapping[str, Fraction]], experts: Sequence[str]
) -> tuple[list[list[Decimal]], list[Decimal]]:
    """The equations over the experts, applications eliminated, and the experts' sum set to 0.

    Counted by the number of experts of an application, so that all is added up in whole numbers.
    """
    place = {expert: number for number, expert in enumerate(experts)}
    together: dict[int, list[list[int]]] = {}
    right = [Fraction(0)] * len(experts)
    for one in within:
        rows = together.setdefault(len(one), [[0] * len(experts) for _ in experts])
        places = [place[expert] for expert in one]
        for at, value in zip(places, one.values(), strict=True):
            right[at] += value
            row = rows[at]
            for other in places:
                row[other] += 1
    matrix = [[Decimal(1) / len(experts)] * len(experts) for _ in experts]
    for size, rows in together.items():
        for at, row in enumerate(rows):
            matrix[at][at] += row[at]
            matrix[at] = [old - Decimal(count) / size for old, count in zip(matrix[at], row, strict=True)]
    return matrix, [decimal(value) for value in right]


def _product(one: Decimal, other: Decimal) -> Decimal:
    return one * other
