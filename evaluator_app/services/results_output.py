"""What leaves the results of a campaign: the committee's workbook, and the reminders of experts."""

from datetime import datetime
from pathlib import Path

from evaluator_app.domain.panel import PanelMerge
from evaluator_app.domain.reminders import Reminder, reminders
from evaluator_app.exchange.committee_workbook import write_committee_workbook
from evaluator_app.exchange.reminder_workbook import write_reminder_workbook
from evaluator_app.exchange.safe_writing import new_file, replace_file
from evaluator_app.services.clock import now
from evaluator_app.wording.reminders import reminders_text


def write_workbook(merge: PanelMerge, out: Path, *, replace: bool = False) -> None:
    """The committee's workbook, whole or not at all."""
    writing = replace_file if replace else new_file
    with writing(out) as stream:
        write_committee_workbook(stream, merge, datetime.fromisoformat(now()))


def owed(merge: PanelMerge) -> tuple[Reminder, ...]:
    """Whom to remind of what."""
    return reminders(merge)


def write_reminders(merge: PanelMerge, out: Path, *, replace: bool = False) -> None:
    """The reminders as a workbook, or as text where the file's name says so."""
    writing = replace_file if replace else new_file
    with writing(out) as stream:
        if out.suffix.lower() == ".txt":
            stream.write(reminders_text(owed(merge), merge.campaign.title).encode("utf-8-sig"))
        else:
            write_reminder_workbook(stream, owed(merge), datetime.fromisoformat(now()))
