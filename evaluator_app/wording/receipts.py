"""The receipt of a signed sheet, as the text of a small file."""

from evaluator_app.domain.digests import check_code
from evaluator_app.domain.sheet import SheetSignature
from evaluator_app.wording.language import text


def receipt_lines(digest: str, revision: int, signature: SheetSignature) -> tuple[tuple[str, str], ...]:
    """What a receipt says, as names and values."""
    return (
        (text("Check code"), check_code(digest)),
        (text("Fingerprint of the file (SHA-256)"), digest),
        (text("Revision"), str(revision)),
        (text("Signed by"), signature.signer),
        (text("Signed at (UTC)"), signature.time),
        (text("Certificate (SHA-256)"), signature.fingerprint),
    )


def receipt_text(name: str, digest: str, revision: int, signature: SheetSignature) -> str:
    """The whole receipt."""
    lines = (f"{one}: {value}" for one, value in receipt_lines(digest, revision, signature))
    return "\n".join((text("Receipt of a signed score sheet"), name, "", *lines, ""))
