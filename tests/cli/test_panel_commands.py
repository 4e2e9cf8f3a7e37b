"""The command panel merge: its JSON, messages for people, exit status, and the workbook."""

import json
from pathlib import Path
from typing import Any

import builders as make
import pytest
from package_builders import FORMS
from returned_files import issue, write

from evaluator_app.cli import main
from evaluator_app.services.places import Places

Captured = pytest.CaptureFixture[str]


def run(folder: Path, *more: str) -> int:
    """`panel merge` of the package and sheets in this folder."""
    names = ("--package", "demo.evpkg", "--sheets", "in", "-o", "committee.xlsx")
    arguments = [name if name.startswith("-") else str(folder / name) for name in names]
    return main.run(["panel", "merge", *arguments, *more], Places(forms=FORMS, resources=FORMS))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A package of two applications, three sheets for the first."""
    package = issue(tmp_path)
    for number, value in enumerate(("9", "9", "9.5")):
        write(package, tmp_path / "in" / f"{number}.xlsx", number, make.NINETY | {"a1": value})
    return tmp_path


def merged(folder: Path, capsys: Captured, *more: str) -> tuple[int, Any, str]:
    status = run(folder, "--json", "--allow-unsigned", *more)
    captured = capsys.readouterr()
    return status, json.loads(captured.out), captured.err


def test_results_as_other_programs_read_them(folder: Path, capsys: Captured) -> None:
    status, data, _ = merged(folder, capsys)
    first, second = data["results"]
    assert status == 0
    assert (folder / "committee.xlsx").is_file()
    assert {name: first[name] for name in ("application", "organisation", "site", "rank", "reason")} == {
        "application": "A-001",
        "organisation": "示例制造有限公司",
        "site": "示例车间",
        "rank": 1,
        "reason": None,
    }
    assert first["score"] == {"exact": "541/6", "shown": "90.17"}
    assert first["grade"] == {"computed": "标杆级", "consensus": None, "decided": None}
    assert (second["score"], second["rank"], second["reason"]) == (None, None, "panel_too_small")
    assert second["grade"]["computed"] is None


def test_sheets_warnings_protocol_and_ledger(folder: Path, capsys: Captured) -> None:
    write(folder / "demo.evpkg", folder / "in" / "3.xlsx", 3, make.NINETY | {"c2": None})
    _, data, _ = merged(folder, capsys)
    first = data["results"][0]
    assert first["sheets"][3] == {
        "expert": "示例专家丁",
        "total": "81/1",
        "counted": False,
        "trimmed": False,
        "reason": "incomplete",
    }
    assert "near_threshold" in first["warnings"]
    assert data["protocol"]["rule"] == "mean"
    states = {(one["expert"], one["application"]): one["state"] for one in data["ledger"]}
    assert states["示例专家甲", "A-001"] == "returned"
    assert states["示例专家戊", "A-001"] == "missing"


def test_refused_sheets_are_problems_but_the_workbook_is_written(folder: Path, capsys: Captured) -> None:
    (folder / "in" / "noise.xlsx").write_bytes(b"no workbook")
    status, data, said = merged(folder, capsys)
    assert status == 1
    assert (folder / "committee.xlsx").is_file()
    [refusal] = data["refused"]
    assert (Path(refusal["file"]).name, refusal["code"]) == ("noise.xlsx", "sheet_unreadable")
    assert refusal["message"] in said


def test_people_read_the_ranking_and_what_is_missing(folder: Path, capsys: Captured) -> None:
    assert run(folder, "--allow-unsigned") == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "90.17" in captured.err
    assert "sheets are missing" in captured.err


def test_unsigned_sheets_are_refused_without_leave(folder: Path, capsys: Captured) -> None:
    assert run(folder) == 1
    assert capsys.readouterr().err.count("The sheet is not signed.") == 3


def test_an_existing_workbook_is_left_alone_unless_told(folder: Path, capsys: Captured) -> None:
    (folder / "committee.xlsx").write_bytes(b"somebody's work")
    status, data, _ = merged(folder, capsys)
    assert (status, [one["code"] for one in data["problems"]]) == (1, ["file_exists"])
    assert (folder / "committee.xlsx").read_bytes() == b"somebody's work"
    assert merged(folder, capsys, "--replace")[0] == 0


def test_wrong_usage(folder: Path, capsys: Captured) -> None:
    status = main.run(["panel", "merge", "--sheets", str(folder)], Places(forms=FORMS, resources=FORMS))
    assert status == 2
    assert "--package" in capsys.readouterr().err


def test_a_cluster_that_does_not_answer_leaves_nothing(
    folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evaluator_app.services.cluster.CONNECT", 0.3)
    assert run(folder, "--allow-unsigned", "--cluster", "tcp://127.0.0.1:1") == 1
    assert "No cluster answers at this address." in capsys.readouterr().err
    assert not (folder / "committee.xlsx").exists()
