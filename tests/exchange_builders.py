"""Two machines of a secretariat with one campaign, and what they say of it, for tests."""

from pathlib import Path
from typing import Any

import identity_builders as identities
from archive_builders import CAMPAIGN, WHO

from evaluator_app.domain.dossier import Result, StepRecord
from evaluator_app.domain.exchange_rows import TABLES, contents
from evaluator_app.services import campaigns, exchanging
from evaluator_app.services.exchanging import Preview, ToWrite
from evaluator_app.store import exchange_rows
from evaluator_app.store.workspace import Workspace

LATER = "2024-09-03T09:30:00.000+08:00"
COLLEAGUE = "示例同事"


def written(ws: Workspace, out: Path, hand_over: str = "") -> Path:
    """An exchange of the only campaign as it is here."""
    name = campaigns.every(ws)[0].plan.id
    asked = ToWrite(campaign=name, out=out, who=WHO, hand_over=hand_over)
    return exchanging.write(ws, asked, identities.secretariat()).path


def taken(ws: Workspace, path: Path) -> Preview:
    """Read an exchange; what it was to bring."""
    looked = exchanging.preview(ws, path, identities.trust_list())
    exchanging.read(ws, looked, COLLEAGUE)
    return looked


def passed(sender: Workspace, receiver: Workspace, folder: Path, hand_over: str = "") -> Preview:
    """One machine's exchange read on the other."""
    name = f"{len(list(folder.glob('*.evexchange')))}.evexchange"
    return taken(receiver, written(sender, folder / name, hand_over))


def said(ws: Workspace) -> dict[str, list[str]]:
    """Everything that is exchanged of the campaign, as it reads without row numbers."""
    here = exchange_rows.tables_of(exchange_rows.rows_of(ws, campaigns.every(ws)[0].plan.id))
    keyed = {name: [str(sorted(plain(row).items())) for row in here[name]] for name in TABLES}
    whole = {name: sorted(map(str, contents(here, name))) for name in TABLES}
    return whole | {name: sorted(keyed[name]) for name in ("members", "certificates", "step_dates")}


def plain(row: Any) -> dict[str, str]:
    """A row as text."""
    return {name: str(value) for name, value in row.items()}


def record(ws: Workspace, step: str, day: str, who: str = WHO) -> None:
    """Record that something was done."""
    one = StepRecord(step=step, day=day, result=Result.DONE, recorded_by=who)
    campaigns.record(ws, CAMPAIGN, one)
