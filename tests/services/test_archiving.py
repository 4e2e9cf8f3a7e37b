"""A campaign closes into one signed bag: verified without the program, restored as it was (档案法 37)."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import bagit
import pytest
from archive_builders import CAMPAIGN, EMPLOYER, PLAN, STAGE, WHO, archived, member, with_campaign
from workspace_builders import KEY, SHEET, opened, save

from evaluator_app.domain.codes import Code
from evaluator_app.domain.dossier import Result, StepRecord
from evaluator_app.domain.history import Subject
from evaluator_app.domain.problems import Refused
from evaluator_app.domain.sheet import SheetKey
from evaluator_app.services import archive_restoring, archiving, campaigns, panels
from evaluator_app.services.places import own_places
from evaluator_app.store import campaign_rows, checking, results, roster, sheets
from evaluator_app.store import panels as seats
from evaluator_app.store.results import ReceivedFile
from evaluator_app.store.workspace import Workspace, create_workspace


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with a campaign that has everything."""
    folder = tmp_path / "campaigns" / CAMPAIGN
    with create_workspace(tmp_path / "ws", KEY) as ws:
        yield with_campaign(ws, folder)


@pytest.fixture
def archive(ws: Workspace, tmp_path: Path) -> Path:
    """Its archive, with the minutes added."""
    minutes = tmp_path / "会议纪要.txt"
    minutes.write_text("示例", "utf-8")
    return archived(ws, tmp_path / "2024.evarchive", minutes).path


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace on another machine."""
    with create_workspace(tmp_path / "other" / "ws", KEY) as ws:
        yield ws


def refused(work: object, *arguments: object) -> list[Code]:
    """Why something is refused."""
    with pytest.raises(Refused) as caught:
        work(*arguments)  # type: ignore[operator] # a function of the services
    return [one.code for one in caught.value.problems]


def unpacked(archive: Path, folder: Path) -> Path:
    """The bag as its README tells to unpack it."""
    with zipfile.ZipFile(archive) as file:
        file.extractall(folder)
    (bag,) = folder.iterdir()
    return bag


def test_bagit_and_openssl_accept_the_archive_and_nothing_changed_in_it(
    archive: Path, tmp_path: Path, logged: list[str]
) -> None:
    """Decision 1: checked with tools that are not ours, by the commands its README gives."""
    bag = unpacked(archive, tmp_path / "bag")
    bagit.Bag(str(bag)).validate()
    subprocess.run([sys.executable, "-m", "bagit", "--validate", bag], capture_output=True, check=True)
    readme = (bag / "data" / "README.txt").read_text("utf-8")
    (command,) = {line.strip() for line in readme.splitlines() if "openssl cms" in line}
    done = subprocess.run(command.split(), cwd=bag, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    (bag / "tagmanifest.checked").unlink()
    certificates = next(line for line in readme.splitlines() if "openssl pkcs7" in line).split()
    shown = subprocess.run(certificates, cwd=bag, capture_output=True, check=True).stdout
    assert b"BEGIN CERTIFICATE" in shown
    subprocess.run(["sha256sum", "-c", "manifest-sha256.txt"], cwd=bag, capture_output=True, check=True)
    (bag / "data" / "campaign" / "A-001" / "创新成果报告.pdf").write_bytes(b"%PDF-1.4 another")
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(bag)).validate()
    logged.clear()


def test_everything_of_the_campaign_is_in_it_and_no_needless_personal_data(
    archive: Path, tmp_path: Path
) -> None:
    """Tables as CSV and JSON, the files as they were; of experts what the panels need (D-31, PIPL 6)."""
    bag = unpacked(archive, tmp_path / "bag")
    files = {one.relative_to(bag / "data").as_posix() for one in (bag / "data").rglob("*") if one.is_file()}
    assert files >= {
        *("README.txt", "scheme.toml", "campaign/campaign.toml", "campaign/A-001/application.toml"),
        *("campaign/A-001/创新成果报告.pdf", "packages/2024-review-1.evpkg", "added/会议纪要.txt"),
        *(f"tables/{name}.csv" for name in ("campaigns", "step_records", "assignment_events", "issues")),
        *(f"tables/{name}.json" for name in ("journal", "declarations", "experts", "step_dates")),
    }
    for path in bag.rglob("*"):
        assert not path.is_file() or EMPLOYER.encode() not in path.read_bytes(), path
    text = (bag / "data" / "tables" / "experts.csv").read_text("utf-8-sig")
    (person,) = csv.DictReader(io.StringIO(text))  # E-002 sat on no panel
    assert (person["id"], person["name"], person["appointed"]) == ("E-001", "示例专家1", "2024-01-01")
    records = (bag / "data" / "tables" / "step_records.csv").read_text("utf-8-sig")
    assert "'=1+1 示例" in records  # never a formula
    exact = json.loads((bag / "data" / "tables" / "step_records.json").read_text("utf-8"))
    assert "=1+1 示例" in exact["rows"][0]


def test_restored_on_another_machine_it_shows_the_same(
    ws: Workspace, archive: Path, other: Workspace, tmp_path: Path
) -> None:
    before = campaigns.opened(ws, CAMPAIGN)
    restored = archive_restoring.restore(other, archive, tmp_path / "other" / "campaigns")
    assert restored.folder == tmp_path / "other" / "campaigns" / CAMPAIGN
    after = campaigns.opened(other, CAMPAIGN)
    assert after.plan.folder == str(restored.folder)
    assert (after.plan.dates, after.records, after.scheme) == (
        before.plan.dates,
        before.records,
        before.scheme,
    )
    assert seats.seat_events(other, CAMPAIGN, STAGE) == seats.seat_events(ws, CAMPAIGN, STAGE)
    assert seats.issues(other, CAMPAIGN, STAGE) == seats.issues(ws, CAMPAIGN, STAGE)
    board = panels.board(other, CAMPAIGN)
    assert board.panels == panels.board(ws, CAMPAIGN).panels
    assert [one.application.organisation for one in board.sources] == ["示例单位"]
    assert [one.expert.name for one in roster.members(other)] == ["示例专家1"]
    assert archiving.state(other, CAMPAIGN)[-1].digest == archiving.state(ws, CAMPAIGN)[-1].digest
    assert checking.check(other) == ()


def test_sheets_and_their_journals_go_along_byte_by_byte(
    ws: Workspace, other: Workspace, tmp_path: Path
) -> None:
    key = SheetKey(CAMPAIGN, "A-001", STAGE)
    for subject, words in ((Subject.NOTE, "示例评语"), (Subject.REMARK, "示例亮点")):
        save(ws, subject, "a1", words)  # of another campaign: stays where it is
    with ws.changing() as db:
        db.execute(
            "INSERT INTO sheets (number, campaign, application, stage) VALUES (7, ?, ?, ?)", [*_of(key)]
        )
        db.execute("INSERT INTO journal VALUES (7, 1, 'edit', 'note', 'a1', '', '\"x\"', ?, 'at')", [WHO])
        db.execute(
            "INSERT INTO sheet_events VALUES (7, 1, 'signed', 1, 'd', '', ?, 'at', 1, ?)", [WHO, b"PK sheet"]
        )
    path = archived(ws, tmp_path / "x.evarchive").path
    assert "data/files/sheet_events/7-1-revision-1.xlsx" in archiving.verify(path).found.digests
    archive_restoring.restore(other, path)
    assert sheets.journal(other, key) == sheets.journal(ws, key)
    assert sheets.signed_workbook(other, key, 1) == b"PK sheet"
    assert sheets.journal(other, SHEET) == ()
    with pytest.raises(Exception, match="frozen"), other.changing() as db:  # what watches is there again
        db.execute("INSERT INTO journal VALUES (7, 2, 'edit', 'note', 'a1', '', '\"y\"', ?, 'at')", [WHO])


def test_what_came_back_goes_along_under_its_own_name(
    ws: Workspace, other: Workspace, tmp_path: Path
) -> None:
    digest = "ab" * 32
    file = ReceivedFile(digest=digest, name="示例专家1 A-001.xlsx", found=b"{}", who=WHO, at="at")
    results.receive(ws, CAMPAIGN, [(file, b"PK sheet")])
    results.add_package(ws, CAMPAIGN, "cd" * 32, b"{}", (WHO, "at"))
    bag = unpacked(archived(ws, tmp_path / "x.evarchive").path, tmp_path / "bag")
    [kept] = (bag / "data" / "files" / "received_bytes").iterdir()
    assert kept.name.endswith("示例专家1_A-001.xlsx")
    assert kept.read_bytes() == b"PK sheet"
    archive_restoring.restore(other, tmp_path / "x.evarchive")
    assert results.received_bytes(other, digest) == b"PK sheet"
    assert [one.name for one in results.in_force(other, CAMPAIGN)] == [file.name]
    assert results.packages(other, CAMPAIGN) == (b"{}",)


def _of(key: SheetKey) -> tuple[str, str, str]:
    return key.campaign, key.application, key.stage


def test_a_closed_campaign_is_changed_no_more_until_it_is_reopened(ws: Workspace, archive: Path) -> None:
    assert archive.exists()
    said = StepRecord(step="review", day="2024-09-02", result=Result.DONE, recorded_by=WHO)
    assert refused(campaigns.record, ws, CAMPAIGN, said) == [Code.CAMPAIGN_CLOSED]
    assert refused(campaigns.set_stage, ws, CAMPAIGN, STAGE) == [Code.CAMPAIGN_CLOSED]
    assert refused(panels.change, ws, CAMPAIGN) == [Code.CAMPAIGN_CLOSED]
    assert refused(archived, ws, archive.with_name("2")) == [Code.CAMPAIGN_CLOSED]
    assert refused(archiving.reopen, ws, CAMPAIGN, " ", WHO) == [Code.RECORD_REASON_MISSING]
    assert refused(archiving.reopen, ws, CAMPAIGN, "补充材料", "") == [Code.RECORD_NAME_MISSING]
    archiving.reopen(ws, CAMPAIGN, "补充材料", WHO)
    campaigns.record(ws, CAMPAIGN, said)
    assert refused(archiving.reopen, ws, CAMPAIGN, "再次", WHO) == [Code.CAMPAIGN_NOT_CLOSED]
    assert archived(ws, archive.with_name("2.evarchive")).digest != archiving.state(ws, CAMPAIGN)[0].digest


def test_what_differs_is_refused_and_nothing_is_changed(
    ws: Workspace, archive: Path, other: Workspace
) -> None:
    campaigns.begin(other, own_places().forms, PLAN)
    roster.save(other, [(member("E-001"), "new")], WHO, "2024-01-01T00:00:00+08:00")
    before = campaign_rows.campaign_rows(other, CAMPAIGN)
    assert Code.ARCHIVE_CONFLICT in refused(archive_restoring.restore, other, archive)
    assert campaign_rows.campaign_rows(other, CAMPAIGN) == before
    assert archive_restoring.restore(ws, archive).rows == 0  # where it came from, all of it is there
    archiving.reopen(ws, CAMPAIGN, "补充材料", WHO)
    said = StepRecord(step="review", day="2024-09-02", result=Result.DONE, recorded_by=WHO)
    campaigns.record(ws, CAMPAIGN, said)
    assert refused(archive_restoring.restore, ws, archive) == [Code.ARCHIVE_CONFLICT]


def test_another_person_under_the_same_number_is_refused(archive: Path, other: Workspace) -> None:
    roster.save(other, [(member("E-009"), "new")], WHO, "2024-01-01T00:00:00+08:00")
    with other.changing() as db:
        db.execute("UPDATE members SET id = 'E-001'")
    assert refused(archive_restoring.restore, other, archive) == [Code.ARCHIVE_CONFLICT]
    assert campaigns.every(other) == ()


def test_every_table_is_part_of_a_campaign_or_said_not_to_be(ws: Workspace) -> None:
    """A table that is added later cannot be forgotten."""
    names = set(ws.db.table_names())
    assert names == set(campaign_rows.tables(ws.db)) | (campaign_rows.APART & names)


def test_a_package_that_is_away_is_named(ws: Workspace, tmp_path: Path) -> None:
    (tmp_path / "campaigns" / "2024-review-1.evpkg").unlink()
    closed = archived(ws, tmp_path / "x.evarchive")
    assert [Path(one).name for one in closed.missing] == ["2024-review-1.evpkg"]


def test_what_cannot_be_closed_changes_nothing(ws: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "x.evarchive"
    assert refused(archived, ws, out, tmp_path / "away") == [Code.FILE_MISSING]
    unsafe = tmp_path / "campaigns" / CAMPAIGN / "A-001" / "a:b.txt"
    unsafe.write_bytes(b"x")
    assert refused(archived, ws, out) == [Code.PACKAGE_UNSAFE_NAME]
    unsafe.unlink()
    out.write_bytes(b"there already")
    assert refused(archived, ws, out) == [Code.FILE_EXISTS]
    assert archiving.state(ws, CAMPAIGN) == ()
    assert out.read_bytes() == b"there already"


def test_it_opens_again_in_a_workspace_that_was_closed(tmp_path: Path, archive: Path) -> None:
    create_workspace(tmp_path / "third", KEY).close()
    with opened(tmp_path / "third") as third:
        archive_restoring.restore(third, archive)
    with opened(tmp_path / "third") as third:
        assert [one.plan.id for one in campaigns.every(third)] == [CAMPAIGN]
        assert campaigns.every(third)[0].plan.folder == ""
