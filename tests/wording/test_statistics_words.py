"""Statistics in words: a sentence for every reason and every thing to look at, figures with their signs."""

from decimal import Decimal
from fractions import Fraction

import builders as make
import pytest
from analysis_builders import PANEL, analysed, merged

from evaluator_app.domain.analysis import analyse
from evaluator_app.domain.charts import Chart
from evaluator_app.domain.firmness import Edge, Flip
from evaluator_app.domain.notable import Kind, Notable, notables
from evaluator_app.domain.withheld import Why, Withheld
from evaluator_app.wording.charts import chart_title
from evaluator_app.wording.statistics import figure, notable_words, share, signed, strength, withheld_words
from evaluator_app.wording.statistics_columns import count, difference, number, shown_cell, words


@pytest.mark.parametrize("reason", Why)
def test_every_reason_has_a_sentence_that_can_be_filled(reason: Why) -> None:
    said = withheld_words(Withheld(reason, 5, 2))
    assert said.startswith("Withheld: ")
    assert "{" not in said


def test_every_chart_has_a_title() -> None:
    assert len({chart_title(one) for one in Chart}) == len(Chart)


def test_figures_are_rounded_once_half_up_and_differences_have_signs() -> None:
    assert figure(Fraction(529, 6)) == "88.17"
    assert figure(Decimal("0.005")) == "0.01"
    assert signed(Fraction(1, 3)) == "+0.33"
    assert signed(Fraction(-1, 3)) == "-0.33"
    assert signed(Decimal("0.001")) == "0.00"
    assert figure(Withheld(Why.NO_POINTS)) == signed(Withheld(Why.NO_POINTS)) == "—"
    assert share(Fraction(1, 3)) == "33 %"


def test_cells_are_shown_by_their_column() -> None:
    assert shown_cell(count("n"), 3) == "3"
    assert shown_cell(number("x"), Fraction(1, 3)) == "0.33"
    assert shown_cell(difference("x"), Decimal(2)) == "+2.00"
    assert shown_cell(words("x"), "A") == "A"
    assert shown_cell(words("x"), None) == shown_cell(words("x"), "") == "—"


@pytest.mark.parametrize(
    ("alpha", "said"),
    [
        ("0.8", "Good agreement"),
        ("0.7", "Fair agreement"),
        ("0.66", "Little agreement"),
        ("-1", "Little agreement"),
    ],
)
def test_alpha_by_the_limits_krippendorff_gives(alpha: str, said: str) -> None:
    assert strength(Fraction(alpha)) == said
    assert strength(Withheld(Why.NO_VARIATION)) == Withheld(Why.NO_VARIATION)


def test_everything_to_look_at_has_its_sentence() -> None:
    rows: dict[str, tuple[object, ...]] = {**PANEL}
    analysis = analysed(rows, make.protocol(near_threshold=Decimal(1)))
    said = [notable_words(one, analysis.merge) for one in notables(analysis)]
    assert said[0] == (
        "A-3 示例单位A-3: without 示例专家丙 the score is 89.50, and the grade not “标杆级” but “优秀级”."
    )
    assert said[1] == "A-3 示例单位A-3: the score lies 0.20 above the limit of 90."
    assert said[-1].startswith("示例专家丙 gives 3.17 points more than the others")


@pytest.mark.parametrize(
    ("distance", "said"),
    [("0", "lies exactly on the limit of 90."), ("-1/2", "lies 0.50 below the limit of 90.")],
)
def test_on_the_limit_and_below_it(distance: str, said: str) -> None:
    edge = Edge(Fraction(90), Fraction(distance), close=True)
    merge = analysed(PANEL).merge
    assert notable_words(Notable(kind=Kind.NEAR_LIMIT, application="A-3", about=edge), merge).endswith(said)


def test_experts_apart_severe_and_of_little_agreement() -> None:
    merge = analysed(PANEL).merge
    severe = Notable(kind=Kind.SEVERE, expert="示例专家乙", about=Decimal("2.5"))
    assert notable_words(severe, merge).startswith("示例专家乙 gives 2.50 points less")
    little = Notable(kind=Kind.LITTLE_AGREEMENT, criterion="t", about=Fraction(1, 2))
    assert notable_words(little, merge) == "“T”: little agreement of the experts (alpha 0.50)."
    apart = Notable(kind=Kind.NOT_CONNECTED, about=Fraction(2))
    assert notable_words(apart, merge).startswith("The experts form 2 groups")


def test_a_recommendation_that_hangs_on_one_expert() -> None:
    votes: dict[int, dict[str, str | None]] = {
        n: {"base": "o1", "plan": "o2", "say": "推荐" if n else "不推荐"} for n in range(3)
    }
    analysis = analyse(merged({"A-1": votes}, rubric=make.s3_rubric()))
    first = notables(analysis)[0]
    assert isinstance(first.about, Flip)
    assert notable_words(first, analysis.merge).endswith("not “推荐” but “equal votes”.")
