"""Formulas of the committee workbook; every one that decides works on whole numbers.

Only functions that Excel 2010, WPS and LibreOffice share are used, and no array formulas.
"""

from collections.abc import Sequence
from fractions import Fraction

from evaluator_app.domain.numbers import Rounding
from evaluator_app.domain.protocol import MergeRule, Protocol
from evaluator_app.domain.rubric import Band


def quoted(words: str) -> str:
    """A text inside a formula."""
    return '"' + words.replace('"', '""') + '"'


def centre_sum(values: str, count: str, protocol: Protocol) -> str:
    """The sum of the values that are kept: all, the untrimmed, or the middle pair."""
    match protocol.rule:
        case MergeRule.MEAN:
            return f"=SUM({values})"
        case MergeRule.MEDIAN:
            pair = f"SMALL({values},INT(({count}+1)/2))+SMALL({values},INT(({count}+2)/2))"
            return f"=IF({count}=0,0,{pair})"
        case MergeRule.TRIMMED_MEAN:
            ends = [f"SMALL({values},{k})" for k in range(1, protocol.trim_low + 1)]
            ends += [f"LARGE({values},{k})" for k in range(1, protocol.trim_high + 1)]
            return f"=SUM({values})-IF({trims(count, protocol)},{'+'.join(ends) or '0'},0)"


def centre_divisor(count: str, protocol: Protocol) -> str:
    """What the sum is divided by."""
    match protocol.rule:
        case MergeRule.MEAN:
            return f"=MAX({count},1)"
        case MergeRule.MEDIAN:
            return "=2"
        case MergeRule.TRIMMED_MEAN:
            dropped = protocol.trim_low + protocol.trim_high
            return f"=MAX({count}-IF({trims(count, protocol)},{dropped},0),1)"


def trims(count: str, protocol: Protocol) -> str:
    """Whether so many values are trimmed."""
    return f"AND({count}>={protocol.trim_from},{count}>{protocol.trim_low + protocol.trim_high})"


def place(values: str, upto: str, own: str) -> str:
    """The place of a value from below; of equals the one further left comes first."""
    return f'COUNTIF({values},"<"&{own})+COUNTIF({upto},{own})'


def rounded(numerator: str, denominator: str, protocol: Protocol) -> str:
    """A fraction as it is shown, rounded once; an exact half is recognised on whole numbers."""
    power = 10**protocol.decimals
    scaled = f"{numerator}*{power}/({denominator})"
    nearest = f"ROUND({scaled},0)"
    if protocol.rounding is Rounding.GB8170:
        half = f"2*MOD({numerator}*{power},{denominator})={denominator}"
        nearest = f"IF({half},2*ROUND({scaled}/2,0),{nearest})"
    return f"{nearest}/{power}"


def grade(score: tuple[str, str], bands: Sequence[Band], titles: Sequence[str]) -> str:
    """The title of the first band that holds the fraction; the last title is for none."""
    words = titles[len(bands)]
    for band, title in reversed(list(zip(bands, titles, strict=False))):
        conditions = [
            *_side(score, band.low_edge, ">=" if band.low_inclusive else ">"),
            *_side(score, band.high_edge, "<=" if band.high_inclusive else "<"),
        ]
        words = f"IF(AND({','.join(conditions) or 'TRUE'}),{title},{words})"
    return words


def _side(score: tuple[str, str], edge: Fraction | None, sign: str) -> list[str]:
    if edge is None:
        return []
    numerator, denominator = score
    return [f"{numerator}*{edge.denominator}{sign}{edge.numerator}*{denominator}"]


def rank(has_score: str, keys: Sequence[tuple[str, str]], row: int) -> str:
    """The place of a row: one more than the rows that are higher in the first key that differs.

    Keys are pairs of columns, numerator and denominator; fractions are compared by cross products.
    """
    higher, equal = [], f"{has_score}=1"
    for numerator, denominator in keys:
        theirs = f"{numerator}*{_own(denominator, row)}"
        mine = f"{_own(numerator, row)}*{denominator}"
        higher.append(f"SUMPRODUCT(({equal})*({theirs}>{mine}))")
        equal = f"({equal})*({theirs}={mine})"
    return f'=IF({_own(has_score, row)}=1,1+{"+".join(higher)},"—")'


def _own(column: str, row: int) -> str:
    """The cell of a column's range in one row: `$Q$6:$Q$9` in row 7 is `$Q$7`, also once rows are sorted."""
    return f"${column.split('$')[1]}${row + 1}"
