"""Packages as read: everything is verified before anything is used, and every problem is told."""

import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from package_builders import (
    REPORT,
    SMALL,
    SOURCE,
    TOP,
    build,
    contents,
    refusals,
    repack,
    verdict,
)

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.exchange.bag import open_bag
from evaluator_app.exchange.package_reader import open_document
from evaluator_app.services import packages

INDEX = "data/index.json"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return build(tmp_path, SMALL)


def test_a_sound_package(package: Path) -> None:
    verified = packages.verify(package)
    assert verified.path == package
    assert verified.scheme.digest == verified.package.scheme_digest
    assert [one.id for one in verified.package.applications] == ["A-001", "A-002"]


def test_the_name_of_the_file_does_not_matter(package: Path) -> None:
    renamed = package.rename(package.with_name("资料.zip"))
    assert packages.verify(renamed).package.id == "2024-demo-1"


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_package_unpacked_and_packed_again_is_the_same_package(package: Path, method: int) -> None:
    again = repack(package.with_name("again.evpkg"), {TOP: b"", **contents(package)}, method)
    assert packages.verify(again).package == packages.verify(package).package


def test_a_signature_that_is_none_is_refused(package: Path) -> None:
    files = {**contents(package), f"{TOP}signature.p7s": b"signature"}
    signed = repack(package.with_name("signed.evpkg"), files)
    assert verdict(signed) == [(Code.PACKAGE_SIGNATURE_INVALID, "signature.p7s")]


# Documents


def documents(package: Path) -> dict[str, bytes]:
    read = {}
    for application in packages.verify(package).package.applications:
        for document in application.documents:
            with open_document(package, document) as stream:
                read[f"{application.id}/{document.id}"] = stream.read()
    return read


def test_documents_come_out_as_they_went_in(package: Path) -> None:
    assert documents(package) == {name: SOURCE[name] for name in documents(package)}
    assert len(documents(package)) == 3


def test_a_document_changed_after_verifying_is_refused_at_its_end(package: Path) -> None:
    document = packages.verify(package).package.applications[0].documents[0]
    package.write_bytes(package.read_bytes().replace(b"%PDF-1.7 report", b"%PDF-1.7 retort"))
    with (
        open_bag(package).path.open("rb"),
        pytest.raises(Refused),
        open_document(package, document) as stream,
    ):
        assert stream.read(5) == b"%PDF-"  # not read to its end: the block's end does that


def test_one_look_at_the_directory_serves_many_documents(package: Path) -> None:
    bag = open_bag(package)
    for document in packages.verify(package).package.applications[0].documents:
        with open_document(bag, document) as stream:
            assert len(stream.read()) == document.size


def test_a_document_the_package_lacks_is_refused(package: Path) -> None:
    document = packages.verify(package).package.applications[0].documents[0]
    less = {"A-001/报告.pdf": None, "A-001/photos/现场 (1).JPG": None, "A-001/application.toml": BARE}
    other = build(package.parent, {**SMALL, **less}, "other.evpkg")
    found = refusals(lambda: open_document(other, document).__enter__())
    assert found == [(Code.PACKAGE_FILE_MISSING, REPORT)]


BARE = 'id = "A-001"\norganisation = "示例"\nsite = "示例"\n'


# Progress and cancel


def test_progress_reaches_its_end_in_the_callers_thread(package: Path) -> None:
    steps: list[tuple[int, int, int]] = []
    packages.verify(package, lambda done, total: steps.append((done, total, threading.get_ident())))
    assert steps[-1][0] == steps[-1][1] == sum(len(data) for data in documents(package).values())
    assert {step[2] for step in steps} == {threading.get_ident()}


class Stop(Exception):  # noqa: N818 - a wish, not an error
    """What a callback raises when its user pressed cancel."""


