"""How long personal data is kept: rules with their years, and what is due for removal on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from evaluator_app.domain.roster import Member, years_later


class Kept(StrEnum):
    """What holds personal data and can be removed by rule (D-31)."""

    ROSTER = "roster"  # people whose term is over
    APPLICATIONS = "applications"  # the folder of a closed campaign, with the applicants' contacts


@dataclass(frozen=True, kw_only=True)
class RetentionRule:
    """For how many years something is kept, by which clause."""

    what: Kept
    years: int
    clause: str
    assumed: bool = False


@dataclass(frozen=True, kw_only=True)
class Held:
    """Something with personal data, and the day on which its purpose ended."""

    what: Kept
    id: str
    ended: str  # yyyy-mm-dd


@dataclass(frozen=True, kw_only=True)
class DueRemoval:
    """Something that is to be removed from this day on."""

    held: Held
    rule: RetentionRule
    since: str


@dataclass(frozen=True, kw_only=True)
class Removal:
    """That something was removed: which by its id alone, by which rule, by whom."""

    what: Kept
    id: str
    clause: str
    years: int
    who: str
    at: str


def held_of(members: Iterable[Member]) -> tuple[Held, ...]:
    """The people of a roster whose term ends; staff have none and stay until they are removed by hand."""
    return tuple(Held(what=Kept.ROSTER, id=one.id, ended=one.term_ends) for one in members if one.term_ends)


def due_removals(held: Iterable[Held], rules: Iterable[RetentionRule], day: str) -> tuple[DueRemoval, ...]:
    """What is due on a day, the longest due first; what no rule names is kept."""
    years = {one.what: one for one in rules}
    found = [
        DueRemoval(held=one, rule=rule, since=since)
        for one in held
        if (rule := years.get(one.what)) and (since := years_later(one.ended, rule.years)) < day
    ]
    return tuple(sorted(found, key=lambda one: (one.since, one.held.what, one.held.id)))
