"""Upgrading a workspace: small named steps, in a transaction, after a copy; all of them or none."""

import contextlib
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations
from workspace_builders import KEY, closed_workspace, opened, write_protected

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.store import database, settings
from evaluator_app.store.migrations import MIGRATIONS, VERSION
from evaluator_app.store.workspace import DATABASE, open_workspace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed workspace."""
    return closed_workspace(tmp_path / "ws")


def test_a_database_of_an_older_version_is_copied_then_upgraded(folder: Path) -> None:
    path = folder / DATABASE
    path.unlink()
    with contextlib.closing(database.connect(path, KEY)) as db:
        database.upgrade(db, first_steps(1), 1)
        db.execute("INSERT INTO settings (name, value) VALUES ('old', 'kept')")
        db.conn.commit()
    with opened(folder) as ws:
        assert settings.get(ws, "old") == "kept"
        assert ws.db.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert len(MIGRATIONS.applied(ws.db)) == VERSION
    with contextlib.closing(database.connect(folder / "workspace-before-upgrade.db", KEY)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)


def test_a_failing_step_changes_nothing(folder: Path) -> None:
    steps = first_steps(VERSION)

    @steps()
    def m999_fails(db: Database) -> None:
        db.execute("CREATE TABLE half (a TEXT)")
        db.execute("SELECT no_such_function()")

    with opened(folder) as ws:
        with pytest.raises(Exception, match="no_such_function"):
            database.upgrade(ws.db, steps, VERSION + 1)
        assert not ws.db["half"].exists()
        assert ws.db.execute("PRAGMA user_version").fetchone() == (VERSION,)


def first_steps(count: int) -> Migrations:
    """The first steps of the real migrations, as a program of that time had them."""
    with contextlib.closing(Database(memory=True, execute_plugins=False)) as empty:
        steps = MIGRATIONS.pending(empty)[:count]
    older = Migrations(MIGRATIONS.name)
    for step in steps:
        older(name=step.name)(step.fn)
    return older


def test_a_write_protected_older_version_is_left_alone(folder: Path) -> None:
    path = folder / DATABASE
    path.unlink()
    with contextlib.closing(database.connect(path, KEY)) as db:
        database.upgrade(db, first_steps(1), 1)
    with write_protected(folder) as protected, pytest.raises(Refused, match=Code.WORKSPACE_READ_ONLY):
        open_workspace(protected, KEY)
    assert not (folder / "workspace-before-upgrade.db").exists()
