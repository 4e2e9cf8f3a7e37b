"""The commands on schemes: what other programs read, what people read, and how bad files are refused."""

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from builders import EXAMPLES

from evaluator_app.cli import main
from evaluator_app.services.places import Places

ROOT = Path(__file__).resolve().parents[2]
SCHEME = ROOT / "forms/saq-0005-2023/scheme.toml"
INSTALLED = sorted(path.parent.name for path in ROOT.glob("forms/*/scheme.toml"))


@dataclass(frozen=True)
class Answer:
    """How a command ended."""

    status: int
    out: str
    said: str

    @property
    def data(self) -> dict[str, Any]:
        """Its JSON."""
        found: dict[str, Any] = json.loads(self.out)
        return found


Run = Callable[..., Answer]


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """A folder of installed schemes that a test may spoil."""
    return Path(shutil.copytree(ROOT / "forms", tmp_path / "forms"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], forms: Path) -> Run:
    """Runs a command on these schemes."""

    def command(*arguments: str) -> Answer:
        status = main.run(arguments, Places(forms=forms, resources=forms))
        out, said = capsys.readouterr()
        return Answer(status, out, said)

    return command


def add(forms: Path, name: str, text: str) -> Path:
    """A scheme file in a folder of its own."""
    path = forms / name / "scheme.toml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return path


def test_list(run: Run) -> None:
    answer = run("schemes", "list", "--json")
    assert answer.status == 0
    found = {one["id"]: one["title"] for one in answer.data["schemes"]}
    assert list(found) == INSTALLED
    assert found["saq-0005-2023"] == "现场管理创新成果"


def test_list_for_people_goes_to_stderr(run: Run) -> None:
    answer = run("schemes", "list")
    assert (answer.status, answer.out) == (0, "")
    rows = [re.split(" {2,}", line) for line in answer.said.splitlines()]
    assert ["saq-0005-2023", "现场管理创新成果", "T/SAQ 0005-2023", "2024"] in rows


def test_show_gives_the_criteria_of_the_worked_examples(run: Run) -> None:
    found = run("schemes", "show", "saq-0005-2023", "--json").data["criteria"]
    expected = EXAMPLES["schemes"]["S1"]["criteria"]
    assert [{key: one[key] for key in expected[0]} for one in found] == expected


def test_show_gives_the_bands_of_the_worked_examples(run: Run) -> None:
    found = run("schemes", "show", "saq-0005-2023", "--json").data["bands"]
    keys = {"id", "title", "low", "low_inclusive", "high", "high_inclusive"}
    assert all(keys <= one.keys() for one in found)
    expected = EXAMPLES["schemes"]["S1"]["bands"]
    assert [
        {key: one[key] for key in wanted} for one, wanted in zip(found, expected, strict=True)
    ] == expected


def test_show_gives_the_protocol_under_the_names_of_the_worked_examples(run: Run) -> None:
    found = run("schemes", "show", "saq-0005-2023", "--json").data["protocol"]
    expected = EXAMPLES["merge"][0]["protocol"]
    assert {key: found[key] for key in expected} == expected
    assert (found["near_threshold"], found["spread"], found["tie_breaks"][0]) == ("0.5", "15", "c1")


def test_show_gives_remarks_and_digests(run: Run) -> None:
    data = run("schemes", "show", "saq-0005-2023", "--json").data
    assert [one["id"] for one in data["remarks"]] == ["remarks"]
    assert len(data["scheme_digest"]) == len(data["protocol_digest"]) == 64


def test_show_gives_what_caps_a_grade(run: Run) -> None:
    """D-10: no 标杆级 without its defence."""
    (one,) = run("schemes", "show", "saq-0005-2023", "--json").data["preconditions"]
    assert (one["grades"], one["cap"], one["stage"]) == (["标杆级"], "优秀级", "defence")


def test_show_holds_no_float(run: Run) -> None:
    def refuse(number: str) -> None:
        pytest.fail(f"a float: {number}")

    json.loads(run("schemes", "show", "saq-0005-2023", "--json").out, parse_float=refuse)


def test_show_for_people(run: Run) -> None:
    answer = run("schemes", "show", "saq-0005-2023")
    assert (answer.status, answer.out) == (0, "")
    for words in (
        "c1  效果      显效性       20       0.5",
        "90 < score",
        "3 valid sheets",
        "标杆级答辩",
        "D-13",
    ):
        assert words in answer.said


@pytest.mark.parametrize("name", ["nothing", "../forms/saq-0005-2023", "", "a" * 300, "saq-0005-2023/"])
def test_show_of_an_unknown_scheme(run: Run, name: str) -> None:
    answer = run("schemes", "show", name, "--json")
    assert answer.status == 1
    assert [one["code"] for one in answer.data["problems"]] == ["scheme_unknown"]


def test_an_unsound_scheme_does_not_hide_the_others(run: Run, forms: Path) -> None:
    add(forms, "broken", "format = ")
    answer = run("schemes", "list", "--json")
    assert answer.status == 1
    assert [one["id"] for one in answer.data["schemes"]] == INSTALLED
    assert [one["code"] for one in answer.data["problems"]] == ["scheme_syntax"]
    assert "broken" in answer.said
    assert run("schemes", "show", "saq-0005-2023").status == 0


def test_an_installed_scheme_lies_in_the_folder_of_its_id(run: Run, forms: Path) -> None:
    add(forms, "twin", SCHEME.read_text(encoding="utf-8"))
    answer = run("schemes", "show", "twin", "--json")
    assert (answer.status, answer.data["problems"][0]["code"]) == (1, "scheme_value_invalid")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", INSTALLED),
        ("saq-0005-2023", ["saq-0005-2023"]),
        ("saq-0005-2023/scheme.toml", ["saq-0005-2023"]),
    ],
)
def test_check_of_a_file_a_folder_and_a_folder_of_folders(
    run: Run, forms: Path, path: str, expected: list[str]
) -> None:
    answer = run("schemes", "check", str(forms / path), "--json")
    assert answer.status == 0
    assert [one["id"] for one in answer.data["schemes"]] == expected
    assert "no problems" in answer.said


def test_check_names_every_problem_with_its_line(run: Run, forms: Path) -> None:
    text = SCHEME.read_text(encoding="utf-8").replace('max = "20"\nstep', "max = 20.5\nstep")
    path = add(forms, "mine", text.replace('rule = "mean"', 'rule = "average"'))
    answer = run("schemes", "check", str(path))
    lines = answer.said.splitlines()
    assert (answer.status, answer.out, len(lines)) == (1, "", 2)
    assert all(line.startswith(f"{path}:") for line in lines)
    assert "write the number in quotes" in lines[0] + lines[1]


@pytest.mark.parametrize("path", ["none.toml", "saq-0005-2023/none.toml"])
def test_check_of_what_is_not_there(run: Run, forms: Path, path: str) -> None:
    answer = run("schemes", "check", str(forms / path), "--json")
    assert (answer.status, answer.data["problems"][0]["code"]) == (1, "file_missing")


def test_check_of_an_empty_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("schemes", "check", str(tmp_path / "empty")).status == 1


@pytest.mark.parametrize("arguments", [(), ("nonsense",), ("show",), ("list", "too", "much"), ("check",)])
def test_wrong_usage(run: Run, arguments: tuple[str, ...]) -> None:
    assert run("schemes", *arguments).status == 2


@pytest.mark.usefixtures("chinese")
def test_problems_are_said_in_chinese(run: Run) -> None:
    said = run("schemes", "show", "nothing").said
    assert "nothing" in said
    assert any("\u4e00" <= character <= "\u9fff" for character in said)
