"""A workspace's key wrapped by an identity: RSA-OAEP with SHA-256, as `openssl pkeyutl` opens it."""

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.exchange.identity_file import Identity

_OAEP = padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=None)


def wrapped_key(key: bytes, identity: Identity) -> bytes:
    """The key as only this identity can unwrap it; it was tried before it is given out."""
    wrapped = identity.key.public_key().encrypt(key, _OAEP)
    if unwrapped_key(wrapped, identity, "") != key:
        raise AssertionError  # the library broke its word; the old key file is still whole
    return wrapped


def unwrapped_key(wrapped: bytes, identity: Identity, place: str) -> bytes:
    """The key; refused where it was wrapped for somebody else."""
    try:
        return identity.key.decrypt(wrapped, _OAEP)
    except ValueError as error:
        raise Refused([problem(Code.IDENTITY_OF_ANOTHER_WORKSPACE, place)]) from error
