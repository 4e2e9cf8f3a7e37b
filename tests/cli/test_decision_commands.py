"""`meeting` and `decisions`: from the panel's meeting to the list of results, by command on real files."""

import json
import shutil
from pathlib import Path
from typing import Any

import builders as make
import decision_builders as committee
import docx
import pytest
from openpyxl import load_workbook
from package_builders import FORMS
from panel_builders import EXPERTS
from returned_files import issue, write
from signature_builders import saved

from evaluator_app.cli.main import run
from evaluator_app.domain.campaigns import CampaignPlan
from evaluator_app.services import campaigns, workspaces
from evaluator_app.services.places import own_places

Captured = pytest.CaptureFixture[str]
CAMPAIGN = "2024-demo"


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of two applications, three sheets of 90.17 points for the first, a workspace."""
    folder = tmp_path_factory.mktemp("decisions")
    package = issue(folder)
    for number, value in enumerate(("9", "9", "9.5")):
        write(package, folder / "in" / f"{number}.xlsx", number, make.NINETY | {"a1": value})
    plan = CampaignPlan(
        id=CAMPAIGN,
        title="示例活动",
        year=2024,
        scheme="saq-0005-2023",
        scheme_digest="",
        stage="document-review",
    )
    with workspaces.open_or_create(folder / "ws", folder / "keys") as ws:
        campaigns.begin(ws, FORMS, plan)
    return folder


class Commands:
    """Commands on a copy of the material, answered as JSON."""

    def __init__(self, folder: Path, captured: Captured) -> None:
        self.folder, self._captured = folder, captured
        self.said = ""

    def __call__(self, *words: str, merge: bool = True, code: int = 0) -> Any:
        """What a command says; `code` is how it ends."""
        own = ["--workspace", str(self.folder / "ws"), "--keys", str(self.folder / "keys"), "--json"]
        marks = ["--package", str(self.folder / "demo.evpkg"), "--sheets", str(self.folder / "in")]
        marks.append("--allow-unsigned")
        assert run([*words, *(marks if merge else []), *own], own_places()) == code
        captured = self._captured.readouterr()
        self.said = captured.err
        return json.loads(captured.out or "{}")

    def at(self, name: str) -> str:
        """A file of the folder."""
        return str(self.folder / name)

    def decided(self, decided: str = "标杆级", reason: str = "") -> None:
        """The committee decides on the first application, and its decisions are recorded."""
        self("decisions", "workbook", "-o", self.at("committee.xlsx"))
        committee.fill(self.folder / "committee.xlsx", {"A-001": (decided, reason)})
        self("decisions", "record", self.at("committee.xlsx"), "--by", "示例秘书", "--member", "示例委员一")


@pytest.fixture
def commands(material: Path, tmp_path: Path, capsys: Captured) -> Commands:
    shutil.copytree(material, tmp_path / "copy")
    return Commands(tmp_path / "copy", capsys)


def test_a_meeting_is_prepared_filled_in_recorded_and_told(commands: Commands) -> None:
    """合议: the record begins with what the protocol gives (S0-78)."""
    commands("meeting", "prepare", "--application", "A-001", "-o", commands.at("m.json"))
    record = json.loads((commands.folder / "m.json").read_text("utf-8"))
    assert record["points"][0]["computed"] == "9.17"
    assert record["choices"] == ["标杆级", "优秀级", "推进级", "Not recommended"]
    assert commands("meeting", "record", commands.at("m.json"), code=1)["problems"]
    record |= {
        "opinion": "同意推荐。",
        "recorded_by": "示例秘书",
        "recommendation": "Not recommended",
        "reason": "重大事故",
    }
    (commands.folder / "m.json").write_text(json.dumps(record), "utf-8")
    assert commands("meeting", "record", commands.at("m.json"))["consensus"] == "not_recommended"
    [told] = commands("meeting", "list")["meetings"]
    assert (told["computed"], told["score"]) == ("grade:标杆级", "541/6")
    assert "Not recommended" in commands.said


def test_an_opinion_is_written_signed_and_verified(commands: Commands) -> None:
    commands("meeting", "prepare", "--application", "A-001", "-o", commands.at("m.json"))
    record = json.loads((commands.folder / "m.json").read_text("utf-8"))
    record |= {
        "opinion": "同意。",
        "recorded_by": "示例秘书",
        "members": list(EXPERTS[:2]),
        "chair": EXPERTS[0],
    }
    (commands.folder / "m.json").write_text(json.dumps(record), "utf-8")
    commands("meeting", "record", commands.at("m.json"))
    commands("meeting", "opinion", "--application", "A-001", "-o", commands.at("opinion.xlsx"))
    file, secret = saved(commands.folder, EXPERTS[0], 0)
    with_key = ["--identity", file, "--passphrase-file", secret]
    assert run(["meeting", "sign", commands.at("opinion.xlsx"), *with_key], own_places()) == 0
    found = commands("meeting", "verify", commands.at("opinion.xlsx"), code=1)
    assert [one["code"] for one in found["problems"]] == ["opinion_unsigned"]
    assert found["changes"] == []


def test_decisions_are_read_then_recorded_and_listed(commands: Commands) -> None:
    """审定: differing from the computed grade needs a reason."""
    commands("decisions", "workbook", "-o", commands.at("committee.xlsx"))
    book = commands.folder / "committee.xlsx"
    committee.fill(book, {"A-001": ("优秀级", "")})
    found = commands("decisions", "read", str(book), code=1)
    assert [one["code"] for one in found["problems"]] == ["decision_reason_missing"]
    committee.fill(book, {"A-001": ("优秀级", "现场复核")})
    found = commands("decisions", "read", str(book))
    assert (found["decisions"][0]["decided"], found["waiting"]) == ("grade:优秀级", ["A-002"])
    by = ["--by", "示例秘书", "--member", "示例委员一", "--chair", "示例委员一"]
    commands("decisions", "record", str(book), *by)
    [kept] = commands("decisions", "list", CAMPAIGN, merge=False)["decisions"]
    assert (kept["computed"], kept["decided"], kept["reason"]) == ("grade:标杆级", "grade:优秀级", "现场复核")
    assert "minutes missing" in commands.said


def test_changed_cells_are_said_and_have_to_be_accepted(commands: Commands) -> None:
    commands("decisions", "workbook", "--anonymous", "-o", commands.at("committee.xlsx"))
    book = commands.folder / "committee.xlsx"
    committee.fill(book, {"A-001": ("标杆级", "")})
    committee.type_into(book, {committee.places(book)["A-001", "Site"]: "另一现场"})
    assert [one["now"] for one in commands("decisions", "read", str(book), code=1)["changes"]] == ["另一现场"]
    record = ["decisions", "record", str(book), "--by", "示例秘书", "--member", "示例委员一"]
    assert [one["code"] for one in commands(*record, code=1)["problems"]] == ["committee_cell_changed"]
    assert commands(*record, "--despite-changes")["decisions"][0]["number"] == 1
    assert len(commands("decisions", "list", CAMPAIGN, merge=False)["decisions"]) == 1


def test_minutes_are_written_and_come_back_signed(commands: Commands) -> None:
    commands.decided("优秀级", "现场复核")
    commands("decisions", "minutes", CAMPAIGN, "-o", commands.at("minutes.docx"), merge=False)
    said = "\n".join(one.text for one in docx.Document(commands.at("minutes.docx")).paragraphs)
    assert "示例活动\n评价结果审定会会议纪要" in said
    assert "建议标杆级，审定为优秀级。理由：现场复核" in said
    signed = ["decisions", "minutes", CAMPAIGN, "--signed", commands.at("minutes.docx")]
    assert commands(*signed, merge=False, code=1)["problems"][0]["code"] == "record_name_missing"
    taken = commands(*signed, "--by", "示例秘书", merge=False)
    [kept] = commands("decisions", "list", CAMPAIGN, merge=False)["decisions"]
    assert kept["minutes"] == taken["digest"]


def test_results_leave_with_consents_only_s0_117(commands: Commands) -> None:
    """未经参与评价单位和秘书处同意，不得向任何第三方披露参与评价单位信息."""
    commands.decided()
    files = ["-o", commands.at("list.xlsx"), "-o", commands.at("list.docx")]
    commands("decisions", "results", CAMPAIGN, *files, merge=False)
    [page] = load_workbook(commands.at("list.xlsx")).worksheets
    rows = list(page.iter_rows(values_only=True))
    assert "尚未取得参与评价单位和秘书处同意" in str(rows[1][0])
    assert rows[-1][:2] == ("1", "标杆级")
    assert commands("decisions", "results", CAMPAIGN, *files, merge=False, code=1)["problems"]
    none = commands(
        "decisions", "results", CAMPAIGN, "--consent", "A-002", "-o", commands.at("none.xlsx"), merge=False
    )
    assert (none["results"], none["withheld"]) == ([], ["A-001"])


def test_feedback_names_no_expert(commands: Commands) -> None:
    assert commands("decisions", "feedback", "-o", commands.at("fb"), code=1)["problems"]
    commands.decided()
    [path] = commands("decisions", "feedback", "-o", commands.at("fb"))["files"]
    letter = docx.Document(path)
    cells = [cell.text for table in letter.tables for row in table.rows for cell in row.cells]
    said = "\n".join([*(one.text for one in letter.paragraphs), *cells])
    assert "审定结果：标杆级；得分：90.17（满分100）。" in said
    assert "亮点：示例。不足：示例。" in said
    assert not [name for name in EXPERTS if name in said]
    wrong = commands("decisions", "feedback", "-o", commands.at("f2"), "--application", "A-9", code=1)
    assert {one["code"] for one in wrong["problems"]} == {
        "decisions_missing",
        "decision_application_unknown",
    }


def test_nothing_is_told_before_it_is_decided(commands: Commands) -> None:
    for words in (["minutes", "-o", commands.at("m.docx")], ["results", "-o", commands.at("r.xlsx")]):
        found = commands("decisions", words[0], CAMPAIGN, *words[1:], merge=False, code=1)
        assert [one["code"] for one in found["problems"]] == ["decisions_missing"]
