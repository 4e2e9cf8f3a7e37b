"""Sealed packages: checked by bagit and age, silent about what is in them, refused when altered."""

import hashlib
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from identity_builders import FIRST, NOW, SECOND, secretariat
from package_builders import FORMS, TOP, contents, refusals, relisted, repack, source, verdict
from sealing_builders import PANEL, SEALED, THIRD, key_of, panel_trust, seal, sender

from evaluator_app.domain.codes import Code
from evaluator_app.domain.trust import Revocation
from evaluator_app.exchange import sealed_reader
from evaluator_app.exchange.age_keys import AgeKey, opened, sealed
from evaluator_app.exchange.bag import open_bag
from evaluator_app.exchange.sealed_reader import open_sealed_document, read_sealed
from evaluator_app.exchange.unsealing import unseal
from evaluator_app.services import packages, sealing

FIRST_DOCUMENT, INDEX = "data/documents/A-001/01.age", "data/index/A-001.json.age"
OTHERS_INDEX = "data/index/A-002.json.age"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return seal(tmp_path_factory.mktemp("sealed"))


def opening(path: Path, key: AgeKey) -> list[tuple[Code, str]]:
    """What reading everything in a package is refused with."""
    out = path.with_name("opened.evpkg")
    found = refusals(lambda: unseal(path, key, out))
    assert out.exists() != bool(found)
    return found


def changed(package: Path, folder: Path, change: Callable[[dict[str, bytes]], Any]) -> Path:
    """The package without its signature, its files changed and the manifests made to fit."""
    files = {name: data for name, data in contents(package).items() if not name.endswith(".p7s")}
    change(files)
    return repack(folder / "changed.evpkg", relisted(files))


def reindexed(package: Path, folder: Path, change: Callable[[Any], Any]) -> Path:
    """The package with one sealed index replaced by another that anybody could seal."""

    def replaced(files: dict[str, bytes]) -> None:
        said = json.loads(opened(files[TOP + INDEX], key_of(FIRST)))
        data = json.dumps(change(said)).encode()
        files[TOP + INDEX] = sealed(data, [key_of(one).recipient for one in PANEL])

    return changed(package, folder, replaced)


def test_bagit_validates_it_without_a_key(package: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path)
    command = [sys.executable, "-m", "bagit", "--validate", str(tmp_path / TOP)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_age_opens_a_document_and_its_index(package: Path, tmp_path: Path, age: str) -> None:
    (tmp_path / "key").write_text(str(key_of(SECOND).secret), encoding="utf-8")
    for name in (FIRST_DOCUMENT, INDEX):
        (tmp_path / "x.age").write_bytes(contents(package)[TOP + name])
        command = [age, "-d", "-i", "key", "x.age"]
        out = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True).stdout
        if name is INDEX:
            assert json.loads(out)["application"]["documents"][0]["title"] == "现场管理创新成果报告"
        else:
            assert out == b"%PDF-1.7 report"


def test_age_opens_nothing_of_an_application_its_reader_is_recused_from(
    package: Path, tmp_path: Path, age: str
) -> None:
    (tmp_path / "key").write_text(str(key_of(SECOND).secret), encoding="utf-8")
    names = [name for name in contents(package) if "/A-002" in name]
    assert len(names) == 2
    for name in names:
        (tmp_path / "x.age").write_bytes(contents(package)[name])
        command = [age, "-d", "-i", "key", "x.age"]
        assert subprocess.run(command, cwd=tmp_path, check=False, capture_output=True).returncode != 0


def test_nothing_in_the_archive_tells_what_is_sealed(package: Path) -> None:
    data = package.read_bytes()
    folder = package.parent / "src"
    files = [one for one in folder.rglob("*") if one.is_file() and one.parent != folder]
    files = [one for one in files if one.name != "application.toml"]
    assert len(files) == 3
    secrets = ["现场管理创新成果报告", "示例制造有限公司", "示例车间", "示例服务有限公司", "application/pdf"]
    for file in files:
        digest = hashlib.sha256(file.read_bytes())
        secrets += [file.name, file.stem, digest.hexdigest()]
        assert digest.digest() not in data
        assert file.read_bytes() not in data
    for secret in secrets:
        assert secret.encode() not in data
        assert secret.encode("gbk") not in data


def test_verifying_needs_no_key_and_says_what_stays_closed(package: Path) -> None:
    verified = packages.verify_outside(package)
    assert verified.sealed == ("A-001", "A-002")
    assert verified.package.applications == ()
    assert verified.signature is not None
    assert verified.signature.fingerprint == secretariat().fingerprint


def test_without_a_key_it_is_refused_where_a_plain_package_is_needed(package: Path) -> None:
    assert verdict(package) == [(Code.PACKAGE_SEALED, str(package))]


