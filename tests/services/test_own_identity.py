"""One's own identity: it wraps the workspace's key; passphrase, backup, another computer, power cuts."""

import base64
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from identity_builders import FIRST, PASSPHRASE, SECOND, key_file, written
from workspace_builders import snapshot

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.exchange import key_wrapping
from evaluator_app.exchange.identity_file import Identity, load_identity
from evaluator_app.services import own_identity, profile, workspaces
from evaluator_app.services.identities import KeyFile
from evaluator_app.services.places import Folders

NEW = "另一个口令 另一个口令".encode()


def folders_in(home: Path) -> Folders:
    keys = home / "keys"
    return Folders(workspace=home / "ws", keys=keys, identity=keys / "me.p12", preferences=home)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """A workspace somebody works in without an identity."""
    found = folders_in(tmp_path / "first")
    with workspaces.open_or_create(found.workspace, found.keys) as ws:
        profile.keep_expert(ws, FIRST)
    return found


@pytest.fixture
def locked(folders: Folders, tmp_path: Path) -> Folders:
    """The workspace, locked by an identity."""
    own_identity.take_over(folders, KeyFile(path=written(tmp_path), passphrase=PASSPHRASE))
    return folders


def refusals(work: object) -> list[Code]:
    assert callable(work)
    with pytest.raises(Refused) as refused:
        work()
    return [one.code for one in refused.value.problems]


def expert_of(folders: Folders, identity: Identity | None) -> str:
    with workspaces.open_existing(folders.workspace, folders.keys, identity) as ws:
        return profile.expert(ws).name


def recipient(folders: Folders, passphrase: bytes) -> str:
    return KeyFile(path=folders.identity, passphrase=passphrase).age_key().recipient


def test_a_new_identity_locks_the_workspace(folders: Folders) -> None:
    """The passphrase is asked at the start; without it nothing opens and nothing changes."""
    assert not workspaces.is_wrapped(folders.workspace, folders.keys)
    own_identity.make(folders, FIRST, PASSPHRASE)
    assert workspaces.is_wrapped(folders.workspace, folders.keys)
    before = snapshot(folders.workspace.parent)
    assert refusals(lambda: expert_of(folders, None)) == [Code.WORKSPACE_NEEDS_IDENTITY]
    assert refusals(lambda: own_identity.unlock(folders, b"wrong wrong")) == [Code.IDENTITY_PASSPHRASE_WRONG]
    assert snapshot(folders.workspace.parent) == before
    assert expert_of(folders, own_identity.unlock(folders, PASSPHRASE)) == FIRST.name


def test_another_identity_does_not_open_it(locked: Folders, tmp_path: Path) -> None:
    other = load_identity(written(tmp_path, SECOND), PASSPHRASE)
    assert refusals(lambda: expert_of(locked, other)) == [Code.IDENTITY_OF_ANOTHER_WORKSPACE]


def test_no_plain_key_is_left_and_openssl_unwraps_it(locked: Folders, tmp_path: Path, openssl: str) -> None:
    [path] = locked.keys.glob("*.key.json")
    said = json.loads(path.read_bytes())
    assert said["wrapping"] == "identity"
    (tmp_path / "wrapped").write_bytes(base64.b64decode(said["key"]))
    (tmp_path / "pass").write_bytes(PASSPHRASE)
    shutil.copy(locked.identity, tmp_path / "me.p12")

    def run(*words: str) -> bytes:
        return subprocess.run([openssl, *words], cwd=tmp_path, check=True, capture_output=True).stdout

    run("pkcs12", "-in", "me.p12", "-nocerts", "-nodes", "-passin", "file:pass", "-out", "k")
    oaep = ("-pkeyopt", "rsa_padding_mode:oaep", "-pkeyopt", "rsa_oaep_md:sha256")
    key = run("pkeyutl", "-decrypt", "-inkey", "k", "-in", "wrapped", *oaep)
    assert len(key) == 32
    assert not any(key in held or key.hex().encode() in held for held in snapshot(locked.keys).values())


