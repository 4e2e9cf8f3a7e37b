"""The formal review of one application: each rule met, not met, or to be judged by a person."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from evaluator_app.domain.application import Application
from evaluator_app.domain.application_form import table_rows
from evaluator_app.domain.conformity import (
    clear_of_event,
    enough_years,
    figure_meets,
    number_of,
    years_before,
)
from evaluator_app.domain.conformity_results import Conformity, Facts, Measure, RuleResult, Verdict
from evaluator_app.domain.form import FieldKind
from evaluator_app.domain.requirements import (
    CountedTo,
    Eligibility,
    EligibilityKind,
    Evidence,
    ReportSection,
    Submission,
)
from evaluator_app.domain.scheme import Recommendation, Scheme

RECEIVED = "submission"  # the rule whose figure is the day an application came in
RECOMMENDER = "recommender"  # the field that says who recommends
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MEASURES = {
    EligibilityKind.MIN_YEARS: Measure.YEARS,
    EligibilityKind.NO_EVENT_YEARS: Measure.YEARS,
    EligibilityKind.PERCENT_BETWEEN: Measure.PERCENT,
}
_NOT_TYPED = (FieldKind.STATEMENT, FieldKind.SEAL, FieldKind.SIGNATURE, FieldKind.TABLE)


def check_conformity(scheme: Scheme, application: Application, facts: Facts) -> Conformity:
    """All rules of the scheme on one application."""
    computed = (
        *_fields(scheme, application),
        *_documents(scheme, application),
        *_sections(scheme, application, facts),
        *_evidence(scheme, application, facts),
        *_eligibility(scheme, application, facts),
        *(_recommended(one, application) for one in scheme.recommendation),
        *(_in_time(one, facts) for one in (scheme.submission,) if one is not None),
    )
    return Conformity(application=application, results=tuple(_judged(one, facts) for one in computed))


def _judged(result: RuleResult, facts: Facts) -> RuleResult:
    """The result with the judgement that stands, and those before it."""
    *earlier, last = facts.judged(result.rule) or (None,)
    return replace(result, judgement=last, earlier=tuple(one for one in earlier if one))


def unknown_judgements(conformity: Conformity, facts: Facts) -> tuple[str, ...]:
    """Rules that were judged but are none of this application's, or decided without reason and name."""
    known = {one.rule for one in conformity.results}
    return tuple(
        one.rule
        for one in facts.judgements
        if one.rule not in known or (one.met is not None and not one.decides)
    )


def _recommended(one: Recommendation, application: Application) -> RuleResult:
    """A person judges; the form asks for the recommender without insisting on it (D-9)."""
    return RuleResult(
        rule=f"recommendation.{one.id}",
        text=one.text,
        clause=one.clause,
        computed=Verdict.TO_JUDGE,
        found=application.values.get(RECOMMENDER, ""),
        wanted=one.recommender,
    )


def _of(*, good: bool) -> Verdict:
    return Verdict.MET if good else Verdict.NOT_MET


# Papers


def _fields(scheme: Scheme, application: Application) -> Iterator[RuleResult]:
    """Every field a form asks for is filled; a form of which nothing is filled is somebody else's.

    A field that several forms have, such as the recommender, shows nothing of any of them.
    """
    uses = Counter(one.id for form in scheme.forms for one in form.fields)
    for form in scheme.forms:
        typed = [one for one in form.fields if one.kind not in _NOT_TYPED]
        if not any(uses[one.id] == 1 and one.id in application.values for one in typed):
            continue
        empty = [
            one.title for one in typed if one.required and not application.values.get(one.id, "").strip()
        ]
        found = "、".join(empty)
        yield RuleResult(
            rule=f"forms.{form.id}",
            text=form.title,
            clause=form.clause,
            computed=_of(good=not empty),
            found=found,
            measure=Measure.EMPTY_FIELDS,
        )


def _documents(scheme: Scheme, application: Application) -> Iterator[RuleResult]:
    for kind in scheme.documents:
        if kind.required:
            have = [one.title for one in application.documents if one.kind == kind.id]
            yield RuleResult(
                rule=f"documents.{kind.id}",
                text=kind.title,
                clause=kind.clause,
                computed=_of(good=bool(have)),
                found="、".join(dict.fromkeys(have)),
            )


