"""The commands on packages: build, verify, show; what other programs read and how bad input is refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from package_builders import CAMPAIGN, FORMS, build, source

from evaluator_app.cli import main
from evaluator_app.services.places import Places

Captured = pytest.CaptureFixture[str]


def run(*arguments: object) -> int:
    return main.run(["package", *map(str, arguments)], Places(forms=FORMS, resources=FORMS))


def told(capsys: Captured) -> tuple[Any, str]:
    """The JSON of the last command, and what it said to people."""
    captured = capsys.readouterr()
    return json.loads(captured.out) if captured.out else None, captured.err


def test_build_verify_show(tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "demo.evpkg"
    assert run("build", source(tmp_path / "source", {"A-002/old.wps": "wps"}), "-o", out) == 0
    assert run("verify", out) == 0
    assert run("show", out) == 0
    data, said = told(capsys)
    assert data is None
    assert "A-001  示例制造有限公司  示例车间" in said
    assert "No viewer can show files of this kind" in said  # the old file is a finding, not a block


def test_show_lists_applications_with_their_ids(tmp_path: Path, capsys: Captured) -> None:
    assert run("show", build(tmp_path), "--json") == 0
    data, _ = told(capsys)
    assert [one["id"] for one in data["applications"]] == ["A-001", "A-002"]
    assert data["scheme"] == {"id": "saq-0005-2023", "title": "现场管理创新成果"}
    assert data["campaign"]["stage"] == "document-review"


def test_build_tells_findings_and_digest_as_json(tmp_path: Path, capsys: Captured) -> None:
    assert (
        run(
            "build",
            source(tmp_path / "source", {"A-002/old.wps": "wps"}),
            "-o",
            tmp_path / "x.evpkg",
            "--json",
        )
        == 0
    )
    data, _ = told(capsys)
    assert [one["code"] for one in data["findings"]] == ["document_unsupported"]
    assert run("verify", tmp_path / "x.evpkg", "--json") == 0
    assert told(capsys)[0]["digest"] == data["digest"]


def test_the_next_revision_by_number_and_by_the_package_replaced(tmp_path: Path, capsys: Captured) -> None:
    folder, first, second = source(tmp_path / "source"), tmp_path / "1.evpkg", tmp_path / "2.evpkg"
    assert run("build", folder, "-o", first, "--revision", 4) == 0
    assert run("build", folder, "-o", second, "--replaces", first, "--json") == 0
    assert told(capsys)[0]["revision"] == 5


def test_a_bad_folder_is_refused_with_every_problem(tmp_path: Path, capsys: Captured) -> None:
    folder = source(
        tmp_path / "source",
        {"campaign.toml": CAMPAIGN.replace("document-review", "x"), "A-001/报告.pdf": None},
    )
    assert run("build", folder, "-o", tmp_path / "x.evpkg", "--json") == 1
    data, said = told(capsys)
    assert {one["code"] for one in data["problems"]} == {"campaign_invalid", "document_missing"}
    assert "A-001/报告.pdf" in said


@pytest.mark.parametrize("command", ["verify", "show"])
def test_a_bad_package_is_refused(tmp_path: Path, capsys: Captured, command: str) -> None:
    path = tmp_path / "x.evpkg"
    path.write_bytes(b"PK\3\4 no package")
    assert run(command, path, "--json") == 1
    data, said = told(capsys)
    assert data["problems"][0]["code"] == "package_not_a_zip"
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "arguments",
    [
        ["build"],
        ["build", "x"],
        ["build", "x", "-o", "y", "--revision", "0"],
        ["build", "x", "-o", "y", "--revision", "1", "--replaces", "z"],
        ["verify"],
        ["melt"],
    ],
)
def test_wrong_usage(arguments: list[str]) -> None:
    assert run(*arguments) == 2
