"""Packages as written: bags other tools accept, the same bytes for the same input, whole or not at all."""

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import bagit
import pytest
from package_builders import (
    CAMPAIGN,
    FORMS,
    NOW,
    REPORT,
    SMALL,
    SOURCE,
    TOP,
    build,
    contents,
    refusals,
    source,
)

from evaluator_app.domain.codes import Code
from evaluator_app.exchange.package_data import Head
from evaluator_app.exchange.package_writer import write_package
from evaluator_app.exchange.safe_zip import read_directory
from evaluator_app.exchange.scheme_file import read_scheme_file
from evaluator_app.exchange.source_folder import read_applications, read_campaign
from evaluator_app.services import packages


def unpacked(package: Path) -> Path:
    with zipfile.ZipFile(package) as archive:
        archive.extractall(package.parent)
    return package.parent / TOP


@pytest.mark.parametrize("signed", [False, True])
def test_bagit_accepts_a_package_and_a_signature_beside_it(
    tmp_path: Path, logged: list[str], *, signed: bool
) -> None:
    bag = unpacked(build(tmp_path))
    if signed:
        (bag / "signature.p7s").write_bytes(b"signature")
    bagit.Bag(str(bag)).validate()
    checked = subprocess.run(
        [sys.executable, "-m", "bagit", "--validate", bag], capture_output=True, check=False
    )
    assert checked.returncode == 0, checked.stderr
    assert not logged


def test_bagit_refuses_what_we_refuse(tmp_path: Path, logged: list[str]) -> None:
    bag = unpacked(build(tmp_path))
    (bag / REPORT).write_bytes(b"%PDF-1.7 retort")
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(bag)).validate()
    logged.clear()


def test_unzip_accepts_a_package(tmp_path: Path, unzip: str) -> None:
    subprocess.run([unzip, "-t", build(tmp_path)], check=True, capture_output=True)


def test_same_input_and_time_same_bytes(tmp_path: Path) -> None:
    first, second = build(tmp_path, name="a.evpkg"), build(tmp_path, name="b.evpkg")
    for number, file in enumerate(sorted((tmp_path / "b.evpkg.src").rglob("*"))):
        os.utime(file, (number, number))
    third = tmp_path / "c.evpkg"
    packages.build(tmp_path / "b.evpkg.src", FORMS, third, now=NOW)
    assert first.read_bytes() == second.read_bytes() == third.read_bytes()


def test_the_layout(tmp_path: Path) -> None:
    files = contents(build(tmp_path))
    assert {name.removeprefix(TOP) for name in files} == {
        "bag-info.txt",
        "bagit.txt",
        "data/documents/A-001/01-报告.pdf",
        "data/documents/A-001/02-现场_1.jpg",
        "data/documents/A-002/01-table.xlsx",
        "data/index.json",
        "data/scheme.toml",
        "manifest-sha256.txt",
        "package.json",
        "tagmanifest-sha256.txt",
    }
    head = json.loads(files[f"{TOP}package.json"])
    assert (head["format"], head["id"], head["revision"], head["issued"]) == (1, "2024-demo-1", 1, NOW)
    assert head["experts"] == [{"name": "示例专家甲", "organisation": "示例大学"}]


def test_titles_stand_in_the_index_only(tmp_path: Path) -> None:
    """The index is the one file that sealing has to hide."""
    files = contents(build(tmp_path))
    holding = {name for name, data in files.items() if "现场管理创新成果报告".encode() in data}
    assert holding - {f"{TOP}data/scheme.toml"} == {f"{TOP}data/index.json"}


def test_the_scheme_is_embedded_byte_for_byte(tmp_path: Path) -> None:
    scheme = (FORMS / "saq-0005-2023" / "scheme.toml").read_bytes()
    package = build(tmp_path)
    assert contents(package)[f"{TOP}data/scheme.toml"] == scheme
    assert packages.verify(package).scheme.scheme.id == tomllib.loads(scheme.decode())["id"]


def test_a_scheme_may_lie_beside_the_campaign(tmp_path: Path) -> None:
    assert packages.verify(build(tmp_path, SMALL)).scheme.scheme.id == "test-scheme"


def test_applications_as_they_were_written(tmp_path: Path) -> None:
    first, second = packages.verify(build(tmp_path)).package.applications
    assert (first.id, first.organisation, first.intended_grade) == ("A-001", "示例制造有限公司", "标杆级")
    assert first.values == {"staff": "120"}
    assert [(one.id, one.title, one.kind) for one in first.documents] == [
        ("报告.pdf", "现场管理创新成果报告", "innovation-report"),
        ("photos/现场 (1).JPG", "现场 (1).JPG", ""),
    ]
    assert [one.media for one in first.documents] == ["application/pdf", "image/jpeg"]
    assert second.documents[0].size == len(SOURCE["A-002/table.xlsx"])