def _sections(scheme: Scheme, application: Application, facts: Facts) -> Iterator[RuleResult]:
    """Lengths are shown and warned of; an excess stops nobody by itself (D-11)."""
    handed_in = {one.kind for one in application.documents}
    for kind in scheme.documents:
        if kind.id in handed_in:
            lengths = facts.lengths.get(kind.id, {})
            yield from (_section(kind.id, one, lengths.get(one.id)) for one in kind.sections)


def _section(kind: str, section: ReportSection, length: int | None) -> RuleResult:
    limit = section.max_characters
    good = length is not None and (not limit or length <= limit)
    return RuleResult(
        rule=f"documents.{kind}.{section.id}",
        text=section.title,
        clause=section.clause,
        computed=Verdict.MET if good else Verdict.TO_JUDGE,
        found="" if length is None else str(length),
        wanted=f"≤ {limit}" if limit else "",
        measure=Measure.CHARACTERS,
    )


def _evidence(scheme: Scheme, application: Application, facts: Facts) -> Iterator[RuleResult]:
    titles = {one.id: one.title for one in scheme.documents}
    have = {one.kind for one in application.documents}
    for one in scheme.evidence:
        if one.grade not in {"", application.intended_grade}:
            continue
        if one.years is not None:
            yield _years_of_activity(one, _activity(scheme, facts))
        yield _reports(one, have, titles)


def _activity(scheme: Scheme, facts: Facts) -> str:
    """Years of activity: the figure of the condition that counts years no form asks for."""
    years = (one for one in scheme.eligibility if one.kind is EligibilityKind.MIN_YEARS and not one.field)
    return next((facts.figure(f"eligibility.{one.id}") for one in years), "")


def _years_of_activity(evidence: Evidence, said: str) -> RuleResult:
    years = number_of(said)
    return RuleResult(
        rule=f"evidence.{evidence.id}.years",
        text=evidence.text,
        clause=evidence.clause,
        computed=Verdict.TO_JUDGE if years is None else _of(good=enough_years(evidence, years)),
        found=said,
        wanted=f"≥ {evidence.years}",
        measure=Measure.YEARS,
    )


def _reports(evidence: Evidence, have: set[str], titles: Mapping[str, str]) -> RuleResult:
    """One of the reports, or of what may replace them; a replacement with reason is a person's to accept."""
    accepted = (*evidence.reports, *evidence.replacements)
    found = [one for one in (*accepted, *evidence.with_reason) if one in have]
    if have.intersection(accepted):
        verdict = Verdict.MET
    elif found or evidence.when:
        verdict = Verdict.TO_JUDGE
    else:
        verdict = Verdict.NOT_MET
    return RuleResult(
        rule=f"evidence.{evidence.id}.reports",
        text=evidence.text,
        clause=evidence.clause,
        computed=verdict,
        found=_named(found, titles),
        wanted=_named(accepted, titles),
    )


def _named(kinds: Iterable[str], titles: Mapping[str, str]) -> str:
    return "、".join(titles.get(one, one) for one in kinds)


# Conditions


def _eligibility(scheme: Scheme, application: Application, facts: Facts) -> Iterator[RuleResult]:
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
    if _DAY.fullmatch(said) and _DAY.fullmatch(counted_to):
        if condition.kind is EligibilityKind.NO_EVENT_YEARS:
            return _of(good=clear_of_event(condition, said, counted_to))
        if condition.kind is EligibilityKind.MIN_YEARS:
            return _of(good=said <= years_before(counted_to, int(condition.low or 0)))
    figure = number_of(said)
    measured = (EligibilityKind.MIN_YEARS, EligibilityKind.MIN_COUNT, EligibilityKind.PERCENT_BETWEEN)
    if figure is None or condition.kind not in measured:
        return Verdict.TO_JUDGE
    return _of(good=figure_meets(condition, figure))


def _interval(condition: Eligibility) -> str:
    low, high = condition.low, condition.high
    if low is not None and high is not None:
        return f"{low} … {high}"
    return "" if low is None else f"≥ {low}"


def _in_time(submission: Submission, facts: Facts) -> RuleResult:
    """In time up to the deadline, open on the borderline day, refused after it (D-18)."""
    day = facts.figure(RECEIVED)
    if not _DAY.fullmatch(day) or submission.deadline < day <= submission.borderline:
        verdict = Verdict.TO_JUDGE
    else:
        verdict = _of(good=day <= submission.deadline)
    return RuleResult(
        rule=RECEIVED,
        text=submission.text,
        clause=submission.clause,
        computed=verdict,
        found=day,
        wanted=f"≤ {submission.deadline}",
    )
