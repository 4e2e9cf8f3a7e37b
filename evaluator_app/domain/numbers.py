"""Exact numbers: reading what people type, rounding once for display, exact text of a fraction."""

import re
from decimal import Context, Decimal, Inexact
from enum import StrEnum
from fractions import Fraction
from typing import assert_never

# Sums and products of marks, maxima and factors lose nothing, or say so.
EXACT = Context(prec=60, traps=[Inexact])

_PLAIN_NUMBER = re.compile(r"[+-]?\d{1,9}(\.\d{0,9})?|[+-]?\.\d{1,9}", re.ASCII)
# Full-width signs as Chinese keyboards type them, and nothing else: ² and ① are no digits of a score.
_HALF_WIDTH = {0xFF00 + code: 0x20 + code for code in range(1, 0x5F)} | {ord("。"): "."}


class Rounding(StrEnum):
    """How a value is rounded for display."""

    HALF_UP = "half_up"  # 四舍五入
    GB8170 = "gb8170"  # GB/T 8170-2008: an exact half goes to the even digit


def half_width(text: str) -> str:
    """A number as typed on a Chinese keyboard with plain signs: ９.５ and 9。5 are 9.5."""
    return text.strip().translate(_HALF_WIDTH)


def parse_score(text: str) -> Decimal | None:
    """The number a person typed, or None: full-width digits count, a comma or NaN does not."""
    typed = half_width(text)
    if not _PLAIN_NUMBER.fullmatch(typed):
        return None
    return Decimal(plain(Decimal(typed) + 0))  # one text for one value: neither -0 nor 9.50


def rounded(value: Fraction, decimals: int, rounding: Rounding) -> Decimal:
    """The value rounded in one step, never through an intermediate rounding (GB/T 8170-2008 3.3)."""
    scaled = abs(value) * 10**decimals
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    if _rounds_up(Fraction(rest, scaled.denominator), whole, rounding):
        whole += 1
    return Decimal(whole if value >= 0 else -whole).scaleb(-decimals)


def _rounds_up(rest: Fraction, whole: int, rounding: Rounding) -> bool:
    half = Fraction(1, 2)
    match rounding:
        case Rounding.HALF_UP:
            return rest >= half
        case Rounding.GB8170:
            return rest > half or (rest == half and whole % 2 == 1)
    assert_never(rounding)


def exact_text(value: Fraction) -> str:
    """`529/6`: numerator and denominator, also for whole numbers (`90/1`)."""
    return f"{value.numerator}/{value.denominator}"


def shown(value: Fraction, decimals: int = 2, rounding: Rounding = Rounding.HALF_UP) -> str:
    """The value as people read it."""
    return format(rounded(value, decimals, rounding), "f")


def plain(value: Decimal | Fraction) -> str:
    """A mark or subtotal without needless zeros: `9.5`, `13`; at most two decimals for a fraction."""
    if isinstance(value, Fraction):
        value = rounded(value, 2, Rounding.HALF_UP)
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
