"""Kept marks under changed rules: nothing is lost, and only what the rules take counts."""

from builders import criterion, marks, rubric, s3_rubric

from evaluator_app.domain.codes import Code
from evaluator_app.domain.fitting import Fitted, fitting
from evaluator_app.domain.marks import UNMARKED, Entry, Graded, Scored
from evaluator_app.domain.sheet import Marks

RULES = rubric(criterion("a", "10", "0.5"))


def test_a_mark_the_scale_refuses_is_unmarked_and_its_note_stays() -> None:
    kept = marks({"a": "12"}).with_note("a", "示例")
    fitted = fitting(RULES, kept)
    assert fitted.marks.entries["a"] == Entry(UNMARKED, "示例")
    assert [one.code for one in fitted.problems][:1] == [Code.SCORE_OUT_OF_RANGE]


def test_a_mark_of_a_criterion_that_is_gone_is_told_and_does_not_count() -> None:
    fitted = fitting(RULES, Marks(entries=marks({"gone": "5"}).entries))
    assert (dict(fitted.marks.entries), fitted.problems[0].code) == ({}, Code.MARK_WITHOUT_CRITERION)


def test_an_empty_entry_of_a_criterion_that_is_gone_is_nothing_to_tell() -> None:
    fitted = fitting(RULES, Marks(entries={"gone": Entry(), "a": Entry(Scored(RULES.max))}))
    assert (list(fitted.marks.entries), fitted.problems) == (["a"], ())


def test_a_remark_that_is_gone_is_told() -> None:
    fitted = fitting(RULES, Marks(remarks={"gone": "示例"}))
    assert [one.code for one in fitted.problems] == [Code.UNKNOWN_REMARK]


def test_a_choice_that_is_no_longer_an_option_is_told_and_does_not_count() -> None:
    kept = marks({"base": "o3", "plan": "o4"}, recommendation="待定")
    fitted = fitting(s3_rubric(), kept)
    assert dict(fitted.marks.remarks) == {}
    assert (fitted.marks.entries["base"].mark, fitted.marks.entries["plan"].mark) == (Graded("o3"), UNMARKED)
    assert [one.code for one in fitted.problems] == [Code.NOT_AN_OPTION] * 2


def test_a_recommendation_that_still_is_an_option_stays() -> None:
    kept = marks({"base": "o3"}, recommendation="推荐")
    assert fitting(s3_rubric(), kept) == Fitted(kept)
