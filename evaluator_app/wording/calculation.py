"""How a panel result was computed, step by step, in words anybody can follow with a pocket calculator."""

from fractions import Fraction

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
    counted = [one for one in result.sheets if one.counted]
    lines = [text("Totals: {totals}", totals=_listed(counted))] if counted else []
    trimmed = [one for one in counted if one.trimmed]
    if trimmed:
        lines.append(text("Left out as highest and lowest: {totals}", totals=_listed(trimmed)))
    lines += [f"{one.expert}: {not_counted(one.reason)}" for one in result.sheets if one.reason is not None]
    if result.reason is not None or result.score is None:
        return (*lines, no_score(result.reason)) if result.reason else tuple(lines)
    return (*lines, *_computed(result, result.score, protocol, [one for one in counted if not one.trimmed]))


def _listed(sheets: list[MergedSheet]) -> str:
    return ", ".join(f"{plain(one.total.score)} ({one.expert})" for one in sheets)


def _computed(
    result: PanelResult, score: Fraction, protocol: Protocol, used: list[MergedSheet]
) -> tuple[str, ...]:
    display = shown(score, protocol.decimals, protocol.rounding)
    if protocol.unit is Unit.CRITERION:
        values = " + ".join(plain(one.value) for one in result.criteria if one.value is not None)
        return (f"{rule_short(protocol)}: {values} = {exact_text(score)} → {display}",)
    return (f"{rule_short(protocol)} ({len(used)}): {exact_text(score)} → {display}",)
