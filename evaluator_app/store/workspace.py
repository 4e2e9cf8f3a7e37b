"""A workspace: a folder with an encrypted database, its label, and the documents."""

import contextlib
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.store import database, holder
from evaluator_app.store.failures import said_plainly
from evaluator_app.store.label import Label, key_check, read_label, write_label
from evaluator_app.store.sqlite import Database

DATABASE = "workspace.db"
Unseal = Callable[[bytes], bytes]


def nothing_unlocked(_data: bytes) -> bytes:
    """What becomes of a sealed document while nobody's identity is unlocked."""
    raise Refused([problem(Code.PACKAGE_SEALED)])


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """An open workspace; all its calls come from one thread at a time."""

    folder: Path
    id: str
    db: Database
    read_only: bool = False
    unseal: Unseal = nothing_unlocked  # opens sealed documents

    @contextlib.contextmanager
    def reading(self) -> Iterator[Database]:
        """The database, for questions."""
        with said_plainly(self.folder):
            yield self.db

    @contextlib.contextmanager
    def changing(self) -> Iterator[Database]:
        """One transaction: when the block ends well, its changes are on the disk; else none is made."""
        if self.read_only:
            raise Refused([problem(Code.WORKSPACE_READ_ONLY, str(self.folder))])
        with said_plainly(self.folder), self.db.atomic():
            yield self.db

    def close(self) -> None:
        """Let go of the workspace; another program may open it now."""
        if not self.read_only:
            holder.say_free(self.folder)
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def new_id() -> str:
    """A name for a workspace that no other one has."""
    return secrets.token_hex(16)


def exists(folder: Path) -> bool:
    """Whether there is a workspace, or what is left of one."""
    return any((folder / name).exists() for name in (DATABASE, "documents"))


def create_workspace(folder: Path, key: bytes, name: str = "") -> Workspace:
    """A new workspace in this folder, which must not hold one; `name` is its id, random by default."""
    if exists(folder):
        raise Refused([problem(Code.FILE_EXISTS, str(folder / DATABASE))])
    label = Label(id=name or new_id(), key_check=key_check(key))
    with said_plainly(folder):
        folder.mkdir(parents=True, exist_ok=True)
        write_label(folder, label)
        database.create(folder / DATABASE, key)
    return open_workspace(folder, key)


def open_workspace(folder: Path, key: bytes) -> Workspace:
    """The workspace of this folder; refuses, without touching a file, what cannot be opened safely."""
    label = existing_label(folder)
    if label.key_check != key_check(key):
        raise Refused([problem(Code.WORKSPACE_KEY_WRONG, str(folder))])
    with holder.holder_named(folder), said_plainly(folder):
        db, read_only = database.open_locked(folder / DATABASE, key)
    if not read_only:
        holder.say_held(folder)
    return Workspace(folder=folder, id=label.id, db=db, read_only=read_only)


def existing_label(folder: Path) -> Label:
    """The label of a workspace that is there; refuses where there is none, or only parts of one."""
    label = read_label(folder)
    if label and (folder / DATABASE).is_file():
        return label
    code = Code.WORKSPACE_DAMAGED if exists(folder) else Code.WORKSPACE_MISSING
    raise Refused([problem(code, str(folder))])
