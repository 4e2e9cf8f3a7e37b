"""The register as third parties get it: who has a certificate can have it checked, nobody is listed unasked.

What an entry says of a holder stands in it openly only with the consents of S0-117. Otherwise it holds
digests that only somebody with the code printed on the certificate can compare.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from evaluator_app.domain.register import Entry, Validity

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O, U: they are misread
CODE_LENGTH, _GROUP = 12, 4  # 60 bits
CHECKED = ("organisation", "site", "boundary", "result", "issued_on", "until")
_MISREAD = str.maketrans("ILO", "110")


@dataclass(frozen=True, kw_only=True)
class PublicEntry:
    """One certificate; `shown` is what may be read by anybody, `digests` what can be compared."""

    number: str
    proof: str
    until: str
    state: Validity
    shown: Mapping[str, str] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PublicRegister:
    """All certificates as they stood on a day."""

    issuer: str
    day: str
    entries: tuple[PublicEntry, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The entry that a number and code belong to, and what of the certificate differs from it."""

    entry: PublicEntry
    state: Validity
    differs: tuple[str, ...] = ()


def plain_code(words: str) -> str:
    """A code as it was meant: no blanks or hyphens, capitals, misread letters mended."""
    kept = unicodedata.normalize("NFKC", words).upper().translate(_MISREAD)
    return "".join(letter for letter in kept if letter in ALPHABET)


def grouped_code(code: str) -> str:
    """A code as it is printed."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def proof(number: str, code: str) -> str:
    """What shows that somebody has the code of a certificate: `printf 'CODE:NUMBER' | sha256sum`."""
    return sha256(f"{plain_code(code)}:{number}".encode()).hexdigest()


def _digest(code: str, name: str, value: str) -> str:
    plain = "".join(unicodedata.normalize("NFKC", value).split())
    return sha256(f"{plain_code(code)}:{name}:{plain}".encode()).hexdigest()


def particulars(entry: Entry, result: str) -> dict[str, str]:
    """What a certificate says that can be checked."""
    return {
        "organisation": entry.organisation,
        "site": entry.site,
        "boundary": entry.boundary,
        "result": result,
        "issued_on": entry.issued_on,
        "until": entry.until,
    }


def public_entry(entry: Entry, result: str, state: Validity, *, consented: bool) -> PublicEntry:
    """A certificate as third parties get it."""
    said = particulars(entry, result)
    return PublicEntry(
        number=entry.number,
        proof=proof(entry.number, entry.code),
        until=entry.until,
        state=state,
        shown=said if consented else {},
        digests={name: _digest(entry.code, name, value) for name, value in said.items()},
    )


def checked(
    register: PublicRegister, number: str, code: str, said: Mapping[str, str], day: str
) -> Checked | None:
    """The certificate of this number and code as it stands on a day; None where there is none."""
    wanted = proof(number, code)
    entry = next((one for one in register.entries if one.number == number and one.proof == wanted), None)
    if entry is None:
        return None
    differs = tuple(
        name for name, value in said.items() if entry.digests.get(name) != _digest(code, name, value)
    )
    ended = entry.state is Validity.VALID and entry.until < day
    return Checked(entry=entry, state=Validity.EXPIRED if ended else entry.state, differs=differs)
