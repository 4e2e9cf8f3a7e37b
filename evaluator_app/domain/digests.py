"""Digests of rules: SHA-256 over canonical JSON (sorted keys, no white space, UTF-8)."""

import hashlib
import json
from collections.abc import Mapping


def canonical_json(value: object) -> bytes:
    """One byte sequence for one value; floats are refused since rules are exact."""
    _refuse_floats(value)
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        message = "a rule holds a float"
        raise TypeError(message)
    children = (
        value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    )
    for child in children:
        _refuse_floats(child)


def digest(value: object) -> str:
    """The SHA-256 of a value's canonical JSON, in hex."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def short(hex_digest: str) -> str:
    """A digest short enough to read aloud: `7f3a 91c2`."""
    return f"{hex_digest[:4]} {hex_digest[4:8]}"


def check_code(hex_digest: str) -> str:
    """Twelve decimal digits of a digest in groups, to read out on the telephone: `0123 4567 8901`."""
    digits = f"{int(hex_digest, 16) % 10**12:012d}"
    return " ".join(digits[at : at + 4] for at in range(0, 12, 4))
