"""Workspaces: encrypted as a whole, one program at a time, and never harmed by what goes wrong."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from workspace_builders import (
    KEY,
    PRIVATE_NOTE,
    SHEET,
    closed_workspace,
    opened,
    save,
    snapshot,
    write_protected,
)

from evaluator_app.domain.codes import Code
from evaluator_app.domain.history import Subject
from evaluator_app.domain.problems import Refused
from evaluator_app.store import checking, database, settings, sheets
from evaluator_app.store.migrations import VERSION
from evaluator_app.store.workspace import DATABASE, create_workspace, open_workspace

HOLDER = """
import sys
from pathlib import Path
from evaluator_app.store.workspace import open_workspace
ws = open_workspace(Path(sys.argv[1]), bytes(range(32)))
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed workspace."""
    return closed_workspace(tmp_path / "工作区 示例")


def refused(folder: Path, key: bytes = KEY) -> list[Code]:
    """Why the workspace does not open."""
    with pytest.raises(Refused) as stop:
        open_workspace(folder, key)
    return [one.code for one in stop.value.problems]


def test_what_is_saved_is_there_after_a_restart(folder: Path) -> None:
    with opened(folder) as ws:
        assert [row.new for row in sheets.journal(ws, SHEET)] == [f'"{PRIVATE_NOTE}"', '{"score":"9.5"}']
        assert not ws.read_only


def test_the_file_reveals_nothing_without_the_key(folder: Path) -> None:
    """Decision 1: encrypted as a whole: no note, no mark, no table, not even SQLite's own header."""
    everything = b"".join(snapshot(folder).values())
    for plain in (PRIVATE_NOTE, "private-note", "journal", "SQLite format 3"):
        assert plain.encode() not in everything


def test_the_file_is_no_sqlite_to_others(folder: Path, sqlite3_program: str) -> None:
    done = subprocess.run(
        [sqlite3_program, folder / DATABASE, ".tables"], capture_output=True, check=False, text=True
    )
    assert "not a database" in done.stderr


def test_one_file_at_rest(folder: Path) -> None:
    """A workspace can be copied when it is closed: no companion of the database holds a part of it."""
    assert sorted(snapshot(folder)) == ["workspace.db", "workspace.json"]


def test_looking_changes_no_byte(folder: Path) -> None:
    before = snapshot(folder)
    with opened(folder) as ws:
        sheets.progress(ws)
    assert snapshot(folder) == before


def test_a_commit_waits_for_the_disk(folder: Path) -> None:
    """Decision 8: a power cut loses nothing that was confirmed (EXTRA = 3)."""
    with opened(folder) as ws:
        assert ws.db.execute("PRAGMA synchronous").fetchone() == (3,)
        assert ws.db.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _cut_off_by_a_bit(data: bytes) -> bytes:
    return data[:-100]


