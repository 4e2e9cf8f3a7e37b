"""The formal review of one application: each rule met, not met, or to be judged by a person."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from evaluator_app.domain.application import Application
from evaluator_app.domain.condition_check import conditions
from evaluator_app.domain.conformity import day_shaped, enough_years, number_of
from evaluator_app.domain.conformity_results import (
    Conformity,
    Facts,
    Measure,
    RuleResult,
    Verdict,
    verdict_of,
)
from evaluator_app.domain.form import FieldKind
from evaluator_app.domain.requirements import EligibilityKind, Evidence, ReportSection, Submission
from evaluator_app.domain.scheme import Recommendation, Scheme

RECEIVED = "submission"  # the rule whose figure is the day an application came in
RECOMMENDER = "recommender"  # the field that says who recommends
_NOT_TYPED = (FieldKind.STATEMENT, FieldKind.SEAL, FieldKind.SIGNATURE, FieldKind.TABLE)


def check_conformity(scheme: Scheme, application: Application, facts: Facts) -> Conformity:
    """All rules of the scheme on one application."""
    computed = (
        *_fields(scheme, application),
        *_documents(scheme, application),
        *_sections(scheme, application, facts),
        *_evidence(scheme, application, facts),
        *conditions(scheme, application, facts),
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
            computed=verdict_of(good=not empty),
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
                computed=verdict_of(good=bool(have)),
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
        computed=Verdict.TO_JUDGE if years is None else verdict_of(good=enough_years(evidence, years)),
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


def _in_time(submission: Submission, facts: Facts) -> RuleResult:
    """In time up to the deadline, open on the borderline day, refused after it (D-18)."""
    day = facts.figure(RECEIVED)
    if not day_shaped(day) or submission.deadline < day <= submission.borderline:
        verdict = Verdict.TO_JUDGE
    else:
        verdict = verdict_of(good=day <= submission.deadline)
    return RuleResult(
        rule=RECEIVED,
        text=submission.text,
        clause=submission.clause,
        computed=verdict,
        found=day,
        wanted=f"≤ {submission.deadline}",
    )
