"""The age key beside an identity: what is sealed for its owner opens with it, here and with `age -d -i`."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyrage

from evaluator_app.domain.problems import Code, Refused, problem
from evaluator_app.exchange.small_files import read_small

SUFFIX = ".age"

_OTHERS = "No matching keys found"  # pyrage tells the two apart by its sentence only


@dataclass(frozen=True, kw_only=True, repr=False)
class AgeKey:
    """An X25519 key of age."""

    secret: Any  # pyrage says nothing of its types

    @property
    def recipient(self) -> str:
        """What others seal to: `age1…`."""
        return str(self.secret.to_public())


class NotForKey(Exception):  # noqa: N818 - it is an answer, not an error of the program
    """Something sealed for others."""


class NotSealedRight(Exception):  # noqa: N818 - it becomes a problem at once
    """Something that is no age file, or was altered after it was sealed."""


def age_key_of(identity_file: Path) -> Path:
    """Where the age key of an identity lies."""
    return identity_file.with_suffix(SUFFIX)


def new_age_key(passphrase: bytes) -> bytes:
    """A new X25519 key as an age identity file, encrypted with the passphrase as age does it."""
    return age_key_bytes(AgeKey(secret=pyrage.x25519.Identity.generate()), passphrase)


def age_key_bytes(key: AgeKey, passphrase: bytes) -> bytes:
    """The key as an age identity file, encrypted with the passphrase."""
    lines = f"# public key: {key.recipient}\n{key.secret}\n"
    return bytes(pyrage.passphrase.encrypt(lines.encode(), passphrase.decode()))


def load_age_key(path: Path, passphrase: bytes) -> AgeKey:
    """The key in such a file; refused where the passphrase does not open it."""
    data = read_small(path, Code.AGE_KEY_UNOPENED)
    try:
        lines = pyrage.passphrase.decrypt(data, passphrase.decode()).decode().splitlines()
        words = next(line for line in lines if line.strip() and not line.startswith("#"))
        return AgeKey(secret=pyrage.x25519.Identity.from_str(words))
    except (pyrage.DecryptError, pyrage.IdentityError, UnicodeDecodeError, StopIteration) as error:
        raise Refused([problem(Code.AGE_KEY_UNOPENED, str(path))]) from error


def is_recipient(words: str) -> bool:
    """Whether something can be sealed to this."""
    try:
        return str(pyrage.x25519.Recipient.from_str(words)) == words
    except pyrage.RecipientError:
        return False


def sealed(data: bytes, recipients: Iterable[str]) -> bytes:
    """The data as an age file that each of the recipients can open."""
    return bytes(pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(one) for one in recipients]))


def opened(data: bytes, key: AgeKey) -> bytes:
    """What is in an age file."""
    try:
        return bytes(pyrage.decrypt(data, [key.secret]))
    except pyrage.DecryptError as error:
        raise (NotForKey if str(error) == _OTHERS else NotSealedRight) from error