def _scratched(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes(byte ^ 0xFF for byte in data[middle : middle + 16]) + data[middle + 16 :]


def _garbage(data: bytes) -> bytes:
    return os.urandom(len(data))


def _emptied(_data: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("harm", [_cut, _cut_off_by_a_bit, _scratched, _garbage, _emptied])
def test_damage_is_said_and_nothing_touched(folder: Path, harm: Callable[[bytes], bytes]) -> None:
    file = folder / DATABASE
    file.write_bytes(harm(file.read_bytes()))
    before = snapshot(folder)
    assert refused(folder) == [Code.WORKSPACE_DAMAGED]
    assert snapshot(folder) == before


@pytest.mark.parametrize(
    ("label", "code"),
    [
        (b"", Code.WORKSPACE_DAMAGED),
        (b"[]", Code.WORKSPACE_DAMAGED),
        (b'{"format": 1, "id": "../../etc", "key_check": ""}', Code.WORKSPACE_DAMAGED),
        (b'{"format": 2, "id": "0", "key_check": ""}', Code.WORKSPACE_NEWER),
        (None, Code.WORKSPACE_DAMAGED),
    ],
)
def test_a_label_that_is_not_ours(folder: Path, label: bytes | None, code: Code) -> None:
    path = folder / "workspace.json"
    path.write_bytes(label) if label is not None else path.unlink()
    before = snapshot(folder)
    assert refused(folder) == [code]
    assert snapshot(folder) == before


def test_a_wrong_key_is_told_from_damage(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = snapshot(folder)
    assert refused(folder, bytes(32)) == [Code.WORKSPACE_KEY_WRONG]
    assert snapshot(folder) == before
    assert capfd.readouterr() == ("", "")


def test_a_newer_version_is_refused(folder: Path) -> None:
    with contextlib.closing(database.connect(folder / DATABASE, KEY)) as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = snapshot(folder)
    assert refused(folder) == [Code.WORKSPACE_NEWER]
    assert snapshot(folder) == before


def test_no_workspace_is_made_by_opening(tmp_path: Path) -> None:
    assert refused(tmp_path) == [Code.WORKSPACE_MISSING]
    assert snapshot(tmp_path) == {}


def test_no_workspace_is_made_over_another(folder: Path) -> None:
    before = snapshot(folder)
    with pytest.raises(Refused, match="file_exists"):
        create_workspace(folder, bytes(32))
    assert snapshot(folder) == before


def test_write_protected_is_opened_for_reading(folder: Path) -> None:
    before = snapshot(folder)
    with write_protected(folder) as protected, opened(protected) as ws:
        assert ws.read_only
        assert len(sheets.journal(ws, SHEET)) == 2
        with pytest.raises(Refused, match="workspace_read_only"):
            settings.put(ws, "a", "b")
        with opened(protected) as second:
            assert second.read_only
        assert snapshot(protected) == before


@contextlib.contextmanager
def another_program(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another program that has the workspace open."""
    command = [sys.executable, "-c", HOLDER, str(folder)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as holder:
        assert holder.stdout
        assert holder.stdout.readline().strip() == b"open"
        yield holder
        holder.kill()


def test_a_second_program_is_told_plainly(folder: Path) -> None:
    with another_program(folder):
        before = snapshot(folder)
        assert refused(folder) == [Code.WORKSPACE_LOCKED_BY]
        assert snapshot(folder) == before


def test_a_killed_program_locks_nobody_out(folder: Path) -> None:
    with another_program(folder) as holder:
        holder.kill()
        holder.wait()
        with opened(folder) as ws:
            assert not ws.read_only


def test_the_same_program_cannot_open_it_twice(folder: Path) -> None:
    with opened(folder):
        assert refused(folder) == [Code.WORKSPACE_LOCKED_BY]
    with opened(folder) as ws:
        assert not ws.read_only


@pytest.fixture
def cut_off(folder: Path, tmp_path: Path) -> Path:
    """The files as a power cut leaves them in the middle of a change: half of it in the database already."""
    with opened(folder) as ws:
        ws.db.execute("PRAGMA cache_size = 1")
        with contextlib.suppress(InterruptedError), ws.changing() as db:
            db.execute("CREATE TABLE filler (text TEXT)")
            for _ in range(50):
                db.execute("INSERT INTO filler VALUES (?)", ["示例" * 1000])
            shutil.copytree(folder, tmp_path / "cut off")
            raise InterruptedError
    return tmp_path / "cut off"


def test_a_power_cut_in_the_middle_of_a_change_undoes_it(folder: Path, cut_off: Path) -> None:
    """Decision 8: all that was confirmed, and nothing of what was not."""
    size = (folder / DATABASE).stat().st_size
    assert (cut_off / DATABASE).stat().st_size > size
    with opened(cut_off) as ws:
        assert len(sheets.journal(ws, SHEET)) == 2
        assert not ws.db["filler"].exists()
        assert checking.check(ws) == ()


def test_a_power_cut_on_a_write_protected_folder_is_left_for_repair(cut_off: Path) -> None:
    before = snapshot(cut_off)
    with write_protected(cut_off) as protected:
        assert refused(protected) == [Code.WORKSPACE_READ_ONLY]
        assert snapshot(protected) == before


def test_a_full_disk_loses_nothing_and_the_next_try_succeeds(folder: Path) -> None:
    with opened(folder) as ws:
        pages = ws.db.execute("PRAGMA page_count").fetchone()[0]
        ws.db.execute(f"PRAGMA max_page_count = {pages}").fetchall()
        with pytest.raises(Refused, match="disk_full"):
            save(ws, Subject.REMARK, "highlights", "示例" * 10_000)
        assert len(sheets.journal(ws, SHEET)) == 2
        ws.db.execute("PRAGMA max_page_count = 100000").fetchall()
        save(ws, Subject.REMARK, "highlights", "示例" * 10_000)
    with opened(folder) as ws:
        assert len(sheets.journal(ws, SHEET)) == 3


def test_what_a_cut_off_creation_left_is_no_workspace(folder: Path) -> None:
    """The database bears its name only when it is whole."""
    shutil.move(folder / DATABASE, folder / "workspace.db.part")
    assert refused(folder) == [Code.WORKSPACE_MISSING]
    with contextlib.closing(create_workspace(folder, KEY)) as ws:
        assert sheets.progress(ws) == {}