def test_hidden_files_and_locks_of_office_are_left_out(tmp_path: Path) -> None:
    names = ("A-002/.DS_Store", "A-002/~$table.xlsx", "A-002/Thumbs.db", "A-002/.git/x", ".hidden/x")
    package = packages.verify(build(tmp_path, dict.fromkeys(names, b"x"))).package
    assert [one.id for one in package.applications[1].documents] == ["table.xlsx"]


def test_a_package_is_never_written_over(tmp_path: Path) -> None:
    package = build(tmp_path)
    before = package.read_bytes()
    folder = source(tmp_path / "again", {"A-002/table.xlsx": b"changed"})
    assert refusals(lambda: packages.build(folder, FORMS, package, now=NOW)) == [
        (Code.FILE_EXISTS, str(package))
    ]
    assert package.read_bytes() == before


def test_revisions_are_counted(tmp_path: Path) -> None:
    first, folder = build(tmp_path), tmp_path / "demo.evpkg.src"
    revision = packages.next_revision(folder, first)
    second = packages.build(folder, FORMS, tmp_path / "2.evpkg", revision=revision, now=NOW)
    assert (revision, second.revision) == (2, 2)
    assert packages.verify(tmp_path / "2.evpkg").package == second


def test_a_package_of_another_number_is_not_replaced(tmp_path: Path) -> None:
    other = {"campaign.toml": CAMPAIGN.replace("2024-demo-1", "2024-demo-2")}
    folder = source(tmp_path / "other", other)
    found = refusals(lambda: packages.next_revision(folder, build(tmp_path)))
    assert found == [(Code.CAMPAIGN_INVALID, "campaign.toml")]


def test_documents_nobody_can_show_are_findings(tmp_path: Path) -> None:
    added = {"A-002/empty.pdf": b"", "A-002/old.wps": b"wps", "A-002/report.docm": b"PK"}
    package = packages.verify(build(tmp_path, added)).package
    assert [(one.code, one.place) for one in packages.findings(package)] == [
        (Code.DOCUMENT_DAMAGED, "A-002/empty.pdf"),
        (Code.DOCUMENT_MACROS, "A-002/report.docm"),
        (Code.DOCUMENT_UNSUPPORTED, "A-002/old.wps"),
    ]


def test_members_are_stored_plainly_and_in_order(tmp_path: Path) -> None:
    with build(tmp_path).open("rb") as file:
        members = read_directory(file, "")
    assert not any(one.deflated for one in members)
    assert [one.start for one in members] == sorted(one.start for one in members)


def test_a_folder_that_is_not_there_takes_no_package(tmp_path: Path) -> None:
    folder, out = source(tmp_path / "source"), tmp_path / "none" / "x.evpkg"
    assert refusals(lambda: packages.build(folder, FORMS, out, now=NOW)) == [(Code.NOT_WRITABLE, str(out))]


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="there are no limits on file sizes there")
    folder, out = source(tmp_path / "source", {"A-002/large.pdf": bytes(3 << 20)}), tmp_path / "x.evpkg"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, before[1]))
    try:
        found = refusals(lambda: packages.build(folder, FORMS, out, now=NOW))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert found == [(Code.DISK_FULL, str(out))]
    assert [one.name for one in tmp_path.iterdir()] == ["source"]


def test_a_document_that_vanishes_while_it_is_packed(tmp_path: Path) -> None:
    """As on a network drive: what was checked a moment ago cannot be opened any more."""
    folder, out = source(tmp_path / "source"), tmp_path / "x.evpkg"
    applications, campaign = read_applications(folder), read_campaign(folder)
    (folder / "A-002" / "table.xlsx").unlink()
    scheme = read_scheme_file(FORMS / "saq-0005-2023" / "scheme.toml")
    head = Head(
        format=1,
        id=campaign.package,
        revision=1,
        issued=NOW,
        campaign=campaign.campaign,
        scheme_digest=scheme.digest,
        protocol_digest=scheme.protocol_digest,
    )
    found = refusals(lambda: write_package(out, head, scheme, applications))
    assert found == [(Code.FILE_MISSING, str(folder / "A-002" / "table.xlsx"))]
    assert [one.name for one in tmp_path.iterdir()] == ["source"]
