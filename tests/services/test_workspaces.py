"""Opening or making a workspace: its key lies elsewhere, and no workspace is made over another."""

import json
import shutil
import stat
from decimal import Decimal
from pathlib import Path

import pytest
from declaring_builders import declare
from workspace_builders import snapshot

from evaluator_app.cli.main import run
from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.history import redo
from evaluator_app.domain.marks import Entry, Scored
from evaluator_app.domain.problems import Refused
from evaluator_app.services import profile, scoring, workspaces
from evaluator_app.services.places import own_places

RELEASED = Path(__file__).parent.parent / "released"


def made(tmp_path: Path) -> tuple[Path, Path]:
    """A new workspace and the folder of keys."""
    folder, keys = tmp_path / "工作区", tmp_path / "config" / "keys"
    with workspaces.open_or_create(folder, keys) as ws:
        profile.keep_expert(ws, Expert(name=" 示例专家甲 ", organisation="示例大学"))
    return folder, keys


def refused(folder: Path, keys: Path) -> list[Code]:
    """Why the workspace does not open."""
    with pytest.raises(Refused) as stop:
        workspaces.open_or_create(folder, keys)
    return [one.code for one in stop.value.problems]


def test_it_is_made_once_and_opened_from_then_on(tmp_path: Path) -> None:
    folder, keys = made(tmp_path)
    with workspaces.open_or_create(folder, keys) as ws:
        assert profile.expert(ws) == Expert(name="示例专家甲", organisation="示例大学")
        assert len(list(keys.iterdir())) == 1


def test_the_key_lies_outside_for_its_owner_only(tmp_path: Path) -> None:
    """docs/decisions/001: ready for other wrappings."""
    folder, keys = made(tmp_path)
    name = json.loads((folder / "workspace.json").read_bytes())["id"]
    path = workspaces.key_file(keys, name)
    data = json.loads(path.read_bytes())
    assert data | {"key": ""} == {"format": 1, "workspace": name, "wrapping": "none", "key": ""}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not any(
        bytes.fromhex(data["key"]) in held or data["key"].encode() in held
        for held in snapshot(folder).values()
    )


def test_without_its_key_it_stays_closed_and_untouched(tmp_path: Path) -> None:
    folder, keys = made(tmp_path)
    shutil.rmtree(keys)
    before = snapshot(folder)
    assert refused(folder, keys) == [Code.WORKSPACE_KEY_MISSING]
    assert snapshot(folder) == before
    assert not keys.exists()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"key": "00" * 32}, Code.WORKSPACE_KEY_WRONG),
        ({"key": "00" * 5}, Code.WORKSPACE_KEY_WRONG),
        ({"key": "示例"}, Code.FILE_UNREADABLE),
        ({"key": None}, Code.FILE_UNREADABLE),
        ({"wrapping": "another"}, Code.WORKSPACE_NEWER),
        ({"format": 2}, Code.WORKSPACE_NEWER),
    ],
)
def test_a_key_file_that_does_not_serve(tmp_path: Path, change: dict[str, object], code: Code) -> None:
    folder, keys = made(tmp_path)
    [path] = keys.iterdir()
    path.write_text(json.dumps(json.loads(path.read_bytes()) | change))
    before = snapshot(folder)
    assert refused(folder, keys) == [code]
    assert snapshot(folder) == before


@pytest.mark.parametrize("lost", ["workspace.db", "workspace.json"])
def test_no_workspace_is_made_over_what_is_left_of_one(tmp_path: Path, lost: str) -> None:
    folder, keys = made(tmp_path)
    (folder / "documents").mkdir()
    (folder / lost).unlink()
    before = snapshot(folder)
    assert refused(folder, keys) == [Code.WORKSPACE_DAMAGED]
    assert snapshot(folder) == before


def test_a_creation_that_was_cut_off_goes_on(tmp_path: Path) -> None:
    folder, keys = made(tmp_path)
    label = (folder / "workspace.json").read_bytes()
    (folder / "workspace.db").rename(folder / "workspace.db.part")
    with workspaces.open_or_create(folder, keys) as ws:
        assert profile.expert(ws) == Expert(name="")
    assert (folder / "workspace.json").read_bytes() == label
    assert len(list(keys.iterdir())) == 1


def test_a_place_that_cannot_hold_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert refused(tmp_path / "ws", tmp_path / "file" / "keys") == [Code.NOT_WRITABLE]
    assert refused(tmp_path / "file", tmp_path / "keys") == [Code.FILE_EXISTS]


def test_a_workspace_of_version_0_1_opens(tmp_path: Path) -> None:
    """Every released version has a real file in the tests."""
    shutil.copytree(RELEASED / "0.1", tmp_path / "0.1")
    with workspaces.open_existing(tmp_path / "0.1" / "workspace", tmp_path / "0.1" / "keys") as ws:
        assert workspaces.check(ws) == ()
        assert profile.expert(ws) == Expert(name="示例专家甲", organisation="示例大学")
        declare(ws)
        sheet = scoring.open_sheet(ws, "2024-demo-1", "A-001")
        assert sheet.state.marks.entries == {"a1": Entry(Scored(Decimal("9.5")), "示例评语")}
        assert redo(sheet.state)


def test_the_commands_export_and_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, keys = made(tmp_path)
    where = ["--workspace", str(folder), "--keys", str(keys)]
    target = tmp_path / "plain.sqlite"
    assert run(["workspace", "check", *where, "--json"], own_places()) == 0
    assert json.loads(capsys.readouterr().out) == {"problems": []}
    assert run(["workspace", "export", *where, "-o", str(target)], own_places()) == 0
    assert target.read_bytes().startswith(b"SQLite format 3")
    assert run(["workspace", "export", *where, "-o", str(target)], own_places()) == 1
    assert "was left as it is" in capsys.readouterr().err


def test_a_command_makes_no_workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--workspace", str(tmp_path / "none"), "--keys", str(tmp_path / "keys")]
    assert run(["workspace", "check", *where], own_places()) == 1
    assert "There is no workspace in this folder." in capsys.readouterr().err
    assert snapshot(tmp_path) == {}
