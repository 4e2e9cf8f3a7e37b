"""The statistics of a whole merge: raw beside corrected, by group, by criterion; withheld with a reason."""

from decimal import Decimal
from fractions import Fraction

import builders as make
import panel_builders as panels
import pytest
from analysis_builders import PANEL, analysed, merged, of_totals

from evaluator_app.domain.agreement import Metric
from evaluator_app.domain.analysis import Analysis, Corrected, ExpertFigures, analyse
from evaluator_app.domain.criteria_agreement import Widest
from evaluator_app.domain.judged import Judged
from evaluator_app.domain.protocol import Unit
from evaluator_app.domain.severity import Severity
from evaluator_app.domain.spread import Spread
from evaluator_app.domain.withheld import Why, Withheld

FIRST, SECOND, THIRD = "示例专家甲", "示例专家乙", "示例专家丙"


def expert(found: Analysis, name: str) -> ExpertFigures:
    return next(one for one in found.experts if one.expert == name)


def test_experts_in_the_order_of_the_ledger_raw_deviation_beside_severity() -> None:
    found = analysed(PANEL)
    assert [one.expert for one in found.experts] == list(
        dict.fromkeys(one.expert for one in found.merge.ledger)
    )
    severe = expert(found, SECOND)
    assert isinstance(severe.severity, Severity)
    assert severe.deviation == Fraction(-17, 6)
    assert abs(severe.severity.value - Decimal(17) / 6) < Decimal("1e-20")
    assert [severe.group, severe.sheets, severe.mean] == [1, 6, Fraction(475, 6)]


def test_nothing_of_it_changes_a_score_a_grade_or_a_rank() -> None:
    """Decision 6: the protocol's rule decides, every other statistic is advice."""
    merge = of_totals(PANEL)
    again = of_totals(PANEL)
    assert analyse(merge).merge == again


def test_the_same_merge_gives_the_same_figures() -> None:
    merge = of_totals(PANEL)
    first, second = analyse(merge), analyse(merge)
    assert (first.experts, first.applications, first.criteria, first.groups) == (
        second.experts, second.applications, second.criteria, second.groups)  # fmt: skip


def test_corrected_means_stand_beside_raw_ones_with_both_ranks() -> None:
    """丙, lenient by far, judged A-2 only; taking that off turns the order round."""
    rows = {"A-1": (80, 80, None), "A-2": (79, None, 83), "A-3": (70, 70, 75), "A-4": (60, 60, 65)}
    found = analysed(rows, make.protocol(minimum_sheets=2)).application
    first, second = found["A-1"].corrected, found["A-2"].corrected
    assert isinstance(first, Corrected)
    assert isinstance(second, Corrected)
    assert [first.raw, first.raw_rank, second.raw, second.raw_rank] == [80, 2, 81, 1]
    assert (first.rank, second.rank) == (1, 2)
    assert first.value > second.value


def test_experts_of_two_panels_are_not_compared() -> None:
    rows: dict[str, tuple[object, ...]] = {f"A-{i}": (80 + i, 81 + 2 * i, None, None) for i in range(5)}
    rows |= {f"B-{i}": (None, None, 90 - i, 88 - 2 * i) for i in range(4)}
    found = analysed(rows, make.protocol(minimum_sheets=2))
    assert [len(one.group.applications) for one in found.groups] == [5, 4]
    assert [expert(found, name).group for name in panels.EXPERTS[:4]] == [1, 1, 2, 2]
    corrected = found.application["A-1"].corrected
    assert isinstance(corrected, Corrected)
    assert corrected.rank == corrected.raw_rank == Withheld(Why.NOT_CONNECTED, 1, 2)
    assert found.groups[1].alpha == Withheld(Why.TOO_FEW_APPLICATIONS, 5, 4)
    assert found.groups[0].kendall == Withheld(Why.TOO_FEW_EXPERTS, 3, 2)
    assert isinstance(found.groups[0].alpha, Fraction)


def test_a_panel_too_small_for_anything_says_so_everywhere() -> None:
    found = analysed({"A-1": (80, 90), "A-2": (70,)})
    second, application = expert(found, SECOND), found.application["A-2"]
    assert second.severity == Withheld(Why.TOO_FEW_APPLICATIONS, 3, 1)
    assert second.without == Withheld(Why.TOO_FEW_EXPERTS, 3, 2)
    assert application.edge == Withheld(Why.NO_RESULT)
    assert application.corrected == Withheld(Why.TOO_FEW_APPLICATIONS, 3, 1)
    assert application.standard == Withheld(Why.TOO_FEW_SHEETS, 5, 2)
    assert isinstance(application.spread, Spread)
    assert found.groups[0].two_way == Withheld(Why.TOO_FEW_APPLICATIONS, 3, 1)


def test_an_application_without_sheets_has_no_figures() -> None:
    found = analysed(PANEL | {"A-9": ()}).application["A-9"]
    none = Withheld(Why.NO_RESULT)
    assert (found.spread, found.edge, found.corrected, found.standard) == (none, none, none, none)


def test_totals_that_nobody_else_gave() -> None:
    found = expert(analysed({"A-1": (80, 90, None), "A-2": (None, None, 70)}), THIRD)
    assert found.deviation == Withheld(Why.TOO_FEW_EXPERTS, 2, 1)
    assert found.mean == 70


