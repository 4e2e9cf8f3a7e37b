"""Student's t: the two-sided 95 % points, from the published table."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from evaluator_app.domain.approximate import decimal

# Fisher and Yates, Statistical Tables, Table III (P = .05), by degrees of freedom from 1.
_TO_THIRTY = (
    *("12.706", "4.303", "3.182", "2.776", "2.571", "2.447", "2.365", "2.306", "2.262", "2.228"),
    *("2.201", "2.179", "2.160", "2.145", "2.131", "2.120", "2.110", "2.101", "2.093", "2.086"),
    *("2.080", "2.074", "2.069", "2.064", "2.060", "2.056", "2.052", "2.048", "2.045", "2.042"),
)
_BEYOND = ((30, "2.042"), (40, "2.021"), (60, "2.000"), (120, "1.980"))
_NORMAL = "1.960"


def t_95(freedom: int) -> Decimal:
    """The 97.5 % point; beyond the table's rows interpolated in 1 / freedom, as the table asks."""
    if freedom <= len(_TO_THIRTY):
        return Decimal(_TO_THIRTY[freedom - 1])
    rows = [(Fraction(1, row), Fraction(point)) for row, point in _BEYOND] + [
        (Fraction(0), Fraction(_NORMAL))
    ]
    at = Fraction(1, freedom)
    lower, upper = next(pair for pair in pairwise(rows) if at >= pair[1][0])
    share = (at - upper[0]) / (lower[0] - upper[0])
    return decimal(upper[1] + share * (lower[1] - upper[1]))
