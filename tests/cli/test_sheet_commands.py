"""The commands on score sheets: fill, blank, verify."""

import json
from pathlib import Path
from typing import Any

import builders as make
import package_builders as packs
import pytest
import scale_rubrics as scales
import sheet_builders

from evaluator_app.cli import main
from evaluator_app.services.places import Places

MARKS = {name: {"score": value} for name, value in make.NINETY.items()}
REMARKS = {"remarks": "亮点：示例。不足：示例。"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    packs.build(tmp_path)
    say(tmp_path, marks=MARKS, remarks=REMARKS)
    return tmp_path


def say(folder: Path, **answers: Any) -> None:
    data = {"expert": {"name": "示例专家甲"}, **answers}
    (folder / "a.json").write_text(json.dumps(data), encoding="utf-8")


def run(folder: Path, *arguments: str) -> int:
    return main.run(["sheet", *arguments], Places(forms=packs.FORMS, resources=folder))


def write(folder: Path, command: str = "fill", *more: str, out: str = "s.xlsx") -> int:
    answers = ["--answers", str(folder / "a.json")] if command == "fill" else []
    target = ["--package", str(folder / "demo.evpkg"), "--application", "A-001", "-o", str(folder / out)]
    return run(folder, command, *target, *answers, *more)


def test_fill_writes_the_sheet_and_says_where(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert write(folder, "fill", "--json", "--pdf", str(folder / "s.pdf")) == 0
    out = capsys.readouterr()
    assert json.loads(out.out) == {"files": [str(folder / "s.xlsx"), str(folder / "s.pdf")], "warnings": []}
    assert str(folder / "s.xlsx") in out.err


def test_an_unfinished_sheet_is_done_with_warnings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    say(folder, marks={}, remarks={})
    assert write(folder, "fill", "--json") == 0
    out = capsys.readouterr()
    assert len(json.loads(out.out)["warnings"]) == 9
    assert "not finished" in out.err


def test_wrong_answers_are_problems_and_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    say(folder, marks={"a1": {"score": "9,5"}, "a2": {"score": 11}, "zz": {}})
    assert write(folder, "fill", "--json") == 1
    codes = [one["code"] for one in json.loads(capsys.readouterr().out)["problems"]]
    assert codes == ["score_not_a_number", "score_out_of_range", "unknown_criterion"]
    assert not (folder / "s.xlsx").exists()


def test_an_existing_file_is_replaced_only_when_asked(folder: Path) -> None:
    assert [write(folder), write(folder), write(folder, "fill", "--replace")] == [0, 1, 0]


def test_blank_writes_the_form(folder: Path) -> None:
    assert write(folder, "blank", "--pdf", str(folder / "b.pdf"), out="b.xlsx") == 0
    assert (folder / "b.xlsx").exists()
    assert (folder / "b.pdf").exists()


def test_verify_checks_all_sheets_also_after_one_was_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder)
    (folder / "bad.xlsx").write_bytes(b"x")
    capsys.readouterr()
    package = ["--package", str(folder / "demo.evpkg")]
    assert run(folder, "verify", str(folder / "bad.xlsx"), str(folder / "s.xlsx"), *package, "--json") == 1
    data = json.loads(capsys.readouterr().out)
    assert [(one["total"], one["grade"], one["signed"]) for one in data["sheets"]] == [
        ("90/1", "优秀级", False)
    ]
    assert [one["code"] for one in data["problems"]] == ["sheet_unreadable"]
    assert [one["code"] for one in data["sheets"][0]["warnings"]] == ["sheet_unsigned"]


@pytest.mark.parametrize("arguments", [["fill"], ["blank", "-o"], ["verify"], ["sign"]])
def test_wrong_usage_is_status_2(folder: Path, arguments: list[str]) -> None:
    assert run(folder, *arguments) == 2


@pytest.mark.parametrize(
    ("kind", "total", "grade"), [("percent", "307/4", "优秀级"), ("unset", None, "推荐")]
)
def test_verify_tells_points_or_without_points_the_recommendation(
    folder: Path, capsys: pytest.CaptureFixture[str], kind: str, total: str | None, grade: str
) -> None:
    """Semantics: a sheet without points ends in 推荐 / 不推荐, and has no total."""
    sheet = make.sheet(marks=scales.finished(kind))
    path = sheet_builders.written(folder, sheet, sheet_builders.loaded(scales.RUBRICS[kind]))
    assert run(folder, "verify", str(path), "--json") == 0
    said = capsys.readouterr()
    (found,) = json.loads(said.out)["sheets"]
    assert (found["total"], found["grade"]) == (total, grade)
    assert grade in said.err
