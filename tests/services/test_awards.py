"""What was decided: from a filled list, the committee's workbook, or the record of a step (S0-80)."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from certificate_builders import CAMPAIGN, DECIDED, campaign
from register_builders import WHO

from evaluator_app.domain.codes import Code
from evaluator_app.domain.dossier import Result, StepRecord
from evaluator_app.domain.problems import Refused
from evaluator_app.services import awards, campaigns
from evaluator_app.store.workspace import Workspace
from evaluator_app.wording.language import text


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with a campaign of four applications."""
    with campaign(tmp_path) as ws:
        yield ws


def refused(work: object, *arguments: object) -> list[Code]:
    """Why something is refused."""
    with pytest.raises(Refused) as caught:
        work(*arguments)  # type: ignore[operator] # a function of the services
    return [one.code for one in caught.value.problems]


def test_results_come_from_a_list_that_was_filled_in(ws: Workspace, tmp_path: Path) -> None:
    """S0-80: what the committee decided, as the secretariat typed it."""
    path = tmp_path / "results.xlsx"
    awards.write_list(ws, CAMPAIGN, path)
    fill(
        path,
        {"A-001": ("六星级", "2024-06-20"), "A-002": ("未达星级", "2024年6月20日"), "A-003": ("四星级", "")},
    )
    found = awards.read_list(ws, CAMPAIGN, path, "2024-06-21")
    assert [(one.application, one.grade, one.decided_on) for one in found] == [
        ("A-001", "六星级", "2024-06-20"),
        ("A-002", "", "2024-06-20"),
        ("A-003", "四星级", "2024-06-21"),
    ]
    assert found[0].boundary == "示例车间及其检测线"
    again = tmp_path / "again.xlsx"
    awards.write_list(ws, CAMPAIGN, again, found)
    assert awards.read_list(ws, CAMPAIGN, again) == found


def fill(path: Path, said: dict[str, tuple[str, str]]) -> None:
    """Type grades and days into a list of results."""
    book = openpyxl.load_workbook(path)
    page = book.active
    assert page
    for row in page.iter_rows(min_row=3):
        grade, day = said.get(str(row[0].value), ("", ""))
        row[6].value, row[7].value = grade, day
    book.save(path)


def test_every_fault_of_a_list_is_told_with_its_cell(ws: Workspace, tmp_path: Path) -> None:
    """S0-80: formulas, days, grades and applications nobody knows."""
    path = tmp_path / "results.xlsx"
    awards.write_list(ws, CAMPAIGN, path)
    fill(
        path,
        {"A-001": ("七星级", "2024-06-20"), "A-002": ("五星级", "六月"), "A-003": ("=1+1", "2024-06-20")},
    )
    book = openpyxl.load_workbook(path)
    page = book.active
    assert page
    page["A7"], page["G7"] = "A-009", "四星级"
    book.save(path)
    with pytest.raises(Refused) as caught:
        awards.read_list(ws, CAMPAIGN, path)
    found = {(one.code, one.place.rpartition("!")[2]) for one in caught.value.problems}
    assert {
        (Code.AWARD_GRADE_UNKNOWN, "A-001"),
        (Code.FIELD_NOT_A_DAY, "H4"),
        (Code.FIELD_FORMULA, "G5"),
        (Code.AWARD_APPLICATION_UNKNOWN, "A7"),
    } <= found


def test_the_committees_workbook_is_read_by_organisation_and_site(ws: Workspace, tmp_path: Path) -> None:
    """S0-80: the workbook the committee filled in has no numbers; its day is given."""
    book = openpyxl.Workbook()
    page = book.active
    assert page
    page.append(["2024年示例评价"])
    page.append([text(one) for one in ("Rank", "Organisation", "Site", "Decided grade", "Reason")])
    page.append(["1", "示例装备A-002有限公司", "示例现场", "五星级", ""])
    page.append(["2", "示例装备A-003有限公司", "示例现场", "", ""])
    book.save(tmp_path / "committee.xlsx")
    book.create_sheet("空表")
    found = awards.read_list(ws, CAMPAIGN, tmp_path / "committee.xlsx", DECIDED)
    assert [(one.application, one.grade) for one in found] == [("A-002", "五星级")]
    other = openpyxl.Workbook()
    other.save(tmp_path / "other.xlsx")
    assert refused(awards.read_list, ws, CAMPAIGN, tmp_path / "other.xlsx") == [Code.AWARDS_NOT_OURS]


def test_results_come_from_the_record_of_a_step(ws: Workspace) -> None:
    """S0-80: a recorded step whose note is the grade."""
    for name, result, note in (
        ("A-001", Result.DONE, "六星级"),
        ("A-002", Result.NOT_PASSED, "未达到"),
        ("A-003", Result.NOTED, "五星级"),
    ):
        one = StepRecord(
            step="decision", day=DECIDED, result=result, application=name, note=note, recorded_by=WHO
        )
        campaigns.record(ws, CAMPAIGN, one)
    found = awards.recorded(ws, CAMPAIGN, "decision")
    assert [(one.application, one.grade, one.decided_on) for one in found] == [
        ("A-001", "六星级", DECIDED),
        ("A-002", "", DECIDED),
    ]
