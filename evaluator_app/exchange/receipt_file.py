"""The receipt of a signed sheet as a small text file."""

from evaluator_app.domain.sheet import SheetSignature
from evaluator_app.wording.receipts import receipt_text


def receipt_bytes(name: str, digest: str, revision: int, signature: SheetSignature) -> bytes:
    """The receipt of this file, as UTF-8 that Windows programs recognise."""
    return receipt_text(name, digest, revision, signature).encode("utf-8-sig")
