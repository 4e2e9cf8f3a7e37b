"""Files leave whole or not at all: a temporary file beside the target, fsync, then one rename."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from evaluator_app.domain.codes import Code
from evaluator_app.domain.disk import writing_failure
from evaluator_app.domain.problems import Refused, problem

_UMASK = os.umask(0)  # it can only be read by setting it; done here, before there are threads
os.umask(_UMASK)


@contextlib.contextmanager
def replace_file(path: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """A stream whose bytes become the file when the block ends well; the old file stays until then.

    A private file can be read by its owner only; any other has the rights a new file usually has.
    """
    with writing(path), _temporary(path) as (file, name):
        yield file
        file.flush()
        os.fsync(file.fileno())
        file.close()
        if not private:
            Path(name).chmod(0o666 & ~_UMASK)
        Path(name).replace(path)


@contextlib.contextmanager
def new_file(path: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """Like `replace_file`, but a file that exists is refused and left alone."""
    if path.exists():
        raise Refused([problem(Code.FILE_EXISTS, str(path))])
    with replace_file(path, private=private) as file:
        yield file


def make_folder(path: Path, *, private: bool = False) -> None:
    """The folder with all above it, where it is not there yet; a private one is for its owner only."""
    with writing(path):
        path.mkdir(mode=0o700 if private else 0o777, parents=True, exist_ok=True)


@contextlib.contextmanager
def _temporary(path: Path) -> Iterator[tuple[BinaryIO, str]]:
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file, name
    finally:
        Path(name).unlink(missing_ok=True)


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Failures of the disk as problems; other errors pass."""
    try:
        yield
    except OSError as error:
        code = writing_failure(error)
        if code is None:
            raise
        raise Refused([problem(code, str(path))]) from error
