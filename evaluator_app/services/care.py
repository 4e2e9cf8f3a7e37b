"""Care of a workspace: backups made by themselves, listed and put back by date, what is damaged repaired.

Nothing here destroys: what is replaced is kept aside first, and backups go only by the rule of rotation.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.rotation import Reason, Rotation, is_due
from evaluator_app.exchange.care_rules import FILE_NAME, CareRules, read_rules
from evaluator_app.exchange.safe_writing import make_folder, new_file
from evaluator_app.services import workspaces
from evaluator_app.services.clock import now
from evaluator_app.services.places import Folders, Places
from evaluator_app.store import backup_files, backup_rotation, backups, label, repairing, restoring
from evaluator_app.store.backup_record import Backup, is_home
from evaluator_app.store.backups import Begun, Done
from evaluator_app.store.repairing import Repaired
from evaluator_app.store.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from evaluator_app.exchange.identity_file import Identity

__all__ = ["Backup", "Done", "Repaired"]

_DAY = 10  # letters of yyyy-mm-dd


@dataclass(frozen=True, kw_only=True)
class CarePlace:
    """Where a workspace, its key and its backups lie, and who opens it."""

    workspace: Path
    keys: Path
    backups: Path
    identity: "Identity | None" = None
    rules: CareRules


@dataclass(frozen=True, kw_only=True)
class Restored:
    """A backup that was put in place: the files moved aside, and the present state as a backup."""

    backup: Backup
    aside: tuple[Path, ...]
    before: Backup | None  # None where the present state could not be opened any more


def care_place(places: Places, folders: Folders, identity: "Identity | None" = None) -> CarePlace:
    """The care of the workspace in these folders, by the rules in force."""
    return CarePlace(
        workspace=folders.workspace,
        keys=folders.keys,
        backups=folders.backups,
        identity=identity,
        rules=rules(places, folders.preferences),
    )


def rules(places: Places, preferences: Path) -> CareRules:
    """The rules in force: a secretariat's own file goes before the one that ships."""
    own = preferences / FILE_NAME
    return read_rules(own if own.is_file() else places.resources / "care" / FILE_NAME)


@dataclass(frozen=True, kw_only=True)
class Started:
    """A backup whose database is copied: the workspace may be changed again while its files are kept."""

    begun: tuple[Begun, ...]  # with what was there before the last upgrade, where that is new
    place: CarePlace

    def finish(self) -> Done:
        """Keep the files; older backups go by the rule of rotation. Any thread may do this."""
        done = [backups.finish(one) for one in self.begun][-1]
        record = done.backup.record
        backup_rotation.rotate(self.place.backups, record.workspace, self.place.rules.backups)
        return done


def start(ws: Workspace, place: CarePlace, reason: Reason = Reason.ASKED) -> Started:
    """Copy the database as it is now; the caller's thread is the workspace's."""
    key_file = workspaces.wrapped_key_file(place.keys, ws.id)
    upgraded = backups.begin_with_upgrade(ws, place.backups, key_file)
    begun = backups.begin(ws, place.backups, now(), reason, key_file)
    return Started(begun=(begun,) if upgraded is None else (upgraded, begun), place=place)


def back_up(ws: Workspace, place: CarePlace, reason: Reason = Reason.ASKED) -> Done:
    """Keep the workspace as it is now."""
    return start(ws, place, reason).finish()


def start_due(ws: Workspace, place: CarePlace, *, starting: bool = False) -> Started | None:
    """Start backing up what was changed, at the start or after the minutes of the rule; else None."""
    if ws.read_only or not _is_due(ws, place.backups, place.rules.backups, starting=starting):
        return None
    return start(ws, place, Reason.START if starting else Reason.WORK)


