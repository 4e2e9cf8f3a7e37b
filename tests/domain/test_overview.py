"""A merge at a glance, and whom to remind of what; packages taken back and experts replaced (T-19, T-20)."""

from dataclasses import replace
from fractions import Fraction

import builders as make
import panel_builders as panels
from panel_builders import expert, returned

from evaluator_app.domain.codes import Code
from evaluator_app.domain.collecting import Besides, Declared
from evaluator_app.domain.declarations import Declaration, Recusal, Relation
from evaluator_app.domain.issue import Since
from evaluator_app.domain.ledger import State
from evaluator_app.domain.overview import Overview, spread
from evaluator_app.domain.panel import PanelMerge, merge_returned
from evaluator_app.domain.reminders import reminders

FIRST, SECOND = make.application("A-001"), make.application("A-002")
PANEL = tuple(expert(number) for number in range(4))
OTHER = make.marks(make.NINETY | {"a1": "8"})
RECUSED = Declared(
    file="back.evret",
    expert=expert(3),
    declaration=Declaration(
        application="A-002",
        at="2024-09-02T10:00:00Z",
        recusal=Recusal(relation=Relation.EMPLOYER, reason="任职单位"),
    ),
)


def merged() -> PanelMerge:
    """Three sheets for the first, a conflict and an unsigned sheet for the second, one recusal."""
    files = [
        *(returned(number, "A-001") for number in range(3)),
        returned(0, "A-002", file="a"),
        returned(0, "A-002", file="b", marks=OTHER),
        returned(1, "A-002", file="c", signed=False),
        returned(1, "A-001", file="copy"),
        returned(8, "A-001", file="stranger"),
    ]
    package = make.package(FIRST, SECOND, experts=PANEL)
    return merge_returned(make.scheme(), [package], files, besides=Besides(declared=(RECUSED,)))


def test_the_figures_of_a_merge() -> None:
    """What is expected leaves out who is recused; what is to be chosen between is not refused."""
    found = Overview(merged())
    assert (found.expected, found.returned, found.signed) == (7, 3, 3)
    assert found.behind == 2
    assert found.refused == 2
    assert (found.settled, found.small, found.unstable) == (1, 1, 0)
    second = found.standings["A-002"]
    assert (second.expected, second.returned, second.recused, second.open) == (3, 0, 1, 1)
    assert [found.attention(one) for one in found.merge.results] == [True, True]


def test_nothing_asks_for_attention_where_everything_is_there() -> None:
    """Four sheets of four, far from every limit."""
    marks = make.marks(dict.fromkeys(make.NINETY, "8"))
    files = [returned(number, marks=marks) for number in range(4)]
    merge = merge_returned(make.scheme(), [make.package(FIRST, experts=PANEL)], files)
    found = Overview(merge)
    assert not merge.results[0].result.warnings
    assert not found.attention(merge.results[0])


def test_the_totals_that_count_lie_so_far_apart() -> None:
    """Exactly; one total alone lies nowhere."""
    merge = panels.merged({"A-001": [make.NINETY, make.NINETY | {"a1": "8.5"}], "A-002": [make.NINETY]})
    apart = {one.application.id: spread(one) for one in merge.results}
    assert apart == {"A-001": Fraction(1, 2), "A-002": None}


def test_experts_are_reminded_of_what_they_owe() -> None:
    """Not of what somebody else has to decide on, and not where they are recused."""
    owed = reminders(merged())
    assert [(one.expert, [app.id for app in one.missing]) for one in owed] == [
        (expert(1).name, []),
        (expert(2).name, ["A-002"]),
        (expert(3).name, ["A-001"]),
    ]
    (unusable,) = owed[0].unusable
    assert unusable.application.id == "A-002"
    assert [one.code for one in unusable.problems] == [Code.SHEET_UNSIGNED]


def test_sheets_of_a_package_that_was_taken_back_do_not_count() -> None:
    """T-20: up to the revision that was taken back; a later one stands."""
    package = make.package(FIRST, experts=PANEL)
    newer = replace(package, revision=2, digest="2" * 64)
    files = [
        returned(0, file="old"),
        returned(1, file="new", package_revision=2, package_digest="2" * 64),
    ]
    besides = Besides(since=Since(withdrawn={package.id: 1}))
    merge = merge_returned(make.scheme(), [package, newer], files, besides=besides)
    assert [(one.file, one.problem.code) for one in merge.refusals] == [("old", Code.SHEET_WITHDRAWN)]
    assert merge.packages == (newer,)


def test_who_was_replaced_scores_no_more_and_who_came_in_is_expected() -> None:
    """T-20: by seats where they are known; two of one name are told apart by their organisation."""
    namesake = replace(expert(0), organisation="示例研究院")
    package = make.package(FIRST, experts=(*PANEL, namesake))
    since = Since(
        seats={"A-001": (expert(0), expert(1), expert(3), namesake)},
        replaced=(("A-001", expert(2), "生病"),),
    )
    files = [
        *(returned(number) for number in range(4)),
        returned(0, file="namesake", expert=namesake),
        returned(0, file="nowhere", expert=replace(namesake, organisation="示例公司")),
    ]
    merge = merge_returned(make.scheme(), [package], files, besides=Besides(since=since))
    assert {one.problem.code for one in merge.refusals} == {Code.SHEET_REPLACED, Code.SHEET_OUTSIDE_PANEL}
    issued = [line.expert for line in merge.ledger if line.issued]
    assert len(issued) == 4
    assert not any(expert(2).name in name for name in issued)
    states = {line.state for line in merge.ledger if line.issued}
    assert states == {State.RETURNED}
