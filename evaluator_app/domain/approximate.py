"""Quotients and roots of exact numbers as decimals of 28 digits: for statistics, never for a mark.

Statistics need roots and the solution of large systems, which fractions cannot give in time. Decimals of
fixed length give the same digits on every computer, whatever its processor and libraries; binary floating
point does not, and has no place beside marks.
"""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

DIGITS = 28
CONTEXT = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)
ZERO = Decimal(0)
_NOISE = 15  # decimals from which a sum of squares is rounding error


def decimal(value: Fraction) -> Decimal:
    """The exact number to 28 digits."""
    return CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator))


def root(value: Fraction) -> Decimal:
    """The square root."""
    return decimal(value).sqrt(CONTEXT)


def without_noise(value: Decimal) -> Decimal:
    """What is left of a sum of squares when its rounding errors are taken off; never below zero."""
    return max(ZERO, round(value, _NOISE))
