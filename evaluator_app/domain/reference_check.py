"""Whether what a scheme's rules refer to exists: grades, stages, documents, organisations, values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.scheme import Scheme

References = tuple[str, Iterable[str], Iterable[str]]


def check_references(scheme: Scheme) -> Iterator[Problem]:
    """A problem for every id and path that leads nowhere."""
    known = _known(scheme)
    for references in (_scoring, _procedure, _application, _after):
        for place, names, names_known in references(scheme, known):
            for name in names:
                if name not in names_known:
                    yield problem(Code.SCHEME_REFERENCE_UNKNOWN, place, id=name)
    yield from _check_assumptions(scheme)


@dataclass(frozen=True)
class _Known:
    """Every id that may be referred to."""

    bands: frozenset[str]
    stages: frozenset[str]
    documents: frozenset[str]
    papers: frozenset[str]
    sectors: frozenset[str]
    organisations: frozenset[str]
    fields: frozenset[str]


def _known(scheme: Scheme) -> _Known:
    documents = frozenset(one.id for one in scheme.documents)
    others = {one.id for one in scheme.papers} | {one.id for one in scheme.forms}
    return _Known(
        bands=frozenset(scheme.rubric.bands_by_id),
        stages=frozenset(one.id for one in scheme.stages),
        documents=documents,
        papers=documents | others,
        sectors=frozenset(one.id for one in scheme.sectors),
        organisations=frozenset(one.id for one in scheme.organisations),
        fields=frozenset(_fields(scheme)),
    )


def _fields(scheme: Scheme) -> Iterator[str]:
    """Fields as FORM.FIELD, columns of tables as FORM.FIELD.COLUMN."""
    for form in scheme.forms:
        for one in form.fields:
            yield f"{form.id}.{one.id}"
            yield from (f"{form.id}.{one.id}.{column}" for column in one.columns)


def _scoring(scheme: Scheme, known: _Known) -> Iterator[References]:
    yield "protocol.tie_breaks", scheme.protocol.tie_breaks, scheme.rubric.criteria_by_id
    for index, stage in enumerate(scheme.stages):
        yield f"stages[{index}].grades", stage.grades, known.bands
    for index, one in enumerate(scheme.preconditions):
        yield f"preconditions[{index}].grades", one.grades, known.bands
        yield f"preconditions[{index}].cap", _named(one.cap), known.bands
        yield f"preconditions[{index}].stage", _named(one.stage), known.stages


def _procedure(scheme: Scheme, known: _Known) -> Iterator[References]:
    if scheme.notice:
        yield "notice.copied_to", scheme.notice.copied_to, known.organisations
    for index, one in enumerate(scheme.organisations):
        yield f"organisations[{index}].members_from", one.members_from, known.organisations
    for index, step in enumerate(scheme.process):
        yield f"process[{index}].by", step.by, known.organisations
        yield f"process[{index}].documents", step.documents, known.papers
    for index, paper in enumerate(scheme.papers):
        yield f"papers[{index}].by", paper.by, known.organisations


def _application(scheme: Scheme, known: _Known) -> Iterator[References]:
    for index, condition in enumerate(scheme.eligibility):
        yield f"eligibility[{index}].applies_to", _named(condition.applies_to), known.sectors
        yield f"eligibility[{index}].field", _named(condition.field), known.fields
    for index, evidence in enumerate(scheme.evidence):
        yield f"evidence[{index}].grade", _named(evidence.grade), known.bands
        for name in ("reports", "replacements", "with_reason", "suggested"):
            yield f"evidence[{index}].{name}", getattr(evidence, name), known.documents
    if scheme.submission:
        yield "submission.to", (scheme.submission.to,), known.organisations
        yield "submission.documents", scheme.submission.documents, known.papers


def _after(scheme: Scheme, known: _Known) -> Iterator[References]:
    """The references of the certificate, the publication, and the duties and cases that follow a decision."""
    if scheme.certificate:
        yield "certificate.issuer", _named(scheme.certificate.issuer), known.organisations
    if scheme.publication:
        one = scheme.publication
        yield "publication.by", _named(one.by), known.organisations
        yield "publication.grades", one.grades, known.bands
        yield "publication.material", _named(one.material), known.papers
        yield "publication.recommendation", _named(one.recommendation), known.papers
    if scheme.upkeep is None:
        return
    for index, duty in enumerate(scheme.upkeep.duties):
        yield f"upkeep.duties[{index}].by", duty.by, known.organisations
        yield f"upkeep.duties[{index}].to", _named(duty.to), known.organisations
        yield f"upkeep.duties[{index}].papers", duty.papers, known.papers
    for index, sanction in enumerate(scheme.upkeep.sanctions):
        yield f"upkeep.sanctions[{index}].proposed_by", (sanction.proposed_by,), known.organisations
        yield f"upkeep.sanctions[{index}].confirmed_by", (sanction.confirmed_by,), known.organisations
    states = frozenset(one.id for one in scheme.upkeep.states)
    sanctions = frozenset(one.id for one in scheme.upkeep.sanctions)
    for index, state in enumerate(scheme.upkeep.states):
        yield f"upkeep.states[{index}].next", state.next, states
        yield f"upkeep.states[{index}].sanctions", state.sanctions, sanctions


def _named(name: str) -> tuple[str, ...]:
    return (name,) if name else ()


def _check_assumptions(scheme: Scheme) -> Iterator[Problem]:
    for index, assumption in enumerate(scheme.assumptions):
        if not _leads_somewhere(scheme, assumption.path.split(".")):
            yield problem(
                Code.SCHEME_REFERENCE_UNKNOWN, f"assumptions[{index}].path", id=assumption.path[:80]
            )


def _leads_somewhere(value: object, steps: list[str]) -> bool:
    """Whether a path such as `rubric.bands.*.low` names a value of the scheme."""
    if not steps:
        return True
    step, rest = steps[0], steps[1:]
    if step == "*":
        return isinstance(value, tuple) and any(_leads_somewhere(one, rest) for one in value)
    known = is_dataclass(value) and step in {one.name for one in fields(value)}
    return known and _leads_somewhere(getattr(value, step), rest)
