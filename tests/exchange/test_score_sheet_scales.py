"""Score sheets of every kind of scale: percent, levels, qualitative, weights unset; on screen and paper."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import builders as make
import openpyxl
import pytest
import scale_rubrics as scales
import sheet_builders as sheets
from domain_references import small_rubrics
from hypothesis import given

from evaluator_app.domain.codes import Code
from evaluator_app.domain.marks import UNMARKED, Abstained, Entry, Graded, NotApplicable, Scored
from evaluator_app.domain.rubric import Rubric
from evaluator_app.domain.sheet import Marks
from evaluator_app.exchange.score_sheet_reader import read_sheet
from evaluator_app.exchange.score_sheet_scale import scale_from, scale_text

KINDS = tuple(scales.RUBRICS)
NAME = {"expert_name": "示例专家甲"}


def written(folder: Path, kind: str, marks: Marks | None = None) -> Path:
    sheet = make.sheet(marks=scales.finished(kind) if marks is None else marks)
    return sheets.written(folder, sheet, sheets.loaded(scales.RUBRICS[kind]))


def shown(path: Path) -> dict[str, Any]:
    """Everything the form shows, by the name of its cell."""
    book, found = openpyxl.load_workbook(path, data_only=True), {}
    for name, place in sheets.cells(path).items():
        page, _, address = place.partition("!")
        found[name] = book[page][address].value
    return found


# What a sheet shows


def test_percent_and_points_stand_side_by_side(tmp_path: Path) -> None:
    """GB/T 19579: points are the percent of the criterion's maximum."""
    found = shown(written(tmp_path, "percent"))
    assert (found["mark.p1"], found["points.p1"]) == (85, 38.25)
    assert (found["mark.p2"], found["points.p2"]) == (70, 38.5)
    assert (found["total"], found["grade"]) == (76.75, "优秀级")


def test_a_typed_percent_stays_the_number_of_percent(tmp_path: Path) -> None:
    path = written(tmp_path, "percent")
    book, place = openpyxl.load_workbook(path), sheets.cells(path)["mark.p1"].partition("!")[2]
    assert book["Score sheet"][place].number_format == 'General"%"'


def test_levels_earn_their_factor_and_mix_with_other_scales(tmp_path: Path) -> None:
    found = shown(written(tmp_path, "levels"))
    assert [found[f"mark.{name}"] for name in ("l1", "l2", "c", "q")] == [
        "全部满足",
        "大部分满足",
        25.5,
        "选项2",
    ]
    assert [found[f"points.{name}"] for name in ("l1", "l2", "c", "p", "q")] == [12.5, 30, 25.5, 16, "—"]
    assert found["total"] == 84


@pytest.mark.parametrize("kind", ["unset", "qualitative"])
def test_without_points_there_are_comments_and_no_totals(tmp_path: Path, kind: str) -> None:
    """Semantics: qualitative until weights are set."""
    found = shown(written(tmp_path, kind))
    assert not [name for name in found if name.partition(".")[0] in {"points", "subtotal", "total", "grade"}]
    assert {f"note.{one.id}" for one in scales.RUBRICS[kind].criteria} <= set(found)


def test_comments_stand_beside_the_grade_and_not_on_a_second_page(tmp_path: Path) -> None:
    path = written(tmp_path, "qualitative")
    assert shown(path)["note.plan"] == "示例评语"
    assert openpyxl.load_workbook(path).sheetnames == ["Score sheet", "data", "options"]


@pytest.mark.parametrize(("said", "boxes"), [("推荐", "☑ 推荐    ☐ 不推荐"), ("", "☐ 推荐    ☐ 不推荐")])
def test_the_recommendation_is_boxes_to_tick(tmp_path: Path, said: str, boxes: str) -> None:
    marks = scales.finished("qualitative").with_remark("recommendation", said)
    assert shown(written(tmp_path, "qualitative", marks))["boxes.recommendation"] == boxes


