"""The same statistics a second time, by their definitions and in fractions: slow, plain, and independent."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import permutations

Table = Mapping[str, Mapping[str, Fraction]]
Matrix = list[list[Fraction]]


def table(rows: Sequence[Sequence[object]]) -> dict[str, dict[str, Fraction]]:
    """Rows of applications a0, a1 ..., columns of experts e0, e1 ...; None is no value."""
    return {
        f"a{place:02d}": {
            f"e{expert:02d}": Fraction(str(value)) for expert, value in enumerate(row) if value is not None
        }
        for place, row in enumerate(rows)
    }


def inverse(matrix: Matrix) -> Matrix:
    """By Gauss and Jordan."""
    size = len(matrix)
    work = [row + [Fraction(i == j) for j in range(size)] for i, row in enumerate(matrix)]
    for place in range(size):
        pivot = next(i for i in range(place, size) if work[i][place])
        work[place], work[pivot] = work[pivot], work[place]
        work[place] = [value / work[place][place] for value in work[place]]
        for other in range(size):
            if other != place and work[other][place]:
                factor = work[other][place]
                work[other] = [a - factor * b for a, b in zip(work[other], work[place], strict=True)]
    return [row[size:] for row in work]


def least_squares(judged: Table) -> tuple[dict[str, Fraction], dict[str, Fraction], Fraction, int]:
    """Expert effects that add up to 0, their squared errors over sigma squared, what is left, its freedom.

    All unknowns at once: an application's value and an expert's effect for each, by the normal equations with
    a Lagrange multiplier for the condition.
    """
    experts = sorted({expert for own in judged.values() for expert in own})
    names = [*judged, *experts]
    size = len(names) + 1
    matrix = [[Fraction(0)] * size for _ in range(size)]
    right = [Fraction(0)] * size
    for application, own in judged.items():
        for expert, value in own.items():
            pair = names.index(application), names.index(expert)
            for i in pair:
                right[i] += value
                for j in pair:
                    matrix[i][j] += 1
    for expert in experts:
        matrix[-1][names.index(expert)] = matrix[names.index(expert)][-1] = Fraction(1)
    inverted = inverse(matrix)
    solved = [sum((a * b for a, b in zip(row, right, strict=True)), Fraction(0)) for row in inverted]
    found = dict(zip(names, solved, strict=False))
    rest = sum(
        (
            (mark - found[name] - found[expert]) ** 2
            for name, own in judged.items()
            for expert, mark in own.items()
        ),
        Fraction(0),
    )
    freedom = sum(map(len, judged.values())) - len(names) + 1
    errors = {one: inverted[names.index(one)][names.index(one)] for one in experts}
    return {one: found[one] for one in experts}, errors, rest, freedom


def alpha(units: Sequence[Sequence[Fraction]], metric: str) -> Fraction:
    """Krippendorff's alpha by its definition: the table of coincidences, pair by pair."""
    paired = [unit for unit in units if len(unit) > 1]
    coincidences: dict[tuple[Fraction, Fraction], Fraction] = {}
    for unit in paired:
        for one, other in permutations(unit, 2):
            share = coincidences.get((one, other), Fraction(0))
            coincidences[one, other] = share + Fraction(1, len(unit) - 1)
    values = sorted({value for unit in paired for value in unit})
    counts = {
        one: sum((coincidences.get((one, c), Fraction(0)) for c in values), Fraction(0)) for one in values
    }

    def distance(one: Fraction, other: Fraction) -> Fraction:
        if metric == "nominal":
            return Fraction(one != other)
        if metric == "interval":
            return (one - other) ** 2
        low, high = sorted((one, other))
        between = sum((counts[v] for v in values if low <= v <= high), Fraction(0))
        return (between - (counts[low] + counts[high]) / 2) ** 2

    total = sum(counts.values(), Fraction(0))
    observed = sum((share * distance(*pair) for pair, share in coincidences.items()), Fraction(0))
    expected = sum((counts[a] * counts[b] * distance(a, b) for a in values for b in values), Fraction(0))
    return 1 - (total - 1) * observed / expected


def kendall_w(judged: Table) -> Fraction:
    """W by the variance of the rank sums, with the correction for ties."""
    experts = sorted({expert for own in judged.values() for expert in own})
    rows = [own for own in judged.values() if len(own) == len(experts)]
    ranks = []
    ties = 0
    for expert in experts:
        own = [row[expert] for row in rows]
        ranks.append([sum(b < a for b in own) + Fraction(own.count(a) + 1, 2) for a in own])
        ties += sum(own.count(value) ** 3 - own.count(value) for value in set(own))
    sums = [sum(column, Fraction(0)) for column in zip(*ranks, strict=True)]
    middle = sum(sums, Fraction(0)) / len(sums)
    squares = sum(((one - middle) ** 2 for one in sums), Fraction(0))
    n, m = len(rows), len(experts)
    return 12 * squares / (m**2 * (n**3 - n) - m * ties)


def two_way_components(judged: Table) -> tuple[Fraction, Fraction, Fraction]:
    """Variances of applications, of experts and of the rest, by what each adds to a model without it."""
    _, _, rest, freedom = least_squares(judged)
    turned: dict[str, dict[str, Fraction]] = {}
    for name, own in judged.items():
        for expert, value in own.items():
            turned.setdefault(expert, {})[name] = value
    sheets = sum(map(len, judged.values()))
    error = rest / freedom
    experts = (_within(judged) - rest - (len(turned) - 1) * error) / (sheets - len(judged))
    applications = (_within(turned) - rest - (len(judged) - 1) * error) / (sheets - len(turned))
    return applications, experts, error


def _within(rows: Table) -> Fraction:
    """The sum of squares around the means of the rows."""
    squares = Fraction(0)
    for own in rows.values():
        middle = sum(own.values(), Fraction(0)) / len(own)
        squares += sum(((value - middle) ** 2 for value in own.values()), Fraction(0))
    return squares
