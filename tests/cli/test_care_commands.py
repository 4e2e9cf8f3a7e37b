"""Care by command: backed up, listed, restored, repaired, packed, taken in; closed, verified, put back."""

import json
from pathlib import Path
from typing import Any

import identity_builders as identities
import pytest
from archive_builders import CAMPAIGN, WHO, with_campaign

from evaluator_app.cli.main import run
from evaluator_app.domain.dossier import Result, StepRecord
from evaluator_app.exchange.identity_file import load_identity
from evaluator_app.services import campaigns, workspaces
from evaluator_app.services.places import own_places
from evaluator_app.store.workspace import DATABASE

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a workspace that has a campaign, and an identity that signs."""
    with workspaces.open_or_create(tmp_path / "ws", tmp_path / "keys") as ws:
        with_campaign(ws, tmp_path / "campaigns" / CAMPAIGN)
    (tmp_path / "secret.txt").write_bytes(identities.PASSPHRASE)
    identities.written(tmp_path)
    return tmp_path


def done(home: Path, *words: str, status: int = 0) -> int:
    """Run a command on the workspace."""
    where = ["--workspace", str(home / "ws"), "--keys", str(home / "keys"), "--json"]
    found = run([*words, *where], own_places())
    assert found == status
    return found


def given(capsys: Captured) -> Any:
    """What the last command gave."""
    return json.loads(capsys.readouterr().out)


def signing(home: Path) -> list[str]:
    """The options of who signs."""
    identity = home / f"{identities.FIRST.name}.p12"
    return ["--identity", str(identity), "--passphrase-file", str(home / "secret.txt")]


def record(home: Path) -> None:
    """Work on after the backup."""
    with workspaces.open_existing(home / "ws", home / "keys") as ws:
        said = StepRecord(step="review", day="2024-09-02", result=Result.DONE, recorded_by=WHO)
        campaigns.record(ws, CAMPAIGN, said)


def records(home: Path) -> int:
    """How many records the campaign has."""
    with workspaces.open_existing(home / "ws", home / "keys") as ws:
        return len(campaigns.opened(ws, CAMPAIGN).records)


def test_backed_up_listed_and_restored(home: Path, capsys: Captured) -> None:
    (home / "stick").mkdir()
    done(home, "workspace", "backup", "--to", str(home / "stick"))
    name = given(capsys)["name"]
    assert list((home / "stick").rglob(DATABASE))
    record(home)
    done(home, "workspace", "restore", name)
    assert given(capsys)["restored"]["name"] == name
    assert records(home) == 1
    done(home, "workspace", "backups", "--check")
    assert [one["reason"] for one in given(capsys)["backups"]] == ["restore", "asked"]
    done(home, "workspace", "restore", "1999-01-01", status=1)
    assert given(capsys)["problems"][0]["code"] == "backup_unknown"
    for path in home.glob(f"backups/*/{name}/{DATABASE}"):
        path.write_bytes(b"rubbish")
    done(home, "workspace", "backups", "--check", status=1)
    assert [one["code"] for one in given(capsys)["problems"]] == ["backup_damaged"]


def test_repaired(home: Path, capsys: Captured) -> None:
    done(home, "workspace", "repair")
    assert given(capsys)["kept"] == ""
    file = home / "ws" / DATABASE
    data = bytearray(file.read_bytes())
    data[-2000] ^= 1
    file.write_bytes(data)
    done(home, "workspace", "check", status=1)
    given(capsys)
    done(home, "workspace", "repair", status=1)
    said = given(capsys)
    assert Path(said["kept"]).read_bytes() == data
    assert {one["code"] for one in said["problems"]} == {"repair_rows_lost"}
    done(home, "workspace", "check")


def test_moved(home: Path, capsys: Captured) -> None:
    """The key is protected by an identity; by a passphrase: tests/services/test_moving.py."""
    me = load_identity(home / f"{identities.FIRST.name}.p12", identities.PASSPHRASE)
    workspaces.wrap_key(home / "ws", home / "keys", me)
    file, there = str(home / "all.evmove"), home / "there"
    done(home, "workspace", "pack", "-o", file, *signing(home))
    assert given(capsys)["campaigns"] == [CAMPAIGN]
    done(there, "workspace", "import", file, *signing(home), "--campaigns", str(there / "work"))
    assert given(capsys)["campaigns"] == [str(there / "work" / CAMPAIGN)]
    done(there, "workspace", "check", *signing(home))


def test_closed_verified_and_put_back(home: Path, capsys: Captured) -> None:
    file = str(home / "2024.evarchive")
    close = ["campaign", "archive", CAMPAIGN, "-o", file, "--by", WHO, *signing(home)]
    done(home, *close, "--packages", str(home / "campaigns"), "--add", str(home / "secret.txt"))
    digest = given(capsys)["digest"]
    assert run(["archive", "verify", file, "--json"], own_places()) == 0
    said = given(capsys)
    assert (said["digest"], said["signature"]["signer"]) == (digest, identities.FIRST.name)
    assert said["tables"]["step_records"] == 1
    done(home / "there", "archive", "restore", file)
    assert given(capsys)["folder"] == str(home / "there" / "campaigns" / CAMPAIGN)
    assert records(home / "there") == 1
    done(home, "campaign", "reopen", CAMPAIGN, "--reason", "补充材料", "--by", WHO)
    assert given(capsys) == {"campaign": CAMPAIGN, "closed": False}
    done(home, "campaign", "reopen", CAMPAIGN, "--reason", "补充材料", "--by", WHO, status=1)
    given(capsys)
    data = Path(file).read_bytes()
    Path(file).write_bytes(data[:2000] + b"x" + data[2001:])
    assert run(["archive", "verify", file, "--json"], own_places()) == 1
    assert {one["code"] for one in given(capsys)["problems"]} == {"archive_invalid"}
