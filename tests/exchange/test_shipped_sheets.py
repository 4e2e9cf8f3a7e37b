"""Every scheme that ships: its score sheet goes out and comes back, filled and blank, with every word."""

from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import builders as make
import openpyxl
import panel_builders as panels
import pytest
import sheet_builders as sheets
from domain_references import scale

from evaluator_app.domain.marks import Entry
from evaluator_app.domain.panel import merge_returned
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.domain.sheet import Expert, Marks, ScoreSheet
from evaluator_app.exchange.committee_workbook import write_committee_workbook
from evaluator_app.exchange.scheme_file import read_scheme_file
from evaluator_app.exchange.score_sheet_reader import read_sheet
from evaluator_app.exchange.score_sheet_writer import write_sheet

SHIPPED = sorted(one.parent.name for one in sheets.FORMS.glob("*/scheme.toml"))


@cache
def scheme_of(name: str) -> LoadedScheme:
    return read_scheme_file(sheets.FORMS / name / "scheme.toml")


def sheet_of(scheme: LoadedScheme, pick: int = 1) -> ScoreSheet:
    """A finished sheet: of each scale the mark at `pick`."""
    rubric = scheme.scheme.rubric
    entries = {one.id: Entry(scale(one)[pick]) for one in rubric.criteria}
    remarks = {one.id: one.options[0] if one.options else "示例评语" for one in rubric.remarks}
    identity = make.identity(
        scheme=scheme.scheme.id,
        scheme_digest=scheme.digest,
        protocol_digest=scheme.protocol_digest,
        stage=next(one.id for one in scheme.scheme.stages if one.scored),
    )
    return make.sheet(identity=identity, marks=Marks(entries=entries, remarks=remarks))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_filled_sheet_comes_back(tmp_path: Path, name: str) -> None:
    scheme = scheme_of(name)
    sheet = sheet_of(scheme)
    assert read_sheet(sheets.written(tmp_path, sheet, scheme), scheme).sheet == sheet


@pytest.mark.parametrize("name", SHIPPED)
def test_a_blank_sheet_shows_every_official_text_and_takes_a_name(tmp_path: Path, name: str) -> None:
    scheme, path = scheme_of(name), tmp_path / "blank.xlsx"
    blank = replace(sheet_of(scheme), expert=Expert(name=""), marks=Marks())
    with path.open("wb") as stream:
        write_sheet(stream, blank, scheme, blank=True)
    page = openpyxl.load_workbook(path)["Score sheet"]
    shown = "".join(str(cell) for row in page.iter_rows(values_only=True) for cell in row if cell)
    flat = "".join(shown.split())
    for criterion in scheme.scheme.rubric.criteria:
        assert "".join(criterion.text.split()) in flat
    assert read_sheet(sheets.typed(path, expert_name="示例专家甲"), scheme).sheet.marks == Marks()


@pytest.mark.parametrize("name", SHIPPED)
def test_a_panel_of_three_has_a_result_in_the_committees_workbook(name: str) -> None:
    scheme = scheme_of(name)
    campaign = replace(make.package().campaign, stage=sheet_of(scheme).identity.stage)
    package = make.package(
        scheme_digest=scheme.digest, protocol_digest=scheme.protocol_digest, campaign=campaign
    )
    files = [
        replace(panels.returned(number), sheet=replace(sheet_of(scheme), expert=panels.expert(number)))
        for number in range(3)
    ]
    merge = merge_returned(scheme.scheme, [package], files)
    stream = BytesIO()
    write_committee_workbook(stream, merge, panels.WRITTEN)
    rows = openpyxl.load_workbook(stream, data_only=True).worksheets[0].iter_rows(values_only=True)
    (proposed,) = [row[9] for row in rows if "示例制造有限公司" in row[1:3]]
    result = merge.results[0].result
    assert proposed == (
        result.majority or (result.grade.title if result.grade else scheme.scheme.rubric.unplaced)
    )
