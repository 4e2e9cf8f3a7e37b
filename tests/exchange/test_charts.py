"""Charts of a panel's results: what is on them, told apart by everybody, the same file each time."""

import struct
import warnings
from collections.abc import Iterator
from io import BytesIO
from itertools import combinations

import builders as make
import numpy as np
import pypdfium2 as pdfium
import pytest
from analysis_builders import PANEL, analysed, merged
from defusedxml.ElementTree import fromstring
from matplotlib.colors import to_rgb

from evaluator_app.domain.analysis import Analysis, analyse
from evaluator_app.domain.charts import Chart, Format, Look, Wanted, missing, radar, wanted
from evaluator_app.domain.withheld import Why, Withheld
from evaluator_app.exchange.charts import heat, paper, scores, severity
from evaluator_app.exchange.charts import radar as radar_chart
from evaluator_app.exchange.charts.drawing import write_chart
from evaluator_app.exchange.charts.paper import SERIES, drawing
from evaluator_app.exchange.charts.words import broken, short

LOOK = Look(dots=60)


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analysed(PANEL)


@pytest.fixture(scope="module")
def sections() -> Analysis:
    """The sheet of 附件5 with its three sections, marked by three experts."""
    rows = {"A-001": {n: dict(make.NINETY) | {"c1": str(16 + n)} for n in range(3)}}
    return analyse(merged(rows, rubric=make.s1_rubric()))


