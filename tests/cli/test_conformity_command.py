"""`conformity check`: the sample, what a person decided, the list in Excel, and bad input."""

import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from shipped import ROOT

from evaluator_app.cli import main
from evaluator_app.services.places import own_places

SAMPLE = ROOT / "resources" / "sample" / "campaign"
JUDGED = """
[[judgements]]
rule = "{rule}"
met = true
reason = "示例理由"
by = "示例甲"
"""

Captured = pytest.CaptureFixture[str]


def check(capsys: Captured, *arguments: object) -> tuple[int, Any, str]:
    """Exit status, JSON and messages."""
    status = main.run(["conformity", "check", *map(str, arguments)], own_places())
    captured = capsys.readouterr()
    return status, json.loads(captured.out) if captured.out else None, captured.err


@pytest.fixture
def campaign(tmp_path: Path) -> Path:
    return shutil.copytree(SAMPLE, tmp_path / "campaign")


def add(application: Path, *lines: str) -> None:
    file = application / "application.toml"
    file.write_text(file.read_text("utf-8") + "\n".join(lines), "utf-8")


def test_the_sample_is_in_order_but_for_what_people_judge(capsys: Captured) -> None:
    """T-11: the sections of the Word report are found and counted."""
    status, data, said = check(capsys, SAMPLE, "--json")
    assert status == 1
    assert [one["verdict"] for one in data["applications"]] == ["to_judge"] * 3
    lengths = {
        one["rule"].rpartition(".")[2]: int(one["found"])
        for one in data["applications"][0]["results"]
        if one["rule"].startswith("documents.innovation-report.")
    }
    assert list(lengths) == ["name", "organisation", "site", "background", "process", "effects"]
    assert lengths["name"] == len("安灯防错联动的装配现场闭环管理")
    assert "not decided yet" in said


def test_an_application_enters_the_review_when_all_is_judged(campaign: Path, capsys: Captured) -> None:
    _, data, _ = check(capsys, campaign / "A-001", "--json")
    still_open = [one["rule"] for one in data["applications"][0]["results"] if one["verdict"] == "to_judge"]
    add(campaign / "A-001", *(JUDGED.format(rule=rule) for rule in still_open))
    status, data, said = check(capsys, campaign / "A-001", "--json")
    assert status == 0
    assert data["applications"][0]["verdict"] == "met"
    assert "示例甲: 示例理由" in said


def test_figures_may_be_numbers_and_days_without_quotes(campaign: Path, capsys: Captured) -> None:
    """T-12 and T-13."""
    years = ("[[judgements]]", 'rule = "eligibility.activity-years"', "figure = 2")
    accident = ("[[judgements]]", 'rule = "eligibility.no-accident"', "figure = 2023-01-01")
    add(campaign / "A-001", *years, *accident)
    _, data, _ = check(capsys, campaign / "A-001", "--json")
    found = {one["rule"]: (one["verdict"], one["found"]) for one in data["applications"][0]["results"]}
    assert found["evidence.标杆级.years"] == ("not_met", "2")
    assert found["eligibility.no-accident"] == ("not_met", "2023-01-01")


def test_the_list_is_an_excel_workbook(tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "list.xlsx"
    check(capsys, SAMPLE, "-o", out)
    book = openpyxl.load_workbook(out)
    listed = list(book.worksheets[1].values)
    assert [row[0] for row in listed] == ["Number", "A-001", "A-002", "A-003"]
    assert {row[6] for row in listed[1:]} == {"not decided yet"}
    results = list(book.worksheets[2].values)
    assert ("A-001", "eligibility.no-accident") in [(row[0], row[2]) for row in results]
    status, _, said = check(capsys, SAMPLE, "-o", out)
    assert status == 1
    assert "A file of that name exists already" in said


def test_a_folder_alone_needs_the_scheme(campaign: Path, tmp_path: Path, capsys: Captured) -> None:
    alone = shutil.copytree(campaign / "A-001", tmp_path / "alone" / "A-001")
    assert check(capsys, alone)[0] == 1
    assert check(capsys, alone, "--scheme", "saq-0005-2023", "--json")[1]["applications"]


def test_a_judgement_of_no_rule_or_without_reason_is_refused_with_its_place(
    campaign: Path, capsys: Captured
) -> None:
    add(campaign / "A-001", JUDGED.format(rule="eligibility.unknown"))
    add(campaign / "A-002", JUDGED.format(rule="eligibility.first-party").replace("示例理由", ""))
    status, _, said = check(capsys, campaign)
    assert status == 1
    assert "A-001/application.toml" in said
    assert "“eligibility.first-party”" in said


def test_a_report_that_cannot_be_read_is_not_counted(campaign: Path, capsys: Captured) -> None:
    (campaign / "A-001" / "创新成果报告.docx").write_bytes(b"no Word file")
    _, data, _ = check(capsys, campaign / "A-001", "--json")
    found = {one["rule"]: (one["verdict"], one["found"]) for one in data["applications"][0]["results"]}
    assert found["documents.innovation-report.process"] == ("to_judge", "")
