"""A protocol and grade limits in words."""

from decimal import Decimal

from evaluator_app.domain.numbers import Rounding, plain
from evaluator_app.domain.protocol import MergeRule, Protocol, Unit
from evaluator_app.domain.rubric import Band, Criterion, Rubric, Rule, ScaleKind
from evaluator_app.wording.language import mark, plural, text

_UNITS = {
    Unit.TOTAL: mark("the totals of the score sheets"),
    Unit.CRITERION: mark("the marks of each criterion, then their sum"),
}
_ROUNDING = {
    Rounding.HALF_UP: mark("half up (四舍五入)"),
    Rounding.GB8170: mark("GB/T 8170, an exact half to the even digit"),
}
_SHORT = {
    MergeRule.MEAN: mark("Mean"),
    MergeRule.MEDIAN: mark("Median"),
    MergeRule.TRIMMED_MEAN: mark("Trimmed mean"),
}


def rule_short(protocol: Protocol) -> str:
    """The rule as a column's heading."""
    return text(_SHORT[protocol.rule])


def rule_words(protocol: Protocol) -> str:
    """The rule that decides, in a sentence."""
    match protocol.rule:
        case MergeRule.MEAN:
            return text("The mean of all valid sheets.")
        case MergeRule.MEDIAN:
            return text("The median: the middle value, or the mean of the two middle ones.")
        case MergeRule.TRIMMED_MEAN:
            return text(
                "From {count} values on, the {high} highest and the {low} lowest are left out "
                "(one each of equals), then the mean; with fewer nothing is left out.",
                count=protocol.trim_from,
                high=protocol.trim_high,
                low=protocol.trim_low,
            )


def protocol_lines(protocol: Protocol, rubric: Rubric) -> tuple[tuple[str, str], ...]:
    """Each part of the protocol with its name."""
    return (
        (text("What is merged"), text(_UNITS[protocol.unit])),
        (text("Rule"), rule_words(protocol)),
        (text("Smallest panel"), _smallest(protocol)),
        (text("Grade"), text("By the exact value, never by the rounded one.")),
        (text("Rounding"), _rounding(protocol)),
        (text("Equal scores"), _tie_breaks(protocol, rubric)),
        (text("Warnings"), _limits(protocol)),
    )


def _smallest(protocol: Protocol) -> str:
    return plural(
        "{count} valid sheet; with fewer there is no score.",
        "{count} valid sheets; with fewer there is no score.",
        protocol.minimum_sheets,
    )


def _rounding(protocol: Protocol) -> str:
    return text(
        "Only for display, once, to {decimals} decimals: {rule}.",
        decimals=protocol.decimals,
        rule=text(_ROUNDING[protocol.rounding]),
    )


def _tie_breaks(protocol: Protocol, rubric: Rubric) -> str:
    if not protocol.tie_breaks:
        return text("Equal scores share a rank (1, 1, 3).")
    titles = ", ".join(rubric.criteria_by_id[name].title for name in protocol.tie_breaks)
    return text("The higher value goes first, in this order: {criteria}. What is still equal shares a rank "
                "(1, 1, 3).", criteria=titles)  # fmt: skip


def _limits(protocol: Protocol) -> str:
    parts = []
    if protocol.near_threshold is not None:
        points = plain(protocol.near_threshold)
        parts.append(text("within {points} points of a grade's limit", points=points))
    if protocol.spread is not None:
        parts.append(text("totals more than {points} points apart", points=plain(protocol.spread)))
    if protocol.stability:
        parts.append(text("a grade that one expert alone changes"))
    parts.append(text("rounding that crosses a limit"))
    return "; ".join(parts)


def band_words(band: Band) -> str:
    """The limits of a grade: `70 ≤ score ≤ 90`."""
    low = "" if band.low is None else f"{plain(band.low)} {'≤' if band.low_inclusive else '<'} "
    high = "" if band.high is None else f" {'≤' if band.high_inclusive else '<'} {plain(band.high)}"
    return low + text("score") + high


def source_words(rule: Rule) -> str:
    """Where a rule comes from: its clause, or that it is assumed."""
    parts = [rule.clause] if rule.clause else []
    if rule.assumed:
        parts.append(text("assumed, the source is silent"))
    if rule.comment:
        parts.append(rule.comment)
    return "; ".join(parts)


def scale_words(criterion: Criterion) -> str:
    """What can be entered for a criterion: its step, or its options."""
    if criterion.by_option:
        return " / ".join(one.title for one in criterion.options)
    sign = " %" if criterion.scale is ScaleKind.PERCENT else ""
    return f"{plain(criterion.step)}{sign}"


def points(value: Decimal) -> str:
    """A maximum with its unit."""
    return text("{points} points", points=plain(value))
