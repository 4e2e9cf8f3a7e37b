"""Citations in a score sheet: printed among the notes, read back exactly, and an edited one is found."""

from dataclasses import replace
from pathlib import Path

import pytest
import sheet_builders as sheets
from test_score_sheet_round_trip import data_cell, edited

from evaluator_app.domain.citations import Citation
from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.domain.sheet import ScoreSheet
from evaluator_app.exchange.score_sheet_reader import read_sheet

PAGE = Citation(
    document="示例报告", sha256="a" * 64, page=11, region=(100, 200, 900, 250), excerpt="示例摘录"
)
PHOTO = Citation(document="=现场", sha256="c" * 64, photo=True)


def cited_sheet() -> ScoreSheet:
    sheet = sheets.official_sheet(note_a1="示例")
    return replace(sheet, marks=sheet.marks.with_citations("a1", (PAGE, PHOTO)))


def test_citations_come_back_exact(tmp_path: Path) -> None:
    assert read_sheet(sheets.written(tmp_path, cited_sheet())).sheet == cited_sheet()


def test_an_edited_citation_is_found(tmp_path: Path) -> None:
    path, place = edited(sheets.written(tmp_path, cited_sheet()), "cited.a1", "示例报告 page 13")
    with pytest.raises(Refused) as refused:
        read_sheet(path)
    assert (Code.SHEET_CELL_DIFFERS, place) in [(one.code, one.place) for one in refused.value.problems]


@pytest.mark.parametrize(
    "value", ["no json", "{}", '[{"document": 3}]', '[{"document": "x", "sha256": "y", "z": 1}]']
)
def test_wrong_citations_are_refused(tmp_path: Path, value: str) -> None:
    path = data_cell(sheets.written(tmp_path, cited_sheet()), "citations.a1", value)
    with pytest.raises(Refused) as refused:
        read_sheet(path)
    assert Code.SHEET_DATA_INVALID in [one.code for one in refused.value.problems]
