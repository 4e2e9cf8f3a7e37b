"""Taking old backups away by the rule of rotation, with the files that no other backup needs."""

from collections.abc import Iterable
from pathlib import Path

from evaluator_app.domain.rotation import Rotation, kept
from evaluator_app.store import backups
from evaluator_app.store.backup_files import home
from evaluator_app.store.backup_record import FILES
from evaluator_app.store.failures import said_plainly
from evaluator_app.store.files import GONE, PART, remove_folder


def rotate(place: Path, workspace: str, rule: Rotation) -> tuple[str, ...]:
    """Take away the backups the rule does not keep, and files none of the others needs; their names.

    Where one backup cannot be read, files stay: it may need them.
    """
    folder = home(place, workspace)
    found, unreadable = backups.every(place, workspace)
    stay = kept((one.dated for one in found), rule)
    gone = [one for one in found if one.folder.name not in stay]
    with said_plainly(place):
        for one in gone:
            remove_folder(one.folder)
        for left in (*folder.glob(f".*{PART}"), *folder.glob(f".*{GONE}")):
            remove_folder(left)
        if gone and not unreadable:
            needed = {entry.sha256 for one in found if one not in gone for entry in one.record.documents}
            _remove_unneeded(folder / FILES, needed)
    return tuple(one.folder.name for one in gone)


def _remove_unneeded(pool: Path, needed: Iterable[str]) -> None:
    stay = frozenset(needed)
    for path in pool.glob("??/*"):
        if path.name not in stay:
            path.unlink(missing_ok=True)
