"""Results without points: votes by criterion and for the recommendation (semantics: qualitative results)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import builders as make
import panel_builders as panels
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator_app.domain.codes import Code
from evaluator_app.domain.marks import Graded
from evaluator_app.domain.merging import Advice, NoScore, NotCounted, PanelResult, merge
from evaluator_app.domain.panel import merge_returned
from evaluator_app.domain.protocol import Unit
from evaluator_app.domain.rubric import Rubric, Weights
from evaluator_app.domain.votes import Votes, criterion_votes

YES, NO = "推荐", "不推荐"
GOOD = {"base": "o1", "plan": "o2"}
S3 = make.s3_rubric()


def voted(said: Sequence[str], rubric: Rubric = S3, **protocol: Any) -> PanelResult:
    """The result of experts who all judge alike and recommend so."""
    sheets = [make.panel_sheet(str(i), GOOD, one) for i, one in enumerate(said)]
    return merge(rubric, make.protocol(**protocol), sheets)


def test_the_majority_is_the_result() -> None:
    result = voted([YES, NO, YES])
    assert (result.score, result.grade, result.reason) == (None, None, None)
    assert result.majority == YES
    assert result.recommendation == Votes("recommendation", ((YES, 2), (NO, 1)))


def test_every_criterion_has_its_votes_in_the_order_of_its_options() -> None:
    result = voted([YES, YES, NO])
    expected = {"base": (("o1", 3), ("o2", 0), ("o3", 0)), "plan": (("o1", 0), ("o2", 3), ("o3", 0))}
    assert {one.subject: one.counts for one in result.votes} == expected
    assert [one.value for one in result.criteria] == [None, None]


def test_a_tie_says_so_and_goes_to_the_chair() -> None:
    result = voted([YES, NO, NO, YES])
    assert (result.majority, result.reason, result.score) == (None, NoScore.TIE, None)
    assert result.recommendation is not None
    assert result.recommendation.leaders == (YES, NO)


@pytest.mark.parametrize("said", [[], [YES], [YES, YES]])
def test_a_panel_that_is_too_small_has_no_result(said: list[str]) -> None:
    result = voted(said)
    assert (result.majority, result.reason) == (None, NoScore.PANEL_TOO_SMALL)


@pytest.mark.parametrize(
    ("values", "recommendation", "unit", "reason"),
    [
        (GOOD, "", Unit.TOTAL, NotCounted.INCOMPLETE),
        ({"base": "o1", "plan": None}, YES, Unit.TOTAL, NotCounted.INCOMPLETE),
        ({"base": "o1", "plan": "abstain"}, YES, Unit.TOTAL, NotCounted.ABSTAINED),
        ({"base": "o1", "plan": "abstain"}, YES, Unit.CRITERION, None),
        ({"base": "na", "plan": "na"}, YES, Unit.TOTAL, NotCounted.NOTHING_APPLICABLE),
        ({"base": "na", "plan": "o2"}, YES, Unit.TOTAL, None),
    ],
)
def test_which_sheets_vote(
    values: dict[str, str | None], recommendation: str, unit: Unit, reason: NotCounted | None
) -> None:
    """semantics: a mark, rows “merge by total” and “merge by criterion”."""
    protocol = make.protocol(minimum_sheets=1, unit=unit)
    result = merge(S3, protocol, [make.panel_sheet("a", values, recommendation)])
    assert result.sheets[0].reason == reason
    assert result.majority == (None if reason else YES)


def test_who_abstains_from_one_criterion_votes_on_the_others() -> None:
    sheets = [make.panel_sheet(str(i), GOOD, YES) for i in range(3)]
    sheets.append(make.panel_sheet("3", {"base": "abstain", "plan": "o1"}, NO))
    result = merge(S3, make.protocol(unit=Unit.CRITERION), sheets)
    assert [one.cast for one in result.votes] == [3, 4]


@pytest.mark.parametrize(
    ("said", "stability", "unstable"),
    [
        ([YES, YES, NO], True, True),
        ([YES, YES, NO], False, False),
        ([YES, YES, YES, NO], True, False),
        ([YES, YES, YES], True, False),
    ],
)
def test_a_majority_of_one_is_not_stable(said: list[str], *, stability: bool, unstable: bool) -> None:
    """semantics: `unstable`, the grade changes without some one expert."""
    assert voted(said, stability=stability).warnings == ((Advice.UNSTABLE,) if unstable else ())


def test_without_weights_and_recommendation_there_are_only_votes() -> None:
    """D-22: merging gives no result until weights are set."""
    result = voted([""] * 3, replace(S3, remarks=()))
    assert (result.reason, result.majority, result.recommendation) == (NoScore.WEIGHTS_UNSET, None, None)
    assert [one.leader for one in result.votes] == ["o1", "o2"]


def test_shares_that_nothing_weighs_are_counted_as_they_were_typed() -> None:
    rubric = make.s3_rubric(make.percent("p", "0"))
    values = ("80", "80", "100", "9.5")
    (found,) = criterion_votes(rubric, [make.entries({"p": one}) for one in values])
    assert found.counts == (("100", 1), ("80", 2), ("9.5", 1))


@pytest.mark.parametrize("unit", Unit)
def test_weights_that_are_set_give_a_score(unit: Unit) -> None:
    """semantics: qualitative results, last sentence; recommendations are still counted."""
    criteria = (make.levelled("base", "60"), make.levelled("plan", "40"), make.qualitative("words"))
    rubric = make.s3_rubric(*criteria, weights=Weights.SET, bands=make.S1_BANDS)
    sheets = [make.panel_sheet(str(i), GOOD | {"words": "o1"}, YES) for i in range(3)]
    result = merge(rubric, make.protocol(unit=unit), sheets)
    assert result.grade is not None
    assert (result.score, result.grade.id, result.majority) == (Fraction(92), "标杆级", None)
    assert result.recommendation is not None
    assert result.recommendation.leader == YES
    assert [one.value for one in result.criteria] == [60, 32, None]


def test_few_votes_on_what_has_no_points_do_not_keep_a_panel_from_its_score() -> None:
    rubric = make.rubric(make.criterion("a", "100"), make.qualitative("q"))
    values = [{"a": "80", "q": "o1"}, {"a": "80", "q": "abstain"}, {"a": "80", "q": "abstain"}]
    sheets = [make.panel_sheet(str(i), one) for i, one in enumerate(values)]
    result = merge(rubric, make.protocol(unit=Unit.CRITERION, stability=True), sheets)
    assert (result.score, result.warnings) == (Fraction(80), ())


@given(st.lists(st.sampled_from(["o1", "o2", "o3"]), max_size=9))
def test_votes_are_what_one_counts_by_hand(given_votes: list[str]) -> None:
    rubric = make.s3_rubric(make.qualitative("q"))
    (found,) = criterion_votes(rubric, [make.entries({"q": one}) for one in given_votes])
    ordered = Counter(given_votes).most_common()
    alone = len(ordered) == 1 or (len(ordered) > 1 and ordered[0][1] > ordered[1][1])
    assert found.cast == len(given_votes)
    assert found.leader == (ordered[0][0] if alone else None)
    assert found.tie == (bool(ordered) and not alone)


def test_the_recommendation_is_read_from_the_sheets() -> None:
    """An answer that is none of the options is refused with its file."""
    rules = make.scheme(rubric=S3)
    said = (YES, YES, "待定", YES)
    files = [panels.returned(i, marks=make.marks(GOOD, recommendation=one)) for i, one in enumerate(said)]
    merged = merge_returned(rules, [make.package()], files)
    assert [one.problem.code for one in merged.refusals] == [Code.NOT_AN_OPTION]
    assert (merged.results[0].result.majority, merged.results[0].rank) == (YES, None)


def test_a_grade_the_scheme_does_not_have_is_refused() -> None:
    strange = make.marks(GOOD, recommendation=YES).with_mark("base", Graded("zz"))
    merged = merge_returned(make.scheme(rubric=S3), [make.package()], [panels.returned(marks=strange)])
    assert [one.problem.code for one in merged.refusals] == [Code.NOT_AN_OPTION]