@pytest.mark.parametrize("reader", [FIRST, THIRD])
def test_unsealed_it_is_the_very_package_that_a_plain_build_gives(
    package: Path, tmp_path: Path, reader: Any
) -> None:
    plain = tmp_path / "plain.evpkg"
    packages.build(package.parent / "src", FORMS, plain, now=NOW)
    assert unseal(package, key_of(reader), tmp_path / "out.evpkg").sealed == ()
    assert (tmp_path / "out.evpkg").read_bytes() == plain.read_bytes()


def test_who_is_recused_gets_the_rest_only(package: Path, tmp_path: Path) -> None:
    verified = unseal(package, key_of(SECOND), tmp_path / "out.evpkg")
    assert verified.sealed == ("A-002",)
    assert packages.verify(tmp_path / "out.evpkg").package == verified.package
    assert [one.id for one in verified.package.applications] == ["A-001"]


def test_another_key_opens_nothing(package: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.evpkg"
    found = refusals(lambda: unseal(package, key_of(replace(FIRST, name="示例生人")), out))
    assert found == [(Code.PACKAGE_SEALED_FOR_OTHERS, str(package))]
    assert not list(tmp_path.iterdir())


def test_a_plain_package_is_not_unsealed(package: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain.evpkg"
    packages.build(package.parent / "src", FORMS, plain, now=NOW)
    assert opening(plain, key_of(FIRST)) == [(Code.PACKAGE_NOT_SEALED, str(plain))]
    assert not sealed_reader.is_sealed(plain)
    assert not sealed_reader.is_sealed(package.parent / "src" / "campaign.toml")


@pytest.mark.parametrize("name", [FIRST_DOCUMENT, INDEX, "package.json", "data/scheme.toml"])
def test_an_altered_or_truncated_file_is_refused_without_a_key(
    package: Path, tmp_path: Path, name: str
) -> None:
    files = contents(package)
    data = files[TOP + name]
    for bad in (data[:-1], bytes([data[0] ^ 1]) + data[1:], b""):
        path = repack(tmp_path / "x.evpkg", {**files, TOP + name: bad})
        found = refusals(lambda path=path: read_sealed(path))  # type: ignore[misc]  # called at once
        assert (Code.PACKAGE_FILE_ALTERED, name) in found


@pytest.mark.parametrize("name", [FIRST_DOCUMENT, INDEX])
def test_a_truncated_file_with_manifests_that_fit_is_refused_when_opened(
    package: Path, tmp_path: Path, name: str
) -> None:
    path = changed(package, tmp_path, lambda files: files.update({TOP + name: files[TOP + name][:-1]}))
    assert opening(path, key_of(FIRST)) == [(Code.PACKAGE_FILE_ALTERED, name)]


def test_swapped_documents_are_refused(package: Path, tmp_path: Path) -> None:
    one, two = TOP + FIRST_DOCUMENT, f"{TOP}data/documents/A-001/02.age"
    path = changed(package, tmp_path, lambda files: files.update({one: files[two], two: files[one]}))
    assert opening(path, key_of(FIRST)) == [(Code.PACKAGE_FILE_ALTERED, FIRST_DOCUMENT)]


def test_a_document_sealed_again_by_somebody_else_is_refused(package: Path, tmp_path: Path) -> None:
    forged = sealed(b"%PDF-1.7 retort", [key_of(FIRST).recipient])
    path = changed(package, tmp_path, lambda files: files.update({TOP + FIRST_DOCUMENT: forged}))
    assert opening(path, key_of(FIRST)) == [(Code.PACKAGE_FILE_ALTERED, FIRST_DOCUMENT)]


def test_a_document_that_is_for_others_is_said_to_be_so(package: Path, tmp_path: Path) -> None:
    forged = sealed(b"%PDF-1.7 report", [key_of(SECOND).recipient])
    path = changed(package, tmp_path, lambda files: files.update({TOP + FIRST_DOCUMENT: forged}))
    assert opening(path, key_of(FIRST)) == [(Code.PACKAGE_SEALED_FOR_OTHERS, FIRST_DOCUMENT)]


def test_swapped_indexes_are_refused(package: Path, tmp_path: Path) -> None:
    one, two = TOP + INDEX, TOP + OTHERS_INDEX
    path = changed(package, tmp_path, lambda files: files.update({one: files[two], two: files[one]}))
    assert {(Code.PACKAGE_INDEX_INVALID, INDEX), (Code.PACKAGE_INDEX_INVALID, OTHERS_INDEX)} <= set(
        opening(path, key_of(FIRST))
    )


def _documents(said: Any, **change: object) -> Any:
    first, *rest = said["application"]["documents"]
    return {**said, "application": {**said["application"], "documents": [{**first, **change}, *rest]}}


@pytest.mark.parametrize(
    "change",
    [
        lambda said: {**said, "package": "2024-demo-2"},
        lambda said: {**said, "revision": 2},
        lambda said: {**said, "application": {**said["application"], "id": "A-003"}},
        lambda said: {**said, "more": 1},
        lambda said: _documents(said, path="data/documents/A-001/../../../01.pdf"),
        lambda said: _documents(said, path="data/documents/A-002/01.pdf"),
        lambda said: _documents(said, path=said["application"]["documents"][1]["path"].upper()),
        lambda said: _documents(said, path=said["application"]["documents"][1]["path"]),
        lambda said: {
            **said,
            "application": {**said["application"], "documents": said["application"]["documents"] * 2},
        },
    ],
)
def test_an_index_that_does_not_fit_is_refused(
    package: Path, tmp_path: Path, change: Callable[[Any], Any]
) -> None:
    found = opening(reindexed(package, tmp_path, change), key_of(FIRST))
    assert (Code.PACKAGE_INDEX_INVALID, INDEX) in found


def test_an_index_that_leaves_a_document_out_is_refused(package: Path, tmp_path: Path) -> None:
    def shorter(said: Any) -> Any:
        return {**said, "application": {**said["application"], "documents": []}}

    found = opening(reindexed(package, tmp_path, shorter), key_of(FIRST))
    assert (Code.PACKAGE_FILE_UNLISTED, FIRST_DOCUMENT) in found


@pytest.mark.parametrize("change", [{"size": 0}, {"size": 1 << 40}, {"sha256": "0" * 64}])
def test_a_size_or_digest_that_is_not_the_documents_is_refused(
    package: Path, tmp_path: Path, change: dict[str, object]
) -> None:
    path = reindexed(package, tmp_path, lambda said: _documents(said, **change))
    assert opening(path, key_of(FIRST)) == [(Code.PACKAGE_FILE_ALTERED, FIRST_DOCUMENT)]


@pytest.mark.parametrize(
    "name", ["data/index.json", "data/documents/A-003/01.age", "data/documents/A-001/report.pdf", "data/x"]
)
def test_a_plain_or_stray_file_among_sealed_ones_is_refused(package: Path, tmp_path: Path, name: str) -> None:
    path = changed(package, tmp_path, lambda files: files.update({TOP + name: b"{}"}))
    assert refusals(lambda: read_sealed(path)) == [(Code.PACKAGE_FILE_UNLISTED, name)]


def test_a_sealed_package_with_nothing_in_it_is_refused(package: Path, tmp_path: Path) -> None:
    def emptied(files: dict[str, bytes]) -> None:
        for name in [name for name in files if name.endswith(".age")]:
            del files[name]

    path = changed(package, tmp_path, emptied)
    found = refusals(lambda: read_sealed(path))
    assert found == [(Code.PACKAGE_INDEX_INVALID, "manifest-sha256.txt")]


def test_everybody_who_cannot_be_sealed_for_is_named_at_once(tmp_path: Path) -> None:
    first, second, _ = panel_trust().issued
    revoked = (Revocation(fingerprint=second.fingerprint, at="2024-01-02T00:00:00Z"),)
    trust = replace(panel_trust(), issued=(replace(first, recipient=""), second), revoked=revoked)
    changes = {
        **SEALED,
        "A-002/application.toml": 'id = "A-002"\norganisation = "a"\nsite = "b"\nrecused = ["x"]\n',
    }
    assert refusals(lambda: seal(tmp_path, changes, trust)) == [
        (Code.EXPERT_WITHOUT_KEY, "campaign.toml"),
        (Code.EXPERT_NOT_TRUSTED, "campaign.toml"),
        (Code.EXPERT_NOT_ISSUED, "campaign.toml"),
        (Code.RECUSED_UNKNOWN, "A-002/application.toml"),
    ]
    assert not (tmp_path / "sealed.evpkg").exists()


def test_a_document_is_read_alone(package: Path) -> None:
    verified = read_sealed(package, key_of(FIRST))
    application = verified.package.applications[0]
    data = open_sealed_document(open_bag(package), application, 2, key_of(FIRST))
    assert data == b"\xff\xd8 photo"


def test_an_existing_file_is_not_overwritten(package: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.evpkg"
    out.write_bytes(b"old")
    assert refusals(lambda: unseal(package, key_of(FIRST), out)) == [(Code.FILE_EXISTS, str(out))]
    folder = source(tmp_path / "src", SEALED)
    found = refusals(lambda: sealing.build_sealed(folder, FORMS, out, sender()))
    assert found == [(Code.FILE_EXISTS, str(out))]
    assert out.read_bytes() == b"old"
