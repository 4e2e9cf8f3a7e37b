"""A symmetric positive definite system solved by decimals: its solution and the diagonal of the inverse."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import mul

from evaluator_app.domain.approximate import ZERO


@dataclass(frozen=True, slots=True)
class Solution:
    """The solution, and the diagonal of the inverse from which standard errors follow."""

    values: tuple[Decimal, ...]
    diagonal: tuple[Decimal, ...]


def solved(matrix: Sequence[Sequence[Decimal]], right: Sequence[Decimal]) -> Solution:
    """Both by one decomposition into a unit triangle T and a diagonal D: matrix = T D T'."""
    triangle, pivots = _decomposed(matrix)
    inverse = _inverted(triangle)
    steps = [sum(map(mul, row, right), ZERO) for row in inverse]  # rows are as long as their number
    steps = [step / pivot for step, pivot in zip(steps, pivots, strict=True)]
    count = len(pivots)
    values = [ZERO] * count
    diagonal = [ZERO] * count
    for row, step, pivot in zip(inverse, steps, pivots, strict=True):
        for place, factor in enumerate(row):
            values[place] += factor * step
            diagonal[place] += factor * factor / pivot
    return Solution(tuple(values), tuple(diagonal))


def _decomposed(matrix: Sequence[Sequence[Decimal]]) -> tuple[list[list[Decimal]], list[Decimal]]:
    """The rows of T up to the diagonal, without it, and D."""
    rows: list[list[Decimal]] = []
    pivots: list[Decimal] = []
    for own in matrix:
        scaled: list[Decimal] = []  # T D of this row
        for place, row in enumerate(rows):
            scaled.append(own[place] - sum(map(mul, scaled, row), ZERO))
        triangle = [one / pivot for one, pivot in zip(scaled, pivots, strict=True)]
        pivots.append(own[len(rows)] - sum(map(mul, scaled, triangle), ZERO))
        rows.append(triangle)
    return rows, pivots


def _inverted(triangle: Sequence[Sequence[Decimal]]) -> list[list[Decimal]]:
    """The inverse of T, each row up to the diagonal."""
    columns: list[list[Decimal]] = []  # of the inverse, from the diagonal down
    for row in triangle:
        for place, column in enumerate(columns):
            column.append(-sum(map(mul, row[place:], column), ZERO))
        columns.append([Decimal(1)])
    return [
        [columns[place][number - place] for place in range(number + 1)] for number in range(len(triangle))
    ]
