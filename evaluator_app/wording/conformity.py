"""What is said of the conformity check: verdicts, and who decided."""

from collections import Counter
from collections.abc import Mapping, Sequence

from evaluator_app.domain.conformity_results import (
    Conformity,
    Judgement,
    Measure,
    RuleResult,
    Verdict,
)
from evaluator_app.domain.judging import is_number
from evaluator_app.wording.exclusion_lists import listings_words
from evaluator_app.wording.language import mark, plural, text

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
_SHORT = {**_VERDICTS, Verdict.TO_JUDGE: mark("to judge")}
_STATES = {
    Verdict.MET: mark("enters"),
    Verdict.NOT_MET: mark("stays out"),
    Verdict.TO_JUDGE: mark("undecided"),
}
_FIGURES = {
    Measure.CHARACTERS: mark("{figure} chars"),
    Measure.YEARS: mark("{figure} years"),
    Measure.PERCENT: mark("{figure} %"),
    Measure.EMPTY_FIELDS: mark("empty: {figure}"),
}


def wanted_words(result: RuleResult) -> str:
    """What a rule asks for, with what its number counts."""
    return _measured(result.wanted, result.measure) if result.wanted else ""


def found_words(result: RuleResult) -> str:
    """What was found for a rule, with what its number counts; how an applicant stands to lists."""
    if result.listings:
        return listings_words(result.listings)
    named = result.measure is Measure.EMPTY_FIELDS and bool(result.found)
    return _measured(result.found, result.measure) if named or is_number(result.found) else result.found


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


def short_words(result: RuleResult) -> str:
    """How a rule stands, for a narrow column."""
    said = text(_SHORT[result.verdict])
    return text("{verdict}, overridden", verdict=said) if result.overridden else said


def state_words(conformity: Conformity) -> str:
    """Whether an application enters the review, for a narrow column."""
    return text(_STATES[conformity.verdict])


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


def standing_words(one: Judgement) -> str:
    """One judgement of the record in a line: the day, who, what, why."""
    said = f"{one.figure}, {decided_words(one)}" if one.figure else decided_words(one)
    return " · ".join(part for part in (one.on, one.by, said, one.reason) if part)


def open_words(conformity: Conformity) -> str:
    """How many rules of an application are not met, and how many are to be judged."""
    against, waiting = conformity.count(Verdict.NOT_MET), conformity.count(Verdict.TO_JUDGE)
    said = []
    if against:
        said.append(plural("{count} not met", "{count} not met", against))
    if waiting:
        said.append(plural("{count} to judge", "{count} to judge", waiting))
    return ", ".join(said)


def result_lines(result: RuleResult) -> tuple[str, ...]:
    """Everything that is to be said of a rule: its text, its clause, what was found, what was judged."""
    stands = text(
        "{clause} · {verdict}", clause=result.clause or text("assumed"), verdict=verdict_words(result)
    )
    said = [result.text, stands]
    if result.found or result.wanted or result.listings:
        found, wanted = found_words(result) or "–", wanted_words(result) or "–"
        said.append(text("Found: {found} · Wanted: {wanted}", found=found, wanted=wanted))
    if result.record:
        said += [text("Judged:"), *(standing_words(one) for one in reversed(result.record))]
    return tuple(said)


def outcome_titles(result: RuleResult) -> tuple[tuple[bool | None, str], ...]:
    """What a person may say of a rule."""
    computed = text("as computed: {verdict}", verdict=verdict_title(result.computed))
    met, not_met = verdict_title(Verdict.MET), verdict_title(Verdict.NOT_MET)
    return ((None, computed), (True, met), (False, not_met))


def counts_words(checked: Sequence[Conformity]) -> Mapping[Verdict, str]:
    """How many applications enter the review, do not, or are not decided yet."""
    counts = Counter(one.verdict for one in checked)
    return {
        Verdict.MET: plural("{count} enters the review", "{count} enter the review", counts[Verdict.MET]),
        Verdict.NOT_MET: plural(
            "{count} does not enter the review", "{count} do not enter the review", counts[Verdict.NOT_MET]
        ),
        Verdict.TO_JUDGE: plural(
            "{count} is not decided yet", "{count} are not decided yet", counts[Verdict.TO_JUDGE]
        ),
    }
