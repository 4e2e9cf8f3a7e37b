"""How firm results are: limits nearby, grades that hang on one expert, other rules, ranks without one."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import analysis_builders as make_analysis
import builders as make
import panel_builders as panels
import pytest
from analysis_builders import PANEL, WIDE, merged, of_totals

from evaluator_app.domain.firmness import Edge, Flip, by_rules, flips, nearest_edge
from evaluator_app.domain.judged import Judged
from evaluator_app.domain.leaving_out import Move, Without, without_each
from evaluator_app.domain.merging import Advice
from evaluator_app.domain.panel import ApplicationResult, PanelMerge
from evaluator_app.domain.protocol import MergeRule, Protocol, Unit
from evaluator_app.domain.ranking import places
from evaluator_app.domain.withheld import Why, Withheld

FIRST, SECOND, THIRD, FIFTH = "示例专家甲", "示例专家乙", "示例专家丙", "示例专家戊"


def one(merge: PanelMerge, name: str) -> ApplicationResult:
    return next(found for found in merge.results if found.application.id == name)


def flips_of(merge: PanelMerge, name: str) -> tuple[Flip, ...] | Withheld:
    return flips(Judged(merge), one(merge, name))


def left_out(merge: PanelMerge) -> dict[str, Without | Withheld]:
    judged = Judged(merge)
    return without_each(judged, {found.application.id: flips(judged, found) for found in merge.results})


# Limits


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        ("90", Edge(Fraction(90), Fraction(0), close=True)),
        ("90.5", Edge(Fraction(90), Fraction(1, 2), close=True)),
        ("89", Edge(Fraction(90), Fraction(-1), close=False)),
        ("80", Edge(Fraction(70), Fraction(10), close=False)),
        ("12", Edge(Fraction(70), Fraction(-58), close=False)),
    ],
)
def test_the_nearest_limit_and_whether_the_protocol_warns_of_it(score: str, expected: Edge) -> None:
    """Semantics, near_threshold: exactly as far as the protocol says is still near; of two the lower."""
    scheme = make.scheme(protocol=make.protocol(near_threshold=Decimal("0.5")))
    assert nearest_edge(Fraction(score), scheme) == expected


def test_nothing_is_near_without_a_limit_or_a_distance_to_warn_of() -> None:
    assert nearest_edge(Fraction(90), make.scheme()) == Edge(Fraction(90), Fraction(0), close=False)
    bare = make.scheme(rubric=make.rubric(make.criterion(), bands=()))
    assert nearest_edge(Fraction(9), bare) == Withheld(Why.NO_LIMITS)


# Grades that hang on one expert


def test_whose_absence_alone_gives_another_grade() -> None:
    merge = of_totals(PANEL)
    expected = Flip("A-3", THIRD, Fraction(179, 2), "标杆级", "优秀级")
    assert flips_of(merge, "A-3") == (expected,)
    assert flips_of(merge, "A-1") == ()


def test_a_flip_is_what_the_warning_of_an_unstable_grade_means() -> None:
    merge = of_totals(PANEL, make.protocol(stability=True))
    warned = {found.application.id for found in merge.results if Advice.UNSTABLE in found.result.warnings}
    assert warned == {name for name in PANEL if flips_of(merge, name)} == {"A-3"}


def test_two_experts_and_no_result_have_no_flips() -> None:
    merge = of_totals({"A-1": (90, 91), "A-2": (90, 91, 92)}, make.protocol(minimum_sheets=4))
    assert flips_of(merge, "A-1") == Withheld(Why.TOO_FEW_EXPERTS, 3, 2)
    assert flips_of(merge, "A-2") == Withheld(Why.NO_RESULT)


def votes(*said: str) -> dict[int, dict[str, str | None]]:
    return {place: {"base": "o1", "plan": "o2", "say": one} for place, one in enumerate(said)}


def test_a_recommendation_that_would_be_a_tie_or_none_without_one_expert() -> None:
    """Semantics, qualitative results: a tie goes to the chair."""
    merge = merged(
        {"A-1": votes("推荐", "推荐", "不推荐"), "A-2": votes("推荐", "推荐", "不推荐", "不推荐")},
        rubric=make.s3_rubric(),
    )
    assert flips_of(merge, "A-1") == tuple(
        Flip("A-1", expert, None, "推荐", None) for expert in (SECOND, FIRST)
    )
    found = flips_of(merge, "A-2")
    assert not isinstance(found, Withheld)
    assert [flip.after for flip in found] == ["推荐", "推荐", "不推荐", "不推荐"]


def test_options_without_a_recommendation_have_no_outcome_to_turn_over() -> None:
    values = {number: {"base": "o1", "plan": "o2"} for number in range(3)}
    merge = merged({"A-1": values}, rubric=make.s3_rubric(remarks=()))
    assert flips_of(merge, "A-1") == Withheld(Why.NO_RESULT)


# Other rules


@pytest.mark.parametrize("unit", Unit)
def test_the_score_by_each_rule_and_the_protocols_own_is_the_score(unit: Unit) -> None:
    for rule in MergeRule:
        merge = of_totals(PANEL, make.protocol(unit=unit, rule=rule))
        for name in PANEL:
            found = by_rules(Judged(merge), one(merge, name))
            assert found[rule] == one(merge, name).result.score
            assert found[MergeRule.MEAN] == Fraction(sum(Fraction(str(value)) for value in PANEL[name])) / 5


def test_t24_by_all_rules() -> None:
    """T-24: 80 85 85 88 90 92 99, trimmed 88; the mean 88.43, the median 88."""
    merge = of_totals({"A-1": (80, 85, 85, 88, 90, 92, 99)})
    assert by_rules(Judged(merge), merge.results[0]) == {
        MergeRule.MEAN: Fraction(619, 7),
        MergeRule.MEDIAN: Fraction(88),
        MergeRule.TRIMMED_MEAN: Fraction(88),
    }


def test_fewer_than_five_sheets_are_not_trimmed_t23() -> None:
    """T-23: trimming needs as many sheets as the protocol says; without a score no rule gives one."""
    merge = of_totals({"A-1": (80, 85, 90), "A-2": (80,)})
    found = by_rules(Judged(merge), one(merge, "A-1"))
    assert found[MergeRule.TRIMMED_MEAN] == Withheld(Why.TOO_FEW_EXPERTS, 5, 3)
    assert set(by_rules(Judged(merge), one(merge, "A-2")).values()) == {Withheld(Why.NO_RESULT)}


# Without one expert altogether


def ranked(
    panel: dict[str, Sequence[object]], protocol: Protocol | None = None
) -> dict[str, Without | Withheld]:
    return left_out(of_totals(panel, protocol))


def test_ranks_and_grades_without_each_expert() -> None:
    found = left_out(of_totals(PANEL))
    assert found[THIRD] == Without(6, 6, (Flip("A-3", THIRD, Fraction(179, 2), "标杆级", "优秀级"),), ())
    assert found[FIFTH] == Without(6, 6, (), ())


def test_the_expert_on_whom_an_order_hangs() -> None:
    found = ranked({"A-1": (80, 80, 80), "A-2": (79, 79, 85), "A-3": (60, 60, 60)})
    assert found[THIRD] == Without(3, 3, (), (Move("A-2", 1, 2), Move("A-1", 2, 1)))
    assert found[FIRST] == Without(3, 3, (), ())


def test_without_an_expert_every_rank_is_that_of_a_merge_without_the_sheets() -> None:
    """The same ranks as when the sheets had never come, where enough others remain."""
    rows = {
        "A-1": (80, 81, 84, 70),
        "A-2": (79, 82, 83, 75),
        "A-3": (83, 80, 79, 74),
        "A-4": (80, 80, 80, 76),
    }
    before = {found.application.id: found.rank for found in of_totals(rows).results}
    without = ranked(dict(rows))
    for place, expert in enumerate(panels.EXPERTS[:4]):
        found = without[expert]
        rest = {
            name: [one if i != place else None for i, one in enumerate(own)] for name, own in rows.items()
        }
        after = {found.application.id: found.rank for found in of_totals(rest).results}
        assert isinstance(found, Without)
        moved = {move.application: (move.before, move.after) for move in found.moves}
        assert moved == {name: (rank, after[name]) for name, rank in before.items() if rank != after[name]}


def test_an_application_that_needs_the_expert_keeps_its_score() -> None:
    found = ranked({"A-1": (80, 90), "A-2": (82, 82, 82)}, make.protocol(minimum_sheets=2))
    assert found[FIRST] == Without(2, 1, (), ())


def test_nothing_is_said_of_an_expert_whom_nobody_else_could_replace() -> None:
    assert ranked({"A-1": (80, 90)}) == {
        name: Withheld(Why.TOO_FEW_EXPERTS, 3, 2) for name in (FIRST, SECOND)
    }


def test_tie_breaks_without_an_expert() -> None:
    """Equal scores without 丙; then the tie-break decides, also computed without 丙."""
    rubric = make.rubric(make.criterion("a", "50"), make.criterion("b", "50"))
    protocol = make.protocol(tie_breaks=("b",))

    def sheets(*pairs: tuple[str, str]) -> dict[int, dict[str, str | None]]:
        return {place: {"a": a, "b": b} for place, (a, b) in enumerate(pairs)}

    panel = {
        "A-1": sheets(("40", "40"), ("40", "40"), ("41", "40")),
        "A-2": sheets(("39", "41"), ("39", "41"), ("40", "40")),
    }
    found = left_out(merged(panel, rubric=rubric, protocol=protocol))
    assert found[THIRD] == Without(2, 2, (), (Move("A-1", 1, 2), Move("A-2", 2, 1)))


def test_votes_without_an_expert() -> None:
    merge = merged({"A-1": votes("推荐", "推荐", "不推荐")}, rubric=make.s3_rubric())
    assert left_out(merge)[FIRST] == Without(1, 1, (Flip("A-1", FIRST, None, "推荐", None),), ())


def test_places_are_shared_and_the_next_is_skipped() -> None:
    assert places({"a": 3, "b": 5, "c": 5, "d": 1}) == {"b": 1, "c": 1, "a": 3, "d": 4}
    assert places({"a": Decimal(2), "b": Decimal("2.0")}) == {"a": 1, "b": 1}


def test_the_rubric_of_these_tests_has_totals_of_one_mark() -> None:
    assert WIDE.max == 100
    assert make_analysis.analysed(PANEL).merge.refusals == ()
