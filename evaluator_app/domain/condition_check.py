"""The conditions of taking part: figures and days within their ends, organisations on no list."""

from collections.abc import Iterator
from dataclasses import replace

from evaluator_app.domain.application import Application
from evaluator_app.domain.application_form import table_rows
from evaluator_app.domain.conformity import (
    clear_of_event,
    day_shaped,
    figure_meets,
    number_of,
    years_before,
)
from evaluator_app.domain.conformity_results import Facts, Measure, RuleResult, Verdict, verdict_of
from evaluator_app.domain.exclusion_lists import Standing, listings
from evaluator_app.domain.requirements import CountedTo, Eligibility, EligibilityKind, Submission
from evaluator_app.domain.scheme import Scheme

_MEASURES = {
    EligibilityKind.MIN_YEARS: Measure.YEARS,
    EligibilityKind.NO_EVENT_YEARS: Measure.YEARS,
    EligibilityKind.PERCENT_BETWEEN: Measure.PERCENT,
}


def conditions(scheme: Scheme, application: Application, facts: Facts) -> Iterator[RuleResult]:
    """Every condition of taking part; of alternatives one that is met is enough (D-19)."""
    found = [(one, _condition(one, scheme, application, facts)) for one in scheme.eligibility]
    met = {one.alternative for one, result in found if result.computed is Verdict.MET}
    for one, result in found:
        if one.alternative and one.alternative in met and result.computed is not Verdict.MET:
            yield replace(result, computed=Verdict.NOT_NEEDED)
        else:
            yield result


def _condition(condition: Eligibility, scheme: Scheme, application: Application, facts: Facts) -> RuleResult:
    rule = f"eligibility.{condition.id}"
    said = facts.figure(rule) or _said_in_form(condition, scheme, application)
    if condition.applies_to not in {"", application.sector}:
        verdict = Verdict.NOT_NEEDED
    elif condition.kind is EligibilityKind.NOT_LISTED:
        return _unlisted(condition, rule, application.organisation, facts)
    else:
        verdict = _standing(condition, said, _counted_to(condition, scheme.submission, facts))
    return RuleResult(
        rule=rule,
        text=condition.text,
        clause=condition.clause,
        computed=verdict,
        found=said,
        wanted=_interval(condition),
        measure=_MEASURES.get(condition.kind, Measure.NOTHING),
    )


def _unlisted(condition: Eligibility, rule: str, organisation: str, facts: Facts) -> RuleResult:
    """On any list is against it, an exception needs a reason; a person judges what is open (S3-20, D-20)."""
    found = tuple(one for title in condition.lists for one in listings(title, facts.lists, organisation))
    standings = {one.standing for one in found}
    if Standing.NAMED in standings:
        verdict = Verdict.NOT_MET
    else:
        verdict = Verdict.MET if standings == {Standing.CLEAR} else Verdict.TO_JUDGE
    return RuleResult(
        rule=rule, text=condition.text, clause=condition.clause, computed=verdict, listings=found
    )


def _said_in_form(condition: Eligibility, scheme: Scheme, application: Application) -> str:
    """The figure a form states: its field, or the last row that fills the column of a table.

    A table by periods is filled in from the earliest to the latest, so the last row is the present.
    """
    form, _, path = condition.field.partition(".")
    name, _, wanted = path.partition(".")
    said = application.values.get(name, "")
    if not wanted or not said.startswith("["):
        return "" if wanted else said
    columns = next(
        (
            one.columns
            for of in scheme.forms
            for one in of.fields
            if (of.id, one.id) == (form, name) and wanted in one.columns
        ),
        (),
    )
    place = columns.index(wanted) if columns else -1
    filled = [row[place] for row in table_rows(said) if 0 <= place < len(row) and row[place]]
    return filled[-1] if filled else ""


def _counted_to(condition: Eligibility, submission: Submission | None, facts: Facts) -> str:
    if condition.counted_to is CountedTo.DEADLINE and submission is not None:
        return submission.deadline
    return facts.declared


def _standing(condition: Eligibility, said: str, counted_to: str) -> Verdict:
    """How a figure or day stands to a condition; without one, or a day to count to, a person judges."""
    if day_shaped(said) and day_shaped(counted_to):
        if condition.kind is EligibilityKind.NO_EVENT_YEARS:
            return verdict_of(good=clear_of_event(condition, said, counted_to))
        if condition.kind is EligibilityKind.MIN_YEARS:
            return verdict_of(good=said <= years_before(counted_to, int(condition.low or 0)))
    figure = number_of(said)
    measured = (EligibilityKind.MIN_YEARS, EligibilityKind.MIN_COUNT, EligibilityKind.PERCENT_BETWEEN)
    if figure is None or condition.kind not in measured:
        return Verdict.TO_JUDGE
    return verdict_of(good=figure_meets(condition, figure))


def _interval(condition: Eligibility) -> str:
    low, high = condition.low, condition.high
    if low is not None and high is not None:
        return f"{low} … {high}"
    return "" if low is None else f"≥ {low}"
