"""Repair never destroys: what can be read goes into a new file, the damaged one is kept as it was."""

import random
from pathlib import Path

import pytest
from workspace_builders import AT, KEY, SHEET, WHO, closed_workspace, opened, random_step, snapshot, state_of

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.store import checking, repairing, settings, sheets
from evaluator_app.store.migrations import MIGRATIONS
from evaluator_app.store.workspace import DATABASE, open_workspace

PAGE = 4096
STAMP = "2024-09-02T093000"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with tables of several pages."""
    folder = closed_workspace(tmp_path / "ws")
    chance = random.Random(1)  # noqa: S311 - which steps, not a secret
    with opened(folder) as ws, ws.db.atomic():
        for _ in range(200):
            step = random_step(state_of(ws), chance)
            if step:
                sheets.append(ws, SHEET, step.row, WHO, AT)
        for number in range(250):
            settings.put(ws, f"name {number:03d}", "示例" * 60)
    return folder


def damaged(folder: Path, page: int) -> bytes:
    """The database with one byte of a page changed."""
    file = folder / DATABASE
    data = bytearray(file.read_bytes())
    data[page * PAGE + 2000] ^= 1
    file.write_bytes(data)
    return bytes(data)


def pages_of(folder: Path, table: str) -> list[int]:
    """The leaf pages of a table, the first is 0."""
    with opened(folder) as ws:
        sql = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        return [row[0] - 1 for row in ws.db.execute(sql, [table])]


def test_a_damaged_page_costs_its_own_rows_and_no_others(folder: Path) -> None:
    with opened(folder) as ws:
        before = len(sheets.journal(ws, SHEET))
    last = (folder / DATABASE).stat().st_size // PAGE - 1
    data = damaged(folder, last)
    with pytest.raises(Refused) as stop:
        open_workspace(folder, KEY)
    assert [one.code for one in stop.value.problems] == [Code.WORKSPACE_DAMAGED]
    repaired = repairing.repair(folder, KEY, STAMP)
    assert repaired.kept == folder / f"workspace-before-repair-{STAMP}.db"
    assert repaired.kept.read_bytes() == data
    assert [(one.code, one.place) for one in repaired.problems] == [(Code.REPAIR_ROWS_LOST, "settings")]
    with opened(folder) as ws:
        assert len(sheets.journal(ws, SHEET)) == before
        count = ws.db.execute("SELECT count(*) FROM settings").fetchone()[0]
        assert 200 < count < 250
        assert checking.check(ws) == ()


def test_rows_of_lost_ones_stay_in_the_kept_file_and_the_rest_is_sound(folder: Path) -> None:
    damaged(folder, *pages_of(folder, "sheets"))
    repaired = repairing.repair(folder, KEY, STAMP)
    codes = {(one.code, one.place) for one in repaired.problems}
    assert codes >= {(Code.REPAIR_ROWS_LOST, "sheets"), (Code.REPAIR_ROWS_UNTIED, "journal")}
    with opened(folder) as ws:
        assert checking.check(ws) == ()
        assert settings.get(ws, "name 001")


def test_a_repaired_workspace_takes_the_next_upgrade(folder: Path) -> None:
    """Where the note of the steps is lost it is written again: else they would be done twice."""
    damaged(folder, *pages_of(folder, "_sqlite_migrations"))
    assert repairing.repair(folder, KEY, STAMP).problems == ()
    with opened(folder) as ws:
        assert MIGRATIONS.pending(ws.db) == []


def test_triggers_and_indexes_are_there_again(folder: Path) -> None:
    def schema() -> set[tuple[str, str]]:
        with opened(folder) as ws:
            return set(ws.db.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall())

    before = schema()
    damaged(folder, *pages_of(folder, "remarks"))
    repairing.repair(folder, KEY, STAMP)
    assert schema() == before


def test_a_sound_workspace_is_left_alone(folder: Path) -> None:
    before = snapshot(folder)
    assert repairing.repair(folder, KEY, STAMP).kept is None
    assert snapshot(folder) == before


@pytest.mark.parametrize("kind", ["first page", "rubbish", "empty", "another key"])
def test_what_is_beyond_repair_is_left_as_it_is(folder: Path, kind: str) -> None:
    file = folder / DATABASE
    match kind:
        case "first page":
            damaged(folder, 0)
        case "rubbish":
            file.write_bytes(b"rubbish" * 999)
        case "empty":
            file.write_bytes(b"")
    key = bytes(32) if kind == "another key" else KEY
    before = snapshot(folder)
    with pytest.raises(Refused) as stop:
        repairing.repair(folder, key, STAMP)
    assert [one.code for one in stop.value.problems] == [Code.WORKSPACE_BEYOND_REPAIR]
    assert snapshot(folder) == before


def test_a_second_repair_keeps_the_first_files(folder: Path) -> None:
    for page in (pages_of(folder, "remarks")[0], 12):
        damaged(folder, page)
        repairing.repair(folder, KEY, STAMP)
    assert sorted(one.name for one in folder.glob("*before-repair*")) == [
        f"workspace-before-repair-{STAMP}-2.db",
        f"workspace-before-repair-{STAMP}.db",
    ]
