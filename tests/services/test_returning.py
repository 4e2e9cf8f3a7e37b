"""Handing back: one signed bag, checked by other tools; recusals reach the ledger; nothing forged counts."""

import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import bagit
import identity_builders as identities
import pytest
from builders import mark
from declaring_builders import KINSHIP, declare
from PIL import Image

from evaluator_app.cli.main import run
from evaluator_app.domain.codes import Code
from evaluator_app.domain.history import Subject, edit
from evaluator_app.domain.ledger import State
from evaluator_app.domain.problems import Refused
from evaluator_app.exchange.identity_file import Identity, load_identity
from evaluator_app.exchange.trust_list import trust_bytes
from evaluator_app.services import (
    clock,
    merging,
    packages,
    photos,
    receiving,
    returning,
    samples,
    scoring,
    sheet_signing,
    workspaces,
)
from evaluator_app.services.places import own_places
from evaluator_app.store.workspace import Workspace

FIRST, SECOND = "A-001", "A-002"
REMARK = "亮点：示例。\n不足：示例。"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The sample as a package."""
    places, path = own_places(), tmp_path / "sample.evpkg"
    packages.build(samples.sample_campaign(places), places.forms, path, now=clock.now())
    return path


@pytest.fixture
def ws(tmp_path: Path, package: Path) -> Iterator[Workspace]:
    """A workspace with the sample, the second application recused, the first finished and signed."""
    with workspaces.open_or_create(tmp_path / "ws", tmp_path / "keys") as ws:
        receiving.receive(ws, package)
        declare(ws, {SECOND: KINSHIP})
        yield ws


@pytest.fixture
def expert(tmp_path: Path) -> identities.Enrolled:
    """An expert with a certificate of the secretariat."""
    return identities.enrolled(tmp_path)


def campaign(ws: Workspace) -> str:
    return scoring.desk(ws)[0].package.campaign.id


def sign(ws: Workspace, identity: Identity, folder: Path, application: str = FIRST) -> Path:
    """Fill in everything of an application and sign it."""
    package = scoring.desk(ws)[0].package.id
    opened = scoring.open_sheet(ws, package, application)
    state, rubric = opened.state, opened.scheme.scheme.rubric
    for subject, target, value in (
        *((Subject.MARK, one.id, mark("5")) for one in rubric.criteria),
        *((Subject.REMARK, one.id, REMARK) for one in rubric.remarks),
    ):
        step = edit(state, subject, target, value)
        assert step is not None
        scoring.save_step(ws, opened.key, step.row, identity.expert.name)
        state = step.state
    opened = scoring.open_sheet(ws, package, application)
    pen = sheet_signing.Pen(identity=identity)
    return sheet_signing.sign_open(ws, opened, pen, folder / f"{application}.xlsx").path


def handed_back(ws: Workspace, identity: Identity, folder: Path) -> Path:
    """The return file of the campaign."""
    return returning.hand_back(ws, campaign(ws), identity, folder / "back.evret").path


def trust_file(expert: identities.Enrolled, folder: Path) -> Path:
    """The secretariat's trust list as a file."""
    path = folder / "list.evtrust"
    path.write_bytes(trust_bytes(expert.trust, identities.secretariat()))
    return path


def test_sheets_receipts_and_declarations_come_back_in_one_file(
    ws: Workspace, expert: identities.Enrolled, tmp_path: Path
) -> None:
    """Declarations, signed, are returned with sheets, photos and receipts."""
    signed = sign(ws, expert.identity, tmp_path)
    found = returning.read_trusted(handed_back(ws, expert.identity, tmp_path), expert.trust, identities.LATER)
    assert dict(found.sheets()) == {f"{FIRST}-r1.xlsx": signed.read_bytes()}
    assert {one.application: one.recusal for one in found.declared.declarations}[SECOND] == KINSHIP
    assert found.declared.pledge is not None
    unpacked = returning.unpack(found, tmp_path / "out")
    assert {one.relative_to(tmp_path / "out").as_posix() for one in unpacked} == {
        "declarations.json",
        f"sheets/{FIRST}-r1.xlsx",
        f"receipts/{FIRST}-r1.receipt.txt",
    }


