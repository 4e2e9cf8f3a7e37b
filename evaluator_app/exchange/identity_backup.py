"""A backup of an identity: a ZIP with its files as they are, which hold no plain key."""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.exchange.safe_zip import chunks, read_directory
from evaluator_app.exchange.small_files import LARGEST, reading

_MOST = 20  # files; an identity has two or three


def write_backup(stream: BinaryIO, files: Mapping[str, bytes]) -> None:
    """Write these files by their names."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)


def read_backup(path: Path) -> dict[str, bytes]:
    """The files by their names; what is no backup of ours is refused as a whole."""
    with reading(path), path.open("rb", buffering=0) as file:
        members = read_directory(file, path.name)
        sizes = sum(one.size for one in members)
        if len(members) > _MOST or sizes > LARGEST or any("/" in one.name for one in members):
            raise Refused([problem(Code.BACKUP_INVALID, str(path))])
        return {one.name: b"".join(bytes(chunk) for chunk in chunks(file, one)) for one in members}
