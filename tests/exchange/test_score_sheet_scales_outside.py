"""Score sheets of every kind of scale as other programs see them: recalculated, and on paper."""

import subprocess
from pathlib import Path
from typing import Any

import builders as make
import pypdfium2
import pytest
import recalculation
import scale_rubrics as scales
import sheet_builders as sheets
from domain_references import scale, small_rubrics
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from evaluator_app.domain.marks import UNMARKED, Abstained, Entry, Graded, Mark, NotApplicable
from evaluator_app.domain.rubric import Rubric
from evaluator_app.domain.sheet import Marks, ScoreSheet
from evaluator_app.exchange.score_sheet_pdf import write_sheet_pdf
from evaluator_app.exchange.score_sheet_reader import read_sheet
from evaluator_app.exchange.score_sheet_writer import write_sheet

KINDS = tuple(scales.RUBRICS)
NAME = {"expert_name": "示例专家甲"}


def written(folder: Path, kind: str) -> Path:
    scheme = sheets.loaded(scales.RUBRICS[kind])
    return sheets.written(folder, make.sheet(marks=scales.finished(kind)), scheme)


# Formulas, recalculated by LibreOffice


def wrong(program: str, files: list[Path], folder: Path) -> list[tuple[Any, ...]]:
    pairs = zip(files, recalculation.convert(program, files, folder), strict=True)
    return [
        found
        for one, other in pairs
        for found in recalculation.differences(recalculation.values(one), recalculation.values(other))
        if found[0] != "data"
    ]


def saved(folder: Path, name: str, sheet: ScoreSheet, rubric: Rubric) -> Path:
    path = folder / f"{name}.xlsx"
    with path.open("wb") as stream:
        write_sheet(stream, sheet, sheets.loaded(rubric))
    return path


def test_a_planted_wrong_value_is_found(libreoffice: str, tmp_path: Path) -> None:
    path = written(tmp_path, "percent")
    sheets.changed(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<v>38.25</v>", b"<v>38.5</v>"))
    assert (38.5, 38.25) in [one[2:] for one in wrong(libreoffice, [path], tmp_path)]


@settings(
    max_examples=1,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_all_formulas_for_any_marks_on_any_scales(
    libreoffice: str, tmp_path: Path, data: st.DataObject
) -> None:
    """One run over many sheets: points, sums, grades and boxes are what the formulas give."""
    files = [written(tmp_path, kind).rename(tmp_path / f"{kind}.xlsx") for kind in KINDS]
    for number in range(28):
        rubric = data.draw(small_rubrics())
        entries = {one.id: Entry(data.draw(any_mark(one))) for one in rubric.criteria}
        files.append(saved(tmp_path, f"any-{number}", make.sheet(marks=Marks(entries=entries)), rubric))
    assert wrong(libreoffice, files, tmp_path) == []


def any_mark(criterion: Any) -> st.SearchStrategy[Mark]:
    """Mostly a mark of the scale."""
    odd: list[Mark] = [UNMARKED, Abstained("示例"), *([NotApplicable("示例")] * criterion.not_applicable)]
    return st.one_of(st.sampled_from(scale(criterion)), st.sampled_from([*scale(criterion), *odd]))


def test_a_form_filled_in_and_saved_by_libreoffice_is_read(libreoffice: str, tmp_path: Path) -> None:
    """The form computes points, total and boxes as it is typed; the reader checks that they agree."""
    path = sheets.blank(tmp_path, sheets.loaded(scales.RUBRICS["levels"]))
    values = {"mark_l1": "部分满足", "mark_l2": "全部满足", "mark_c": 30, "mark_p": 100, "mark_q": "选项1"}
    sheets.typed(path, **NAME, **values, remark_highlights="示例")
    (again,) = recalculation.convert(libreoffice, [path], tmp_path)
    book, place = recalculation.values(again), sheets.cells(again)["total"]
    assert book["Score sheet"][place.partition("!")[2]].value == 93.75
    assert read_sheet(again).sheet.marks.entries["l1"].mark == Graded("o3")


# In print


def printed(folder: Path, kind: str, *, blank: bool = False) -> Path:
    path = folder / f"{kind}.pdf"
    marks = Marks() if blank else scales.finished(kind)
    with path.open("wb") as stream:
        write_sheet_pdf(stream, make.sheet(marks=marks), sheets.loaded(scales.RUBRICS[kind]), blank=blank)
    return path


def words(program: str, path: Path) -> str:
    found = subprocess.run([program, "-raw", str(path), "-"], check=True, capture_output=True, text=True)
    return "".join(found.stdout.split())


@pytest.mark.parametrize("kind", KINDS)
def test_a_short_sheet_is_one_page(pdftotext: str, tmp_path: Path, kind: str) -> None:
    path = printed(tmp_path, kind)
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == 1
    assert "Signatureoftheexpert" in words(pdftotext, path)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("percent", "85%38.25"),
        ("levels", "大部分满足30"),
        ("qualitative", "示例评语"),
        ("qualitative", "□推荐■不推荐"),
        ("unset", "Noweightsareset"),
    ],
)
def test_what_print_shows(pdftotext: str, tmp_path: Path, kind: str, said: str) -> None:
    found = words(pdftotext, printed(tmp_path, kind)).replace("☑", "■").replace("☐", "□")
    assert said in found


def test_on_paper_options_are_ticked_by_hand(pdftotext: str, tmp_path: Path) -> None:
    found = words(pdftotext, printed(tmp_path, "unset", blank=True)).replace("☐", "□")
    assert "□全部满足□大部分满足□部分满足□不满足" in found
    assert "□推荐□不推荐" in found
