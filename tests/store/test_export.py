"""The workspace as plain SQLite, and whether it is sound: read by tools that are not ours."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import application, document, package
from workspace_builders import AT, PRIVATE_NOTE, closed_workspace, opened, snapshot, write_protected

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.store import checking, packages
from evaluator_app.store.export import export_plain
from evaluator_app.store.workspace import Workspace


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """An open workspace with a note and a mark."""
    with opened(closed_workspace(tmp_path / "ws")) as ws:
        yield ws


def test_sqlite3_reads_the_export(ws: Workspace, tmp_path: Path, sqlite3_program: str) -> None:
    """Decision 1: checked by a tool that is not ours."""
    target = tmp_path / "导出 示例.sqlite"
    export_plain(ws, target)
    query = "SELECT * FROM entries"
    done = subprocess.run([sqlite3_program, "-json", target, query], capture_output=True, check=True)
    assert json.loads(done.stdout) == [
        {"sheet": 1, "criterion": "a1", "mark": '{"score":"9.5"}', "note": PRIVATE_NOTE}
    ]
    checked = subprocess.run(
        [sqlite3_program, target, "PRAGMA integrity_check"], capture_output=True, check=True
    )
    assert checked.stdout == b"ok\n"
    assert {path.name for path in tmp_path.iterdir()} == {"ws", target.name}


def test_the_workspace_goes_on_after_an_export(ws: Workspace, tmp_path: Path) -> None:
    export_plain(ws, tmp_path / "a.sqlite")
    export_plain(ws, tmp_path / "b.sqlite")
    packages.save_package(ws, package(), b"", AT)
    assert len(packages.list_packages(ws)) == 1


def test_an_export_overwrites_nothing(ws: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "a.sqlite"
    target.write_bytes(b"mine")
    with pytest.raises(Refused, match="file_exists"):
        export_plain(ws, target)
    assert target.read_bytes() == b"mine"


def test_an_export_to_nowhere_is_refused(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="not_writable"):
        export_plain(ws, tmp_path / "no such folder" / "a.sqlite")


def test_a_write_protected_workspace_can_be_exported(ws: Workspace) -> None:
    ws.close()
    before = snapshot(ws.folder)
    with write_protected(ws.folder) as protected, opened(protected) as reading:
        target = protected.parent.with_suffix(".sqlite")
        export_plain(reading, target)
        assert target.read_bytes().startswith(b"SQLite format 3")
        target.unlink()
        assert snapshot(protected) == before


def test_a_sound_workspace(ws: Workspace) -> None:
    assert checking.check(ws) == ()


def test_a_table_that_differs_from_the_journal_is_found(ws: Workspace) -> None:
    with ws.changing() as db:
        db.execute('UPDATE entries SET mark = \'{"score":"10"}\'')
    assert [one.code for one in checking.check(ws)] == [Code.WORKSPACE_SHEET_DIFFERS]


def test_a_lost_document_is_found(ws: Workspace) -> None:
    packages.save_package(ws, package(application(documents=(document(title="示例报告"),))), b"", AT)
    [found] = checking.check(ws)
    assert (found.code, found.place) == (Code.WORKSPACE_DOCUMENT_LOST, "示例报告")
