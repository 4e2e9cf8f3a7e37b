"""What was exchanged with other machines: which files were written and read, and when; it only grows."""

from dataclasses import asdict, dataclass
from enum import StrEnum

from evaluator_app.store.workspace import Workspace


class ExchangeKind(StrEnum):
    """What was done with an exchange file."""

    WRITTEN = "written"
    READ = "read"
    HANDED_OVER = "handed_over"  # written, and the numbers given to the workspace it names


@dataclass(frozen=True, kw_only=True)
class ExchangeNote:
    """One exchange; `workspace` is the other machine's, `added` how many rows came."""

    kind: ExchangeKind
    workspace: str
    digest: str
    signer: str
    fingerprint: str
    added: int
    who: str
    at: str


def add(ws: Workspace, campaign: str, one: ExchangeNote) -> None:
    """Write that something was exchanged."""
    with ws.changing() as db:
        db.table("exchanges").insert({"campaign": campaign, **asdict(one), "kind": one.kind.value})


def every(ws: Workspace, campaign: str) -> tuple[ExchangeNote, ...]:
    """Everything that was exchanged of a campaign, in order."""
    with ws.reading() as db:
        rows = db.query(
            "SELECT kind, workspace, digest, signer, fingerprint, added, who, at FROM exchanges"
            " WHERE campaign = ? ORDER BY number",
            [campaign],
        )
        return tuple(ExchangeNote(**{**row, "kind": ExchangeKind(row["kind"])}) for row in rows)
