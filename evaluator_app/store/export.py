"""The workspace as plain SQLite, for sqlite3 and Datasette."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.store.failures import said_plainly
from evaluator_app.store.files import PART, replace, sync
from evaluator_app.store.sqlite import Database
from evaluator_app.store.workspace import Workspace


def export_plain(ws: Workspace, target: Path) -> None:
    """Write everything in the database to a new file without encryption; whole or not at all."""
    if target.exists():
        raise Refused([problem(Code.FILE_EXISTS, str(target))])
    part = target.with_name(f".{target.name}{PART}")
    with said_plainly(target):
        try:
            part.write_bytes(b"")
            with _attached(ws.db, part):
                ws.db.execute("SELECT sqlcipher_export('plain')").fetchall()
            with part.open("r+b") as file:
                sync(file)
            replace(part, target)
        finally:
            part.unlink(missing_ok=True)


@contextlib.contextmanager
def _attached(db: Database, path: Path) -> Iterator[None]:
    query_only = db.execute("PRAGMA query_only").fetchone()[0]
    db.execute("PRAGMA query_only = OFF")
    db.execute("ATTACH DATABASE ? AS plain KEY ''", [str(path)])
    try:
        yield
    finally:
        db.execute("DETACH DATABASE plain")
        db.execute(f"PRAGMA query_only = {query_only}")
