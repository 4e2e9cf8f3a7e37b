"""Age keys: what age itself makes of them, and files that are none."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pyrage
import pytest
from identity_builders import PASSPHRASE
from package_builders import refusals

from evaluator_app.domain.problems import Code
from evaluator_app.exchange.age_keys import (
    NotForKey,
    NotSealedRight,
    is_recipient,
    load_age_key,
    new_age_key,
    opened,
    sealed,
)

AT_TERMINAL = """
import os, sys
os.setsid()
os.open(sys.argv[1], os.O_RDWR)  # the first terminal a session opens is its own
os.execv(sys.argv[2], sys.argv[2:])
"""


@cache
def key_file() -> bytes:
    return new_age_key(PASSPHRASE)


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "me.age"
    path.write_bytes(key_file())
    return path


def asked(command: list[str], folder: Path) -> bytes:
    """What a program writes that asks for the passphrase at its terminal."""
    pty = pytest.importorskip("pty")
    parent, terminal = pty.openpty()
    with os.fdopen(parent, "r+b", buffering=0) as ours, os.fdopen(terminal, "r+b", buffering=0) as its:
        name = os.ttyname(terminal)
        program = subprocess.Popen(
            [sys.executable, "-c", AT_TERMINAL, name, *command],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=its,
        )
        ours.read(1000)
        ours.write(PASSPHRASE + b"\n")
        out, _ = program.communicate(timeout=60)
    assert program.returncode == 0
    return out


def test_age_opens_the_key_file_with_the_passphrase(key: Path, age: str) -> None:
    lines = asked([age, "-d", key.name], key.parent).decode().splitlines()
    recipient = load_age_key(key, PASSPHRASE).recipient
    assert lines[0] == f"# public key: {recipient}"
    assert lines[1].startswith("AGE-SECRET-KEY-1")


def test_age_opens_with_the_key_file_what_was_sealed_to_its_recipient(key: Path, age: str) -> None:
    recipient = load_age_key(key, PASSPHRASE).recipient
    (key.parent / "x.age").write_bytes(sealed("示例".encode(), [recipient]))
    assert asked([age, "-d", "-i", key.name, "x.age"], key.parent).decode() == "示例"


def test_a_wrong_passphrase_does_not_open_it(key: Path) -> None:
    found = refusals(lambda: load_age_key(key, b"another passphrase"))
    assert found == [(Code.AGE_KEY_UNOPENED, str(key))]


def test_a_key_file_with_a_line_that_is_no_key_is_refused(key: Path) -> None:
    for content in (b"# only this\n", b"AGE-SECRET-KEY-1X\n", b"\xff\n"):
        key.write_bytes(pyrage.passphrase.encrypt(content, PASSPHRASE.decode()))
        found = refusals(lambda: load_age_key(key, PASSPHRASE))
        assert found == [(Code.AGE_KEY_UNOPENED, str(key))]


def test_the_key_is_nowhere_plain(key: Path) -> None:
    assert b"AGE-SECRET" not in key_file()
    assert "AGE-SECRET" not in repr(load_age_key(key, PASSPHRASE))


def test_what_is_sealed_for_others_is_told_from_what_was_altered(key: Path) -> None:
    own = load_age_key(key, PASSPHRASE)
    others = str(pyrage.x25519.Identity.generate().to_public())
    with pytest.raises(NotForKey):
        opened(sealed(b"x", [others]), own)
    data = sealed(b"x" * 100, [own.recipient, others])
    for altered in (b"", data[:-1], data[:-1] + bytes([data[-1] ^ 1]), data + b"x"):
        with pytest.raises(NotSealedRight):
            opened(altered, own)


def test_only_the_very_form_of_a_recipient_is_one(key: Path) -> None:
    recipient = load_age_key(key, PASSPHRASE).recipient
    assert is_recipient(recipient)
    assert not any(map(is_recipient, ("", "age1", recipient[:-1], recipient.upper(), "ssh-ed25519 AAAA")))
