"""`results ...`: what comes back by command, with the same rules and the same words as in the window."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from package_builders import FIRST, FORMS, SCHEME
from results_builders import CAMPAIGN, OTHER, PLAN, WHO, panel, sheet
from returned_files import PANEL, issue, write

from evaluator_app.cli.main import run
from evaluator_app.services import campaigns, workspaces
from evaluator_app.services.places import own_places

Captured = pytest.CaptureFixture[str]
PLAIN = FIRST.replace('kind = "innovation-report"', "")


@pytest.fixture
def place(tmp_path: Path) -> list[str]:
    """The options that name a workspace with the campaign."""
    folder, keys = tmp_path / "ws", tmp_path / "keys"
    with workspaces.open_or_create(folder, keys) as ws:
        campaigns.begin(ws, FORMS, PLAN)
    return ["--campaign", CAMPAIGN, "--workspace", str(folder), "--keys", str(keys), "--json"]


def results(place: list[str], captured: Captured, *arguments: object) -> tuple[int, Any]:
    """Exit status and what the command gave."""
    captured.readouterr()
    status = run(["results", *map(str, arguments), *place], own_places())
    return status, json.loads(captured.readouterr().out)


def test_sheets_are_seen_before_they_are_taken_in(place: list[str], tmp_path: Path, capsys: Captured) -> None:
    """Register, preview, import, list."""
    package = issue(tmp_path)
    assert results(place, capsys, "merge", "--allow-unsigned")[1]["problems"][0]["code"] == "issued_none"
    status, said = results(place, capsys, "register", package, "--by", WHO)
    assert (status, said["packages"][0]["id"]) == (0, "2024-demo-1")
    panel(tmp_path)
    status, said = results(place, capsys, "preview", tmp_path / "in")
    assert status == 1  # sheets without signature are no clean import
    assert [one["arrival"] for one in said["items"]] == ["unsigned"] * 3
    assert said["taken"] == 0
    assert results(place, capsys, "list")[1]["files"] == []
    assert results(place, capsys, "import", tmp_path / "in", "--by", WHO)[1]["taken"] == 3
    status, said = results(place, capsys, "import", tmp_path / "in", "--by", WHO)
    assert (status, said["taken"]) == (0, 0)
    assert len(results(place, capsys, "list")[1]["files"]) == 3


def test_what_is_there_becomes_a_ledger_reminders_and_a_workbook(
    place: list[str], tmp_path: Path, capsys: Captured
) -> None:
    """Ledger, reminders, merge; an existing file is not overwritten unseen."""
    results(place, capsys, "register", issue(tmp_path))
    results(place, capsys, "import", *panel(tmp_path), "--by", WHO)
    ledger = results(place, capsys, "ledger", "--allow-unsigned")[1]["ledger"]
    assert sum(one["state"] == "returned" for one in ledger) == 3
    out = tmp_path / "list.xlsx"
    owed = results(place, capsys, "reminders", "--allow-unsigned", "-o", out)[1]["reminders"]
    assert [one["missing"] for one in owed] == [["A-002"]] * 3 + [["A-001", "A-002"]] * 2
    assert load_workbook(out).worksheets[0].max_row == 1 + sum(len(one["missing"]) for one in owed)
    book = tmp_path / "committee.xlsx"
    status, said = results(place, capsys, "merge", "--allow-unsigned", "-o", book)
    assert (status, said["results"][0]["score"]["shown"]) == (0, "90.00")
    assert book.exists()
    assert results(place, capsys, "merge", "--allow-unsigned", "-o", book)[0] == 1
    assert results(place, capsys, "merge", "--allow-unsigned", "--replace", "-o", book)[0] == 0


def test_choosing_removing_and_the_journal(place: list[str], tmp_path: Path, capsys: Captured) -> None:
    """T-22 by command: each with a reason and a name."""
    results(place, capsys, "register", issue(tmp_path))
    sheets = [*panel(tmp_path), sheet(tmp_path, "other.xlsx", 0, OTHER)]
    said = results(place, capsys, "import", *sheets, "--by", WHO)[1]
    digest = next(one["digest"] for one in said["items"] if one["file"] == "other.xlsx")
    by = ("--reason", "电话核实", "--by", WHO)
    status, said = results(place, capsys, "choose", digest[:12], *by)
    assert (status, said["chosen"]) == (0, digest)
    assert results(place, capsys, "remove", digest[:12], *by)[1] == {"removed": digest}
    assert results(place, capsys, "remove", digest[:12], *by)[1]["problems"][0]["code"] == "received_unknown"
    journal = results(place, capsys, "journal")[1]["journal"]
    assert [one["kind"] for one in journal] == ["received"] * 4 + ["chosen", "removed"]


def test_wrong_usage_is_told(capsys: Captured) -> None:
    assert run(["results", "choose", "abc", "--campaign", CAMPAIGN], own_places()) == 2
    assert "--reason" in capsys.readouterr().err


STAGES = '[[stages]]\nid = "{name}"\ntitle = "{title}"\nweight = "{weight}"\nclause = "1"\n'

REMARK = '[[rubric.remarks]]\nid = "highlights"\ntitle = "亮点"\nclause = "1"\n'


def test_each_stage_keeps_its_results(tmp_path: Path, capsys: Captured) -> None:
    """Papers, then the site: the sheets of both stay, and the scheme's weights give one score."""
    stages = (("document-review", "资料评审", "0.4"), ("site-review", "现场评审", "0.6"))
    one, other = (STAGES.format(name=name, title=title, weight=weight) for name, title, weight in stages)
    start, rest = SCHEME.split("[[stages]]", 1)
    text = f"{start}{one}\n{other}\n[rubric]{rest.split('[rubric]', 1)[1]}\n{REMARK}"
    place = ["--campaign", CAMPAIGN, "--workspace", str(tmp_path / "ws"), "--keys", str(tmp_path / "keys")]
    packages = []
    for stage, _, _ in stages:
        head = PANEL.replace("saq-0005-2023", "scheme.toml").replace("document-review", stage)
        head = head.replace("2024-demo-1", f"2024-demo-{stage}")
        files = {"campaign.toml": head, "scheme.toml": text, "A-001/application.toml": PLAIN}
        packages.append(issue(tmp_path, name=f"{stage}.evpkg", files=files))
    (tmp_path / "scheme.toml").write_text(text, encoding="utf-8")
    with workspaces.open_or_create(tmp_path / "ws", tmp_path / "keys") as ws:
        campaigns.begin(ws, FORMS, replace(PLAN, scheme=str(tmp_path / "scheme.toml")))
    place.append("--json")
    results(place, capsys, "register", *packages)
    for package, score in zip(packages, ("9", "8"), strict=True):
        for number in range(3):
            write(package, tmp_path / "in" / f"{package.stem}-{number}.xlsx", number, {"a1": score})
    assert results(place, capsys, "import", tmp_path / "in", "--by", WHO)[1]["taken"] == 6
    said = results(place, capsys, "stages", "--allow-unsigned")[1]
    assert said["stages"] == ["document-review", "site-review"]
    first = next(one for one in said["results"] if one["application"] == "A-001")
    assert first["stages"] == {"document-review": "9/1", "site-review": "8/1"}
    assert (first["score"], first["rank"]) == ("42/5", 1)
    merged = results(place, capsys, "merge", "--stage", "site-review", "--allow-unsigned")[1]
    assert merged["results"][0]["score"]["exact"] == "8/1"
