"""Which documents of an application belong to a rule of the conformity check."""

from evaluator_app.domain.application import Application, Document
from evaluator_app.domain.scheme import Scheme


def documents_of_rule(scheme: Scheme, application: Application, rule: str) -> tuple[Document, ...]:
    """The documents a person looks at to judge a rule, those that count first; none where any may do."""
    kinds = _kinds(scheme, rule)
    order = {kind: place for place, kind in enumerate(kinds)}
    found = [one for one in application.documents if one.kind in order]
    return tuple(sorted(found, key=lambda one: order[one.kind]))


def _kinds(scheme: Scheme, rule: str) -> tuple[str, ...]:
    for kind in scheme.documents:
        whole = f"documents.{kind.id}"
        if rule == whole or rule in {f"{whole}.{one.id}" for one in kind.sections}:
            return (kind.id,)
    for one in scheme.evidence:
        if rule in {f"evidence.{one.id}.years", f"evidence.{one.id}.reports"}:
            return (*one.reports, *one.replacements, *one.with_reason, *one.suggested)
    return ()
