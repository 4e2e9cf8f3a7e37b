"""Answers files for every kind of scale: {"grade": ID}, shares in percent, a recommendation."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import builders as make
import pytest

from evaluator_app.domain.codes import Code
from evaluator_app.domain.marks import Entry, Graded, NotApplicable, Scored
from evaluator_app.domain.problems import Refused
from evaluator_app.domain.rubric import Rubric
from evaluator_app.domain.sheet import Marks
from evaluator_app.exchange.answers_file import read_answers

ALL_SCALES = make.s3_rubric(
    make.levelled("l", "0", not_applicable=True), make.qualitative("q"), make.percent("p", "0")
)


def said(folder: Path, marks: Any, remarks: Any = None, rubric: Rubric = ALL_SCALES) -> Marks:
    path = folder / "answers.json"
    data = {"expert": {"name": "示例专家甲"}, "marks": marks, "remarks": remarks or {}}
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return read_answers(path, rubric).marks


def test_options_shares_and_recommendation_are_read(tmp_path: Path) -> None:
    marks = {"l": {"grade": "o2", "note": "缺一年数据"}, "q": {"grade": "o1"}, "p": {"score": "85"}}
    found = said(tmp_path, marks, {"recommendation": "推荐"})
    assert found.entries == {
        "l": Entry(Graded("o2"), "缺一年数据"),
        "q": Entry(Graded("o1")),
        "p": Entry(Scored(Decimal(85))),
    }
    assert found.remarks == {"recommendation": "推荐"}


def test_an_option_may_be_not_applicable_or_open(tmp_path: Path) -> None:
    marks = {"l": {"not_applicable": "无此工序"}, "q": {"score": ""}}
    assert said(tmp_path, marks).entries == {"l": Entry(NotApplicable("无此工序"))}


@pytest.mark.parametrize(
    ("mark", "code", "place"),
    [
        ({"l": {"grade": "o9"}}, Code.NOT_AN_OPTION, "marks.l.grade"),
        ({"l": {"grade": "选项1"}}, Code.NOT_AN_OPTION, "marks.l.grade"),
        ({"l": {"grade": ""}}, Code.NOT_AN_OPTION, "marks.l.grade"),
        ({"l": {"grade": 1}}, Code.ANSWERS_INVALID, "marks.l.grade"),
        ({"l": {"score": "0.8"}}, Code.NOT_AN_OPTION, "marks.l.score"),
        ({"l": {"score": "o1"}}, Code.NOT_AN_OPTION, "marks.l.score"),
        ({"l": {"score": "1", "grade": "o1"}}, Code.ANSWERS_INVALID, "marks.l"),
        ({"p": {"grade": "o1"}}, Code.SCORE_NOT_A_NUMBER, "marks.p.grade"),
        ({"p": {"score": "101"}}, Code.SCORE_OUT_OF_RANGE, "marks.p.score"),
    ],
)
def test_what_is_not_on_the_scale_is_refused_with_its_place(
    tmp_path: Path, mark: Any, code: Code, place: str
) -> None:
    with pytest.raises(Refused) as refused:
        said(tmp_path, mark)
    codes = [(one.code, one.place.rpartition(": ")[2]) for one in refused.value.problems]
    assert (code, place) in codes
    assert {where.split(".")[1] for _, where in codes} == {place.split(".")[1]}


def test_a_recommendation_outside_its_options_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        said(tmp_path, {}, {"recommendation": "待定"})
    (one,) = refused.value.problems
    assert (one.code, one.place.rpartition(": ")[2]) == (Code.NOT_AN_OPTION, "remarks.recommendation")
