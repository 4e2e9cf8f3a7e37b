"""What leaves the results of a campaign: the committee's workbook, and the reminders of experts."""

from datetime import datetime
from pathlib import Path

from evaluator_app.domain.panel import PanelMerge
from evaluator_app.domain.reminders import reminders
from evaluator_app.exchange.committee_workbook import write_committee_workbook
from evaluator_app.exchange.reminder_file import write_reminder_text, write_reminder_workbook
from evaluator_app.exchange.safe_writing import new_file, replace_file
from evaluator_app.services.clock import now

_TEXT = ".txt"


def write_workbook(merge: PanelMerge, out: Path, *, replace: bool = False) -> None:
    """The committee's workbook, whole or not at all."""
    with (replace_file if replace else new_file)(out) as stream:
        write_committee_workbook(stream, merge, datetime.fromisoformat(now()))


def write_reminders(merge: PanelMerge, out: Path, *, replace: bool = False) -> None:
    """The reminders as a workbook, or as text where the file's name says so."""
    with (replace_file if replace else new_file)(out) as stream:
        if out.suffix.lower() == _TEXT:
            write_reminder_text(stream, reminders(merge), merge.campaign.title)
        else:
            write_reminder_workbook(stream, reminders(merge), datetime.fromisoformat(now()))
