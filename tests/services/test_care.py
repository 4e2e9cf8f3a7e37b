"""Backups by themselves, listed, put back by date; the present state is never destroyed."""

import json
import os
import shutil
from pathlib import Path

import pytest
from care_builders import RULES, Clock, clock, place_in, score, scored
from workspace_builders import snapshot

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.domain.rotation import Reason
from evaluator_app.services import care, workspaces
from evaluator_app.services.care import Backup, CarePlace
from evaluator_app.services.places import own_places
from evaluator_app.store import database
from evaluator_app.store.workspace import DATABASE


@pytest.fixture
def place(tmp_path: Path) -> CarePlace:
    """A workspace with work in it."""
    return place_in(tmp_path)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The time of the care, early in September."""
    set_to = clock(monkeypatch)
    set_to("2024-09-02T09:00")
    return set_to


def back_up(place: CarePlace, *, starting: bool | None = None) -> Backup | None:
    """Back up: asked for, or by itself where it is due."""
    with workspaces.open_existing(place.workspace, place.keys) as ws:
        if starting is None:
            return care.back_up(ws, place).backup
        started = care.start_due(ws, place, starting=starting)
    return started.finish().backup if started else None


def refused(work: object, *arguments: object) -> list[Code]:
    """Why something is refused."""
    with pytest.raises(Refused) as caught:
        work(*arguments)  # type: ignore[operator] # a function of the services
    return [one.code for one in caught.value.problems]


def test_work_is_backed_up_at_the_start_and_after_minutes(place: CarePlace, time: Clock) -> None:
    first = back_up(place, starting=True)
    assert first
    assert first.record.reason is Reason.START
    assert back_up(place, starting=True) is None  # nothing changed
    score(place, "9")
    time("2024-09-02T09:19")
    assert back_up(place, starting=False) is None
    time("2024-09-02T09:20")
    second = back_up(place, starting=False)
    assert second
    assert second.record.reason is Reason.WORK
    score(place, "8.5")
    time("2024-09-02T09:21")
    assert back_up(place, starting=True)
    found, problems = care.every(place)
    assert [one.folder.name for one in found] == [
        *("2024-09-02T092100", "2024-09-02T092000", "2024-09-02T090000"),
    ]
    assert problems == ()


def test_a_clock_set_back_keeps_no_work_from_being_backed_up(place: CarePlace, time: Clock) -> None:
    assert back_up(place)
    score(place, "9")
    time("2024-08-01T09:00")
    assert back_up(place, starting=False)


def test_a_backup_is_checked_and_encrypted(place: CarePlace, time: Clock) -> None:  # noqa: ARG001 - sets it
    made = back_up(place)
    assert made
    assert care.check(made) == ()
    held = b"".join(snapshot(place.backups).values())
    assert b"SQLite format 3" not in held
    key = json.loads(next(place.keys.iterdir()).read_bytes())["key"]
    assert key.encode() not in held  # a plain key goes into no backup
    file = made.file(made.record.database)
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    assert [one.code for one in care.check(made)] == [Code.BACKUP_DAMAGED]
    before = snapshot(place.workspace)
    assert refused(care.restore, place, made) == [Code.BACKUP_DAMAGED]
    kept = {name: data for name, data in snapshot(place.workspace).items() if name in before}
    assert kept == before


def test_what_is_restored_by_date_is_the_last_work_of_that_day(place: CarePlace, time: Clock) -> None:
    back_up(place)
    score(place, "8")
    time("2024-09-02T17:00")
    back_up(place)
    score(place, "7")
    time("2024-09-05T09:00")
    restored = care.restore(place, care.find(place, "2024-09-04"))
    assert restored.backup.folder.name == "2024-09-02T170000"
    assert scored(place) == "8"
    care.restore(place, care.find(place, "2024-09-02T090000"))
    assert scored(place) == "9.5"
    assert refused(care.find, place, "2024-09-01") == [Code.BACKUP_UNKNOWN]


def test_the_present_state_is_kept_and_comes_back(place: CarePlace, time: Clock) -> None:
    made = back_up(place)
    assert made
    score(place, "7")
    time("2024-09-03T09:00")
    restored = care.restore(place, made)
    assert scored(place) == "9.5"
    assert restored.before is not None
    assert restored.before.record.reason is Reason.RESTORE
    assert [one.name for one in restored.aside] == ["workspace-before-restore-2024-09-03T090000.db"]
    care.restore(place, restored.before)
    assert scored(place) == "7"


def test_a_destroyed_workspace_comes_back(place: CarePlace, time: Clock) -> None:
    """Without its folder, or with a database and a label that are rubbish."""
    back_up(place)
    (place.workspace / DATABASE).write_bytes(b"rubbish" * 999)
    (place.workspace / "workspace.json").write_bytes(b"rubbish")
    time("2024-09-03T09:00")
    restored = care.restore(place, care.find(place, "2024-09-03"))
    assert scored(place) == "9.5"
    assert len(restored.aside) == 2
    assert restored.before is None
    shutil.rmtree(place.workspace)
    care.restore(place, care.find(place, "2024-09-03"))
    assert scored(place) == "9.5"


def test_a_workspace_in_use_is_not_replaced(place: CarePlace, time: Clock) -> None:  # noqa: ARG001 - sets it
    made = back_up(place)
    before = snapshot(place.workspace)
    with workspaces.open_existing(place.workspace, place.keys):
        process = os.fork()  # a lock holds between processes
        if not process:
            code = refused(care.restore, place, made) if made else []
            os._exit(0 if code == [Code.WORKSPACE_LOCKED_BY] else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
    assert snapshot(place.workspace) == before


def test_another_workspace_in_the_folder_is_left_alone(place: CarePlace, tmp_path: Path, time: Clock) -> None:
    time("2024-09-02T10:00")
    made = back_up(place)
    other = place_in(tmp_path / "other")
    assert made
    stranger = CarePlace(workspace=other.workspace, keys=place.keys, backups=place.backups, rules=RULES)
    before = snapshot(other.workspace)
    assert refused(care.restore, stranger, made) == [Code.BACKUP_OTHER_WORKSPACE]
    assert snapshot(other.workspace) == before


def test_old_backups_go_by_the_rule_with_the_files_nobody_needs(place: CarePlace, time: Clock) -> None:
    for minute in range(9):
        time(f"2024-09-02T09:0{minute}")
        document = place.workspace / "documents" / f"{minute:02x}" / f"{minute:064x}.age"
        document.parent.mkdir(parents=True)
        document.write_bytes(b"sealed %d" % minute)
        back_up(place)
        document.unlink()
    found, _ = care.every(place)
    assert [one.folder.name[-6:] for one in found] == ["090800", "090700", "090600"]
    assert len(list(place.backups.rglob("files/??/*"))) == 3
    assert all(care.check(one) == () for one in found)


def test_the_state_before_an_upgrade_is_among_the_backups(place: CarePlace, time: Clock) -> None:
    copy = place.workspace / database.before_upgrade(DATABASE)
    shutil.copyfile(place.workspace / DATABASE, copy)
    os.utime(copy, (1_700_000_000, 1_700_000_000))
    back_up(place)
    time("2024-09-02T10:00")
    back_up(place)
    found, _ = care.every(place)
    assert [one.record.reason for one in found] == [Reason.ASKED, Reason.ASKED, Reason.UPGRADE]
    score(place, "1")
    care.restore(place, found[-1])
    assert scored(place) == "9.5"


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"[]",
        b'{"format": 1}',
        b"[" * 100_000,
        pytest.param(b"path", id="a path that leads out"),
        pytest.param(b"made", id="a moment that is none"),
    ],
)
def test_a_hostile_backup_is_named_and_no_harm(place: CarePlace, said: bytes) -> None:
    made = back_up(place)
    assert made
    file = made.folder / "backup.json"
    data = json.loads(file.read_bytes())
    if said == b"path":
        data["database"]["path"] = "../../../evil.db"
    data["made"] = "../../2024" if said == b"made" else data["made"]
    file.write_bytes(said if said not in (b"path", b"made") else json.dumps(data).encode())
    found, problems = care.every(place)
    assert found == ()
    assert [one.code for one in problems] == [Code.BACKUP_DAMAGED]


def test_a_copy_on_a_stick_restores_alone(place: CarePlace, tmp_path: Path, time: Clock) -> None:
    time("2024-09-02T10:00")
    made = back_up(place)
    assert made
    assert refused(care.copy_to, made, tmp_path / "away") == [Code.FILE_MISSING]
    stick = tmp_path / "stick"
    stick.mkdir()
    copied = care.copy_to(made, stick)
    assert care.copy_to(made, stick) == copied
    shutil.rmtree(place.backups)
    shutil.rmtree(place.workspace)
    care.restore(place, copied)
    assert scored(place) == "9.5"


def test_the_rules_are_data_and_ones_own_go_first(tmp_path: Path) -> None:
    shipped = care.rules(own_places(), tmp_path)
    assert shipped.backups.months == 12
    assert all(one.assumed for one in shipped.retention)
    (tmp_path / "care.toml").write_text("[backups]\nminutes = 5\n", "utf-8")
    assert care.rules(own_places(), tmp_path).backups.minutes == 5
    for wrong in (
        "[backups]\nnewest = 0\n",
        "[backups]\nhours = 1\n",
        "backups = ",
        "[backups]\ndays = -1\n",
    ):
        (tmp_path / "care.toml").write_text(wrong, "utf-8")
        assert refused(care.rules, own_places(), tmp_path) == [Code.CARE_RULES_INVALID]
