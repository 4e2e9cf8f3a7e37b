"""One's own identity on this computer: made, taken over, its passphrase changed, backed up and restored.

With it comes the key of the workspace, which it wraps (docs/decisions/001-key-until-identity.md).
"""

from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.exchange.identity_backup import read_backup, write_backup
from evaluator_app.exchange.identity_file import Identity, identity_bytes, opened_identity
from evaluator_app.exchange.safe_writing import make_folder, new_file, replace_file
from evaluator_app.exchange.small_files import read_small
from evaluator_app.services import identities, workspaces
from evaluator_app.services.identities import KeyFile
from evaluator_app.services.places import Folders

__all__ = [
    "Identity",
    "back_up",
    "change_passphrase",
    "is_locking",
    "make",
    "restore",
    "take_over",
    "unlock",
]

_KEY_FILE = ".key.json"


def make(folders: Folders, expert: Expert, passphrase: bytes) -> Identity:
    """Make an identity on this computer and lock the workspace with it."""
    _refuse_second(folders.identity)
    make_folder(folders.identity.parent, private=True)
    file = KeyFile(path=folders.identity, passphrase=passphrase)
    identities.create(file, expert)
    return _locked(folders, file)


def is_locking(folders: Folders) -> bool:
    """Whether the workspace of this computer is locked by an identity."""
    return workspaces.exists(folders.workspace) and workspaces.is_wrapped(folders.workspace, folders.keys)


def take_over(folders: Folders, other: KeyFile) -> Identity:
    """Use an identity that exists, such as one of a public authority: copied as it is."""
    _refuse_second(folders.identity)
    other.load()
    own = KeyFile(path=folders.identity, passphrase=other.passphrase)
    data = read_small(other.path, Code.IDENTITY_UNREADABLE)
    make_folder(own.path.parent, private=True)
    _write(own.path, data)
    return _locked(folders, own)


def unlock(folders: Folders, passphrase: bytes) -> Identity:
    """The identity of this computer; a workspace it does not lock yet, after a power cut, it locks now."""
    identity = KeyFile(path=folders.identity, passphrase=passphrase).load()
    if workspaces.exists(folders.workspace) and not is_locking(folders):
        workspaces.wrap_key(folders.workspace, folders.keys, identity)
    return identity


def change_passphrase(file: KeyFile, new: bytes) -> None:
    """Encrypt the identity anew; the key, the certificate and what they open stay what they are."""
    data = identity_bytes(file.load(), new)
    with replace_file(file.path, private=True) as stream:
        stream.write(data)


def back_up(folders: Folders, out: Path) -> None:
    """Write identity and the wrapped key of the workspace into one file; no plain key is in it."""
    key_path, key = workspaces.read_key_file(folders.keys, folders.workspace)
    own = read_small(folders.identity, Code.IDENTITY_UNREADABLE)
    with new_file(out, private=True) as stream:
        write_backup(stream, {folders.identity.name: own, key_path.name: key})


def restore(folders: Folders, backup: Path, passphrase: bytes) -> Identity:
    """Put identity and workspace key from a backup on this computer; a key that is there already stays.

    Refused where the passphrase does not open it; then nothing is written.
    """
    _refuse_second(folders.identity)
    files = read_backup(backup)
    own = files.pop(folders.identity.name, b"")
    if not own or not all(name.endswith(_KEY_FILE) for name in files):
        raise Refused([problem(Code.BACKUP_INVALID, str(backup))])
    identity = opened_identity(own, passphrase, str(backup))
    make_folder(folders.keys, private=True)
    for name, data in files.items():
        _put(folders.keys / name, data)
    _write(folders.identity, own)
    return identity


def _write(path: Path, data: bytes) -> None:
    with new_file(path, private=True) as stream:
        stream.write(data)


def _put(path: Path, data: bytes) -> None:
    """A key file that is not there yet; one that is there stays, for it may be newer."""
    if not path.exists():
        _write(path, data)


def _locked(folders: Folders, file: KeyFile) -> Identity:
    """The identity, by which the workspace is wrapped from now on; without that it is taken away again."""
    identity = file.load()
    try:
        workspaces.wrap_key(folders.workspace, folders.keys, identity)
    except BaseException:
        file.path.unlink(missing_ok=True)
        raise
    return identity


def _refuse_second(path: Path) -> None:
    if path.exists():
        raise Refused([problem(Code.IDENTITY_EXISTS, str(path))])
