"""The roster of experts: checked for faults, terms that end, and conflicts with a campaign's applications."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from evaluator_app.domain.problems import Problem
from evaluator_app.domain.roster import (
    Conflict,
    Member,
    TermState,
    clear_of,
    conflicts,
    roster_problems,
    term_state,
)
from evaluator_app.exchange.roster_workbook import read_roster, write_roster
from evaluator_app.exchange.safe_writing import new_file
from evaluator_app.exchange.source_folder import read_applications
from evaluator_app.services.clock import now

SOON = timedelta(days=180)  # before the end of a term, when somebody should think of it


@dataclass(frozen=True, kw_only=True)
class RosterCheck:
    """A roster as it stands on a day; conflicts are those with the applications that were given."""

    members: tuple[tuple[Member, TermState], ...]
    problems: tuple[Problem, ...]
    conflicts: tuple[Conflict, ...] = ()
    clear: tuple[tuple[str, int], ...] = ()  # application id and how many members may score it


def check(path: Path, campaign: Path | None = None) -> RosterCheck:
    """Check a roster's workbook today, alone or against the applications of a campaign's folder."""
    found, day = read_roster(path), now()[:10]
    soon = (date.fromisoformat(day) + SOON).isoformat()
    applications = [one.application for one in read_applications(campaign)] if campaign else []
    return RosterCheck(
        members=tuple((one, term_state(one, day, soon)) for one in found.members),
        problems=(*found.problems, *roster_problems(found.members)),
        conflicts=conflicts(found.members, applications, day),
        clear=tuple(clear_of(found.members, applications, day).items()),
    )


def write(out: Path, members: Iterable[Member] = ()) -> None:
    """Write a roster's workbook, empty where there is nobody yet."""
    with new_file(out) as stream:
        write_roster(stream, members, datetime.fromisoformat(now()))
