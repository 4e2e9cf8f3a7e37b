"""What is said of the conformity check: verdicts, and who decided."""

from evaluator_app.domain.conformity_results import Conformity, RuleResult, Verdict
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
    said = (result.rule, result.text, result.clause, verdict_words(result), result.found, result.wanted)
    return (*said, judged_words(result))
