"""Backups: the database copied whole and encrypted as it is, each document's file kept once for all of them.

A place holds one folder for each workspace, and in it one folder for each backup, which bears its name only
when it is whole, beside the files that backups share. Nothing in a place is ever changed, only added and,
by the rotation, taken away.
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.rotation import Reason
from evaluator_app.store import backup_record, database, label
from evaluator_app.store.backup_files import (
    digest_of,
    discarded_on_failure,
    free_name,
    home,
    link_or_copy,
    stamp,
)
from evaluator_app.store.backup_record import FILES, Backup, BackupRecord, Kept, read_backup, record_bytes
from evaluator_app.store.failures import said_plainly
from evaluator_app.store.files import PART, remove_folder, whole_file
from evaluator_app.store.files import replace as rename
from evaluator_app.store.migrations import VERSION
from evaluator_app.store.workspace import DATABASE, Workspace

_PLAIN = re.compile(r"[0-9a-f]{64}")
_DOCUMENT = re.compile(r"[0-9a-f]{64}(\.age)?")


@dataclass(frozen=True, kw_only=True)
class Begun:
    """A backup whose database is copied; its documents are still to be kept."""

    part: Path
    target: Path
    source: Path  # the workspace's folder
    record: BackupRecord


@dataclass(frozen=True, kw_only=True)
class Done:
    """A backup that is whole, and the documents that were damaged in the workspace already."""

    backup: Backup
    lost: tuple[Problem, ...] = ()


def begin(ws: Workspace, place: Path, made: str, reason: Reason, key_file: Path | None) -> Begun:
    """Copy the database as it is at this moment; the caller's thread is the workspace's."""
    folder = home(place, ws.id)
    target = free_name(folder, stamp(made, reason))
    part = folder / f".{target.name}{PART}"
    with said_plainly(place), discarded_on_failure(part):
        remove_folder(part)
        part.mkdir(parents=True)
        changed = _changed(ws.folder)
        database.copy(ws.db, part / DATABASE)
        _refuse_unsound(ws, part / DATABASE)
        return _begun(part, target, ws.folder, _Said(ws.id, made, reason, VERSION, key_file, changed))


def begin_with_upgrade(ws: Workspace, place: Path, key_file: Path | None) -> Begun | None:
    """The database as it was before the last upgrade, where its copy lies in the workspace; else None."""
    copy = ws.folder / database.before_upgrade(DATABASE)
    if not copy.exists():
        return None
    made = datetime.fromtimestamp(copy.stat().st_mtime).astimezone().isoformat(timespec="milliseconds")
    folder = home(place, ws.id)
    target = folder / stamp(made, Reason.UPGRADE)
    if target.exists():
        return None
    part = folder / f".{target.name}{PART}"
    with said_plainly(place), discarded_on_failure(part):
        remove_folder(part)
        part.mkdir(parents=True)
        link_or_copy(copy, part / DATABASE)
        _refuse_unsound(ws, part / DATABASE)
        return _begun(part, target, ws.folder, _Said(ws.id, made, Reason.UPGRADE, 0, key_file))


@dataclass(frozen=True, slots=True)
class _Said:
    workspace: str
    made: str
    reason: Reason
    version: int
    key_file: Path | None
    changed: int = 0


def _changed(folder: Path) -> int:
    return (folder / DATABASE).stat().st_mtime_ns


def is_changed(folder: Path, newest: Backup) -> bool:
    """Whether the workspace was written since this backup was made of it."""
    return _changed(folder) != newest.record.database.mtime


def _refuse_unsound(ws: Workspace, copy: Path) -> None:
    """A backup that cannot be read back is none."""
    if not database.is_sound_copy(ws.db, copy):
        raise Refused([problem(Code.BACKUP_DAMAGED, str(copy))])


def _begun(part: Path, target: Path, source: Path, said: _Said) -> Begun:
    shutil.copyfile(source / label.NAME, part / label.NAME)
    if said.key_file is not None:
        shutil.copyfile(said.key_file, part / said.key_file.name)
    record = BackupRecord(
        workspace=said.workspace,
        made=said.made,
        reason=said.reason,
        version=said.version,
        database=replace(_entry(part, DATABASE), mtime=said.changed),
        label=_entry(part, label.NAME),
        key=_entry(part, said.key_file.name) if said.key_file is not None else None,
        documents=(),
    )
    return Begun(part=part, target=target, source=source, record=record)


def finish(begun: Begun) -> Done:
    """Keep the documents' files and give the backup its name; any thread may do this."""
    with said_plainly(begun.target.parent), discarded_on_failure(begun.part):
        known = {one.path: one for found in _newest(begun.target.parent) for one in found.record.documents}
        entries: list[Kept] = []
        lost: list[Problem] = []
        for path in document_files(begun.source):
            entry = _kept_document(begun, path, known)
            if entry is not None:
                entries.append(entry)
            else:
                lost.append(problem(Code.WORKSPACE_DOCUMENT_LOST, str(path)))
        record = replace(begun.record, documents=tuple(entries))
        with whole_file(begun.part / backup_record.NAME) as file:
            file.write(record_bytes(record))
        rename(begun.part, begun.target)
    return Done(backup=Backup(folder=begun.target, record=record), lost=tuple(lost))


def document_files(folder: Path) -> Iterator[Path]:
    """The files of a workspace's documents."""
    for path in sorted((folder / "documents").glob("??/*")):
        if _DOCUMENT.fullmatch(path.name) and path.is_file():
            yield path


def _kept_document(begun: Begun, path: Path, known: dict[str, Kept]) -> Kept | None:
    """The entry of a document whose bytes are kept; None where they are not what they are named by."""
    name, state = f"documents/{path.parent.name}/{path.name}", path.stat()
    pool = begun.target.parent / FILES
    before = known.get(name)
    unchanged = before is not None and (before.size, before.mtime) == (state.st_size, state.st_mtime_ns)
    if before is not None and unchanged and (pool / before.sha256[:2] / before.sha256).exists():
        return before
    digest = digest_of(path)
    if _PLAIN.fullmatch(path.name) and digest != path.name:
        return None
    kept_file = pool / digest[:2] / digest
    if not kept_file.exists():
        kept_file.parent.mkdir(parents=True, exist_ok=True)
        link_or_copy(path, kept_file)
    return Kept(path=name, sha256=digest, size=state.st_size, mtime=state.st_mtime_ns)


def every(place: Path, workspace: str) -> tuple[tuple[Backup, ...], tuple[Problem, ...]]:
    """The backups of a workspace, the newest first, and what is wrong with those that cannot be read."""
    found: list[Backup] = []
    problems: list[Problem] = []
    folder = home(place, workspace)
    names = sorted((one.name for one in folder.iterdir()), reverse=True) if folder.is_dir() else []
    for name in names:
        if backup_record.is_stamp(name):
            try:
                found.append(read_backup(folder / name))
            except Refused as refused:
                problems += refused.problems
    return tuple(found), tuple(problems)


def _newest(folder: Path) -> tuple[Backup, ...]:
    return every(folder.parent, folder.name)[0][:1]


def _entry(folder: Path, name: str) -> Kept:
    path = folder / name
    return Kept(path=name, sha256=digest_of(path), size=path.stat().st_size)
