"""Which documents are shown beside a rule: those that count for it, before all others."""

import builders as make
from shipped import shipped

from evaluator_app.domain.rule_documents import documents_of_rule

KINDS = ("honours", "second-party-report", "innovation-report", "first-party-report")


def shown(rule: str) -> list[str]:
    """The kinds of the documents beside a rule of the sites' scheme."""
    documents = tuple(make.document(kind, kind=kind) for kind in KINDS)
    found = documents_of_rule(shipped("saq-0005-2023"), make.application(documents=documents), rule)
    return [one.kind for one in found]


def test_a_report_is_shown_beside_itself_and_its_sections() -> None:
    assert shown("documents.innovation-report") == ["innovation-report"]
    assert shown("documents.innovation-report.effects") == ["innovation-report"]


def test_evidence_shows_the_reports_that_count_first() -> None:
    """D-7, D-8: reports, what may replace them, what may be accepted with a reason."""
    assert shown("evidence.标杆级.reports")[:2] == ["first-party-report", "second-party-report"]
    assert shown("evidence.标杆级.years") == shown("evidence.标杆级.reports")


def test_other_rules_have_no_documents_of_their_own() -> None:
    assert shown("eligibility.no-accident") == []
    assert shown("documents.nothing") == []
