"""The roster of experts: kept in the workspace, taken in and given out as a workbook, checked."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.roster import (
    Conflict,
    Member,
    TermState,
    clear_of,
    conflicts,
    roster_problems,
    term_state,
)
from evaluator_app.domain.roster_intake import Change, MemberChange, free_ids, roster_changes
from evaluator_app.domain.scheme import Organisation
from evaluator_app.domain.sealing import expert_standing
from evaluator_app.domain.trust import Standing, Trust, moment
from evaluator_app.exchange.certificates import to_utc
from evaluator_app.exchange.roster_reader import read_roster
from evaluator_app.exchange.roster_workbook import write_roster
from evaluator_app.exchange.safe_writing import new_file
from evaluator_app.exchange.source_folder import read_applications
from evaluator_app.services import schemes
from evaluator_app.services.clock import now
from evaluator_app.store import roster as store
from evaluator_app.store.workspace import Workspace

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


def standing(ws: Workspace) -> RosterCheck:
    """The roster of the workspace as it stands today."""
    members, day = store.members(ws), now()[:10]
    soon = (date.fromisoformat(day) + SOON).isoformat()
    return RosterCheck(
        members=tuple((one, term_state(one, day, soon)) for one in members),
        problems=roster_problems(members),
    )


def certificates(found: RosterCheck, trust: Trust) -> dict[str, Standing]:
    """How the certificates of the roster's people stand today, by their ids; who has none is left out."""
    at = moment(trust, to_utc(now()))
    standings = {one.id: expert_standing(one.expert, trust, at) for one, _ in found.members}
    return {name: one for name, one in standings.items() if one is not None}


def sources(forms: Path) -> tuple[str, ...]:
    """Where the schemes say that members of panels come from (S0-24, S4-77)."""
    found = (one for body in _bodies(forms) for one in body.members_from)
    return tuple(dict.fromkeys(found))


def known_conditions(forms: Path) -> tuple[tuple[str, str], ...]:
    """What the schemes ask of their experts, as `scheme:condition` with its own words (S0-28 to S0-34)."""
    return tuple(
        (f"{one.scheme.id}:{condition.id}", f"{condition.text}（{one.scheme.title}）")
        for one in schemes.installed(forms)
        for body in one.scheme.organisations
        for condition in body.conditions
    )


def _bodies(forms: Path) -> tuple[Organisation, ...]:
    return tuple(body for one in schemes.installed(forms) for body in one.scheme.organisations)


def preview(ws: Workspace, path: Path) -> tuple[MemberChange, ...]:
    """What taking in a workbook would do; refused with every fault of it, each with its cell."""
    found = read_roster(path)
    problems = (*found.problems, *roster_problems(found.members))
    if problems:
        raise Refused(problems)
    return roster_changes(store.members(ws), found.members, store.used_ids(ws))


def take_in(ws: Workspace, changes: Iterable[MemberChange], who: str) -> None:
    """Keep who is new or changed; nobody is removed by a workbook that does not name them."""
    wanted = [(one.member, one.change.value) for one in changes if one.change is not Change.SAME]
    _named(who)
    store.save(ws, wanted, who, now())


def save(ws: Workspace, member: Member, who: str) -> Member:
    """Keep one person, new where they have no id yet."""
    _named(who)
    known = store.members(ws)
    name = member.id or next(free_ids(store.used_ids(ws)))
    one = replace(member, id=name, place=name)
    others = [other for other in known if other.id != name]
    problems = [wrong for wrong in roster_problems((*others, one)) if wrong.place == name]
    if problems:
        raise Refused(problems)
    there = any(other.id == name for other in known)
    store.save(ws, [(one, (Change.CHANGED if there else Change.NEW).value)], who, now())
    return one


def remove(ws: Workspace, member: str, reason: str, who: str) -> None:
    """Forget a person: personal data is kept only as long as it is needed; their number stays used."""
    _named(who)
    if not any(one.id == member for one in store.members(ws)):
        raise Refused([problem(Code.MEMBER_UNKNOWN, member=member)])
    if not reason.strip():
        raise Refused([problem(Code.RECORD_REASON_MISSING, member)])
    store.remove(ws, member, reason, who, now())


def _named(who: str) -> None:
    if not who.strip():
        raise Refused([problem(Code.RECORD_NAME_MISSING)])


def export(ws: Workspace, out: Path) -> None:
    """The roster of the workspace as a workbook, to be changed and taken in again."""
    write(out, store.members(ws))


def write(out: Path, members: Iterable[Member] = ()) -> None:
    """Write a roster's workbook, empty where there is nobody yet."""
    with new_file(out) as stream:
        write_roster(stream, members, datetime.fromisoformat(now()))
