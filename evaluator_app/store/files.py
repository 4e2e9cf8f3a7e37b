"""Files of a workspace: whole or not there, and on the disk before anything refers to them."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from evaluator_app.store.failures import said_plainly

PART = ".part"
GONE = ".gone"


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become the file when the block ends well."""
    with said_plainly(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", suffix=PART, dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                sync(file)
            replace(Path(name), path)
        finally:
            Path(name).unlink(missing_ok=True)


def sync(file: BinaryIO) -> None:
    """Wait until the file's bytes are on the disk."""
    file.flush()
    os.fsync(file.fileno())


def replace(part: Path, path: Path) -> None:
    """Give a finished file its name, durably."""
    part.replace(path)
    if os.name == "posix":  # elsewhere a folder cannot be synced, and its entries need no syncing
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def remove_folder(folder: Path) -> None:
    """Take a folder away; what is left when the program ends meanwhile is known by its name."""
    if folder.exists():
        gone = folder.with_name(f".{folder.name.lstrip('.').removesuffix(GONE)}{GONE}")
        if folder != gone:
            shutil.rmtree(gone, ignore_errors=True)
            folder.replace(gone)
        shutil.rmtree(gone, ignore_errors=True)
