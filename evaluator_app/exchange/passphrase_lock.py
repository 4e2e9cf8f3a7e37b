"""A few bytes under a passphrase, as `age -d` opens them; for a key that leaves its computer."""

import pyrage

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem


def locked(data: bytes, passphrase: str) -> bytes:
    """The data as an age file under this passphrase."""
    return bytes(pyrage.passphrase.encrypt(data, passphrase))


def unlocked(data: bytes, passphrase: str, place: str) -> bytes:
    """What is in such a file; refused where the passphrase is another one."""
    try:
        return bytes(pyrage.passphrase.decrypt(data, passphrase))
    except pyrage.DecryptError as error:
        raise Refused([problem(Code.MOVE_KEY_LOCKED, place)]) from error
