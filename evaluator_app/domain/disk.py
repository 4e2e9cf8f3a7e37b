"""What the system's error numbers mean for a user whose files are written."""

import errno

from evaluator_app.domain.codes import Code

_WRITING = {
    errno.ENOSPC: Code.DISK_FULL,
    errno.EDQUOT: Code.DISK_FULL,
    errno.EFBIG: Code.DISK_FULL,
    errno.EACCES: Code.NOT_WRITABLE,
    errno.EPERM: Code.NOT_WRITABLE,
    errno.EROFS: Code.NOT_WRITABLE,
    errno.ENOENT: Code.NOT_WRITABLE,
    errno.ENOTDIR: Code.NOT_WRITABLE,
    errno.EISDIR: Code.NOT_WRITABLE,
    errno.EEXIST: Code.FILE_EXISTS,  # a file where a folder is to be made
    errno.EIO: Code.DISK_FAILED,  # a stick pulled out
    errno.ENODEV: Code.DISK_FAILED,
    errno.ENXIO: Code.DISK_FAILED,
}


def writing_failure(error: OSError) -> Code | None:
    """What a failure of writing is to the user; None where it is a fault of the program."""
    return _WRITING.get(error.errno or 0)