def _is_due(ws: Workspace, place: Path, rule: Rotation, *, starting: bool) -> bool:
    found, _ = backups.every(place, ws.id)
    if not found:
        return True
    passed = datetime.fromisoformat(now()) - datetime.fromisoformat(found[0].record.made)
    minutes = None if starting or passed.total_seconds() < 0 else int(passed.total_seconds() // 60)
    return is_due(changed=backups.is_changed(ws.folder, found[0]), minutes=minutes, rule=rule)


def every(place: CarePlace) -> tuple[tuple[Backup, ...], tuple[Problem, ...]]:
    """The backups of a workspace, the newest first, and what is wrong with those that cannot be read.

    Where the workspace itself is gone, all backups that lie in the place are its.
    """
    name = name_of(place.workspace)
    homes = [name] if name else _homes(place.backups)
    found: list[Backup] = []
    problems: list[Problem] = []
    for home in homes:
        some, wrong = backups.every(place.backups, home)
        found += some
        problems += wrong
    return tuple(sorted(found, key=lambda one: one.folder.name, reverse=True)), tuple(problems)


def name_of(folder: Path) -> str:
    """The id of the workspace in a folder; "" where there is none, or its label is damaged."""
    try:
        said = label.read_label(folder)
    except Refused:
        return ""
    return said.id if said else ""


def _homes(place: Path) -> list[str]:
    return sorted(one.name for one in place.iterdir() if is_home(one.name)) if place.is_dir() else []


def find(place: CarePlace, which: str) -> Backup:
    """The backup of this name, or the last work by the end of this day."""
    found, problems = every(place)
    by_day = len(which) == _DAY
    for one in found:
        name, put_aside = one.folder.name, one.record.reason is Reason.RESTORE
        if name == which or (by_day and name[:_DAY] <= which and not put_aside):
            return one
    raise Refused(problems or [problem(Code.BACKUP_UNKNOWN, str(place.backups), which=which)])


def check(backup: Backup) -> tuple[Problem, ...]:
    """Every file of a backup that is missing or is not what it was."""
    return backup_files.check(backup)


def copy_to(backup: Backup, place: Path) -> Backup:
    """The same backup on a stick or a share, each file checked while it is written."""
    if not place.is_dir():
        raise Refused([problem(Code.FILE_MISSING, str(place))])
    return backup_files.copy_to(backup, place)


def restore(place: CarePlace, backup: Backup, progress: restoring.Progress | None = None) -> Restored:
    """Make the workspace what it was, while nobody has it open; the present state is kept first."""
    _put_key(place, backup)
    key = workspaces.key_of(place.keys, backup.record.workspace, place.identity)
    before = _kept_before(place, backup, key)
    aside = restoring.restore(backup, place.workspace, key, _stamp(), progress)
    return Restored(backup=backup, aside=aside, before=before)


def _kept_before(place: CarePlace, backup: Backup, key: bytes) -> Backup | None:
    """The present state as a backup; None where it cannot be opened: then its files are moved aside."""
    if name_of(place.workspace) != backup.record.workspace:
        return None
    try:
        ws = open_workspace(place.workspace, key)
    except Refused as refused:
        if any(one.code in _IN_USE for one in refused.problems):
            raise
        return None
    with ws:
        if ws.read_only:
            raise Refused([problem(Code.WORKSPACE_READ_ONLY, str(place.workspace))])
        key_file = workspaces.wrapped_key_file(place.keys, ws.id)
        begun = backups.begin(ws, place.backups, now(), Reason.RESTORE, key_file)
        return backups.finish(begun).backup


_IN_USE = (Code.WORKSPACE_LOCKED, Code.WORKSPACE_LOCKED_BY)


def _put_key(place: CarePlace, backup: Backup) -> None:
    """The wrapped key that came with a backup, where this computer has none for the workspace."""
    target = workspaces.key_file(place.keys, backup.record.workspace)
    if backup.record.key is not None and not target.exists():
        make_folder(place.keys, private=True)
        data = backup.file(backup.record.key).read_bytes()
        with new_file(target, private=True) as file:
            file.write(data)


def repair(place: CarePlace) -> Repaired:
    """Read what can be read of a damaged database into a new one; the damaged one is kept."""
    name = name_of(place.workspace)
    if not name:
        raise Refused([problem(Code.WORKSPACE_BEYOND_REPAIR, str(place.workspace))])
    return repairing.repair(place.workspace, workspaces.key_of(place.keys, name, place.identity), _stamp())


def _stamp() -> str:
    return now()[:19].replace(":", "")
