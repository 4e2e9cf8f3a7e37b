"""How a panel result was computed, step by step, in words anybody can follow with a pocket calculator."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from string import ascii_uppercase

from evaluator_app.domain.merging import MergedSheet, PanelResult
from evaluator_app.domain.numbers import exact_text, plain, shown
from evaluator_app.domain.protocol import Protocol, Unit
from evaluator_app.wording.language import text
from evaluator_app.wording.protocols import rule_short
from evaluator_app.wording.results import no_score, not_counted, votes_words


def calculation_lines(result: PanelResult, protocol: Protocol) -> tuple[str, ...]:
    """The totals, what was left out, the rule with the exact value, and the value as it is shown."""
    if result.recommendation is not None or result.votes:
        said = votes_words(result.recommendation) if result.recommendation else ""
        return tuple(line for line in (said, no_score(result.reason) if result.reason else "") if line)
    experts = [one.expert for one in result.sheets]
    names = dict(zip(experts, lettered(experts), strict=True))
    counted = [one for one in result.sheets if one.counted]
    lines = [text("Totals: {totals}", totals=_listed(counted, names))] if counted else []
    trimmed = [one for one in counted if one.trimmed]
    if trimmed:
        lines.append(text("Left out as highest and lowest: {totals}", totals=_listed(trimmed, names)))
    lines += [
        f"{names[one.expert]}: {not_counted(one.reason)}" for one in result.sheets if one.reason is not None
    ]
    if result.reason is not None or result.score is None:
        return (*lines, no_score(result.reason)) if result.reason else tuple(lines)
    return (*lines, *_computed(result, result.score, protocol, [one for one in counted if not one.trimmed]))


def lettered(experts: Sequence[str]) -> tuple[str, ...]:
    """Experts with a letter before their names, which stays where there is no room for more."""
    letters = (ascii_uppercase[n] if n < len(ascii_uppercase) else str(n + 1) for n in range(len(experts)))
    return tuple(f"{letter} {name}" for letter, name in zip(letters, experts, strict=True))


def _listed(sheets: list[MergedSheet], names: Mapping[str, str]) -> str:
    return ", ".join(f"{names[one.expert]} {plain(one.total.score)}" for one in sheets)


def _computed(
    result: PanelResult, score: Fraction, protocol: Protocol, used: list[MergedSheet]
) -> tuple[str, ...]:
    display = shown(score, protocol.decimals, protocol.rounding)
    if protocol.unit is Unit.CRITERION:
        values = " + ".join(plain(one.value) for one in result.criteria if one.value is not None)
        return (f"{rule_short(protocol)}: {values} = {exact_text(score)} → {display}",)
    return (f"{rule_short(protocol)} ({len(used)}): {exact_text(score)} → {display}",)
