"""A workspace moves to another computer in one file: its key protected, campaigns' folders with it."""

import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import bagit
import identity_builders as identities
import pytest
from archive_builders import CAMPAIGN, with_campaign
from care_builders import place_in, score, scored
from workspace_builders import snapshot

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.exchange.identity_file import load_identity
from evaluator_app.services import campaigns, care, moving, workspaces
from evaluator_app.services.care import CarePlace
from evaluator_app.services.moving import Packed, Parcel

PASSPHRASE = "示例口令示例口令"  # noqa: S105 - of the tests


@pytest.fixture
def place(tmp_path: Path) -> CarePlace:
    """A workspace locked by an identity, with a mark, a document and a campaign with its folder."""
    plain = place_in(tmp_path)
    me = load_identity(identities.written(tmp_path), identities.PASSPHRASE)
    workspaces.wrap_key(plain.workspace, plain.keys, me)
    place = replace(plain, identity=me)
    with workspaces.open_existing(place.workspace, place.keys, me) as ws:
        with_campaign(ws, tmp_path / "campaigns" / CAMPAIGN)
    document = place.workspace / "documents" / "ab" / f"{'ab' * 32}.age"
    document.parent.mkdir(parents=True)
    document.write_bytes(b"sealed")
    return place


def elsewhere(place: CarePlace, folder: Path) -> CarePlace:
    """Another computer of the same person, where nothing is yet."""
    return replace(place, workspace=folder / "ws", keys=folder / "keys", backups=folder / "backups")


def packed(place: CarePlace, out: Path, passphrase: str = "") -> Packed:
    """The workspace in a file."""
    with workspaces.open_existing(place.workspace, place.keys, place.identity) as ws:
        return moving.pack(ws, place, out, passphrase)


def refused(work: object, *arguments: object) -> list[Code]:
    """Why something is refused."""
    with pytest.raises(Refused) as caught:
        work(*arguments)  # type: ignore[operator] # a function of the services
    return [one.code for one in caught.value.problems]


def test_the_whole_workspace_arrives_with_its_campaigns(place: CarePlace, tmp_path: Path) -> None:
    out, there = tmp_path / "all.evmove", elsewhere(place, tmp_path / "b")
    done = packed(place, out)
    assert (done.campaigns, done.away) == ((CAMPAIGN,), ())
    arrived = moving.unpack(there, Parcel(path=out))
    assert arrived.folders == (tmp_path / "b" / "campaigns" / CAMPAIGN,)
    assert snapshot(arrived.folders[0]) == snapshot(tmp_path / "campaigns" / CAMPAIGN)
    assert scored(there) == "9.5"
    with workspaces.open_existing(there.workspace, there.keys, there.identity) as ws:
        assert campaigns.opened(ws, CAMPAIGN).plan.folder == str(arrived.folders[0])
    assert [one.name for one in there.workspace.rglob("*.age")] == [f"{'ab' * 32}.age"]
    assert [one.record.reason.value for one in care.every(there)[0]][-1] == "move"


def test_the_file_is_a_bag_that_holds_no_plain_key(place: CarePlace, tmp_path: Path) -> None:
    """Decision 1: checked by bagit."""
    key = workspaces.key_of(place.keys, care.name_of(place.workspace), place.identity)
    packed(place, tmp_path / "all.evmove")
    with zipfile.ZipFile(tmp_path / "all.evmove") as file:
        file.extractall(tmp_path / "bag")
    bagit.Bag(str(tmp_path / "bag" / "workspace")).validate()
    held = b"".join(snapshot(tmp_path / "bag").values())
    assert key not in held
    assert key.hex().encode() not in held


def test_a_key_that_nothing_wraps_goes_under_a_passphrase(tmp_path: Path) -> None:
    """Opened again by it here, and by `age -d` where that is installed."""
    place, out = place_in(tmp_path), tmp_path / "all.evmove"
    assert refused(packed, place, out) == [Code.PASSPHRASE_TOO_SHORT]
    assert not out.exists()
    packed(place, out, PASSPHRASE)
    there = elsewhere(place, tmp_path / "b")
    assert refused(moving.unpack, there, Parcel(path=out, passphrase="x" * 9)) == [Code.MOVE_KEY_LOCKED]
    assert not (tmp_path / "b").exists()
    moving.unpack(there, Parcel(path=out, passphrase=PASSPHRASE))
    assert scored(there) == "9.5"


def test_a_campaign_whose_folder_is_away_is_named(place: CarePlace, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "campaigns" / CAMPAIGN)
    done = packed(place, tmp_path / "all.evmove")
    assert (done.campaigns, done.away) == ((), (CAMPAIGN,))


def test_what_is_there_already_is_kept_as_a_backup(place: CarePlace, tmp_path: Path) -> None:
    """The laptop comes back: its work replaces the older state, which can be restored."""
    out, there = tmp_path / "all.evmove", elsewhere(place, tmp_path / "b")
    packed(place, out)
    moving.unpack(there, Parcel(path=out))
    score(there, "7")
    arrived = moving.unpack(there, Parcel(path=out))
    assert scored(there) == "9.5"
    assert arrived.folders == (tmp_path / "b" / "campaigns" / f"{CAMPAIGN}-02",)
    assert arrived.restored.before is not None
    care.restore(there, arrived.restored.before)
    assert scored(there) == "7"


def test_another_workspace_is_not_replaced(place: CarePlace, tmp_path: Path) -> None:
    packed(place, tmp_path / "all.evmove")
    other = place_in(tmp_path / "other")
    before = snapshot(other.workspace)
    parcel = Parcel(path=tmp_path / "all.evmove")
    assert refused(moving.unpack, other, parcel) == [Code.BACKUP_OTHER_WORKSPACE]
    assert snapshot(other.workspace) == before


@pytest.mark.parametrize("kind", ["changed byte", "cut off", "rubbish", "a package"])
def test_damage_is_told_and_nothing_is_written(place: CarePlace, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "all.evmove"
    packed(place, out)
    data = bytearray(out.read_bytes())
    match kind:
        case "changed byte":
            data[len(data) // 2] ^= 1
        case "cut off":
            data = data[:-99]
        case "rubbish":
            data = bytearray(b"rubbish" * 99)
        case "a package":
            data = bytearray((tmp_path / "campaigns" / "2024-review-1.evpkg").read_bytes())
    out.write_bytes(data)
    codes = refused(moving.unpack, elsewhere(place, tmp_path / "b"), Parcel(path=out))
    assert set(codes) == {Code.BACKUP_FILE_INVALID}
    assert not (tmp_path / "b").exists()