def test_what_progress_raises_stops_the_work(package: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Stop

    with pytest.raises(Stop):
        packages.verify(package, stop)


def test_an_executor_of_the_caller_is_used_and_left_running(package: Path) -> None:
    with ThreadPoolExecutor(1) as executor:
        packages.verify(package, executor=executor)
        assert executor.submit(int).result() == 0


# What is no package


@pytest.mark.parametrize("content", [b"", b"text", b"PK\3\4 nearly", b"\xd0\xcf\x11\xe0" * 200])
def test_other_files_called_package_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.evpkg"
    path.write_bytes(content)
    assert verdict(path) == [(Code.PACKAGE_NOT_A_ZIP, "x.evpkg")]


def test_a_workbook_called_package_is_refused(tmp_path: Path) -> None:
    parts = {"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>", "_rels/.rels": b"<a/>"}
    assert verdict(repack(tmp_path / "x.evpkg", parts)) == [(Code.PACKAGE_NOT_A_BAG, "x.evpkg")]


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path: Path) -> None:
    assert [code for code, _ in verdict(tmp_path / "no.evpkg")] == [Code.FILE_MISSING]
    assert verdict(tmp_path)[0][0] in {Code.FILE_UNREADABLE, Code.FILE_MISSING}


def test_a_package_cut_off_anywhere_is_refused(package: Path) -> None:
    whole = package.read_bytes()
    for length in range(0, len(whole), 7):
        package.write_bytes(whole[:length])
        assert verdict(package) == [(Code.PACKAGE_NOT_A_ZIP, package.name)]


# Files altered, missing, added


def changed(package: Path, **changes: bytes | None) -> Path:
    files = {**contents(package), **{TOP + name: data for name, data in changes.items()}}
    return repack(
        package.with_name("changed.evpkg"), {name: data for name, data in files.items() if data is not None}
    )


@pytest.mark.parametrize(
    "name",
    [REPORT, INDEX, "data/scheme.toml", "bagit.txt", "bag-info.txt", "package.json", "manifest-sha256.txt"],
)
def test_an_altered_file_is_named(package: Path, name: str) -> None:
    data = contents(package)[TOP + name]
    assert verdict(changed(package, **{name: data + b" "})) == [(Code.PACKAGE_FILE_ALTERED, name)]


def test_a_missing_document_is_named(package: Path) -> None:
    assert verdict(changed(package, **{REPORT: None})) == [(Code.PACKAGE_FILE_MISSING, REPORT)]


@pytest.mark.parametrize("name", ["data/documents/A-001/more.pdf", "more.txt", "manifest-md5.txt", "data/x"])
def test_an_added_file_is_named(package: Path, name: str) -> None:
    assert verdict(changed(package, **{name: b"x"})) == [(Code.PACKAGE_FILE_UNLISTED, name)]


@pytest.mark.parametrize(
    "name", ["bagit.txt", "package.json", "manifest-sha256.txt", "tagmanifest-sha256.txt"]
)
def test_a_part_every_package_has_is_missed(package: Path, name: str) -> None:
    assert [code for code, _ in verdict(changed(package, **{name: None}))] == [Code.PACKAGE_NOT_A_BAG]


def test_every_problem_is_told_at_once(package: Path) -> None:
    found = verdict(
        changed(
            package,
            **{REPORT: b"x", "data/documents/A-002/01-table.xlsx": None, "extra.exe": b"MZ", INDEX: b""},
        )
    )
    assert set(found) == {
        (Code.PACKAGE_FILE_ALTERED, REPORT),
        (Code.PACKAGE_FILE_MISSING, "data/documents/A-002/01-table.xlsx"),
        (Code.PACKAGE_FILE_UNLISTED, "extra.exe"),
        (Code.PACKAGE_FILE_ALTERED, INDEX),
    }


def test_progress_never_goes_back(tmp_path: Path) -> None:
    large = build(tmp_path, {**SMALL, "A-002/large.pdf": bytes(64 << 20)}, "large.evpkg")
    seen: list[int] = []
    packages.verify(large, lambda done, _total: seen.append(done))
    assert seen == sorted(seen)
    assert seen[-1] > 64 << 20


def test_two_tasks_share_one_worker(package: Path) -> None:
    """A caller's pool may be smaller than what the work asks for."""
    with ThreadPoolExecutor(1) as executor:
        verified = [packages.verify(package, executor=executor) for _ in range(3)]
    assert verified[0] == verified[1] == verified[2]
