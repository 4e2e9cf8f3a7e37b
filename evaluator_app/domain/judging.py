"""What a person may say about a rule of the conformity check: a figure, a decision with its reason."""

from collections.abc import Iterator

from evaluator_app.domain.campaigns import is_day
from evaluator_app.domain.codes import Code
from evaluator_app.domain.conformity import number_of
from evaluator_app.domain.conformity_check import RECEIVED
from evaluator_app.domain.conformity_results import Conformity, Judgement, RuleResult
from evaluator_app.domain.problems import Problem, problem


def takes_figure(rule: str) -> bool:
    """Whether a number or a day that a person found out changes how the rule stands."""
    return rule == RECEIVED or rule.startswith("eligibility.")


def judgement_problems(conformity: Conformity, one: Judgement) -> tuple[Problem, ...]:
    """Everything that keeps a judgement from being recorded."""
    return tuple(_problems(conformity.result(one.rule), one, conformity.application.id))


def _problems(result: RuleResult | None, one: Judgement, place: str) -> Iterator[Problem]:
    if result is None:
        yield problem(Code.JUDGEMENT_RULE_UNKNOWN, place, rule=one.rule)
    if not one.by.strip():
        yield problem(Code.JUDGEMENT_NAME_MISSING, place)
    if not one.reason.strip() and not _only_a_figure(result, one):
        yield problem(Code.REASON_MISSING, place)
    if one.figure and not (takes_figure(one.rule) and (is_day(one.figure) or is_number(one.figure))):
        yield problem(Code.JUDGEMENT_FIGURE_INVALID, place, figure=one.figure)


def _only_a_figure(result: RuleResult | None, one: Judgement) -> bool:
    """A figure alone needs no reason; taking back what was decided does."""
    decided = result is not None and result.judgement is not None and result.judgement.decides
    return bool(one.figure) and one.met is None and not decided


def is_number(words: str) -> bool:
    """Whether the words are a number, and nothing but one."""
    return number_of(words) is not None