@pytest.mark.parametrize("kind", KINDS)
def test_drop_downs_offer_the_options_and_what_stands_for_no_mark(tmp_path: Path, kind: str) -> None:
    path = sheets.blank(tmp_path, sheets.loaded(scales.RUBRICS[kind]))
    book = openpyxl.load_workbook(path)
    offered = []
    for rule in book["Score sheet"].data_validations.dataValidation:
        if rule.type == "list":
            area = book["options"][rule.formula1.partition("!")[2].replace("$", "")]
            offered.append([cell[0].value for cell in area])
    satisfaction = [one.title for one in scales.SATISFACTION]
    assert ([*satisfaction, "Abstained"] in offered) == (kind in {"levels", "unset"})
    assert ([*satisfaction, "N/A", "Abstained"] in offered) == (kind in {"levels", "unset"})
    assert (["推荐", "不推荐"] in offered) == (kind in {"unset", "qualitative"})


def test_the_options_are_hidden(tmp_path: Path) -> None:
    assert openpyxl.load_workbook(written(tmp_path, "levels"))["options"].sheet_state == "veryHidden"


# There and back


@pytest.mark.parametrize("with_scheme", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_a_sheet_comes_back_as_it_was(tmp_path: Path, kind: str, *, with_scheme: bool) -> None:
    scheme = sheets.loaded(scales.RUBRICS[kind])
    read = read_sheet(written(tmp_path, kind), scheme if with_scheme else None)
    assert read.sheet == make.sheet(marks=scales.finished(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_abstained_not_applicable_and_unmarked_come_back(tmp_path: Path, kind: str) -> None:
    marks = scales.finished(kind)
    first, second = (one.id for one in scales.RUBRICS[kind].criteria[:2])
    droppable = scales.RUBRICS[kind].criteria_by_id[second].not_applicable
    marks = marks.with_mark(first, Abstained("示例：回避"))
    marks = marks.with_mark(second, NotApplicable("示例：无此过程") if droppable else UNMARKED)
    entries = {name: entry for name, entry in marks.entries.items() if entry != Entry()}
    marks = replace(marks, entries=entries)
    assert read_sheet(written(tmp_path, kind, marks)).sheet.marks == marks


@given(small_rubrics())
def test_the_scales_survive_as_text(rubric: Rubric) -> None:
    again = scale_from(scale_text(rubric))
    assert scale_text(again) == scale_text(rubric)
    assert [one.options for one in again.criteria] == [one.options for one in rubric.criteria]


def test_a_long_comment_goes_on_in_further_rows(tmp_path: Path) -> None:
    marks = scales.finished("qualitative").with_note("plan", "示例评语写得很长。" * 120)
    path = written(tmp_path, "qualitative", marks)
    assert read_sheet(path).sheet.marks == marks


# Filled in by hand


def test_a_form_is_filled_in_with_titles_percents_and_choices(tmp_path: Path) -> None:
    values = {"mark_l1": "全部满足", "mark_l2": "N/A", "note_l2": "示例：无", "mark_p": 80}
    path = sheets.blank(tmp_path, sheets.loaded(scales.RUBRICS["unset"]))
    marks = read_sheet(sheets.typed(path, **NAME, **values, remark_recommendation="推荐")).sheet.marks
    assert marks.entries["l1"].mark == Graded("o1")
    assert marks.entries["l2"].mark == NotApplicable("示例：无")
    assert marks.entries["p"].mark == Scored(Decimal(80))
    assert marks.remarks == {"recommendation": "推荐"}


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("mark_l1", "基本满足", Code.NOT_AN_OPTION),
        ("mark_l1", 0.8, Code.NOT_AN_OPTION),
        ("mark_l1", "=1", Code.SCORE_NOT_A_NUMBER),
        ("mark_p", 0.8, Code.SCORE_OFF_STEP),
        ("mark_p", 105, Code.SCORE_OUT_OF_RANGE),
        ("mark_p", "全部满足", Code.SCORE_NOT_A_NUMBER),
        ("remark_recommendation", "同意", Code.NOT_AN_OPTION),
    ],
)
def test_what_is_no_option_is_refused_with_its_cell(
    tmp_path: Path, cell: str, value: object, code: Code
) -> None:
    path = sheets.blank(tmp_path, sheets.loaded(scales.RUBRICS["unset"]))
    (found,) = sheets.refused(sheets.typed(path, **NAME, **{cell: value}))
    assert (found.code, found.place) == (code, sheets.cells(path)[cell.replace("_", ".", 1)])


# Edited afterwards


@pytest.mark.parametrize(
    ("kind", "shows", "value"),
    [
        ("percent", "mark.p1", 90),
        ("levels", "mark.l1", "大部分满足"),
        ("qualitative", "mark.base", "选项2"),
        ("qualitative", "note.plan", "改写"),
        ("qualitative", "note.base", "添写"),
        ("qualitative", "remark.recommendation", "推荐"),
    ],
)
def test_an_edited_cell_is_named(tmp_path: Path, kind: str, shows: str, value: Any) -> None:
    path = written(tmp_path, kind)
    book, place = openpyxl.load_workbook(path), sheets.cells(path)[shows]
    page, _, address = place.partition("!")
    book[page][address] = value
    book.save(path)
    assert {one.place: one.code for one in sheets.refused(path)}[place] is Code.SHEET_CELL_DIFFERS


@pytest.mark.parametrize(
    ("kind", "was", "now"),
    [("percent", "<v>38.25</v>", "<v>45</v>"), ("qualitative", "☑ 不推荐</v>", "☐ 不推荐</v>")],
)
def test_changed_points_and_boxes_are_found(tmp_path: Path, kind: str, was: str, now: str) -> None:
    path, part = written(tmp_path, kind), "xl/worksheets/sheet1.xml"
    sheets.changed(path, part, lambda xml: xml.replace(was.encode(), now.encode()))
    assert {one.code for one in sheets.refused(path)} == {Code.SHEET_TOTAL_DIFFERS}


@pytest.mark.parametrize(("cell", "value"), [("A1", "优"), ("B2", 99), ("A40", "添加"), ("C1", None)])
def test_changed_options_are_found(tmp_path: Path, cell: str, value: Any) -> None:
    path = sheets.blank(tmp_path, sheets.loaded(scales.RUBRICS["levels"]))
    sheets.typed(path, **NAME)
    book = openpyxl.load_workbook(path)
    book["options"][cell] = value
    book.save(path)
    assert [one.code for one in sheets.refused(path)] == ([Code.SHEET_DATA_INVALID] if value else [])


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("mark.l1.grade", "o9", Code.NOT_AN_OPTION),
        ("mark.c.score", "o1", Code.SHEET_DATA_INVALID),
        ("mark.p.score", "105", Code.SCORE_OUT_OF_RANGE),
        ("scale", None, Code.SHEET_DATA_INVALID),
    ],
)
def test_wrong_data_is_refused(tmp_path: Path, key: str, value: str | None, code: Code) -> None:
    path = written(tmp_path, "levels")
    book = openpyxl.load_workbook(path)
    for row in book["data"].iter_rows():
        if row[0].value == key:
            row[0 if value is None else 1].value = value
    book.save(path)
    assert code in {one.code for one in sheets.refused(path)}


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('"factor":"0.8"', '"factor":"8"'),
        ('"levels":"satisfaction"', '"levels":"other"'),
        ('"scale":"percent"', '"scale":"other"'),
        ('"weights":"set"', '"weights":"unset"'),
    ],
)
def test_scales_that_make_no_sense_are_refused(tmp_path: Path, was: str, now: str) -> None:
    path = written(tmp_path, "levels")
    book = openpyxl.load_workbook(path)
    for row in book["data"].iter_rows():
        if row[0].value == "scale":
            row[1].value = str(row[1].value).replace(was, now)
    book.save(path)
    assert {one.code for one in sheets.refused(path)} == {Code.SHEET_DATA_INVALID}
