"""Understanding results as a service: charts into a folder, whole or not at all."""

from pathlib import Path

import pytest
from analysis_builders import of_totals

from evaluator_app.domain.charts import Chart, Format, Look, Wanted
from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.services import analysing

ANALYSIS = analysing.statistics(of_totals({"A-1": (80, 82, 84)}))
SCORES = Wanted(chart=Chart.SCORES)


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[Code]:
    return [one.code for one in caught.value.problems]


def test_charts_that_exist_are_all_named_and_replaced_only_when_asked(tmp_path: Path) -> None:
    files = analysing.ChartFiles(folder=tmp_path, kind=Format.PNG)
    written = analysing.save_charts(ANALYSIS, files)
    assert [one.name for one in written] == ["scores.png", "heat.png"]
    for one in written:
        one.write_bytes(b"mine")
    with pytest.raises(Refused) as caught:
        analysing.save_charts(ANALYSIS, files)
    assert codes(caught) == [Code.FILE_EXISTS] * 2
    assert {one.read_bytes() for one in written} == {b"mine"}
    analysing.save_charts(ANALYSIS, analysing.ChartFiles(folder=tmp_path, replace=True))
    assert all(one.read_bytes().startswith(b"\x89PNG") for one in written)


def test_a_single_chart_needs_a_name_of_a_kind_it_can_be(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        analysing.save_chart(ANALYSIS, SCORES, tmp_path / "scores.jpg")
    assert codes(caught) == [Code.CHART_FORMAT]
    analysing.save_chart(ANALYSIS, SCORES, tmp_path / "scores.PNG")
    with pytest.raises(Refused) as caught:
        analysing.save_chart(ANALYSIS, SCORES, tmp_path / "scores.PNG")
    assert codes(caught) == [Code.FILE_EXISTS]
    assert [one.name for one in tmp_path.iterdir()] == ["scores.PNG"]


def test_a_picture_for_the_screen_and_names_of_files() -> None:
    assert analysing.picture(ANALYSIS, SCORES, Look(dots=50)).startswith(b"\x89PNG")
    assert analysing.chart_name(SCORES) == "scores"
    assert analysing.chart_name(Wanted(chart=Chart.RADAR, application="A-1")) == "radar-A-1"