def test_by_criterion_an_expert_who_always_abstained_somewhere_has_no_totals() -> None:
    """Semantics, a mark: merged by criterion the sheet counts, but has no total of its own."""
    rubric = make.rubric(make.criterion("a"), make.criterion("b"))
    rows = {
        f"A-{i}": {0: {"a": "9", "b": "8"}, 1: {"a": "8", "b": "8"}, 2: {"a": "7", "b": "abstain"}}
        for i in range(3)
    }
    protocol = make.protocol(unit=Unit.CRITERION, minimum_sheets=2)
    found = analyse(merged(rows, rubric=rubric, protocol=protocol))
    last = expert(found, THIRD)
    none = Withheld(Why.NO_TOTAL)
    assert (last.group, last.sheets) == (0, 3)
    assert (last.mean, last.deviation, last.severity) == (none, none, none)
    assert [one.marks for one in found.criteria] == [9, 6]


# Criteria


def test_a_criterion_has_mean_range_widest_and_outliers() -> None:
    one = analysed(PANEL).criteria[0]
    assert [one.subject, one.marks, one.mean, one.range] == ["t", 30, 82, 9]
    assert one.widest == Widest("A-6", Fraction(24))
    assert not isinstance(one.outliers, Withheld)
    assert {found.outlier.value for found in one.outliers if found.application == "A-6"} == {60}
    assert one.metric is Metric.INTERVAL
    assert one.equal == Withheld(Why.NO_OPTIONS)


def test_a_criterion_of_small_panels_has_no_outliers_and_one_without_marks_nothing() -> None:
    few = analysed({"A-1": (80, 90, 85)}).criteria[0]
    assert few.outliers == Withheld(Why.TOO_FEW_MARKS, 5, 3)
    none = analysed({"A-1": ()}).criteria[0]
    assert none.mean == Withheld(Why.TOO_FEW_MARKS, 1)
    assert none.range == none.widest == Withheld(Why.TOO_FEW_EXPERTS, 2, 1)
    assert none.outliers == Withheld(Why.TOO_FEW_MARKS, 1)


def test_a_criterion_on_which_all_agree_has_no_widest_application() -> None:
    assert analysed({"A-1": (80, 80)}).criteria[0].widest == Withheld(Why.NO_VARIATION)


def test_levels_are_compared_in_their_order_and_by_equal_pairs() -> None:
    rubric = make.rubric(make.levelled("l", "10"))
    rows = {
        f"A-{i}": {0: {"l": f"o{i % 4 + 1}"}, 1: {"l": f"o{i % 4 + 1}"}, 2: {"l": "o1"}} for i in range(6)
    }
    one = analyse(merged(rows, rubric=rubric)).criteria[0]
    assert one.metric is Metric.ORDINAL
    assert one.equal == Fraction(2 * 3 + 4, 18)
    assert isinstance(one.alpha, Fraction)


QUALITATIVE = {
    f"A-{i}": {
        n: {"base": f"o{(i + n) % 2 + 1}", "plan": "o1", "say": "推荐" if i else "不推荐"} for n in range(3)
    }
    for i in range(6)
}


def test_without_points_options_and_recommendations_are_compared() -> None:
    found = analyse(merged(QUALITATIVE, rubric=make.s3_rubric()))
    base, plan = found.criteria
    none = Withheld(Why.NO_POINTS)
    assert (base.mean, base.range, base.widest, base.outliers) == (none, none, none, none)
    assert base.equal == Fraction(1, 3)
    assert isinstance(base.alpha, Fraction)
    assert base.alpha < 0
    assert plan.equal == 1
    assert plan.alpha == Withheld(Why.NO_VARIATION)
    assert found.recommendation is not None
    assert [found.recommendation.alpha, found.recommendation.metric] == [1, Metric.NOMINAL]
    assert found.groups == ()
    assert found.experts[0].mean == found.experts[0].severity == none
    assert found.applications[0].corrected == none


def test_numbers_that_nothing_weighs_are_compared_in_their_order() -> None:
    rows = {f"A-{i}": {n: {"n": str(i + n % 2), "say": "推荐"} for n in range(3)} for i in range(6)}
    one = analyse(merged(rows, rubric=make.s3_rubric(make.criterion("n", "10", "1")))).criteria[0]
    assert isinstance(one.alpha, Fraction)
    assert one.equal == Fraction(1, 3)


def test_a_scheme_that_asks_for_no_recommendation_has_no_figures_of_it() -> None:
    assert analysed(PANEL).recommendation is None


# Shares of sections


def test_shares_of_sections_leave_out_what_was_not_judged() -> None:
    rubric = make.rubric(make.criterion("a", not_applicable=True), make.criterion("b"), make.criterion("c"))
    rows = {"A-1": {0: {"a": "9", "b": "8", "c": "1"}, 1: {"a": "na", "b": "6", "c": "4"}}}
    merge = merged(rows, rubric=rubric)
    shares = Judged(merge).shares("A-1", rubric.sections[0])
    assert shares == {FIRST: Fraction(18, 30), SECOND: Fraction(1, 2)}


def test_a_section_nobody_judged_has_no_shares() -> None:
    rubric = make.rubric(make.levelled("l", not_applicable=True), make.criterion("b"))
    merge = merged({"A-1": {0: {"l": "o2", "b": "5"}}}, rubric=rubric)
    assert Judged(merge).shares("A-1", rubric.sections[0]) == {FIRST: Fraction(13, 20)}
    only = make.section(make.criterion("zz"))
    assert Judged(merge).shares("A-1", only) == {}


@pytest.mark.parametrize("unit", Unit)
def test_merging_by_either_unit_is_analysed(unit: Unit) -> None:
    found = analysed(PANEL, make.protocol(unit=unit))
    assert [one.outcome.rank for one in found.applications] == [1, 2, 3, 4, 5, 6]
