"""The age key of an identity: what is sealed for its owner opens with it, here and with `age -d -i`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pyrage
from bech32 import bech32_encode, convertbits
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from evaluator_app.exchange.identity_file import Identity

_OTHERS = "No matching keys found"  # pyrage tells the two apart by its sentence only
_PURPOSE = b"evaluator_app age X25519 1"
_KEY_BYTES = 32


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


def age_key_of(identity: Identity) -> AgeKey:
    """The age key that belongs to an identity: HKDF-SHA256 (RFC 5869) of its private exponent.

    One file with one passphrase holds both; docs/decisions/005-age-key-from-identity.md.
    """
    numbers = identity.key.private_numbers()
    material = numbers.d.to_bytes((identity.key.key_size + 7) // 8, "big")
    secret = HKDF(hashes.SHA256(), _KEY_BYTES, salt=None, info=_PURPOSE).derive(material)
    words = bech32_encode("age-secret-key-", convertbits(secret, 8, 5) or []).upper()
    return AgeKey(secret=pyrage.x25519.Identity.from_str(words))


def age_key_bytes(key: AgeKey, passphrase: bytes) -> bytes:
    """The key as an age identity file for the age program, encrypted with a passphrase as age does it."""
    lines = f"# public key: {key.recipient}\n{key.secret}\n"
    return bytes(pyrage.passphrase.encrypt(lines.encode(), passphrase.decode()))


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
