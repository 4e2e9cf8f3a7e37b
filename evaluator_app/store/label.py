"""The label beside a workspace's database: a small plain file that says which workspace and which key."""

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.store.files import whole_file

NAME = "workspace.json"
_FORMAT = 1
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, kw_only=True)
class Label:
    """Which workspace this is; `key_check` tells a wrong key from a damaged database, and reveals no key."""

    id: str
    key_check: str
    format: int = _FORMAT


def key_check(key: bytes) -> str:
    """A fingerprint of a random 256-bit key."""
    return hashlib.sha256(b"workspace key\0" + key).hexdigest()[:16]


def write_label(folder: Path, label: Label) -> None:
    """Write the label of a new workspace."""
    with whole_file(folder / NAME) as file:
        file.write(json.dumps(asdict(label), indent=1).encode() + b"\n")


def read_label(folder: Path) -> Label | None:
    """The label of this folder's workspace, or None where there is none."""
    path = folder / NAME
    try:
        data = json.loads(path.read_bytes())
        label = Label(id=data["id"], key_check=data["key_check"], format=data["format"])
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refused([problem(Code.WORKSPACE_DAMAGED, str(path))]) from error
    if label.format != _FORMAT:
        raise Refused([problem(Code.WORKSPACE_NEWER, str(path))])
    if not isinstance(label.id, str) or not _ID.fullmatch(label.id):
        raise Refused([problem(Code.WORKSPACE_DAMAGED, str(path))])
    return label
