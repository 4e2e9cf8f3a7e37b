"""The committee workbook's statistics: tables with reasons, native charts over live cells, a heat map."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import builders as make
import panel_builders as panels
import pytest
from analysis_builders import PANEL, merged, of_totals
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from evaluator_app.domain.panel import PanelMerge
from evaluator_app.exchange.committee_workbook import write_committee_workbook


def stream_of(merge: PanelMerge) -> BytesIO:
    stream = BytesIO()
    write_committee_workbook(stream, merge, panels.WRITTEN)
    return stream


def book_of(merge: PanelMerge) -> Workbook:
    return load_workbook(stream_of(merge), data_only=True)


def rows(book: Workbook, sheet: str) -> list[tuple[Any, ...]]:
    return list(book[sheet].iter_rows(values_only=True))


def named(book: Workbook, sheet: str, name: str) -> list[tuple[Any, ...]]:
    return [row for row in rows(book, sheet) if row[0] == name]


def chart_parts(merge: PanelMerge) -> list[str]:
    with ZipFile(stream_of(merge)) as archive:
        names = sorted(name for name in archive.namelist() if name.startswith("xl/charts/chart"))
        return [archive.read(name).decode() for name in names]


def test_the_statistics_stand_behind_the_applications_and_the_first_sheet_leads_there() -> None:
    book = book_of(of_totals(PANEL))
    assert book.sheetnames[-4:-1] == ["Analysis", "Charts", "Heat map"]
    cells = (cell for row in book["Overview"].iter_rows() for cell in row)
    links = [cell.hyperlink.location for cell in cells if cell.hyperlink]
    assert "'Analysis'!A1" in links


def test_what_to_look_at_and_every_table_is_there_with_exact_figures() -> None:
    book = book_of(of_totals(PANEL))
    words = [str(row[0]) for row in rows(book, "Analysis")]
    assert any(word.startswith("A-3 示例单位A-3: without 示例专家丙") for word in words)
    for title in ("Experts", "Applications", "Agreement by criterion", "Agreement of the experts"):
        assert title in words
    expert = named(book, "Analysis", "示例专家乙")[0]
    assert expert[1:5] == pytest.approx((1, 6, 475 / 6, -17 / 6))
    application = named(book, "Analysis", "A-3 示例单位A-3")[0]
    assert application[1:4] == (2, 90.2, 6)
    assert application[6] == "示例专家丙 → 优秀级"


def test_what_is_withheld_names_its_reason_below_the_table() -> None:
    book = book_of(of_totals({"A-1": (80, 82, 84)}))
    expert = named(book, "Analysis", "示例专家乙")[0]
    reason = "1) Withheld: needs 3 applications judged by two experts or more, there are 1."
    assert expert[5:8] == ("— 1)",) * 3
    assert reason in [row[0] for row in rows(book, "Analysis")]


def test_headings_carry_their_meaning_as_notes() -> None:
    sheet = load_workbook(stream_of(of_totals(PANEL)))["Analysis"]
    notes = [cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment]
    assert any("above 0 is severe" in one for one in notes)


def test_charts_are_native_and_show_cells_that_follow_the_marks() -> None:
    scores, grades, severity = chart_parts(of_totals(PANEL))
    assert "'Overview'!" in scores
    assert "limit 70" in scores
    assert "limit 90" in scores
    assert "<c:errBars>" in severity
    cells = load_workbook(stream_of(of_totals(PANEL)))["Charts"]
    counted = [cell.value for row in cells.iter_rows() for cell in row if "COUNTIF" in str(cell.value)]
    assert len(counted) == 4
    assert "Applications by grade" in grades


def test_sections_of_the_best_stand_in_a_radar() -> None:
    marks = {n: dict(make.NINETY) for n in range(3)}
    parts = chart_parts(merged({"A-001": marks, "A-002": marks}, rubric=make.s1_rubric()))
    radar = next(one for one in parts if "<c:radarChart>" in one)
    assert "特色做法" in radar
    assert radar.count("<c:ser>") == 2


def test_a_grade_list_without_limits_has_scores_without_lines() -> None:
    rubric = make.rubric(make.criterion("t", "100", "0.5"), bands=())
    scores, *_ = chart_parts(of_totals({"A-1": (80, 81, 82)}, rubric=rubric))
    assert "<c:lineChart>" not in scores


def test_the_heat_map_has_the_distance_of_every_total_and_two_colours_around_zero() -> None:
    book = load_workbook(stream_of(of_totals({"A-1": (80, 90, 85), "A-2": (70, 72, 71), "A-3": ()})))
    found = named(book, "Heat map", "A-1 示例单位A-1")[0]
    assert sorted(value for value in found[1:] if value is not None) == [-5, 0, 5]
    rules = [rule for area in book["Heat map"].conditional_formatting for rule in area.rules]
    scale = rules[0].colorScale
    assert scale is not None
    assert [one.val for one in scale.cfvo] == [-5, 0, 5]
    assert not named(book, "Heat map", "A-3 示例单位A-3")


def test_experts_who_agree_fully_have_a_heat_map_without_colours() -> None:
    book = load_workbook(stream_of(of_totals({"A-1": (80, 80, 80)})))
    assert not list(book["Heat map"].conditional_formatting)


def test_without_points_there_is_no_chart_and_no_heat_map() -> None:
    votes: dict[int, dict[str, str | None]] = {
        n: {"base": "o1", "plan": "o2", "say": "推荐"} for n in range(3)
    }
    book = book_of(merged({"A-1": votes}, rubric=make.s3_rubric()))
    visible = [one.title for one in book.worksheets if one.sheet_state == "visible"]
    assert visible[-1] == "Analysis"
    assert named(book, "Analysis", "结果建议")
