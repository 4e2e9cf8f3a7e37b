"""The trust list of the secretariat's own authority, by which signers are judged."""

from pathlib import Path
from typing import TYPE_CHECKING

from evaluator_app.late import late
from evaluator_app.services import preferences

if TYPE_CHECKING:
    from evaluator_app.domain.trust import Trust
    from evaluator_app.services import identities
else:
    identities = late("evaluator_app.services.identities")


def own_trust(kept: Path) -> "Trust | None":
    """The trust list; None where there is no authority yet."""
    place = preferences.kept(kept, preferences.AUTHORITY).strip()
    return identities.authority_trust(Path(place)) if place and Path(place).exists() else None
