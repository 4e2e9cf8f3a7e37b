"""Which backups are kept: the newest of some days, weeks and months; which day's is still to be made."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a backup was made."""

    DAILY = "daily"
    ASKED = "asked"
    UPGRADE = "upgrade"  # the workspace as it was before a newer version of the program changed its tables


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A backup by its name, which begins with its moment: `2024-09-02T093000`."""

    name: str
    reason: Reason = Reason.DAILY

    @property
    def day(self) -> str:
        """The day it was made, yyyy-mm-dd."""
        return self.name[:10]


@dataclass(frozen=True, kw_only=True)
class Rotation:
    """How many days, weeks and months with a backup keep their newest one."""

    days: int = 7
    weeks: int = 4
    months: int = 12
    upgrades: int = 3


def is_due(backups: Iterable[Dated], today: str) -> bool:
    """Whether this day has no backup yet; the one before an upgrade is of yesterday's work."""
    return not any(one.day == today and one.reason is not Reason.UPGRADE for one in backups)


def kept(backups: Iterable[Dated], rule: Rotation) -> frozenset[str]:
    """The names of the backups that stay; all of the newest day do."""
    newest_first = sorted(backups, key=lambda one: one.name, reverse=True)
    usual = [one for one in newest_first if one.reason is not Reason.UPGRADE]
    upgrades = [one for one in newest_first if one.reason is Reason.UPGRADE]
    stay = {one.name for one in usual if one.day == usual[0].day}
    stay |= {one.name for one in upgrades[: rule.upgrades]}
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
