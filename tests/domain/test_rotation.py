"""Which backups stay, and when one is due (the rule is data)."""

import pytest

from evaluator_app.domain.rotation import Dated, Reason, Rotation, is_due, kept

RULE = Rotation(newest=2, days=3, weeks=2, months=3, apart=1)


def names(*moments: str, reason: Reason = Reason.WORK) -> list[Dated]:
    """Backups made at these moments."""
    return [Dated(name=f"{one}T120000" if len(one) == 10 else one, reason=reason) for one in moments]


def test_the_newest_stay_and_the_newest_of_days_weeks_and_months() -> None:
    found = names(
        *("2024-09-05T090000", "2024-09-05T092000", "2024-09-05T094000"),  # Thursday: the newest two
        *("2024-09-04", "2024-09-03"),  # the newest of three days
        "2024-09-02",  # the same week, a fourth day
        *("2024-08-30", "2024-08-29"),  # the week before: its newest, which is the month's newest as well
        *("2024-07-31", "2024-07-01"),
        "2024-06-30",
    )
    assert sorted(kept(found, RULE)) == [
        *("2024-07-31T120000", "2024-08-30T120000", "2024-09-03T120000", "2024-09-04T120000"),
        *("2024-09-05T092000", "2024-09-05T094000"),
    ]


def test_a_year_later_each_month_has_one() -> None:
    days = [f"2023-{month:02d}-{day:02d}" for month in range(1, 13) for day in range(1, 29)]
    stay = kept(names(*days), Rotation(newest=1, days=1, weeks=1, months=12))
    assert sorted(one[:7] for one in stay) == [f"2023-{month:02d}" for month in range(1, 13)]


def test_the_way_back_from_an_upgrade_and_a_restore_is_kept_apart() -> None:
    upgrades = names("2023-01-01", "2023-06-01", reason=Reason.UPGRADE)
    restores = names("2023-02-01", "2023-07-01", reason=Reason.RESTORE)
    stay = kept([*upgrades, *restores, *names("2024-09-05")], RULE)
    assert sorted(stay) == ["2023-06-01T120000", "2023-07-01T120000", "2024-09-05T120000"]


def test_weeks_run_over_the_turn_of_a_year() -> None:
    """31 December 2024 and 1 January 2025 are of one week."""
    stay = kept(names("2024-12-31", "2025-01-01"), Rotation(newest=1, days=0, weeks=5, months=0))
    assert sorted(stay) == ["2025-01-01T120000"]


def test_nothing_is_kept_of_nothing_and_something_of_the_strictest_rule() -> None:
    strict = Rotation(newest=0, days=0, weeks=0, months=0, apart=0)
    assert kept([], strict) == frozenset()
    assert kept(names("2024-09-05", "2024-09-04"), strict) == {"2024-09-05T120000"}


@pytest.mark.parametrize(
    ("changed", "minutes", "due"),
    [(False, None, False), (True, None, True), (True, 19, False), (True, 20, True), (False, 999, False)],
)
def test_a_backup_is_due_after_minutes_of_work_or_at_the_start(
    changed: bool,  # noqa: FBT001 - a column of the table above
    minutes: int | None,
    due: bool,  # noqa: FBT001 - as above
) -> None:
    assert is_due(changed=changed, minutes=minutes, rule=Rotation()) is due
