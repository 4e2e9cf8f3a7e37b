"""Workspaces: opened or created with their key, exported as plain SQLite, checked.

The key lies in a file of its own outside the workspace, wrapped by the identity of who works there as soon
as there is one (docs/decisions/001-key-until-identity.md).
"""

import base64
import json
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.exchange.safe_writing import make_folder, replace_file
from evaluator_app.late import late
from evaluator_app.store import checking, label
from evaluator_app.store import export as exporting
from evaluator_app.store.workspace import (
    Workspace,
    create_workspace,
    existing_label,
    exists,
    new_id,
    open_workspace,
)

if TYPE_CHECKING:
    from evaluator_app.exchange import key_wrapping, unsealing
    from evaluator_app.exchange.identity_file import Identity
else:
    key_wrapping = late("evaluator_app.exchange.key_wrapping")
    unsealing = late("evaluator_app.exchange.unsealing")

__all__ = [
    "Workspace",
    "check",
    "exists",
    "export",
    "is_wrapped",
    "key_file",
    "key_of",
    "open_existing",
    "open_or_create",
    "read_key_file",
    "unsealed_by",
    "wrap_key",
    "wrapped_key_file",
]

_FORMAT = 1
_KEY_BYTES = 32
_NONE, _IDENTITY = "none", "identity"


def open_or_create(folder: Path, key_folder: Path, identity: "Identity | None" = None) -> Workspace:
    """The workspace of this folder; a new one only where there is none."""
    if exists(folder):
        return open_existing(folder, key_folder, identity)
    begun = label.read_label(folder)  # creation that was cut off goes on under the same id and key
    name = begun.id if begun else new_id()
    if not begun:
        _new_key(key_folder, name)
    ws = create_workspace(folder, _key(key_folder, name, identity), name)
    return unsealed_by(ws, lambda: identity)


def open_existing(folder: Path, key_folder: Path, identity: "Identity | None" = None) -> Workspace:
    """The workspace of this folder, which must be there; refused without the identity that wraps its key."""
    ws = open_workspace(folder, _key(key_folder, existing_label(folder).id, identity))
    return unsealed_by(ws, lambda: identity)


def unsealed_by(ws: Workspace, whose: "Callable[[], Identity | None]") -> Workspace:
    """The workspace, its sealed documents opened by the identity that is unlocked at that moment."""

    def unseal(data: bytes) -> bytes:
        identity = whose()
        if identity is None:
            raise Refused([problem(Code.PACKAGE_SEALED)])
        return unsealing.opened_with(identity, data)

    return replace(ws, unseal=unseal)


def export(ws: Workspace, target: Path) -> None:
    """Everything in the workspace's database as a new plain SQLite file."""
    exporting.export_plain(ws, target)


def check(ws: Workspace) -> tuple[Problem, ...]:
    """All that is wrong with a workspace; nothing is changed."""
    return checking.check(ws)


def key_file(key_folder: Path, workspace: str) -> Path:
    """Where the key of this workspace lies."""
    return key_folder / f"{workspace}.key.json"


def is_wrapped(folder: Path, key_folder: Path) -> bool:
    """Whether the workspace's key is wrapped by an identity, so that its passphrase opens it."""
    found = label.read_label(folder)
    return found is not None and _read_file(key_folder, found.id).wrapping == _IDENTITY


def wrap_key(folder: Path, key_folder: Path, identity: "Identity", old: "Identity | None" = None) -> None:
    """Wrap the workspace's key by an identity from now on; `old` is the one that opens it until now.

    The key file is replaced as a whole: cut off at any moment, the old or the new one is there.
    """
    name = existing_label(folder).id
    wrapped = key_wrapping.wrapped_key(_key(key_folder, name, old), identity)
    _write_file(key_folder, KeyFile(_FORMAT, name, _IDENTITY, base64.b64encode(wrapped).decode()))


def read_key_file(key_folder: Path, folder: Path) -> tuple[Path, bytes]:
    """The key file of a workspace and its bytes; refused while its key is not wrapped."""
    path = key_file(key_folder, existing_label(folder).id)
    if not is_wrapped(folder, key_folder):
        raise Refused([problem(Code.WORKSPACE_KEY_PLAIN, str(path))])
    return path, path.read_bytes()


def key_of(key_folder: Path, workspace: str, identity: "Identity | None" = None) -> bytes:
    """The key of the workspace with this id; refused without the identity that wraps it."""
    return _key(key_folder, workspace, identity)


def wrapped_key_file(key_folder: Path, workspace: str) -> Path | None:
    """The key file of a workspace where an identity wraps the key; a plain key goes into no backup."""
    path = key_file(key_folder, workspace)
    return path if path.exists() and _read_file(key_folder, workspace).wrapping == _IDENTITY else None


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What a key file says; the key is hex where nothing wraps it, else base64."""

    format: int
    workspace: str
    wrapping: str
    key: str


def _new_key(key_folder: Path, workspace: str) -> None:
    if key_file(key_folder, workspace).exists():
        raise Refused([problem(Code.FILE_EXISTS, str(key_file(key_folder, workspace)))])
    _write_file(key_folder, KeyFile(_FORMAT, workspace, _NONE, secrets.token_bytes(_KEY_BYTES).hex()))


def _write_file(key_folder: Path, said: KeyFile) -> None:
    make_folder(key_folder, private=True)
    with replace_file(key_file(key_folder, said.workspace), private=True) as file:
        file.write(json.dumps(asdict(said), indent=1).encode() + b"\n")


def _read_file(key_folder: Path, workspace: str) -> KeyFile:
    path = key_file(key_folder, workspace)
    try:
        said = KeyFile(**json.loads(path.read_bytes()))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refused([problem(Code.WORKSPACE_KEY_MISSING, str(path))]) from error
    except (OSError, ValueError, TypeError) as error:
        raise Refused([problem(Code.FILE_UNREADABLE, str(path), reason=error)]) from error
    if said.format != _FORMAT or said.wrapping not in (_NONE, _IDENTITY):
        raise Refused([problem(Code.WORKSPACE_NEWER, str(path))])
    return said


def _key(key_folder: Path, workspace: str, identity: "Identity | None") -> bytes:
    said, place = _read_file(key_folder, workspace), str(key_file(key_folder, workspace))
    decoded = base64.b64decode if said.wrapping == _IDENTITY else bytes.fromhex
    try:
        held = decoded(said.key)
    except (ValueError, TypeError) as error:
        raise Refused([problem(Code.FILE_UNREADABLE, place, reason=error)]) from error
    if said.wrapping == _IDENTITY:
        if identity is None:
            raise Refused([problem(Code.WORKSPACE_NEEDS_IDENTITY, place)])
        held = key_wrapping.unwrapped_key(held, identity, place)
    if len(held) != _KEY_BYTES:
        raise Refused([problem(Code.WORKSPACE_KEY_WRONG, place)])
    return held
