"""A workspace moved to another computer: packed into one file with its key and the campaigns' folders."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.domain.rotation import Reason
from evaluator_app.exchange import bag
from evaluator_app.exchange.bag_writer import Label
from evaluator_app.exchange.file_bag import Entry, Expected, FileBag, read_file_bag, write_file_bag
from evaluator_app.exchange.folder_files import folder_files
from evaluator_app.exchange.hashing import Progress
from evaluator_app.exchange.safe_writing import make_folder, new_file
from evaluator_app.late import late
from evaluator_app.services import campaigns, care, workspaces
from evaluator_app.services.care import Backup, CarePlace, Restored
from evaluator_app.store import backup_files, backup_record
from evaluator_app.store import campaigns as campaign_store
from evaluator_app.store.backup_record import BackupRecord, Kept
from evaluator_app.store.workspace import Workspace, exists, open_workspace

if TYPE_CHECKING:
    from evaluator_app.exchange import passphrase_lock
else:
    passphrase_lock = late("evaluator_app.exchange.passphrase_lock")

SUFFIX = ".evmove"
LEAST_PASSPHRASE = 8  # letters, as for an identity
_DATA, _CAMPAIGNS = "data/", "data/campaigns"
_KEY = "data/key.json.age"
_LARGEST_KEY = 64 << 10


@dataclass(frozen=True, kw_only=True)
class Packed:
    """A workspace packed for moving, and the campaigns whose folders went along or were away."""

    path: Path
    backup: Backup
    campaigns: tuple[str, ...]
    away: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """A workspace that came from another computer, with its campaigns' folders."""

    restored: Restored
    folders: tuple[Path, ...]


def needs_passphrase(ws: Workspace, place: CarePlace) -> bool:
    """Whether a passphrase has to protect the key on its way: no identity wraps it."""
    return workspaces.wrapped_key_file(place.keys, ws.id) is None


def pack(ws: Workspace, place: CarePlace, out: Path, passphrase: str = "") -> Packed:
    """Write the whole workspace into one file; a key that nothing wraps goes under a passphrase."""
    locked: list[Entry] = []
    if needs_passphrase(ws, place):
        if len(passphrase) < LEAST_PASSPHRASE:
            raise Refused([problem(Code.PASSPHRASE_TOO_SHORT, str(out), least=LEAST_PASSPHRASE)])
        key_file = workspaces.key_file(place.keys, ws.id).read_bytes()
        locked = [(_KEY, passphrase_lock.locked(key_file, passphrase))]
    backup = care.back_up(ws, place, Reason.MOVE).backup
    record = backup.record
    every = (*backup_record.own_files(record), *record.documents)
    entries: list[Entry] = [(f"{_DATA}{one.path}", backup.file(one)) for one in every]
    folders = {one.id: Path(one.folder) for one in campaign_store.all_plans(ws) if one.folder}
    there = {name: folder for name, folder in folders.items() if folder.is_dir()}
    for name, folder in there.items():
        entries += [(f"{_CAMPAIGNS}/{name}/{file}", path) for file, path in folder_files(folder)]
    label = Label(
        tag=bag.BACKUP,
        head=backup_record.record_bytes(record),
        identifier=record.workspace,
        written=record.made,
    )
    with new_file(out, private=True) as stream:
        write_file_bag(stream, "workspace", label, [*entries, *locked])
    away = tuple(sorted(set(folders) - set(there)))
    return Packed(path=out, backup=backup, campaigns=tuple(sorted(there)), away=away)


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """A packed workspace that arrived: its file, its passphrase, and below which folder campaigns go."""

    path: Path
    passphrase: str = ""
    folders: Path | None = None  # beside the workspace where none is given


def unpack(place: CarePlace, parcel: Parcel, progress: Progress | None = None) -> Arrived:
    """Take in a workspace that was packed; one that is there must be the same, and is kept as a backup."""
    needed = (f"{_DATA}workspace.db", f"{_DATA}workspace.json")
    expected = Expected(tag=bag.BACKUP, needed=needed, code=Code.BACKUP_FILE_INVALID)
    found = read_file_bag(parcel.path, expected, progress)
    record = backup_record.parse_record(found.head, str(found.path))
    _refuse_other(place, found, record)
    key = _unlocked_key(place, found, record, parcel.passphrase)
    backup = _taken(place, found)
    if key is not None:
        make_folder(place.keys, private=True)
        with new_file(workspaces.key_file(place.keys, record.workspace), private=True) as file:
            file.write(key)
    restored = care.restore(place, backup)
    below = parcel.folders or place.workspace.parent / "campaigns"
    return Arrived(restored=restored, folders=tuple(_put_campaigns(place, backup, found, below)))


def _refuse_other(place: CarePlace, found: FileBag, record: BackupRecord) -> None:
    own = care.name_of(place.workspace)
    if exists(place.workspace) and own != record.workspace:
        raise Refused([problem(Code.BACKUP_OTHER_WORKSPACE, str(place.workspace))])
    every = (*backup_record.own_files(record), *record.documents)
    for one in every:
        if found.digests.get(f"{_DATA}{one.path}") != one.sha256:
            raise Refused([problem(Code.BACKUP_DAMAGED, one.path)])


def _taken(place: CarePlace, found: FileBag) -> Backup:
    def put(one: Kept, target: Path) -> None:
        found.take_out(f"{_DATA}{one.path}", target)

    make_folder(place.backups)
    return backup_files.take_in(place.backups, str(found.path), found.head, put)


def _unlocked_key(place: CarePlace, found: FileBag, record: BackupRecord, passphrase: str) -> bytes | None:
    """The key that came under a passphrase; None where an identity wraps it, or it is here already."""
    if record.key is not None or workspaces.key_file(place.keys, record.workspace).exists():
        return None
    return passphrase_lock.unlocked(found.read(_KEY, _LARGEST_KEY), passphrase, str(found.path))


def _put_campaigns(place: CarePlace, backup: Backup, found: FileBag, below: Path) -> Iterator[Path]:
    """The folders of the campaigns, each in a new one; the workspace names them from now on."""
    key = workspaces.key_of(place.keys, backup.record.workspace, place.identity)
    with open_workspace(place.workspace, key) as ws:
        for plan in campaign_store.all_plans(ws):
            inside = f"{_CAMPAIGNS}/{plan.id}"
            names = list(found.below(inside))
            if names:
                target = backup_files.free_name(below, plan.id)
                for name in names:
                    found.take_out(name, target / name.removeprefix(f"{inside}/"))
                campaigns.set_folder(ws, plan.id, target)
                yield target
