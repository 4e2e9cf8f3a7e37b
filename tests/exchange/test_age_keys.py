"""Age keys: what age itself makes of them, and files that are none."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pyrage
import pytest
from bech32 import bech32_decode, convertbits
from identity_builders import FIRST, PASSPHRASE, key_file, secretariat

from evaluator_app.exchange.age_keys import (
    AgeKey,
    NotForKey,
    NotSealedRight,
    age_key_bytes,
    age_key_of,
    is_recipient,
    opened,
    sealed,
)
from evaluator_app.exchange.identity_file import opened_identity

AT_TERMINAL = """
import os, sys
os.setsid()
os.open(sys.argv[1], os.O_RDWR)  # the first terminal a session opens is its own
os.execv(sys.argv[2], sys.argv[2:])
"""


@cache
def own_key() -> AgeKey:
    return age_key_of(opened_identity(key_file(FIRST), PASSPHRASE, "me.p12"))


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "me.age"
    path.write_bytes(age_key_bytes(own_key(), PASSPHRASE))
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
    recipient = own_key().recipient
    assert lines[0] == f"# public key: {recipient}"
    assert lines[1].startswith("AGE-SECRET-KEY-1")


def test_age_opens_with_the_key_file_what_was_sealed_to_its_recipient(key: Path, age: str) -> None:
    recipient = own_key().recipient
    (key.parent / "x.age").write_bytes(sealed("示例".encode(), [recipient]))
    assert asked([age, "-d", "-i", key.name, "x.age"], key.parent).decode() == "示例"


def test_the_key_follows_from_the_identity_alone() -> None:
    """The same key with every passphrase and certificate, another one for another identity (RFC 5869)."""
    again = age_key_of(opened_identity(key_file(FIRST), PASSPHRASE, "me.p12"))
    assert again.recipient == own_key().recipient
    assert age_key_of(secretariat()).recipient != own_key().recipient


def test_the_key_is_that_of_the_standard_derivation(openssl: str) -> None:
    """Openssl derives the same 32 bytes from the private exponent."""
    identity = opened_identity(key_file(FIRST), PASSPHRASE, "me.p12")
    exponent = identity.key.private_numbers().d.to_bytes(identity.key.key_size // 8, "big")
    options = ["digest:SHA256", f"hexkey:{exponent.hex()}", f"hexinfo:{b'evaluator_app age X25519 1'.hex()}"]
    given = [word for one in options for word in ("-kdfopt", one)]
    done = subprocess.run(
        [openssl, "kdf", "-keylen", "32", "-binary", *given, "HKDF"], capture_output=True, check=True
    )
    _, data = bech32_decode(str(own_key().secret).lower())
    assert data is not None
    assert bytes(convertbits(data, 5, 8, pad=False) or ()) == done.stdout


def test_the_key_is_nowhere_plain(key: Path) -> None:
    assert b"AGE-SECRET" not in key.read_bytes()
    assert "AGE-SECRET" not in repr(own_key())


def test_what_is_sealed_for_others_is_told_from_what_was_altered() -> None:
    own = own_key()
    others = str(pyrage.x25519.Identity.generate().to_public())
    with pytest.raises(NotForKey):
        opened(sealed(b"x", [others]), own)
    data = sealed(b"x" * 100, [own.recipient, others])
    for altered in (b"", data[:-1], data[:-1] + bytes([data[-1] ^ 1]), data + b"x"):
        with pytest.raises(NotSealedRight):
            opened(altered, own)


def test_only_the_very_form_of_a_recipient_is_one() -> None:
    recipient = own_key().recipient
    assert is_recipient(recipient)
    assert not any(map(is_recipient, ("", "age1", recipient[:-1], recipient.upper(), "ssh-ed25519 AAAA")))
