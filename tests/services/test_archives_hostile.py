"""Archives tampered with, written by others, or of a newer version: refused, nothing changed."""

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import identity_builders as identities
import pytest
from archive_builders import CAMPAIGN, archived, with_campaign
from workspace_builders import KEY

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.exchange import bag
from evaluator_app.exchange.bag_writer import Label
from evaluator_app.exchange.file_bag import Entry, write_file_bag
from evaluator_app.services import archive_restoring, archiving, campaigns
from evaluator_app.store.workspace import Workspace, create_workspace

Files = dict[str, Any]
SIGNED = identities.secretariat


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive as it should be."""
    folder = tmp_path_factory.mktemp("archive")
    with create_workspace(folder / "ws", KEY) as ws:
        with_campaign(ws, folder / "campaigns" / CAMPAIGN)
        return archived(ws, folder / "2024.evarchive").path


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace on another machine."""
    with create_workspace(tmp_path / "ws", KEY) as ws:
        yield ws


def rewritten(archive: Path, out: Path, change: Callable[[Files], None], *, signed: bool = True) -> Path:
    """The archive written anew after a change, signed again by somebody."""
    files: Files = {}
    with zipfile.ZipFile(archive) as file:
        for name in file.namelist():
            inside = name.partition("/")[2]
            files[inside] = json.loads(file.read(name)) if inside.endswith(".json") else file.read(name)
    change(files)
    content = {
        name: json.dumps(data).encode() if name.endswith(".json") else data for name, data in files.items()
    }
    entries: list[Entry] = [(name, data) for name, data in content.items() if name.startswith("data/")]
    label = Label(tag=bag.ARCHIVE, head=content[bag.ARCHIVE], identifier="x", written="2024-09-02")
    with out.open("wb") as stream:
        write_file_bag(stream, "archive", label, entries, SIGNED() if signed else None)
    return out


def problems(other: Workspace, path: Path) -> set[Code]:
    """Why the archive is refused; the workspace is as it was."""
    with pytest.raises(Refused) as caught:
        archive_restoring.restore(other, path)
    assert campaigns.every(other) == ()
    return {one.code for one in caught.value.problems}


def table(files: Files, name: str) -> Any:
    """A table of the archive."""
    return files[f"data/tables/{name}.json"]


def newer(files: Files) -> None:
    """A format of a later version."""
    files[bag.ARCHIVE]["format"] = 2


def other_table(files: Files) -> None:
    """A table this version does not know."""
    files["data/tables/fees.json"] = {"table": "fees", "columns": ["id"], "rows": []}
    files[bag.ARCHIVE]["tables"].append({"name": "fees", "rows": 0})


def settings_table(files: Files) -> None:
    """A table that is no part of a campaign."""
    files["data/tables/settings.json"] = {
        "table": "settings",
        "columns": ["name", "value"],
        "rows": [["a", "b"]],
    }
    files[bag.ARCHIVE]["tables"].append({"name": "settings", "rows": 1})


def fewer_rows(files: Files) -> None:
    """A table that lost its rows."""
    table(files, "step_records")["rows"] = []


def wrong_value(files: Files) -> None:
    """A text where a number has to be."""
    table(files, "campaigns")["rows"][0][2] = "many"


def another_campaign(files: Files) -> None:
    """A row that smuggles itself into another campaign."""
    row = table(files, "step_dates")["rows"][0]
    row[0] = "2025-review"


def lost_parent(files: Files) -> None:
    """Rows whose scheme is not there."""
    table(files, "schemes")["rows"] = []
    for note in files[bag.ARCHIVE]["tables"]:
        note["rows"] = 0 if note["name"] == "schemes" else note["rows"]


def odd_cell(files: Files) -> None:
    """A cell that is neither text nor number nor file."""
    table(files, "campaigns")["rows"][0][1] = [1.5]


def no_file(files: Files) -> None:
    """A cell that names a file that is not there."""
    table(files, "schemes")["rows"][0][1] = {"file": "data/files/none"}


def odd_person(files: Files) -> None:
    """Somebody of no known kind."""
    table(files, "experts")["rows"][0][3] = "ghost"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (newer, Code.ARCHIVE_NEWER_FORMAT),
        (other_table, Code.ARCHIVE_TABLE_UNKNOWN),
        (settings_table, Code.ARCHIVE_TABLE_UNKNOWN),
        (fewer_rows, Code.ARCHIVE_INVALID),
        (wrong_value, Code.ARCHIVE_INVALID),
        (another_campaign, Code.ARCHIVE_INVALID),
        (lost_parent, Code.ARCHIVE_INVALID),
        (odd_cell, Code.ARCHIVE_INVALID),
        (no_file, Code.ARCHIVE_INVALID),
        (odd_person, Code.ARCHIVE_INVALID),
    ],
)
def test_what_an_archive_cannot_say_is_refused(
    archive: Path, other: Workspace, tmp_path: Path, change: Callable[[Files], None], code: Code
) -> None:
    assert problems(other, rewritten(archive, tmp_path / "x.evarchive", change)) == {code}


def test_a_rewritten_archive_that_says_the_same_is_taken(
    archive: Path, other: Workspace, tmp_path: Path
) -> None:
    """The refusals above are for what was changed, not for the writing."""
    archive_restoring.restore(other, rewritten(archive, tmp_path / "x.evarchive", lambda _: None))
    assert [one.plan.id for one in campaigns.every(other)] == [CAMPAIGN]


def test_an_unsigned_archive_is_refused(archive: Path, other: Workspace, tmp_path: Path) -> None:
    path = rewritten(archive, tmp_path / "x.evarchive", lambda _: None, signed=False)
    assert problems(other, path) == {Code.ARCHIVE_UNSIGNED}


@pytest.mark.parametrize("kind", ["changed byte", "cut off", "no archive", "missing"])
def test_damage_is_told(archive: Path, other: Workspace, tmp_path: Path, kind: str) -> None:
    path, data = tmp_path / "x.evarchive", bytearray(archive.read_bytes())
    match kind:
        case "changed byte":
            data[len(data) // 2] ^= 1
        case "cut off":
            data = data[: len(data) // 2]
        case "no archive":
            data = bytearray(b"rubbish" * 99)
    if kind != "missing":
        path.write_bytes(data)
    expected = Code.FILE_MISSING if kind == "missing" else Code.ARCHIVE_INVALID
    assert problems(other, path) == {expected}
    with pytest.raises(Refused):
        archiving.verify(path)
