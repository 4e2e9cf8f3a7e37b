"""Which backups are kept: the newest ones, and the newest of some days, weeks and months."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a backup was made."""

    START = "start"  # the program was started on work that had no backup yet
    WORK = "work"  # after some minutes of work
    ASKED = "asked"
    UPGRADE = "upgrade"  # the workspace as it was before a newer version of the program changed its tables
    RESTORE = "restore"  # the workspace as it was before a backup was put in its place
    MOVE = "move"  # it went to another computer, or came from one


APART = (Reason.UPGRADE, Reason.RESTORE)  # the way back from a step: kept by their own number


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A backup by its name, which begins with its moment: `2024-09-02T093000`."""

    name: str
    reason: Reason = Reason.START

    @property
    def day(self) -> str:
        """The day it was made, yyyy-mm-dd."""
        return self.name[:10]


@dataclass(frozen=True, kw_only=True)
class Rotation:
    """When a backup is due, and how many of the newest, of days, weeks and months keep theirs."""

    minutes: int = 20  # of work between two backups
    newest: int = 10
    days: int = 7
    weeks: int = 4
    months: int = 12
    apart: int = 3  # of those before an upgrade, and of those before a restore


def is_due(*, changed: bool, minutes: int | None, rule: Rotation) -> bool:
    """Whether work has to be backed up: `minutes` since the newest backup, None where the program starts."""
    return changed and (minutes is None or minutes >= rule.minutes)


def kept(backups: Iterable[Dated], rule: Rotation) -> frozenset[str]:
    """The names of the backups that stay; the newest always does."""
    newest_first = sorted(backups, key=lambda one: one.name, reverse=True)
    usual = [one for one in newest_first if one.reason not in APART]
    stay = {one.name for one in usual[: max(1, rule.newest)]}
    for reason in APART:
        stay |= {one.name for one in [one for one in newest_first if one.reason is reason][: rule.apart]}
    for count, period in ((rule.days, _day), (rule.weeks, _week), (rule.months, _month)):
        stay |= _newest_of_each(usual, period, count)
    return frozenset(stay)


def _newest_of_each(newest_first: Iterable[Dated], period: Callable[[str], str], count: int) -> set[str]:
    newest: dict[str, str] = {}
    for one in newest_first:
        newest.setdefault(period(one.day), one.name)
    return set(list(newest.values())[:count])


def _day(day: str) -> str:
    return day


def _month(day: str) -> str:
    return day[:7]


def _week(day: str) -> str:
    """A number for the week of a day, Monday first."""
    year, month, number = (int(part) for part in day.split("-"))
    years = year if month > 2 else year - 1  # noqa: PLR2004 - the year is taken to begin in March
    months = (month + 9) % 12
    days = years * 365 + years // 4 - years // 100 + years // 400 + (153 * months + 2) // 5 + number - 1
    return str((days + 2) // 7)