def test_a_failure_while_locking_leaves_the_workspace_as_it_was(
    folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(key_wrapping, "wrapped_key", cut_off)
    file = KeyFile(path=written(tmp_path), passphrase=PASSPHRASE)
    with pytest.raises(KeyboardInterrupt):
        own_identity.take_over(folders, file)
    assert not folders.identity.exists()
    assert expert_of(folders, None) == FIRST.name


def test_a_power_cut_before_locking_is_made_good_at_the_next_unlocking(
    folders: Folders, tmp_path: Path
) -> None:
    shutil.copy(written(tmp_path), folders.identity)
    assert not own_identity.is_locking(folders)
    assert expert_of(folders, own_identity.unlock(folders, PASSPHRASE)) == FIRST.name
    assert own_identity.is_locking(folders)


def test_an_identity_may_come_before_the_workspace(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    folders.keys.mkdir()
    shutil.copy(written(tmp_path), folders.identity)
    own_identity.unlock(folders, PASSPHRASE)
    assert not folders.workspace.exists()


def test_an_identity_that_is_taken_over_keeps_its_age_key(folders: Folders, tmp_path: Path) -> None:
    other = KeyFile(path=written(tmp_path), passphrase=PASSPHRASE)
    own_identity.take_over(folders, other)
    assert recipient(folders, PASSPHRASE) == other.age_key().recipient


def test_there_is_one_identity_on_a_computer(locked: Folders, tmp_path: Path) -> None:
    before = snapshot(locked.keys)
    other = KeyFile(path=written(tmp_path, SECOND), passphrase=PASSPHRASE)
    assert refusals(lambda: own_identity.take_over(locked, other)) == [Code.IDENTITY_EXISTS]
    assert refusals(lambda: own_identity.make(locked, SECOND, PASSPHRASE)) == [Code.IDENTITY_EXISTS]
    assert snapshot(locked.keys) == before


def test_a_new_passphrase_opens_what_the_old_one_locked(locked: Folders) -> None:
    before = recipient(locked, PASSPHRASE)
    own_identity.change_passphrase(KeyFile(path=locked.identity, passphrase=PASSPHRASE), NEW)
    assert recipient(locked, NEW) == before
    assert refusals(lambda: own_identity.unlock(locked, PASSPHRASE)) == [Code.IDENTITY_PASSPHRASE_WRONG]
    assert expert_of(locked, own_identity.unlock(locked, NEW)) == FIRST.name


@pytest.mark.parametrize("short", [b"", b"short"])
def test_a_passphrase_that_is_too_short_changes_nothing(locked: Folders, short: bytes) -> None:
    file = KeyFile(path=locked.identity, passphrase=PASSPHRASE)
    assert refusals(lambda: own_identity.change_passphrase(file, short)) == [Code.PASSPHRASE_TOO_SHORT]
    assert expert_of(locked, own_identity.unlock(locked, PASSPHRASE)) == FIRST.name


def test_a_backup_opens_a_copied_workspace_on_another_computer(locked: Folders, tmp_path: Path) -> None:
    backup = tmp_path / "backup.evidentity"
    own_identity.back_up(locked, backup)
    second = folders_in(tmp_path / "second")
    shutil.copytree(locked.workspace, second.workspace)
    assert refusals(lambda: expert_of(second, None)) == [Code.WORKSPACE_KEY_MISSING]
    assert refusals(lambda: own_identity.restore(second, backup, NEW)) == [Code.IDENTITY_PASSPHRASE_WRONG]
    assert not second.keys.exists()
    assert expert_of(second, own_identity.restore(second, backup, PASSPHRASE)) == FIRST.name
    assert recipient(second, PASSPHRASE) == recipient(locked, PASSPHRASE)
    assert refusals(lambda: own_identity.restore(second, backup, PASSPHRASE)) == [Code.IDENTITY_EXISTS]


def test_there_is_no_backup_of_a_plain_key(folders: Folders, tmp_path: Path) -> None:
    out = tmp_path / "backup.evidentity"
    assert refusals(lambda: own_identity.back_up(folders, out)) == [Code.WORKSPACE_KEY_PLAIN]
    assert not out.exists()


def test_a_file_that_is_no_backup_is_refused(tmp_path: Path) -> None:
    second = folders_in(tmp_path / "second")
    wrong = tmp_path / "wrong.evidentity"
    wrong.write_bytes(key_file(FIRST))
    with pytest.raises(Refused):
        own_identity.restore(second, wrong, PASSPHRASE)
    assert not second.keys.exists()