@pytest.fixture(autouse=True)
def no_warnings() -> Iterator[None]:
    """A letter the font has not, or a layout that does not fit, is a warning: none is allowed."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def drawn(analysis: Analysis, one: Wanted, kind: Format = Format.PNG, look: Look = LOOK) -> bytes:
    stream = BytesIO()
    write_chart(stream, analysis, one, kind, look)
    return stream.getvalue()


EVERY = [Wanted(chart=one, application="A-001" if one is Chart.RADAR else "") for one in Chart]


def of(one: Wanted, analysis: Analysis, sections: Analysis) -> Analysis:
    return sections if one.chart is Chart.RADAR else analysis


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.chart)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_each_chart_is_a_picture_as_wide_as_asked(
    one: Wanted,
    dark: bool,  # noqa: FBT001 - a parameter of the test
    analysis: Analysis,
    sections: Analysis,
) -> None:
    data = drawn(of(one, analysis, sections), one, look=Look(dark=dark, width=700, dots=60))
    assert data.startswith(b"\x89PNG")
    assert struct.unpack(">I", data[16:20]) == (420,)


@pytest.mark.parametrize("kind", Format)
def test_the_same_results_give_the_same_file(kind: Format, analysis: Analysis) -> None:
    one = Wanted(chart=Chart.SEVERITY)
    assert drawn(analysis, one, kind) == drawn(analysis, one, kind)


def test_svg_is_sound_xml_and_pdf_holds_its_chinese_font(analysis: Analysis) -> None:
    one = Wanted(chart=Chart.SCORES)
    assert fromstring(drawn(analysis, one, Format.SVG)).tag.endswith("svg")
    pdf = drawn(analysis, one, Format.PDF)
    assert pdf.startswith(b"%PDF-1.")
    with pdfium.PdfDocument(pdf) as document:
        assert "示例单位A-3" in document[0].get_textpage().get_text_range()


# What is on them


def test_scores_stand_by_rank_with_totals_limits_and_grades(analysis: Analysis) -> None:
    with drawing(LOOK):
        figure = scores.draw(analysis, LOOK)
    axes = figure.axes[0]
    names = [one.get_text() for one in axes.get_yticklabels()]
    assert names[0] == "1  示例单位A-1  94.70"
    assert names[1].startswith("2  示例单位A-3")
    dashed = [float(np.asarray(line.get_xdata())[0]) for line in axes.lines if line.get_linestyle() == "--"]
    assert sorted(dashed) == [70, 90]
    assert [one.get_text() for one in axes.texts] == ["推进级", "优秀级", "标杆级"]
    legend = [one.get_text() for one in figure.legends[0].get_texts()]
    assert legend == ["标杆级 2", "优秀级 3", "推进级 1", "total of one expert"]


def test_many_applications_are_told_by_rank_alone() -> None:
    many = analysed({f"A-{i:03d}": (50 + i % 40, 51 + i % 40, 50 + i % 40) for i in range(90)})
    with drawing(LOOK):
        ranked, mapped = scores.draw(many, LOOK), heat.draw(many, LOOK)
    for figure in (ranked, mapped):
        axes = figure.axes[0]
        labels = [one.get_text() for one in axes.get_yticklabels()]
        assert len(labels) <= scores.MOST_NAMED
        assert labels[0] == "1"
        assert axes.get_ylabel() == "Rank"
    assert not mapped.axes[0].texts


def test_the_heat_map_has_every_total_and_no_cell_for_a_sheet_that_is_not_there() -> None:
    some = analysed({"A-1": (80, 90, 85), "A-2": (70, 72, 71, 74)})
    with drawing(LOOK):
        axes = heat.draw(some, LOOK).axes[0]
    assert sorted(one.get_text() for one in axes.texts) == ["70", "71", "72", "74", "80", "85", "90"]
    assert np.isnan(np.ma.filled(np.asanyarray(axes.images[0].get_array()), np.nan)).sum() == 1


def test_many_experts_have_their_names_upright_and_no_numbers() -> None:
    many = analysed({f"A-{i}": tuple(range(60 + i, 85 + i)) for i in range(3)})
    with drawing(LOOK):
        axes = heat.draw(many, LOOK).axes[0]
    assert not axes.texts
    assert {one.get_rotation() for one in axes.get_xticklabels()} == {90}


def test_equal_totals_have_a_heat_map_too() -> None:
    assert drawn(analysed({"A-1": (80, 80, 80)}), Wanted(chart=Chart.HEAT))


def test_severity_has_an_interval_the_raw_figure_and_zero_in_the_middle(analysis: Analysis) -> None:
    with drawing(LOOK):
        figure = severity.draw(analysis, LOOK)
    axes = figure.axes[0]
    low, high = axes.get_xlim()
    assert low == -high
    assert [one.get_text()[-1] for one in axes.get_yticklabels()] == list("乙戊甲丁丙")
    keys = [one.get_text() for one in figure.legends[0].get_texts()]
    assert keys[1] == "interval on one side of 0"
    assert len(keys) == 3


def test_groups_that_cannot_be_compared_are_named() -> None:
    rows: dict[str, tuple[object, ...]] = {f"A-{i}": (80 + i, 84 - i, None, None) for i in range(5)}
    rows |= {f"B-{i}": (None, None, 75 + i, 79 - i) for i in range(4)}
    with drawing(LOOK):
        axes = severity.draw(analysed(rows, make.protocol(minimum_sheets=2)), LOOK).axes[0]
    assert {one.get_text()[6:] for one in axes.get_yticklabels()} == {"(group 1)", "(group 2)"}


def test_the_radar_has_the_sections_and_every_expert(sections: Analysis) -> None:
    with drawing(LOOK):
        figure = radar_chart.draw(sections, LOOK, "A-001")
    axes = figure.axes[0]
    assert [one.get_text() for one in axes.get_xticklabels()] == ["策划", "特色做法", "效果"]
    assert axes.get_ylim() == (60, 100)  # the least share is 80 %
    assert len(axes.lines) == 4
    assert figure.legends[0].get_texts()[-1].get_text() == "mean"


def test_the_radar_of_a_large_panel_has_grey_lines_and_a_break_where_nothing_was_judged() -> None:
    rubric = make.rubric(*(make.criterion(name, not_applicable=True) for name in "abc"))
    marks: dict[int, dict[str, str | None]] = {n: {"a": "5", "b": "6", "c": "7"} for n in range(10)}
    marks[3] = {"a": "na", "b": "6", "c": "7"}
    found = analyse(merged({"A-1": marks}, rubric=rubric))
    with drawing(LOOK):
        figure = radar_chart.draw(found, LOOK, "A-1")
    assert [one.get_text() for one in figure.legends[0].get_texts()] == ["each expert", "mean"]
    assert sum(np.isnan(np.asarray(line.get_ydata(), float)).any() for line in figure.axes[0].lines) == 1


# Which can be drawn


def test_of_one_section_the_criteria_are_the_axes_and_of_two_criteria_there_is_no_radar(
    analysis: Analysis, sections: Analysis
) -> None:
    assert [one.title for one in radar(sections, "A-001")] == ["策划", "特色做法", "效果"]
    assert missing(analysis, Wanted(chart=Chart.RADAR, application="A-1")) == Withheld(
        Why.TOO_FEW_PARTS, 3, 1
    )
    assert [one.chart for one in wanted(analysis)] == [Chart.SCORES, Chart.HEAT, Chart.SEVERITY]
    assert [one.chart for one in wanted(sections)] == [Chart.SCORES, Chart.HEAT, Chart.RADAR]


def test_without_points_scores_or_sheets_there_are_no_charts() -> None:
    votes: dict[int, dict[str, str | None]] = {
        n: {"base": "o1", "plan": "o1", "say": "推荐"} for n in range(3)
    }
    assert wanted(analyse(merged({"A-1": votes}, rubric=make.s3_rubric()))) == ()
    empty = analysed({"A-1": ()})
    assert wanted(empty) == ()
    reasons = {missing(empty, one) for one in (*EVERY[:3], Wanted(chart=Chart.RADAR, application="A-1"))}
    assert reasons == {Withheld(Why.NO_RESULT)}
    assert missing(analysed({"A-1": (80, 90, 85)}), EVERY[2]) == Withheld(Why.TOO_FEW_APPLICATIONS, 3, 1)


# Told apart by everybody

# Viénot, Brettel and Mollon 1999: what red-blind and green-blind people see, in linear RGB.
BLIND = {
    "red": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
    "green": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
}


@pytest.mark.parametrize("kind", BLIND)
def test_the_colours_of_series_are_told_apart_by_colour_blind_people(kind: str) -> None:
    def seen(colour: str) -> tuple[float, ...]:
        linear = [value**2.2 for value in to_rgb(colour)]
        mixed = (sum(a * b for a, b in zip(row, linear, strict=True)) for row in BLIND[kind])
        return tuple(max(value, 0) ** (1 / 2.2) for value in mixed)

    for one, other in combinations(SERIES, 2):
        distance = sum((a - b) ** 2 for a, b in zip(seen(one), seen(other), strict=True)) ** 0.5
        assert distance > 0.08, (one, other)
    assert len(set(paper.MARKERS)) == len(SERIES)


def test_a_scheme_without_bands_has_scores_without_limits() -> None:
    rubric = make.rubric(make.criterion("t", "100", "0.5"), bands=())
    found = analysed({"A-1": (80, 81, 82)}, rubric=rubric)
    with drawing(LOOK):
        axes = scores.draw(found, LOOK).axes[0]
    assert not axes.texts


def test_severities_that_all_lie_on_one_side_or_none() -> None:
    """The key names only the shapes that are there."""
    alike = analysed({"A-1": (72, 73, 72), "A-2": (74, 74, 75), "A-3": (77, 76, 76), "A-4": (78, 78, 78)})
    apart = analysed({f"A-{i}": (80 + i, 85 + i) for i in range(4)})
    with drawing(LOOK):
        keys = [
            [one.get_text() for one in severity.draw(found, LOOK).legends[0].get_texts()]
            for found in (alike, apart)
        ]
    assert [one[0] for one in keys] == ["severity with an interval of 95 %", "interval on one side of 0"]


def test_long_names_are_cut_and_broken_where_chinese_may_be() -> None:
    assert short("示例精密制造有限公司第二分厂总装车间班组") == "示例精密制造有限公司第二分厂总装…"
    assert short("Example Works") == "Example Works"
    assert broken("现场管理创新成果的推广价值") == "现场管理创新成果\n的推广价值"
