"""Failures of the disk and of the database as problems; SQLCipher's errors are not sqlite3.Error."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from sqlcipher3 import dbapi2

from evaluator_app.domain.codes import Code
from evaluator_app.domain.disk import writing_failure
from evaluator_app.domain.problems import Refused, problem

_PRIMARY = 0xFF  # the low byte of an SQLite result code is its kind
_DATABASE = {
    5: Code.WORKSPACE_LOCKED,  # SQLITE_BUSY
    6: Code.WORKSPACE_LOCKED,  # SQLITE_LOCKED
    8: Code.WORKSPACE_READ_ONLY,  # SQLITE_READONLY
    10: Code.DISK_FAILED,  # SQLITE_IOERR: a stick pulled out, a limit of the file system
    11: Code.WORKSPACE_DAMAGED,  # SQLITE_CORRUPT
    13: Code.DISK_FULL,  # SQLITE_FULL
    14: Code.DISK_FAILED,  # SQLITE_CANTOPEN
    26: Code.WORKSPACE_DAMAGED,  # SQLITE_NOTADB
}


@contextlib.contextmanager
def said_plainly(place: Path) -> Iterator[None]:
    """Expected failures as problems of this place; what is a fault of the program passes."""
    try:
        yield
    except dbapi2.Error as error:
        code = _DATABASE.get(getattr(error, "sqlite_errorcode", 0) & _PRIMARY)
        if code is None:
            raise
        raise Refused([problem(code, str(place))]) from error
    except OSError as error:
        code = writing_failure(error)
        if code is None:
            raise
        raise Refused([problem(code, str(place))]) from error
