"""The formulas of a score sheet against LibreOffice, which is made to recalculate every one of them."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import builders as make
import pytest
import recalculation
import sheet_builders as sheets
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from evaluator_app.domain.marks import Abstained, NotApplicable
from evaluator_app.domain.rubric import Rubric
from evaluator_app.domain.sheet import Marks, ScoreSheet
from evaluator_app.exchange.score_sheet_reader import read_sheet
from evaluator_app.exchange.score_sheet_results import results
from evaluator_app.exchange.score_sheet_writer import write_sheet


def write(folder: Path, name: str, sheet: ScoreSheet, rubric: Rubric) -> Path:
    path = folder / f"{name}.xlsx"
    with path.open("wb") as stream:
        write_sheet(stream, sheet, sheets.loaded(rubric))
    return path


def wrong(libreoffice: str, files: list[Path], folder: Path) -> list[tuple[Any, ...]]:
    """Every cell of these workbooks whose value is another one after recalculation."""
    pairs = zip(files, recalculation.convert(libreoffice, files, folder), strict=True)
    return [
        found
        for one, other in pairs
        for found in recalculation.differences(recalculation.values(one), recalculation.values(other))
        if found[0] != "data"  # escapes of white space are for no eye
    ]


def test_a_planted_wrong_value_is_found(libreoffice: str, tmp_path: Path) -> None:
    """A check that cannot fail is none: the value 90 is replaced by 91, the formula stays."""
    path = sheets.written(tmp_path)
    sheets.changed(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<v>90</v>", b"<v>91</v>"))
    found = wrong(libreoffice, [path], tmp_path)
    assert (91, 90) in [one[2:] for one in found]


# Rubrics whose marks miss a threshold when doubles are added, at and around every edge of a grade.


def edge_rubric(step: str, *, not_applicable: bool = False) -> Rubric:
    """Ten criteria of 10 points."""
    criteria = (make.criterion(f"c{i}", "10", step, not_applicable=not_applicable) for i in range(10))
    return make.rubric(*criteria)


def spread(total: Decimal, step: Decimal, count: int = 10) -> list[str]:
    """Marks on the scale that add up to a total, as uneven as may be."""
    marks = []
    for left in range(count, 0, -1):
        share = (total / left // step + left % 3) * step
        mark = max(min(share, Decimal(10), total), total - 10 * (left - 1))
        marks.append(format(mark, "f"))
        total -= mark
    return marks


def edge_sheets() -> Iterator[tuple[str, ScoreSheet, Rubric]]:
    for step in ("0.1", "0.25", "0.5"):
        rubric = edge_rubric(step)
        for edge in (Decimal(70), Decimal(90)):
            for away in (-2, -1, 0, 1, 2):
                marks = sheets.scored(rubric, spread(edge + away * Decimal(step), Decimal(step)))
                yield f"{step}-{edge}-{away}", make.sheet(marks=Marks(entries=marks)), rubric


def dropped_sheets() -> Iterator[tuple[str, ScoreSheet, Rubric]]:
    """Totals scaled to the full maximum: 63 of 90 is 70 exactly, 81 of 90 is 90."""
    rubric = edge_rubric("0.1", not_applicable=True)
    for earned in ("62.9", "63", "63.1", "80.9", "81", "81.1"):
        values = [*spread(Decimal(earned), Decimal("0.1"), 9), "0"]
        marks = Marks(entries=sheets.scored(rubric, values)).with_mark("c9", NotApplicable("示例"))
        yield f"na-{earned}", make.sheet(marks=marks), rubric


def odd_sheets() -> Iterator[tuple[str, ScoreSheet, Rubric]]:
    """Unmarked, abstained, nothing applicable, and a grade that no band holds."""
    rubric = edge_rubric("0.5", not_applicable=True)
    nine = Marks(entries=sheets.scored(rubric, ["9"] * 10))
    yield "abstained", make.sheet(marks=nine.with_mark("c3", Abstained("示例"))), rubric
    yield "unmarked", make.sheet(marks=Marks(entries=dict(list(nine.entries.items())[1:]))), rubric
    nothing = nine
    for one in rubric.criteria:
        nothing = nothing.with_mark(one.id, NotApplicable("示例"))
    yield "nothing", make.sheet(marks=nothing), rubric
    stars = make.rubric(*(make.criterion(f"c{i}", "100", "0.5") for i in range(10)), bands=make.S0_BANDS)
    for value in ("70", "70.5", "85", "85.5", "94.5", "95"):
        yield f"stars-{value}", make.sheet(marks=Marks(entries=sheets.scored(stars, [value] * 10))), stars


def test_totals_and_grades_at_every_threshold(libreoffice: str, tmp_path: Path) -> None:
    """T-1 to T-4, T-7 and architecture, tried: integers never miss a threshold; all in one run."""
    cases = [*edge_sheets(), *dropped_sheets(), *odd_sheets()]
    files = [write(tmp_path, *one) for one in cases]
    assert len(files) > 40
    assert wrong(libreoffice, files, tmp_path) == []


@settings(
    max_examples=1,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(data=st.data())
def test_any_marks(libreoffice: str, tmp_path: Path, data: st.DataObject) -> None:
    """One run of LibreOffice over many sheets with marks of any step, a third of them at a threshold."""
    files = [write(tmp_path, f"any-{i}", *data.draw(any_sheet())) for i in range(40)]
    assert wrong(libreoffice, files, tmp_path) == []


@st.composite
def any_sheet(draw: st.DrawFn) -> tuple[ScoreSheet, Rubric]:
    step = Decimal(draw(st.sampled_from(["0.1", "0.25", "0.5"])))
    rubric = edge_rubric(str(step), not_applicable=draw(st.booleans()))
    if draw(st.integers(0, 2)) == 0:
        total = Decimal(draw(st.sampled_from([70, 90]))) + step * draw(st.integers(-1, 1))
        values = draw(st.permutations(spread(total, step)))
    else:
        values = [format(step * draw(st.integers(0, int(10 / step))), "f") for _ in range(10)]
    marks = Marks(entries=sheets.scored(rubric, list(values)))
    if rubric.criteria[0].not_applicable and draw(st.booleans()):
        marks = marks.with_mark(f"c{draw(st.integers(0, 9))}", NotApplicable("示例"))
    return make.sheet(marks=marks), rubric


def test_saving_with_libreoffice_keeps_the_sheet(libreoffice: str, tmp_path: Path) -> None:
    """The machine-readable part and every signed cell survive another program."""
    sheet = sheets.official_sheet(note_a1="  示例\n说明 _x0041_ \t", remark="=1+1")
    (saved,) = recalculation.convert(libreoffice, [sheets.written(tmp_path, sheet)], tmp_path)
    assert read_sheet(saved, sheets.official()).sheet == sheet


def test_a_form_filled_in_and_saved_by_libreoffice_is_read(libreoffice: str, tmp_path: Path) -> None:
    """The form computes its total as the marks are typed; the reader checks that it agrees."""
    marks = {f"mark_{name}": float(value) for name, value in make.NINETY.items()}
    path = sheets.typed(sheets.blank(tmp_path), **marks, expert_name="示例专家甲", remark_remarks="示例")
    (saved,) = recalculation.convert(libreoffice, [path], tmp_path)
    book, places = recalculation.values(saved), sheets.cells(saved)
    shown = {name: book["Score sheet"][places[name].partition("!")[2]].value for name in ("total", "grade")}
    assert shown == {"total": 90, "grade": "优秀级"}
    assert results(sheets.official().scheme.rubric, read_sheet(saved).sheet.marks)["total"] == 90


@pytest.mark.parametrize("kind", ["written", "blank"])
def test_the_printed_pages_cut_no_text(libreoffice: str, pdftotext: str, tmp_path: Path, kind: str) -> None:
    """Printed by LibreOffice, every official text is there to its last character."""
    import subprocess  # noqa: PLC0415 - only here

    path = sheets.written(tmp_path) if kind == "written" else sheets.blank(tmp_path)
    (pdf,) = recalculation.convert(libreoffice, [path], tmp_path, "pdf")
    printed = subprocess.run([pdftotext, str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    flat = "".join(printed.split())
    for criterion in sheets.official().scheme.rubric.criteria:
        assert "".join(criterion.text.split())[-12:] in flat
