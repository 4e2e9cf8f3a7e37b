"""The files of backups: where they lie, copied with a check, copied to another place, taken in from one."""

import contextlib
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.rotation import Reason
from evaluator_app.store import backup_record
from evaluator_app.store.backup_record import Backup, Kept, own_files, parse_record, read_backup, record_bytes
from evaluator_app.store.failures import said_plainly
from evaluator_app.store.files import PART, remove_folder, whole_file
from evaluator_app.store.files import replace as rename

CHUNK = 1 << 20
_NUMBERED = re.compile(r"(-[0-9]{2,6})?")


def home(place: Path, workspace: str) -> Path:
    """Where the backups of a workspace lie."""
    return place / workspace


def stamp(made: str, reason: Reason) -> str:
    """The name of a backup made at this moment."""
    name = made[:19].replace(":", "")
    return f"{name}-{reason}" if reason is Reason.UPGRADE else name


def free_name(folder: Path, name: str) -> Path:
    """A folder that is not there yet, of this name or with the next number behind it.

    A name that became free is not used again: those of one second are in the order they were made in.
    """
    same = [one.name for one in folder.glob(f"{name}*")]
    taken = [
        1 if one == name else int(one[len(name) + 1 :])
        for one in same
        if _NUMBERED.fullmatch(one[len(name) :])
    ]
    return folder / (f"{name}-{max(taken) + 1:02}" if taken else name)


def digest_of(path: Path) -> str:
    """The hash of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def link_or_copy(source: Path, target: Path) -> None:
    """A second name for the file where the disk knows such, for the files never change; else a copy."""
    try:
        os.link(source, target)
    except OSError:
        with source.open("rb") as file, whole_file(target) as out:
            shutil.copyfileobj(file, out, CHUNK)


@contextlib.contextmanager
def discarded_on_failure(part: Path) -> Iterator[None]:
    """A folder that goes again when the block fails."""
    try:
        yield
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def copy_checked(source: Path, target: Path, entry: Kept) -> None:
    """Copy a file that must be what the backup says; else it is refused and leaves nothing."""
    digest = hashlib.sha256()
    try:
        file = source.open("rb")
    except OSError as error:
        raise Refused([problem(Code.BACKUP_DAMAGED, str(source))]) from error
    with file, whole_file(target) as out:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            out.write(chunk)
        if digest.hexdigest() != entry.sha256:
            raise Refused([problem(Code.BACKUP_DAMAGED, str(source))])


def copy_to(backup: Backup, place: Path) -> Backup:
    """The same backup in another place, such as a stick: real copies, each checked while it is written."""
    folder = home(place, backup.record.workspace)
    target = folder / backup.folder.name
    if target.exists():
        return read_backup(target)
    part = folder / f".{target.name}{PART}"
    copied = Backup(folder=target, record=backup.record)
    with said_plainly(place), discarded_on_failure(part):
        remove_folder(part)
        part.mkdir(parents=True)
        for one in own_files(backup.record):
            copy_checked(backup.file(one), part / one.path, one)
        for one in backup.record.documents:
            if not copied.file(one).exists():
                copy_checked(backup.file(one), copied.file(one), one)
        with whole_file(part / backup_record.NAME) as file:
            file.write(record_bytes(backup.record))
        rename(part, target)
    return copied


def take_in(place: Path, name: str, data: bytes, put: Callable[[Kept, Path], None]) -> Backup:
    """A backup that comes from elsewhere, its files brought by `put`; whole and checked, or not there."""
    record = parse_record(data, name)
    folder = home(place, record.workspace)
    target = free_name(folder, stamp(record.made, record.reason))
    part = folder / f".{target.name}{PART}"
    taken = Backup(folder=target, record=record)
    with said_plainly(place), discarded_on_failure(part):
        remove_folder(part)
        part.mkdir(parents=True)
        for one in own_files(record):
            put(one, part / one.path)
        for one in record.documents:
            if not taken.file(one).exists():
                put(one, taken.file(one))
        with whole_file(part / backup_record.NAME) as file:
            file.write(record_bytes(record))
        rename(part, target)
    problems = check(taken)
    if problems:
        raise Refused(problems)
    return taken


def check(backup: Backup) -> tuple[Problem, ...]:
    """Every file of a backup that is missing or is not what it was."""
    entries = (*own_files(backup.record), *backup.record.documents)
    return tuple(
        problem(Code.BACKUP_DAMAGED, str(backup.file(one)))
        for one in entries
        if not backup.file(one).is_file() or digest_of(backup.file(one)) != one.sha256
    )
