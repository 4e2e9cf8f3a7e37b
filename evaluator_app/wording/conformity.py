"""What is said of the conformity check: verdicts, and who decided."""

from evaluator_app.domain.conformity_results import (
    Conformity,
    Judgement,
    Measure,
    RuleResult,
    Verdict,
)
from evaluator_app.domain.judging import is_number
from evaluator_app.wording.language import mark, text

_VERDICTS = {
    Verdict.MET: mark("met"),
    Verdict.NOT_MET: mark("not met"),
    Verdict.TO_JUDGE: mark("to be judged by a person"),
    Verdict.NOT_NEEDED: mark("does not apply"),
}
_WHOLE = {
    Verdict.MET: mark("enters the review"),
    Verdict.NOT_MET: mark("does not enter the review"),
    Verdict.TO_JUDGE: mark("not decided yet"),
}
_FIGURES = {
    Measure.CHARACTERS: mark("{figure} characters"),
    Measure.YEARS: mark("{figure} years"),
    Measure.PERCENT: mark("{figure} %"),
}


def wanted_words(result: RuleResult) -> str:
    """What a rule asks for, with what its number counts."""
    return _measured(result.wanted, result.measure) if result.wanted else ""


def found_words(result: RuleResult) -> str:
    """What was found for a rule, with what its number counts."""
    return _measured(result.found, result.measure) if is_number(result.found) else result.found


def _measured(figure: str, measure: Measure) -> str:
    return text(_FIGURES[measure], figure=figure) if measure in _FIGURES else figure


def verdict_title(verdict: Verdict) -> str:
    """A verdict by itself."""
    return text(_VERDICTS[verdict])


def decided_words(one: Judgement) -> str:
    """What a person said of a rule: met or not, or that what is computed counts."""
    if one.met is None:
        return text("as computed")
    return verdict_title(Verdict.MET if one.met else Verdict.NOT_MET)


def verdict_words(result: RuleResult) -> str:
    """How a rule stands, and whether a person decided against what was computed."""
    said = text(_VERDICTS[result.verdict])
    if not result.overridden:
        return said
    return text("{verdict} (computed: {computed})", verdict=said, computed=text(_VERDICTS[result.computed]))


def judged_words(result: RuleResult) -> str:
    """Who judged a rule and why."""
    one = result.judgement
    if one is None:
        return ""
    both = text("{by}: {reason}", by=one.by, reason=one.reason)
    return both if one.by and one.reason else one.by or one.reason


def whole_words(conformity: Conformity) -> str:
    """Whether an application enters the review."""
    return text(_WHOLE[conformity.verdict])


def heads() -> tuple[str, ...]:
    """The columns in which results are shown."""
    names = (text("Rule"), text("Requirement"), text("Clause"), text("Result"), text("Found"), text("Wanted"))
    return (*names, text("Judged by"))


def row(result: RuleResult) -> tuple[str, ...]:
    """A result in these columns."""
    rule = (result.rule, result.text, result.clause, verdict_words(result))
    return (*rule, found_words(result), wanted_words(result), judged_words(result))
