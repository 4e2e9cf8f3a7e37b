"""`conformity judge, list, letter` on a folder and on a campaign of the workspace."""

import json
import shutil
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from shipped import ROOT

from evaluator_app.cli import main
from evaluator_app.domain.codes import Code
from evaluator_app.domain.conformity_results import Judgement, Verdict
from evaluator_app.domain.problems import Refused
from evaluator_app.exchange.judgement_writing import add_judgement
from evaluator_app.services import conformity, conformity_letters
from evaluator_app.services.places import own_places

SAMPLE = ROOT / "resources" / "sample" / "campaign"
Captured = pytest.CaptureFixture[str]


def run(capsys: Captured, *arguments: object) -> tuple[int, Any, str]:
    """Exit status, JSON and messages of a `conformity` command."""
    status = main.run(["conformity", *map(str, arguments), "--json"], own_places())
    captured = capsys.readouterr()
    return status, json.loads(captured.out) if captured.out else None, captured.err


@pytest.fixture
def campaign(tmp_path: Path) -> Path:
    """The sample, of which A-001 passes: all that was left to judge is decided."""
    folder = shutil.copytree(SAMPLE, tmp_path / "campaign")
    scheme = conformity.rules_of(folder, own_places().forms).scheme
    found = conformity.check_one(folder / "A-001", scheme).conformity
    assert found is not None
    for one in found.results:
        if one.verdict is Verdict.TO_JUDGE:
            add_judgement(
                folder / "A-001",
                Judgement(rule=one.rule, met=True, reason="已核对", by="示例秘书", on="2024-08-01"),
            )
    return folder


def words(path: Path) -> str:
    """All a Word file says."""
    word = docx.Document(str(path))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([one.text for one in word.paragraphs] + cells)


def test_a_judgement_is_added_and_everything_in_the_file_stays(campaign: Path, capsys: Captured) -> None:
    """Overrides need a reason and are kept; T-13."""
    file = campaign / "A-002" / "application.toml"
    file.write_text("# 手写的说明\n" + file.read_text("utf-8"), "utf-8")
    before = file.read_text("utf-8")
    judge = (
        "judge",
        campaign,
        "--application",
        "A-002",
        "--rule",
        "eligibility.no-accident",
        "--by",
        "示例秘书",
    )
    assert run(capsys, *judge, "--outcome", "computed", "--figure", "2023-05-01")[0] == 0
    status, data, _ = run(capsys, *judge, "--outcome", "met", "--reason", "经核实不属重大事故")
    assert status == 0
    [result] = [one for one in data["applications"][0]["results"] if one["rule"] == "eligibility.no-accident"]
    assert (result["computed"], result["verdict"]) == ("not_met", "met")
    assert result["earlier"][0]["figure"] == "2023-05-01"
    assert result["judgement"]["on"]
    assert file.read_text("utf-8").startswith(before)


def test_a_judgement_without_reason_changes_nothing(campaign: Path, capsys: Captured) -> None:
    file = campaign / "A-002" / "application.toml"
    before = file.read_bytes()
    rule = ("--rule", "eligibility.no-accident", "--outcome", "met")
    status, _, said = run(capsys, "judge", campaign / "A-002", *rule, "--by", " ")
    assert status == 1
    assert "Who judges this is not said." in said
    assert "reason" in said
    nowhere = ("judge", campaign, "--application", "A-009", *rule, "--by", "x", "--reason", "x")
    status, _, said = run(capsys, *nowhere)
    assert status == 1
    assert "no sound application of the number A-009" in said
    assert file.read_bytes() == before


def test_two_applications_of_one_number_cannot_be_told_apart(campaign: Path, capsys: Captured) -> None:
    shutil.copytree(campaign / "A-002", campaign / "A-002b")
    status, _, said = run(capsys, "check", campaign)
    assert status == 1
    assert said.count("Another folder of the campaign holds an application of the number A-002 too.") == 2
    with pytest.raises(Refused, match=Code.APPLICATION_TWICE):
        conformity.application_folder(campaign, "A-002")


def test_the_list_names_who_enters_the_review(campaign: Path, tmp_path: Path, capsys: Captured) -> None:
    """As Excel with every judgement, and as a Word letter."""
    book, letter = tmp_path / "list.xlsx", tmp_path / "list.docx"
    status, data, _ = run(capsys, "list", campaign, "-o", book)
    assert (status, data["applications"], data["checked"]) == (0, ["A-001"], 3)
    sheets = openpyxl.load_workbook(book)
    assert sheets.sheetnames == ["Entering the review", "Applications", "Findings by rule", "Judgements"]
    assert [row[0] for row in sheets.worksheets[0].values] == ["Number", "A-001"]
    judged = list(sheets.worksheets[3].values)[1:]
    assert {row[7:] for row in judged} == {("示例秘书", "2024-08-01", "已核对")}
    run(capsys, "list", campaign, "-o", letter, "--to", "各有关单位", "--day", "2024-08-05")
    said = words(letter)
    assert "各有关单位：" in said
    assert "3项申报材料进行了形式审查。经审查，1项符合要求，进入评审；2项尚有待认定事项" in said
    assert "2024年8月5日" in said
    assert "示例精密制造有限公司" in said
    assert "示例市民医院" not in said
    assert run(capsys, "list", campaign, "-o", letter)[0] == 1


