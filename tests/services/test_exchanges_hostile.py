"""Exchange files tampered with, with invented rows, or about something else: refused, nothing changed."""

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import identity_builders as identities
import pytest
from archive_builders import CAMPAIGN, with_campaign
from exchange_builders import record, written
from workspace_builders import KEY

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.exchange import bag
from evaluator_app.exchange.bag_writer import Label
from evaluator_app.exchange.file_bag import Entry, write_file_bag
from evaluator_app.services import campaigns, exchanging
from evaluator_app.store.workspace import Workspace, create_workspace

Files = dict[str, Any]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An exchange as it should be."""
    folder = tmp_path_factory.mktemp("exchange")
    with create_workspace(folder / "ws", KEY) as ws:
        with_campaign(ws, folder / "campaigns" / CAMPAIGN)
        record(ws, "review", "2024-09-03")
        return written(ws, folder / "x.evexchange")


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace on another machine."""
    with create_workspace(tmp_path / "ws", KEY) as ws:
        yield ws


def rewritten(sent: Path, out: Path, change: Callable[[Files], object], *, signed: bool = True) -> Path:
    """The exchange written anew after a change, signed again by somebody."""
    files: Files = {}
    with zipfile.ZipFile(sent) as file:
        for name in file.namelist():
            inside = name.partition("/")[2]
            files[inside] = json.loads(file.read(name)) if inside.endswith(".json") else file.read(name)
    change(files)
    content = {
        name: json.dumps(data).encode() if name.endswith(".json") else data for name, data in files.items()
    }
    entries: list[Entry] = [(name, data) for name, data in content.items() if name.startswith("data/")]
    label = Label(tag=bag.EXCHANGE, head=content[bag.EXCHANGE], identifier="x", written="2024-09-02")
    with out.open("wb") as stream:
        write_file_bag(stream, "x", label, entries, identities.secretariat() if signed else None)
    return out


def problems(other: Workspace, path: Path) -> set[Code]:
    """Why it is refused; the workspace is as it was."""
    with pytest.raises(Refused) as caught:
        exchanging.read(other, exchanging.preview(other, path), "示例同事")
    assert campaigns.every(other) == ()
    return {one.code for one in caught.value.problems}


def cell(table: str, column: str, value: object) -> Callable[[Files], object]:
    """Put something else into the first row of a table."""

    def change(files: Files) -> None:
        found = files[f"data/tables/{table}.json"]
        found["rows"][0][found["columns"].index(column)] = value

    return change


def head(name: str, value: object) -> Callable[[Files], object]:
    """Let the head say something else."""
    return lambda files: files[bag.EXCHANGE].update({name: value})


def another_column(files: Files) -> None:
    """A column of a later version."""
    found = files["data/tables/step_records.json"]
    found["columns"].append("more")
    for row in found["rows"]:
        row.append("")


def stranger(files: Files) -> None:
    """Somebody of the roster who sits on no panel."""
    found = files["data/tables/members.json"]
    found["rows"].append(["E-777", found["rows"][0][1]])
    files[bag.EXCHANGE]["tables"] = [
        one | {"rows": one["rows"] + (one["name"] == "members")} for one in files[bag.EXCHANGE]["tables"]
    ]


def removal(files: Files) -> None:
    """An invented removal of a file that was never received."""
    found = files["data/tables/removed_files.json"]
    said = {"number": 1, "campaign": CAMPAIGN, "digest": "0" * 64, "until": 7, "reason": "x"}
    said |= {"who": "x", "at": "2024-09-02T09:30:00.000+08:00", "origin": "x"}
    found["rows"].append([said[name] for name in found["columns"]])
    for one in files[bag.EXCHANGE]["tables"]:
        one["rows"] += one["name"] == "removed_files"


INVALID = Code.EXCHANGE_INVALID


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (head("format", 2), Code.EXCHANGE_NEWER_FORMAT),
        (head("workspace", "../x"), INVALID),
        (head("campaign", "2025-review"), INVALID),
        (head("written", "yesterday"), INVALID),
        (another_column, Code.EXCHANGE_NEWER_FORMAT),
        (cell("step_records", "campaign", "2025-review"), INVALID),
        (cell("step_records", "recorded_at", "tomorrow"), INVALID),
        (cell("step_records", "who", "no json"), INVALID),
        (cell("step_records", "result", "ghost"), INVALID),
        (cell("step_records", "number", "x"), INVALID),
        (cell("step_records", "origin", "../x"), INVALID),
        (cell("assignment_events", "kind", "ghost"), INVALID),
        (cell("issues", "contents", "[1"), INVALID),
        (cell("members", "data", "{}"), INVALID),
        (cell("schemes", "digest", "0" * 64), INVALID),
        (cell("schemes", "source", "text"), INVALID),
        (cell("campaigns", "year", "many"), INVALID),
        (cell("campaigns", "id", "2025-review"), INVALID),
        (removal, INVALID),
        (stranger, INVALID),
    ],
)
def test_what_an_exchange_cannot_say_is_refused(
    sent: Path, other: Workspace, tmp_path: Path, change: Callable[[Files], object], code: Code
) -> None:
    assert problems(other, rewritten(sent, tmp_path / "x.evexchange", change)) == {code}


def test_a_rewritten_exchange_that_says_the_same_is_taken(
    sent: Path, other: Workspace, tmp_path: Path
) -> None:
    """The refusals above are for what was changed, not for the writing."""
    path = rewritten(sent, tmp_path / "x.evexchange", lambda _: None)
    assert exchanging.read(other, exchanging.preview(other, path), "示例同事") > 0


def test_an_unsigned_exchange_is_refused(sent: Path, other: Workspace, tmp_path: Path) -> None:
    path = rewritten(sent, tmp_path / "x.evexchange", lambda _: None, signed=False)
    assert problems(other, path) == {Code.EXCHANGE_UNSIGNED}


@pytest.mark.parametrize("kind", ["changed byte", "cut off", "rubbish", "missing"])
def test_damage_is_told(sent: Path, other: Workspace, tmp_path: Path, kind: str) -> None:
    path, data = tmp_path / "x.evexchange", bytearray(sent.read_bytes())
    if kind == "changed byte":
        data[len(data) // 2] ^= 1
    data = {"cut off": data[: len(data) // 2], "rubbish": bytearray(b"rubbish" * 99)}.get(kind, data)
    if kind != "missing":
        path.write_bytes(data)
    assert problems(other, path) == {Code.FILE_MISSING if kind == "missing" else INVALID}
