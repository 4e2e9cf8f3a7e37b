"""An anonymous merge: experts are A, B, C everywhere; results stay as they are (names are secret)."""

import builders as make
import consensus_builders as meetings
import panel_builders as panels
import pytest

from evaluator_app.domain.anonymity import SOMEBODY, anonymous, letters
from evaluator_app.domain.collecting import Besides, Declared
from evaluator_app.domain.declarations import Declaration, Recusal, Relation
from evaluator_app.domain.marks import Abstained
from evaluator_app.domain.panel import PanelMerge, merge_returned

FIRST = panels.EXPERTS[0]


def merged() -> PanelMerge:
    """Sheets whose texts and files name an expert, a second file of one, a recusal."""
    marks = make.marks(make.NINETY | {"a1": "abstain"}, highlights=f"同意{FIRST}的意见").with_note(
        "a2", f"见{FIRST}"
    )
    files = [
        panels.returned(0, file=f"{FIRST}.xlsx"),
        panels.returned(0, file=f"{FIRST}-again.xlsx", marks=make.marks(make.NINETY | {"a1": "8"})),
        panels.returned(1, marks=marks),
        panels.returned(2),
    ]
    said = Declaration(
        application="A-001", at="2024-09-01T00:00:00Z", recusal=Recusal(relation=Relation.OTHER, reason=FIRST)
    )
    declared = Declared(file="back.evret", expert=panels.expert(3), declaration=said)
    package = make.package(experts=tuple(panels.expert(number) for number in range(4)))
    return merge_returned(make.scheme(), [package], files, besides=Besides(declared=(declared,)))


def test_no_expert_is_named_anywhere() -> None:
    said = repr([(one.results, one.refusals, one.ledger) for one in [anonymous(merged())]])
    assert not [name for name in panels.EXPERTS if name in said]
    assert SOMEBODY in said


def test_the_same_letter_stands_for_the_same_expert_and_tells_nothing_of_the_order() -> None:
    merge = meetings.scored()
    hidden = anonymous(merge)
    [one] = hidden.results
    assert [sheet.expert for sheet in one.sheets] == ["A", "B", "C"]
    assert [sheet.expert for sheet in one.result.sheets] == ["A", "B", "C"]
    assert {line.expert for line in hidden.ledger} == {"A", "B", "C"}
    assert one.result.score == merge.results[0].result.score
    assert anonymous(merge) == hidden


def test_reasons_and_notes_keep_their_words_without_the_names() -> None:
    [one] = anonymous(merged()).results
    entries = [sheet.returned.sheet.marks.entries for sheet in one.sheets]
    assert f"见{SOMEBODY}" in [found["a2"].note for found in entries]
    assert any(isinstance(found["a1"].mark, Abstained) for found in entries)
    assert [line.recusal.reason for line in anonymous(merged()).ledger if line.recusal] == [""]


@pytest.mark.parametrize(("number", "shown"), [(0, "A"), (25, "Z"), (26, "AA"), (52, "BA")])
def test_letters_go_on_after_z(number: int, shown: str) -> None:
    assert letters(number) == shown
