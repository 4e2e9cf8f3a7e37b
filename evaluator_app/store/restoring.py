"""Putting a backup in the place of a workspace: the present one is moved aside within its folder and kept.

Until the very last step, one rename, the present database stays where it is; what was restored in part is
completed by restoring again.
"""

from collections.abc import Callable
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.store import backup_files, database, label
from evaluator_app.store.backup_record import Backup, Kept
from evaluator_app.store.failures import said_plainly
from evaluator_app.store.files import PART, replace
from evaluator_app.store.migrations import VERSION
from evaluator_app.store.workspace import DATABASE

_JOURNAL = "-journal"
_ASIDE = "before-restore"
Progress = Callable[[int, int], None]


def restore(
    backup: Backup, folder: Path, key: bytes, stamp: str, progress: Progress | None = None
) -> tuple[Path, ...]:
    """Make the workspace of this folder what it was; the files that were moved aside."""
    labelled = _is_labelled(backup, folder)
    part = folder / f".{DATABASE}-restoring{PART}"
    with said_plainly(folder):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            backup_files.copy_checked(backup.file(backup.record.database), part, backup.record.database)
            _refuse_unsound(part, key, backup)
            present = folder / DATABASE
            if present.exists():
                database.settle(present, key)
            aside = _put_documents(backup, folder, stamp, progress)
            aside += _set_aside(folder, stamp)
            replace(part, present)
            if not labelled:
                entry, target = backup.record.label, folder / label.NAME
                aside += [_beside(target, stamp)] if target.exists() else []
                backup_files.copy_checked(backup.file(entry), target, entry)
        finally:
            part.unlink(missing_ok=True)
    return tuple(aside)


def _is_labelled(backup: Backup, folder: Path) -> bool:
    """Whether the folder says that it is this workspace; refused where it says that it is another."""
    try:
        found = label.read_label(folder)
    except Refused as refused:
        if any(one.code is Code.WORKSPACE_NEWER for one in refused.problems):
            raise
        return False
    if found is not None and found.id != backup.record.workspace:
        raise Refused([problem(Code.BACKUP_OTHER_WORKSPACE, str(folder))])
    return found is not None


def _refuse_unsound(part: Path, key: bytes, backup: Backup) -> None:
    version = database.version_of(part, key)
    if version > VERSION:
        raise Refused([problem(Code.WORKSPACE_NEWER, str(backup.folder))])
    if version == 0:
        raise Refused([problem(Code.BACKUP_DAMAGED, str(backup.folder))])


def _put_documents(backup: Backup, folder: Path, stamp: str, progress: Progress | None) -> list[Path]:
    """The documents of the backup; one that is there with other bytes is moved aside."""
    aside = []
    every = backup.record.documents
    for done, one in enumerate(every):
        target = folder / one.path
        if not _is_there(target, one):
            if target.exists():
                aside.append(_beside(target, stamp))
            backup_files.copy_checked(backup.file(one), target, one)
        if progress is not None:
            progress(done + 1, len(every))
    return aside


def _is_there(target: Path, one: Kept) -> bool:
    return (
        target.is_file()
        and target.stat().st_size == one.size
        and backup_files.digest_of(target) == one.sha256
    )


def _set_aside(folder: Path, stamp: str) -> list[Path]:
    """The database under another name too, with what a killed program left of its last change."""
    present, journal = folder / DATABASE, folder / f"{DATABASE}{_JOURNAL}"
    if not present.exists():
        return []
    name = f"{present.stem}-{_ASIDE}-{stamp}"
    target, number = folder / f"{name}{present.suffix}", 2
    while target.exists():
        target, number = folder / f"{name}-{number}{present.suffix}", number + 1
    backup_files.link_or_copy(present, target)
    if journal.exists():
        journal.replace(target.with_name(f"{target.name}{_JOURNAL}"))
    return [target]


def _beside(path: Path, stamp: str) -> Path:
    target = path.with_name(f"{path.name}.{_ASIDE}-{stamp}")
    path.replace(target)
    return target
