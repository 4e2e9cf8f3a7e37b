"""`conformity import-list` and `conformity lists`: shown first, imported when confirmed (S3-20, D-20)."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import list_builders as listed
import pytest

from evaluator_app.cli import main
from evaluator_app.services import campaigns, workspaces
from evaluator_app.services.places import own_places

Run = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """A command on a workspace with the campaign: exit status, JSON, messages."""
    with workspaces.open_or_create(tmp_path / "ws", tmp_path / "keys") as ws:
        campaigns.begin(ws, own_places().forms, listed.plan(tmp_path / "campaign"))
    listed.applicants(tmp_path / "campaign")

    def run(*arguments: object) -> tuple[int, Any, str]:
        where = ("--workspace", tmp_path / "ws", "--keys", tmp_path / "keys", "--json")
        status = main.run(["conformity", *map(str, (*arguments, *where))], own_places())
        captured = capsys.readouterr()
        return status, json.loads(captured.out) if captured.out else None, captured.err

    return run


def test_a_list_is_shown_first_and_imported_when_confirmed(run: Run, tmp_path: Path) -> None:
    """S3-20: names, column, and which applicants are on it."""
    take = ("import-list", listed.CAMPAIGN, listed.book(tmp_path / "a.xlsx"), "--list", "推荐目录")
    status, data, said = run(*take)
    assert (status, data["imported"], data["names"], data["column"]) == (0, False, 3, "名单!B 企业名称")
    assert [(one["application"], one["standing"]) for one in data["applicants"]] == [
        ("B-001", "named"),
        ("B-002", "similar"),
    ]
    assert "with --confirm it is" in said
    assert [one["imported"] for one in run("lists", listed.CAMPAIGN)[1]["lists"]] == [False, False]
    status, data, said = run(*take, "--confirm", "--by", listed.WHO, "--day", "2024-03-01")
    assert (status, data["imported"], data["day"], data["by"]) == (0, True, "2024-03-01", listed.WHO)
    status, data, said = run("lists", listed.CAMPAIGN)
    assert [len(one["imports"]) for one in data["lists"]] == [1, 0]
    assert "not imported yet" in said


def test_the_check_says_list_name_and_cell(run: Run, tmp_path: Path) -> None:
    """D-20: a red flag, overridden with a reason."""
    path = listed.book(tmp_path / "a.xlsx")
    run("import-list", listed.CAMPAIGN, path, "--list", listed.PROVIDERS, "--confirm", "--by", listed.WHO)
    data = run("check", "--campaign", listed.CAMPAIGN)[1]
    results = {one["application"]: one["results"] for one in data["applications"]}
    [flag] = [one for one in results["B-001"] if one["rule"] == listed.RULE]
    assert flag["verdict"] == "not_met"
    assert flag["listings"][0] == {
        "title": listed.PROVIDERS,
        "standing": "named",
        "name": "示例检测(上海)有限公司",
        "place": "a.xlsx 名单!B3",
    }
    judge = ("judge", "--campaign", listed.CAMPAIGN, "--application", "B-001", "--rule", listed.RULE)
    decided = (*judge, "--outcome", "met", "--by", listed.WHO)
    assert run(*decided)[0] == 1
    status, data, _ = run(*decided, "--reason", "已退出目录")
    assert status == 0
    [flag] = [one for one in data["applications"][0]["results"] if one["rule"] == listed.RULE]
    assert (flag["verdict"], flag["computed"]) == ("met", "not_met")


def test_faults_are_said_with_their_cells_and_nothing_is_imported(run: Run, tmp_path: Path) -> None:
    path = listed.book(tmp_path / "a.xlsx", [("企业名称",), ("示例甲、示例乙",), ("12",)])
    take = ("import-list", listed.CAMPAIGN, path, "--list", "规上制造业", "--confirm", "--by", listed.WHO)
    status, data, said = run(*take)
    assert (status, data["imported"]) == (1, False)
    assert [one["place"] for one in data["problems"]] == ["a.xlsx 名单!A2", "a.xlsx 名单!A3"]
    assert "a row of its own" in said
    status, _, said = run("import-list", listed.CAMPAIGN, path, "--list", "目录")
    assert (status, "several lists" in said) == (1, True)


def test_a_folder_by_itself_knows_no_lists(run: Run, tmp_path: Path) -> None:
    """S3-20: without the workspace the rule is to be judged, and says why."""
    status, data, _ = run("check", tmp_path / "campaign")
    [rule] = [one for one in data["applications"][0]["results"] if one["rule"] == listed.RULE]
    assert (status, rule["verdict"]) == (1, "to_judge")
    assert {one["standing"] for one in rule["listings"]} == {"not_imported"}
