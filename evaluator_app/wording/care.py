"""What is said of backups and of what is kept and removed."""

from collections.abc import Mapping

from evaluator_app.domain.retention import Kept
from evaluator_app.domain.rotation import Reason
from evaluator_app.wording.language import text

_KIB = 1024


def reason_titles() -> Mapping[Reason, str]:
    """Why a backup was made."""
    return {
        Reason.START: text("at the start"),
        Reason.WORK: text("while working"),
        Reason.ASKED: text("asked for"),
        Reason.UPGRADE: text("before an upgrade"),
        Reason.RESTORE: text("before a restore"),
        Reason.MOVE: text("moved"),
    }


def kept_titles() -> Mapping[Kept, str]:
    """What holds personal data."""
    return {Kept.ROSTER: text("Expert of the roster"), Kept.APPLICATIONS: text("Applications of a campaign")}


def made_words(made: str) -> str:
    """When a backup was made, for people."""
    return made[:16].replace("T", " ")


def size_words(size: int) -> str:
    """A size for people."""
    for unit in ("KiB", "MiB"):
        size = -(-size // _KIB)
        if size < _KIB:
            return f"{size} {unit}"
    return f"{-(-size // _KIB)} GiB"
