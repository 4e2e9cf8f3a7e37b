"""The receipt of a signed sheet, as the text of a small file."""

from evaluator_app.domain.digests import check_code
from evaluator_app.domain.freezing import Revision
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


def revision_words(revision: Revision) -> tuple[str, ...]:
    """What the reader of an open sheet must know of its revision; nothing of a first one that is open."""
    found = []
    if revision.supersedes is not None:
        found.append(
            text(
                "Revision {number}, correction: {reason}",
                number=revision.number,
                reason=revision.supersedes.reason,
            )
        )
    if revision.signed is not None:
        found.append(
            text(
                "Signed on {time} and frozen: it can only be corrected.",
                time=revision.signed.at[:16].replace("T", " "),
            )
        )
    return tuple(found)
