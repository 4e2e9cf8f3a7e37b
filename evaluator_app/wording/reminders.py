"""The reminder of an expert as words that can be sent."""

from collections.abc import Iterable

from evaluator_app.domain.application import Application
from evaluator_app.domain.reminders import Reminder
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import what_happened, what_to_do


def application_words(one: Application) -> str:
    """An application in one line: number, organisation, site."""
    return f"{one.id} {' · '.join(part for part in (one.organisation, one.site) if part)}"


def reminder_words(one: Reminder, campaign: str) -> str:
    """What to send to an expert."""
    lines = [text("{expert}, hello:", expert=one.expert)]
    if one.missing:
        lines.append(_asked(one, campaign))
        lines += [f"  - {application_words(application)}" for application in one.missing]
    if one.unusable:
        lines.append(text("These score sheets came, but cannot be used:"))
        for unusable in one.unusable:
            lines.append(f"  - {application_words(unusable.application)}")
            lines += [f"    {what_happened(wrong)} {what_to_do(wrong)}" for wrong in unusable.problems]
    return "\n".join(lines)


def _asked(one: Reminder, campaign: str) -> str:
    if one.due:
        return text(
            "These score sheets of “{campaign}” are still missing; they are due on {day}:",
            campaign=campaign,
            day=one.due,
        )
    return text("These score sheets of “{campaign}” are still missing:", campaign=campaign)


def reminders_text(every: Iterable[Reminder], campaign: str) -> str:
    """All reminders, one below the other."""
    return "\n\n".join(reminder_words(one, campaign) for one in every)