def test_a_list_is_a_workbook_or_a_letter(campaign: Path, tmp_path: Path, capsys: Captured) -> None:
    status, _, said = run(capsys, "list", campaign, "-o", tmp_path / "list.pdf")
    assert status == 2
    assert "ends neither in .xlsx nor in .docx" in said


def test_a_letter_tells_an_applicant_what_to_mend(campaign: Path, tmp_path: Path, capsys: Captured) -> None:
    """The rules that are not met or not judged yet, with what is wanted; who judged is not told."""
    out = tmp_path / "letters"
    chosen = ("--application", "A-001", "--application", "A-002")
    status, data, _ = run(capsys, "letter", campaign, "-o", out, *chosen, "--until", "2024-08-20")
    assert status == 0
    passed, open_one = (words(Path(one)) for one in data["files"])
    assert "通过形式审查，进入评审。" in passed
    assert "需说明或补正的事项" not in passed
    assert "示例秘书" not in passed
    assert "待认定；要求：≥ 3 年" in open_one
    assert "请于2024-08-20前补正" in open_one
    status, _, said = run(capsys, "letter", campaign, "-o", out)
    assert status == 1
    assert "A file of that name exists already" in said
    assert len(list(out.iterdir())) == 2


def test_a_letter_of_an_impossible_day_or_an_unknown_application_is_refused(
    campaign: Path, tmp_path: Path, capsys: Captured
) -> None:
    for wrong in (("--day", "2024-02-30"), ("--application", "A-009")):
        assert run(capsys, "letter", campaign, "-o", tmp_path / "letters", *wrong)[0] == 1
    assert not (tmp_path / "letters").exists()


def test_a_secretariats_own_template_with_a_misspelt_name_is_told(
    campaign: Path, tmp_path: Path, capsys: Captured
) -> None:
    own = docx.Document()
    own.add_paragraph("{{ organisaton }}")
    own.save(str(tmp_path / "own.docx"))
    arguments = ("list", campaign, "-o", tmp_path / "list.docx", "--template", tmp_path / "own.docx")
    status, _, said = run(capsys, *arguments)
    assert status == 1
    assert "organisaton" in said


def test_a_campaign_of_the_workspace_is_checked_by_its_locked_scheme(
    campaign: Path, tmp_path: Path, capsys: Captured
) -> None:
    where = ["--workspace", str(tmp_path / "ws"), "--keys", str(tmp_path / "keys")]
    folder = tmp_path / "2024"
    new = ["campaign", "new", "2024", "--scheme", "saq-0005-2023", "--title", "示例", "--year", "2024"]
    assert main.run([*new, "--folder", str(folder), *where], own_places()) == 0
    shutil.copytree(campaign / "A-001", folder / "A-001")
    _, data, _ = run(capsys, "check", "--campaign", "2024", *where)
    assert [one["verdict"] for one in data["applications"]] == ["met"]
    rule = (
        "--rule",
        "eligibility.no-accident",
        "--outcome",
        "not_met",
        "--reason",
        "有事故",
        "--by",
        "示例秘书",
    )
    judged = run(capsys, "judge", "--campaign", "2024", "--application", "A-001", *rule, *where)[1]
    assert judged["applications"][0]["verdict"] == "not_met"


def test_a_letter_may_be_written_again_where_somebody_agrees(campaign: Path, tmp_path: Path) -> None:
    """The window asks before it replaces a file."""
    loaded = conformity.rules_of(campaign, own_places().forms)
    found = conformity.sound(conformity.survey(campaign, loaded.scheme))
    letters = conformity_letters.Letters(
        template=own_places().resources / "templates" / "zh" / conformity_letters.TEMPLATE,
        scheme=loaded.scheme,
        facts=conformity_letters.letter_facts(loaded.scheme, "示例协会"),
    )
    out = tmp_path / conformity_letters.file_name(found[0])
    conformity_letters.write_letter(letters, found[0], out)
    with pytest.raises(Refused, match=Code.FILE_EXISTS):
        conformity_letters.write_letter(letters, found[0], out)
    conformity_letters.write_letter(letters, found[0], out, replaced=True)
    assert "示例协会" in words(out)
