"""Workspaces: opened or created with their key, exported as plain SQLite, checked.

Until experts have an identity, the key of a workspace lies in a file of its own outside the workspace
(docs/decisions/001-key-until-identity.md).
"""

import json
import secrets
from pathlib import Path

from evaluator_app.domain.problems import Code, Problem, Refused, problem
from evaluator_app.exchange.safe_writing import new_file
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

__all__ = [
    "Workspace",
    "check",
    "export",
    "key_file",
    "open_existing",
    "open_or_create",
]

_FORMAT = 1
_KEY_BYTES = 32


def open_or_create(folder: Path, key_folder: Path) -> Workspace:
    """The workspace of this folder; a new one only where there is none."""
    if exists(folder):
        return open_existing(folder, key_folder)
    begun = label.read_label(folder)  # creation that was cut off goes on under the same id and key
    name = begun.id if begun else new_id()
    if not begun:
        _write_key(key_folder, name, secrets.token_bytes(_KEY_BYTES))
    return create_workspace(folder, _read_key(key_folder, name), name)


def open_existing(folder: Path, key_folder: Path) -> Workspace:
    """The workspace of this folder, which must be there."""
    return open_workspace(folder, _read_key(key_folder, existing_label(folder).id))


def export(ws: Workspace, target: Path) -> None:
    """Everything in the workspace's database as a new plain SQLite file."""
    exporting.export_plain(ws, target)


def check(ws: Workspace) -> tuple[Problem, ...]:
    """All that is wrong with a workspace; nothing is changed."""
    return checking.check(ws)


def key_file(key_folder: Path, workspace: str) -> Path:
    """Where the key of this workspace lies."""
    return key_folder / f"{workspace}.key.json"


def _write_key(key_folder: Path, workspace: str, key: bytes) -> None:
    path = key_file(key_folder, workspace)
    data = {"format": _FORMAT, "workspace": workspace, "wrapping": "none", "key": key.hex()}
    try:
        key_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Refused([problem(Code.NOT_WRITABLE, str(key_folder))]) from error
    with new_file(path, private=True) as file:
        file.write(json.dumps(data, indent=1).encode() + b"\n")


def _read_key(key_folder: Path, workspace: str) -> bytes:
    path = key_file(key_folder, workspace)
    try:
        data = json.loads(path.read_bytes())
        if data["format"] != _FORMAT or data["wrapping"] != "none":
            raise Refused([problem(Code.WORKSPACE_NEWER, str(path))])
        key = bytes.fromhex(data["key"])
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refused([problem(Code.WORKSPACE_KEY_MISSING, str(path))]) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refused([problem(Code.FILE_UNREADABLE, str(path), reason=error)]) from error
    if len(key) != _KEY_BYTES:
        raise Refused([problem(Code.WORKSPACE_KEY_WRONG, str(path))])
    return key
