"""Opening the encrypted database: its key, its lock, its version, and the copy before it is upgraded.

One file at rest, with a rollback journal (not WAL): a workspace on a read-only folder or a stick opens
without companion files, and a commit waits until database and journal are on the disk. The lock is the
operating system's on the open file: it ends with the process, however that ends. Nothing else in this
process may open and close the database file while it is open here; on POSIX that would drop the lock.
"""

import contextlib
from collections.abc import Sequence
from pathlib import Path

from sqlcipher3 import dbapi2

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.store.files import PART, replace, sync
from evaluator_app.store.migrations import MIGRATIONS, VERSION
from evaluator_app.store.sqlite import Database, Migrations

_LOCK_SECONDS = 0.5  # a program that is just closing lets go within this time
_READONLY = 8  # SQLITE_READONLY
_BUSY = 5  # SQLITE_BUSY
_PRIMARY = 0xFF  # the low byte of a result code is its kind
_SETTINGS = (
    "cipher_log_level = NONE",  # a wrong key is our sentence, not a log line on stderr
    "locking_mode = EXCLUSIVE",
    "synchronous = EXTRA",
    "fullfsync = ON",  # macOS: fsync alone does not reach the disk
    "temp_store = MEMORY",  # nothing plain is ever spilled to a file
    "foreign_keys = ON",
    "trusted_schema = OFF",
)


def connect(path: Path, key: bytes) -> Database:
    """A connection with this raw 256-bit key, to be used by one thread at a time."""
    connection = dbapi2.connect(str(path), timeout=_LOCK_SECONDS, check_same_thread=False)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}").close()
    return Database(connection, execute_plugins=False)


def create(path: Path, key: bytes) -> None:
    """Make a new database; it bears its name only when it is whole."""
    part = path.with_name(path.name + PART)
    part.unlink(missing_ok=True)
    db = connect(part, key)
    try:
        upgrade(db, MIGRATIONS, VERSION)
    finally:
        db.close()
    replace(part, path)


def open_locked(path: Path, key: bytes) -> tuple[Database, bool]:
    """The database, locked for this program and of this version, and whether it can only be read."""
    db = connect(path, key)
    try:
        db.execute("BEGIN EXCLUSIVE")
        version = _checked_version(db, path)
        read_only = not _takes_changes(db, version)
        db.rollback()
        if version < VERSION:
            _upgrade_file(db, path, read_only=read_only)
        if read_only:
            db.execute("PRAGMA query_only = ON")
            db.execute("PRAGMA locking_mode = NORMAL")
    except BaseException:
        db.close()
        raise
    return db, read_only


def _checked_version(db: Database, path: Path) -> int:
    """The version, of a database whose every page is sound: damage is better said now than while scoring."""
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    if version > VERSION:
        raise Refused([problem(Code.WORKSPACE_NEWER, str(path))])
    if version == 0 or db.execute("PRAGMA cipher_integrity_check").fetchone():
        raise Refused([problem(Code.WORKSPACE_DAMAGED, str(path))])
    return version


def _takes_changes(db: Database, version: int) -> bool:
    """Whether file and folder can be written: a change is tried, and taken back by the caller."""
    try:
        db.execute(f"PRAGMA user_version = {version}")
    except dbapi2.OperationalError as error:
        if error.sqlite_errorcode == _READONLY:
            return False
        raise
    return True


def _upgrade_file(db: Database, path: Path, *, read_only: bool) -> None:
    if read_only:
        raise Refused([problem(Code.WORKSPACE_READ_ONLY, str(path))])
    copy(db, path.with_name(before_upgrade(path.name)))
    upgrade(db, MIGRATIONS, VERSION)


def before_upgrade(name: str) -> str:
    """The name of the copy that is made before a database is upgraded."""
    return f"{Path(name).stem}-before-upgrade{Path(name).suffix}"


def settle(path: Path, key: bytes) -> bool:
    """Undo what a killed program left half done in a database that is to be set aside; whether it is sound.

    Refused where another program has it open.
    """
    answers = _asked(path, key, ("BEGIN EXCLUSIVE", "PRAGMA cipher_integrity_check", "ROLLBACK"))
    return answers == []


def version_of(path: Path, key: bytes) -> int:
    """The version of a sound database of this key; 0 where it is damaged or of another key."""
    answers = _asked(
        path, key, ("PRAGMA cipher_integrity_check", "PRAGMA quick_check", "PRAGMA user_version")
    )
    match answers:
        case [("ok",), (int(version),)]:
            return version
    return 0


def _asked(path: Path, key: bytes, questions: Sequence[str]) -> list[object] | None:
    """The rows of all answers, None where the database is damaged; one that is in use is refused."""
    try:
        with contextlib.closing(connect(path, key)) as db:
            return [row for question in questions for row in db.execute(question).fetchall()]
    except dbapi2.DatabaseError as error:
        if error.sqlite_errorcode & _PRIMARY == _BUSY:
            raise
        return None


def is_sound_copy(db: Database, path: Path) -> bool:
    """Whether a copy under the same key can be read back as a whole."""
    try:
        db.execute("ATTACH DATABASE ? AS copied", [str(path)])
    except dbapi2.DatabaseError:
        return False
    try:
        checks = ("copied.cipher_integrity_check", "copied.quick_check")
        return all(row == ("ok",) for name in checks for row in db.execute(f"PRAGMA {name}").fetchall())
    except dbapi2.DatabaseError:
        return False
    finally:
        db.execute("DETACH DATABASE copied")


def upgrade(db: Database, migrations: Migrations, version: int) -> None:
    """Apply all pending steps, or none of them."""
    with db.atomic():
        migrations.apply(db)
        db.execute(f"PRAGMA user_version = {version}")


def copy(db: Database, path: Path) -> None:
    """A copy of the database under the same key, whole on the disk."""
    part = path.with_name(path.name + PART)
    part.unlink(missing_ok=True)
    try:
        db.execute("VACUUM INTO ?", [str(part)])
        with part.open("r+b") as file:
            sync(file)
        replace(part, path)
    finally:
        part.unlink(missing_ok=True)
