"""Packages made by a forger who can make every manifest fit: what the package says must still be true."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from package_builders import (
    REPORT,
    SCHEME,
    SMALL,
    TOP,
    build,
    contents,
    forged,
    manifest,
    relisted,
    repack,
    verdict,
)

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.services import packages

INDEX = "data/index.json"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return build(tmp_path, SMALL)


# Manifests


def with_manifest(package: Path, change: Callable[[str], str]) -> Path:
    """Another manifest, and a tag manifest that fits it."""
    files = contents(package)
    name = f"{TOP}manifest-sha256.txt"
    files[name] = change(files[name].decode()).encode("utf-8", "surrogateescape")
    tags = ("bag-info.txt", "bagit.txt", "manifest-sha256.txt", "package.json")
    files[f"{TOP}tagmanifest-sha256.txt"] = manifest({one: files[TOP + one] for one in tags})
    return repack(package.with_name("changed.evpkg"), files)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("  ", " *").replace("\n", "\r\n"),
        lambda text: text.rstrip("\n"),
        lambda text: "\n".join(reversed(text.splitlines())),
    ],
)
def test_other_lawful_ways_to_write_a_manifest(package: Path, change: Callable[[str], str]) -> None:
    assert verdict(with_manifest(package, change)) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text + text,
        lambda text: "\n".join(line[32:] for line in text.splitlines()),  # MD5 is 32 digits long
        lambda text: text.upper(),
        lambda _: "",
        lambda _: "\udcff\udcfe",
        lambda text: text.replace("  ", ""),
    ],
)
def test_a_manifest_with_wrong_lines_is_refused(package: Path, change: Callable[[str], str]) -> None:
    found = verdict(with_manifest(package, change))
    assert set(found) == {(Code.PACKAGE_NOT_A_BAG, "manifest-sha256.txt")}


def test_an_entry_without_a_file_is_refused(package: Path) -> None:
    line = f"{'0' * 64}  data/documents/A-001/none.pdf\n"
    found = verdict(with_manifest(package, lambda text: text + line))
    assert (Code.PACKAGE_FILE_MISSING, "data/documents/A-001/none.pdf") in found


def test_an_entry_that_leads_out_is_refused(package: Path) -> None:
    found = verdict(with_manifest(package, lambda text: f"{text}{'0' * 64}  ../../etc/passwd\n"))
    assert (Code.PACKAGE_FILE_MISSING, "../../etc/passwd") in found


def test_a_frame_file_in_the_payload_manifest_is_refused(package: Path) -> None:
    line = manifest({"bagit.txt": contents(package)[f"{TOP}bagit.txt"]}).decode()
    assert (Code.PACKAGE_NOT_A_BAG, "manifest-sha256.txt") in verdict(
        with_manifest(package, lambda text: text + line)
    )


def test_a_tag_manifest_that_lists_less_is_refused(package: Path) -> None:
    files = contents(package)
    name = f"{TOP}tagmanifest-sha256.txt"
    files[name] = b"".join(files[name].splitlines(keepends=True)[1:])
    found = verdict(repack(package.with_name("changed.evpkg"), files))
    assert found == [(Code.PACKAGE_NOT_A_BAG, "tagmanifest-sha256.txt")]


def test_a_file_read_as_a_whole_may_not_be_huge(package: Path) -> None:
    files = relisted({**contents(package), f"{TOP}package.json": b" " * (2 << 20)})
    found = verdict(repack(package.with_name("changed.evpkg"), files))
    assert (Code.PACKAGE_TOO_LARGE, "package.json") in found


# The scheme in the package


def with_scheme(package: Path, scheme: str) -> Path:
    files = {**contents(package), f"{TOP}data/scheme.toml": scheme.encode()}
    return repack(package.with_name("changed.evpkg"), relisted(files))


def test_another_scheme_than_the_one_issued_is_refused(package: Path) -> None:
    other = SCHEME.replace("minimum_sheets = 3", "minimum_sheets = 1")
    assert verdict(with_scheme(package, other)) == [(Code.PACKAGE_SCHEME_MISMATCH, "data/scheme.toml")]


def test_a_scheme_that_fails_its_check_is_refused(package: Path) -> None:
    found = verdict(with_scheme(package, SCHEME.replace('max = "10"', 'max = "9"', 1)))
    assert found
    assert all(code.startswith("scheme_") and place.startswith("data/scheme.toml") for code, place in found)


def test_a_scheme_that_is_no_toml_is_refused(package: Path) -> None:
    assert verdict(with_scheme(package, "[" * 5000))[0][1].startswith("data/scheme.toml")


def test_the_protocols_digest_must_fit_too(package: Path) -> None:
    found = verdict(forged(package, "package.json", lambda head: {**head, "protocol_digest": "0" * 64}))
    assert found == [(Code.PACKAGE_SCHEME_MISMATCH, "data/scheme.toml")]


# package.json and the index


def test_a_newer_format_says_so_and_nothing_else(package: Path) -> None:
    newer = forged(package, "package.json", lambda head: {**head, "format": 5, "new": [1]})
    assert verdict(newer) == [(Code.PACKAGE_NEWER_FORMAT, "package.json")]


@pytest.mark.parametrize(
    "change",
    [
        {"format": 0},
        {"format": "1"},
        {"format": True},
        {"id": "../x"},
        {"id": "other"},
        {"id": None},
        {"revision": 0},
        {"revision": -1},
        {"revision": "1"},
        {"revision": 10**30},
        {"issued": "yesterday"},
        {"issued": "2024-08-30T10:00:00"},
        {"scheme_digest": "A" * 64},
        {"campaign": []},
        {"campaign": {"id": "x"}},
        {"experts": {"name": "x"}},
        {"strange": 1},
    ],
)
def test_a_head_that_is_wrong_is_refused(package: Path, change: dict[str, object]) -> None:
    found = verdict(forged(package, "package.json", lambda head: {**head, **change}))
    assert found
    assert set(found) == {(Code.PACKAGE_INDEX_INVALID, "package.json")}


def first_document(**changes: object) -> Callable[[Any], Any]:
    def change(index: Any) -> Any:
        index["applications"][0]["documents"][0].update(changes)
        return index

    return change


def first_application(**changes: object) -> Callable[[Any], Any]:
    def change(index: Any) -> Any:
        index["applications"][0].update(changes)
        return index

    return change


LIES: list[Callable[[Any], Any]] = [
    lambda _: [],
    lambda _: None,
    lambda _: {"applications": []},
    lambda _: {"applications": {}},
    lambda _: {"applications": [[]]},
    lambda index: {**index, "more": 1},
    lambda index: {"applications": index["applications"] * 2},
    first_document(size=16),
    first_document(size=-15),
    first_document(size="15"),
    first_document(size=15.0),
    first_document(size=10**40),
    first_document(sha256="0" * 64),
    first_document(sha256=None),
    first_document(path="../../etc/passwd"),
    first_document(path="data/scheme.toml"),
    first_document(path="bagit.txt"),
    first_document(path="data/documents/A-002/01-table.xlsx"),
    first_document(path=["a"]),
    first_document(id="photos/现场 (1).JPG"),
    first_document(title="a\u0000b"),
    first_document(title="half \ud800"),
    first_document(title="gpj\u202efdp"),
    first_document(kind="unknown"),
    first_application(id="A-002"),
    first_application(id="a/b"),
    first_application(intended_grade="金奖"),
    first_application(values=[]),
    first_application(values={"a": 1}),
    first_application(documents=None),
    first_application(documents=[]),
]


@pytest.mark.parametrize("lie", LIES)
def test_an_index_that_lies_is_refused(package: Path, lie: Callable[[Any], Any]) -> None:
    found = verdict(forged(package, INDEX, lie))
    assert found
    assert {place for code, place in found if code is not Code.PACKAGE_FILE_UNLISTED} <= {INDEX}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"[" * 100_000,
        b'{"applications":' * 50_000,
        b'{"applications": NaN}',
        b'{"applications": 1e400}',
        b'{"applications": [], "applications": []}',
        b'{"applications": ' + b"9" * 10_000 + b"}",
    ],
)
def test_an_index_that_is_no_proper_json_is_refused(package: Path, data: bytes) -> None:
    files = relisted({**contents(package), f"{TOP}{INDEX}": data})
    found = verdict(repack(package.with_name("changed.evpkg"), files))
    assert found == [(Code.PACKAGE_INDEX_INVALID, INDEX)]


def test_sizes_beyond_two_gibibytes_are_numbers_like_others(package: Path) -> None:
    huge = forged(package, INDEX, first_document(size=3 << 30))
    assert verdict(huge) == [(Code.PACKAGE_INDEX_INVALID, INDEX)]
    with pytest.raises(Refused) as refused:
        packages.verify(huge)
    assert REPORT in refused.value.problems[0].details["reason"]


def test_a_stage_the_scheme_lacks_is_refused(package: Path) -> None:
    def change(head: Any) -> Any:
        return {**head, "campaign": {**head["campaign"], "stage": "other"}}

    assert verdict(forged(package, "package.json", change)) == [(Code.PACKAGE_INDEX_INVALID, INDEX)]
