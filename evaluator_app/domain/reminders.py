"""Whom to remind of what: for each expert the sheets that are missing, and those that cannot be used."""

from dataclasses import dataclass

from evaluator_app.domain.application import Application
from evaluator_app.domain.ledger import LedgerLine, State
from evaluator_app.domain.panel import PanelMerge
from evaluator_app.domain.problems import Problem


@dataclass(frozen=True, kw_only=True)
class Unusable:
    """An application whose sheet came and does not count, with every reason."""

    application: Application
    problems: tuple[Problem, ...]


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """What one expert still owes; `due` is yyyy-mm-dd, or "" where no day is fixed."""

    expert: str
    due: str
    missing: tuple[Application, ...]
    unusable: tuple[Unusable, ...] = ()


def reminders(merge: PanelMerge) -> tuple[Reminder, ...]:
    """One reminder for each expert who owes something, in the ledger's order.

    Nobody is reminded of a sheet that somebody else has to decide on: one of several that differ, or one of
    an application that is not theirs.
    """
    applications = {one.application.id: one.application for one in merge.results}
    owed: dict[str, tuple[list[Application], list[Unusable]]] = {}
    open_ = {(one.expert, one.application) for one in merge.rivals}
    for line in merge.ledger:
        if (line.expert, line.application) in open_:
            continue
        missing, unusable = owed.setdefault(line.expert, ([], []))
        application = applications[line.application]
        if line.state is State.MISSING:
            missing.append(application)
        elif line.state is State.REFUSED and line.issued:
            unusable.append(Unusable(application=application, problems=_problems(merge, line)))
    return tuple(
        Reminder(expert=expert, due=merge.campaign.due, missing=tuple(missing), unusable=tuple(unusable))
        for expert, (missing, unusable) in owed.items()
        if missing or unusable
    )


def _problems(merge: PanelMerge, line: LedgerLine) -> tuple[Problem, ...]:
    files = {file for file, _ in line.files}
    return tuple(one.problem for one in merge.refusals if one.file in files)
