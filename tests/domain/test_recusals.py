"""Recusals in the merge: the last declaration counts, a sheet of who is recused does not (T-19)."""

import builders as make
import panel_builders as panels

from evaluator_app.domain.codes import Code
from evaluator_app.domain.collecting import Besides, Declared
from evaluator_app.domain.declarations import Declaration, Recusal, Relation
from evaluator_app.domain.ledger import State
from evaluator_app.domain.panel import merge_returned


def test_a_recusal_counts_for_the_applications_of_the_campaign_only() -> None:
    """The last declaration about an application is in force; one about an unknown application is nobody's."""
    recusal = Recusal(relation=Relation.RELATIVE, reason="示例")
    given = [
        declared("A-001", "2024-09-01T00:00:00Z", recusal),
        declared("A-001", "2024-09-02T00:00:00Z", None),
        declared("A-002", "2024-09-01T00:00:00Z", recusal),
        declared("A-999", "2024-09-01T00:00:00Z", recusal),
    ]
    files = [panels.returned(0, "A-001"), panels.returned(0, "A-002")]
    package = make.package(make.application("A-001"), make.application("A-002"))
    merged = merge_returned(make.scheme(), [package], files, besides=Besides(declared=tuple(given)))
    assert [(one.file, one.problem.code) for one in merged.refusals] == [(files[1].file, Code.SHEET_RECUSED)]
    lines = {line.application: (line.state, line.recusal) for line in merged.ledger}
    assert lines == {"A-001": (State.RETURNED, None), "A-002": (State.RECUSED, recusal)}


def declared(application: str, at: str, recusal: Recusal | None) -> Declared:
    """A declaration of the first expert."""
    said = Declaration(application=application, at=at, recusal=recusal)
    return Declared(file="back.evret", expert=panels.expert(0), declaration=said)
