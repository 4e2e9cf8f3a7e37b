"""What a backup says of itself: which workspace, when, why, and every file in it with its hash."""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.domain.rotation import Dated, Reason

NAME = "backup.json"
DOCUMENTS = "documents/"
FILES = "files"  # what backups of one workspace share: document files by the hash of their bytes
_FORMAT = 1
_LARGEST = 64 << 20
_ID = re.compile(r"[0-9a-f]{32}")
_HASH = re.compile(r"[0-9a-f]{64}")
_DOCUMENT = re.compile(r"documents/[0-9a-f]{2}/[0-9a-f]{64}(\.age)?")
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d{6}(-\w{1,12})?", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A file of a workspace: where it lies there, and what it was when the backup was made."""

    path: str
    sha256: str
    size: int
    mtime: int = 0  # nanoseconds; tells an unchanged file without reading it


@dataclass(frozen=True, kw_only=True)
class BackupRecord:
    """The content of backup.json."""

    workspace: str
    made: str  # ISO 8601 with zone
    reason: Reason
    version: int  # of the database's tables
    database: Kept
    label: Kept
    key: Kept | None  # the key file, only where an identity wraps the key
    documents: tuple[Kept, ...]
    format: int = _FORMAT


@dataclass(frozen=True, kw_only=True)
class Backup:
    """A whole backup in its folder."""

    folder: Path
    record: BackupRecord

    @property
    def dated(self) -> Dated:
        """Its name and reason."""
        return Dated(name=self.folder.name, reason=self.record.reason)

    @property
    def size(self) -> int:
        """The bytes of the workspace as it was."""
        return self.record.database.size + sum(one.size for one in self.record.documents)

    def file(self, one: Kept) -> Path:
        """Where a file of this backup lies."""
        if one.path.startswith(DOCUMENTS):
            return self.folder.parent / FILES / one.sha256[:2] / one.sha256
        return self.folder / one.path


def is_stamp(name: str) -> bool:
    """Whether a folder's name is that of a backup."""
    return bool(_STAMP.fullmatch(name))


def is_home(name: str) -> bool:
    """Whether a folder's name is that of a workspace's backups."""
    return bool(_ID.fullmatch(name))


def record_bytes(record: BackupRecord) -> bytes:
    """backup.json."""
    return json.dumps(asdict(record), indent=1).encode() + b"\n"


def read_backup(folder: Path) -> Backup:
    """The backup in a folder; refused where it is none, or says things no backup says."""
    path = folder / NAME
    try:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    except OSError as error:
        raise Refused([problem(Code.BACKUP_DAMAGED, str(folder))]) from error
    return Backup(folder=folder, record=parse_record(data, str(folder)))


def parse_record(data: bytes, place: str) -> BackupRecord:
    """What a backup says of itself."""
    try:
        return _record(json.loads(data))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Refused([problem(Code.BACKUP_DAMAGED, place)]) from error


def _record(data: dict[str, object]) -> BackupRecord:
    if data["format"] != _FORMAT:
        raise Refused([problem(Code.WORKSPACE_NEWER, NAME)])
    documents, key = data["documents"], data["key"]
    if not _STAMP.fullmatch(str(data["made"])[:19].replace(":", "")):
        raise ValueError
    if not isinstance(documents, list) or not _is(_ID, data["workspace"]):
        raise ValueError
    record = BackupRecord(
        workspace=str(data["workspace"]),
        made=str(data["made"]),
        reason=Reason(str(data["reason"])),
        version=int(str(data["version"])),
        database=_kept(data["database"]),
        label=_kept(data["label"]),
        key=_kept(key) if key is not None else None,
        documents=tuple(_kept(one) for one in documents),
    )
    named = [one.path for one in record.documents]
    if [one.path for one in own_files(record)] != _own_names(record):
        raise ValueError
    if len(set(named)) != len(named) or not all(_is(_DOCUMENT, one) for one in named):
        raise ValueError
    return record


def own_files(record: BackupRecord) -> tuple[Kept, ...]:
    """The files that lie in the backup's own folder."""
    return (record.database, record.label, *([record.key] if record.key is not None else []))


def _own_names(record: BackupRecord) -> list[str]:
    names = ["workspace.db", "workspace.json", f"{record.workspace}.key.json"]
    return names if record.key is not None else names[:2]


def _kept(data: object) -> Kept:
    if not isinstance(data, dict) or not _is(_HASH, data["sha256"]):
        raise TypeError
    path = str(data["path"])
    if "\\" in path or ".." in path or path.startswith("/") or ":" in path:
        raise ValueError
    return Kept(path=path, sha256=data["sha256"], size=int(data["size"]), mtime=int(data["mtime"]))


def _is(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and bool(pattern.fullmatch(value))
