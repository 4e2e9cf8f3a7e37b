"""Failures of the disk and of the database as problems; SQLCipher's errors are not sqlite3.Error."""

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from sqlcipher3 import dbapi2

from evaluator_app.domain.problems import Code, Refused, problem

_PRIMARY = 0xFF  # the low byte of an SQLite result code is its kind
_DATABASE = {
    5: Code.WORKSPACE_LOCKED,  # SQLITE_BUSY
    6: Code.WORKSPACE_LOCKED,  # SQLITE_LOCKED
    8: Code.WORKSPACE_READ_ONLY,  # SQLITE_READONLY
    10: Code.WORKSPACE_DISK_FAILED,  # SQLITE_IOERR: a stick pulled out, a limit of the file system
    11: Code.WORKSPACE_DAMAGED,  # SQLITE_CORRUPT
    13: Code.DISK_FULL,  # SQLITE_FULL
    14: Code.WORKSPACE_DISK_FAILED,  # SQLITE_CANTOPEN
    26: Code.WORKSPACE_DAMAGED,  # SQLITE_NOTADB
}
_SYSTEM = {
    errno.ENOSPC: Code.DISK_FULL,
    errno.EDQUOT: Code.DISK_FULL,
    errno.EFBIG: Code.DISK_FULL,
    errno.EACCES: Code.NOT_WRITABLE,
    errno.EPERM: Code.NOT_WRITABLE,
    errno.EROFS: Code.NOT_WRITABLE,
    errno.ENOENT: Code.NOT_WRITABLE,
    errno.ENOTDIR: Code.NOT_WRITABLE,
    errno.EEXIST: Code.NOT_WRITABLE,
    errno.EISDIR: Code.NOT_WRITABLE,
    errno.EIO: Code.WORKSPACE_DISK_FAILED,
    errno.ENODEV: Code.WORKSPACE_DISK_FAILED,
    errno.ENXIO: Code.WORKSPACE_DISK_FAILED,
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
        code = _SYSTEM.get(error.errno or 0)
        if code is None:
            raise
        raise Refused([problem(code, str(place))]) from error
