"""The checksum of a PKCS#12 file, made as slow to guess through as its encryption.

`cryptography` writes it with 2,048 rounds, whatever the encryption has: who guesses passphrases would try
them on the checksum. This is appendix B of RFC 7292 for SHA-256, whose one block is all that is needed.
"""

import hmac
import secrets
from hashlib import sha256
from itertools import repeat

from asn1crypto.pkcs12 import Pfx

_BLOCK, _SALT = 64, 16
_FOR_MAC = b"\x03"


def with_slow_mac(data: bytes, passphrase: bytes, rounds: int) -> bytes:
    """The same file with a checksum of so many rounds."""
    pfx = Pfx.load(data, strict=True)
    salt = secrets.token_bytes(_SALT)
    key = _key(passphrase, salt, rounds)
    content = pfx["auth_safe"]["content"].contents
    pfx["mac_data"] = {
        "mac": {"digest_algorithm": {"algorithm": "sha256"}, "digest": hmac.digest(key, content, "sha256")},
        "mac_salt": salt,
        "iterations": rounds,
    }
    return bytes(pfx.dump())


def _key(passphrase: bytes, salt: bytes, rounds: int) -> bytes:
    secret = (passphrase.decode() + "\0").encode("utf-16-be")
    state = _FOR_MAC * _BLOCK + _filled(salt) + _filled(secret)
    for _ in repeat(None, rounds):
        state = sha256(state).digest()
    return state


def _filled(data: bytes) -> bytes:
    """The bytes over and over, up to the end of a block."""
    length = -(-len(data) // _BLOCK) * _BLOCK
    return (data * _BLOCK)[:length]