def test_photos_cited_on_site_come_back(ws: Workspace, expert: identities.Enrolled, tmp_path: Path) -> None:
    """A photo is no document of the package: without the return nobody else would ever see it."""
    shot = tmp_path / "现场.jpg"
    Image.new("RGB", (40, 30), (10, 90, 40)).save(shot)
    cited = photos.attach(ws, shot)
    opened = scoring.open_sheet(ws, scoring.desk(ws)[0].package.id, FIRST)
    criterion = opened.scheme.scheme.rubric.criteria[0].id
    step = edit(opened.state, Subject.CITATIONS, criterion, (cited,))
    assert step is not None
    scoring.save_step(ws, opened.key, step.row, expert.identity.expert.name)
    sign(ws, expert.identity, tmp_path)
    found = returning.read_trusted(handed_back(ws, expert.identity, tmp_path), None, identities.LATER)
    assert [name for name in found.digests if "photos" in name] == [f"data/photos/{cited.sha256}.jpg"]


def test_the_return_is_a_bag_signed_for_openssl(
    ws: Workspace, expert: identities.Enrolled, tmp_path: Path
) -> None:
    """Decision 1: bagit validates it, `openssl cms -verify` accepts it, and a changed one not."""
    path = handed_back(ws, expert.identity, tmp_path)
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "bag")
    (bag,) = (tmp_path / "bag").iterdir()
    bagit.Bag(str(bag)).validate()
    tags = bag / "tagmanifest-sha256.txt"
    check = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-noverify", "-in"]
    command = [*check, str(bag / "signature.p7s"), "-content", str(tags), "-out", "/dev/null"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    tags.write_bytes(tags.read_bytes() + b"\n")
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0


def test_a_recusal_stands_in_the_ledger_and_the_sheet_does_not_count(
    ws: Workspace, expert: identities.Enrolled, package: Path, tmp_path: Path
) -> None:
    """T-19: not scored, the reason recorded; a sheet signed before the recusal does not count."""
    back = tmp_path / "back"
    back.mkdir()
    sign(ws, expert.identity, back)
    declare(ws, {FIRST: KINSHIP, SECOND: KINSHIP})
    handed_back(ws, expert.identity, back)
    merge = merging.merge_panel([package], [back], merging.MergeOptions(trust=expert.trust))
    states = {(line.application, line.state, line.recusal) for line in merge.ledger if line.recusal}
    assert states == {(FIRST, State.RECUSED, KINSHIP), (SECOND, State.RECUSED, KINSHIP)}
    assert [one.problem.code for one in merge.refusals] == [Code.SHEET_RECUSED]
    assert not any(one.sheets for one in merge.results)


def test_the_merge_reads_the_sheets_of_return_files(
    ws: Workspace, expert: identities.Enrolled, package: Path, tmp_path: Path
) -> None:
    """The same sheet on the stick and in the return counts once; its recusal is known."""
    back = tmp_path / "back"
    back.mkdir()
    sign(ws, expert.identity, back)
    handed_back(ws, expert.identity, back)
    merge = merging.merge_panel([package], [back], merging.MergeOptions(trust=expert.trust))
    assert [one.application.id for one in merge.results if one.sheets] == [FIRST]
    assert [one.problem.code for one in merge.refusals] == [Code.SHEET_DUPLICATE]
    assert (SECOND, State.RECUSED) in {(line.application, line.state) for line in merge.ledger}


def test_a_stranger_returns_nothing(
    ws: Workspace, expert: identities.Enrolled, package: Path, tmp_path: Path
) -> None:
    """A return of the same name without a certificate is refused as a whole: no recusal is believed."""
    back = tmp_path / "back"
    back.mkdir()
    other = load_identity(identities.written(tmp_path), identities.PASSPHRASE)
    handed_back(ws, other, back)
    merge = merging.merge_panel([package], [back], merging.MergeOptions(trust=expert.trust))
    assert [one.problem.code for one in merge.refusals] == [Code.SIGNER_STRANGER]
    assert all(line.recusal is None for line in merge.ledger)


def test_nobody_hands_back_what_another_declared(ws: Workspace, tmp_path: Path) -> None:
    """The pledge is the expert's, so is the return."""
    second = identities.enrolled(tmp_path, identities.SECOND).identity
    with pytest.raises(Refused, match=Code.SHEET_SIGNER_DIFFERS):
        returning.hand_back(ws, campaign(ws), second, tmp_path / "back.evret")


def test_nothing_to_hand_back_is_said(tmp_path: Path, package: Path, expert: identities.Enrolled) -> None:
    """Neither declared nor signed."""
    with workspaces.open_or_create(tmp_path / "other", tmp_path / "other-keys") as ws:
        receiving.receive(ws, package)
        for name in (campaign(ws), "unknown"):
            with pytest.raises(Refused, match=Code.RETURN_EMPTY):
                returning.hand_back(ws, name, expert.identity, tmp_path / "back.evret")


def altered(path: Path, out: Path, **changes: bytes | None) -> Path:
    """A copy with files changed, taken out, or added: `a__b` is `a/b`, `_dot_` a dot."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        (folder,) = {name.partition("/")[0] for name in old.namelist()}
        path_of = {name: name.replace("__", "/").replace("_dot_", ".") for name in changes}
        names = {f"{folder}/{path_of[name]}": data for name, data in changes.items()}
        for name in old.namelist():
            data = names.pop(name, old.read(name)) if name in names else old.read(name)
            if data is not None:
                new.writestr(name, data)
        for name, data in names.items():
            if data is not None:
                new.writestr(name, data)
    return out


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"data__declarations_dot_json": b"{}"}, Code.RETURN_INVALID),
        ({"data__declarations_dot_json": None}, Code.RETURN_INVALID),
        ({"data__sheets__more_dot_xlsx": b"x"}, Code.RETURN_INVALID),
        ({"return_dot_json": b"{}"}, Code.RETURN_INVALID),
        ({"signature_dot_p7s": None}, Code.RETURN_UNSIGNED),
        ({"signature_dot_p7s": b"x"}, Code.RETURN_INVALID),
        ({"manifest-sha256_dot_txt": b""}, Code.RETURN_INVALID),
    ],
)
def test_an_altered_return_is_refused(
    ws: Workspace, expert: identities.Enrolled, tmp_path: Path, changes: dict[str, bytes | None], code: Code
) -> None:
    """Every file is covered by the signature."""
    path = altered(handed_back(ws, expert.identity, tmp_path), tmp_path / "bad.evret", **changes)
    with pytest.raises(Refused) as caught:
        returning.read_trusted(path, None, identities.LATER)
    assert code in {one.code for one in caught.value.problems}
    assert {one.place for one in caught.value.problems} == {str(path)}


def test_every_byte_of_a_return_is_covered(
    ws: Workspace, expert: identities.Enrolled, tmp_path: Path
) -> None:
    """One flipped bit anywhere is refused, or changes nothing of what is read."""
    path = handed_back(ws, expert.identity, tmp_path)
    good, bad = path.read_bytes(), tmp_path / "bad.evret"
    found = returning.read_trusted(path, None, identities.LATER)
    for at in range(0, len(good), max(1, len(good) // 150)):
        bad.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
        try:
            other = returning.read_trusted(bad, None, identities.LATER)
        except Refused:
            continue
        assert replace(other, path=path, bag=found.bag) == found


def test_an_import_that_is_no_return_is_refused(tmp_path: Path, package: Path) -> None:
    """A package, an empty file, a missing one."""
    (tmp_path / "empty.evret").write_bytes(b"")
    shutil.copy(package, tmp_path / "package.evret")
    for name in ("empty", "package", "missing"):
        with pytest.raises(Refused) as caught:
            returning.read_trusted(tmp_path / f"{name}.evret", None, identities.LATER)
        assert {one.code for one in caught.value.problems} <= {
            Code.RETURN_INVALID,
            Code.RETURN_UNSIGNED,
            Code.FILE_MISSING,
        }


def test_the_commands_write_and_read(
    ws: Workspace, expert: identities.Enrolled, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`return write`, `return read`: the same by command, as JSON."""
    sign(ws, expert.identity, tmp_path)
    name = campaign(ws)
    ws.close()
    p12, passphrase = identities.written(tmp_path), tmp_path / "pass.txt"
    passphrase.write_bytes(identities.PASSPHRASE)
    out = tmp_path / "back.evret"
    who = ["--identity", str(p12), "--passphrase-file", str(passphrase)]
    where = ["--workspace", str(tmp_path / "ws"), "--keys", str(tmp_path / "keys")]
    written = ["return", "write", "--campaign", name, "-o", str(out), *who, *where, "--json"]
    assert run(written, own_places()) == 0
    assert json.loads(capsys.readouterr().out)["sheets"] == 1
    assert run(["return", "read", str(out), "--json", "-o", str(tmp_path / "out")], own_places()) == 0
    said = json.loads(capsys.readouterr().out)
    assert [one["application"] for one in said["declarations"] if one["recusal"]] == [SECOND]
    assert [one["problems"] for one in said["sheets"]] == [[]]
    again = ["return", "read", str(out), "-o", str(tmp_path / "out")]
    assert run(again, own_places()) == 1
    trusted = ["return", "read", str(out), "--trust", str(trust_file(expert, tmp_path))]
    assert run(trusted, own_places()) == 1  # signed without the certificate the secretariat issued
