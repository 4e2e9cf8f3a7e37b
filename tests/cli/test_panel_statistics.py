"""The command panel statistics: what it says, its JSON with every reason, its charts."""

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


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of two applications, five sheets for the first, of which 丁's lies low."""
    place = tmp_path_factory.mktemp("panel")
    package = issue(place)
    for number, value in enumerate(("9", "9", "9.5", "2", "9")):
        write(package, place / "in" / f"{number}.xlsx", number, make.NINETY | {"a1": value})
    return place


def run(folder: Path, *more: str) -> int:
    inputs = ["--package", str(folder / "demo.evpkg"), "--sheets", str(folder / "in")]
    return main.run(["panel", "statistics", *inputs, *more], Places(forms=FORMS, resources=FORMS))


def test_people_read_what_to_look_at_tables_and_reasons(folder: Path, capsys: Captured) -> None:
    assert run(folder, "--allow-unsigned") == 0
    said = capsys.readouterr().err
    assert "A-001 示例制造有限公司: the total of 示例专家丁, 83, lies far from the median 90." in said
    assert "“针对性”: the mark of 示例专家丁, 2, lies far from the median 9." in said
    assert "Withheld: needs 3 applications judged by two experts or more, there are 1." in said
    assert "the rule of the protocol alone decides" in said
    heads = next(line for line in said.splitlines() if line.startswith("Expert "))
    assert "Raw deviation" in heads
    assert "Severity" not in heads  # withheld of everybody: the reason stands below


def data(folder: Path, capsys: Captured, *more: str) -> Any:
    assert run(folder, "--allow-unsigned", "--json", *more) == 0
    return json.loads(capsys.readouterr().out)


def test_json_has_exact_figures_and_why_others_are_withheld(folder: Path, capsys: Captured) -> None:
    found = data(folder, capsys)
    first, second = found["applications"]
    assert (first["application"], first["rank"], first["score"]) == ("A-001", 1, "887/10")
    assert first["edge"] == {"limit": "90/1", "distance": "-13/10", "close": False}
    assert first["spread"]["outliers"][0]["expert"] == "示例专家丁"
    assert first["criteria"]["a1"]["low"] == "2/1"
    assert first["rules"]["median"] == "90/1"
    flips = {one["expert"]: (one["score"], one["after"]) for one in first["flips"]}
    assert flips == {"示例专家丁": ("721/8", "标杆级")}
    assert second["score"] is None
    assert second["spread"]["withheld"] == "no_result"
    expert = next(one for one in found["experts"] if one["expert"] == "示例专家丁")
    assert expert["deviation"] == "-57/10"
    assert expert["severity"] == {
        "withheld": "too_few_applications",
        "needed": 3,
        "found": 1,
        "message": "Withheld: needs 3 applications judged by two experts or more, there are 1.",
    }
    assert [one["flips"][0]["application"] for one in [expert["without"]]] == ["A-001"]
    assert {one["kind"] for one in found["notable"]} >= {"hangs_on_expert", "outlying_total"}
    assert found["charts"] == []
    assert found["recommendation"] is None
    assert found["criteria"][0]["metric"] == "interval"


def test_charts_are_drawn_into_a_folder_and_never_over_others_unasked(
    folder: Path, capsys: Captured, tmp_path: Path
) -> None:
    charts = tmp_path / "new" / "charts"
    found = data(folder, capsys, "--charts", str(charts), "--format", "svg")
    names = ["scores.svg", "heat.svg", "radar-A-001.svg"]
    assert [Path(one).name for one in found["charts"]] == names
    assert sorted(one.name for one in charts.iterdir()) == sorted(names)
    (charts / "scores.svg").unlink()
    assert run(folder, "--allow-unsigned", "--charts", str(charts), "--format", "svg") == 1
    assert capsys.readouterr().err.count("exists") == 2
    assert not (charts / "scores.svg").exists()


def test_refused_sheets_are_problems(folder: Path, capsys: Captured) -> None:
    assert run(folder) == 1
    captured = capsys.readouterr()
    assert captured.err.count(".xlsx: ") == 5
    assert "nothing" in captured.err


def test_wrong_usage_and_a_missing_package(folder: Path, capsys: Captured, tmp_path: Path) -> None:
    assert run(folder, "--format", "docx") == 2
    inputs = ["--package", str(tmp_path / "none.evpkg"), "--sheets", str(folder / "in"), "--json"]
    assert main.run(["panel", "statistics", *inputs], Places(forms=FORMS, resources=FORMS)) == 1
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "file_missing"
