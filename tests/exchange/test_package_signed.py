"""Signed packages: CMS over the tag manifest, checked by openssl; an altered one is refused."""

import subprocess
from pathlib import Path

import pytest
from identity_builders import FIRST, Enrolled, enrolled, secretariat, trust_list
from package_builders import FORMS, NOW, SMALL, TOP, contents, relisted, repack, source, verdict

from evaluator_app.domain.codes import Code
from evaluator_app.domain.trust import Standing, Trust
from evaluator_app.exchange.certificates import pem
from evaluator_app.exchange.identity_file import Identity
from evaluator_app.services import packages

SIGNATURE, MANIFEST = f"{TOP}signature.p7s", f"{TOP}tagmanifest-sha256.txt"
INVALID = (Code.PACKAGE_SIGNATURE_INVALID, "signature.p7s")
LATER = "2024-09-30T10:00:00+08:00"


def build(folder: Path, signer: Identity | None) -> Path:
    path = folder / "signed.evpkg"
    packages.build(source(folder / "src", SMALL), FORMS, path, now=NOW, signer=signer)
    return path


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("signed"), secretariat())


@pytest.fixture(scope="module")
def expert(tmp_path_factory: pytest.TempPathFactory) -> Enrolled:
    return enrolled(tmp_path_factory.mktemp("expert"))


def standing(path: Path, trust: Trust) -> tuple[Standing | None, list[Code]]:
    judged = packages.judged(packages.verify(path), trust, LATER)
    found = judged.signature.standing if judged.signature else None
    return found, [one.code for one in packages.distrust(judged)]


def test_opening_shows_who_issued_it(package: Path) -> None:
    signature = packages.verify(package).signature
    assert signature is not None
    assert (signature.signer, signature.organisation) == ("示例秘书处", "示例协会")
    assert signature.fingerprint == secretariat().fingerprint
    assert not signature.trusted  # nobody was asked yet


def test_openssl_verifies_it_beside_the_unpacked_tag_manifest(
    package: Path, tmp_path: Path, openssl: str
) -> None:
    files = contents(package)
    (tmp_path / "s").write_bytes(files[SIGNATURE])
    (tmp_path / "m").write_bytes(files[MANIFEST])
    (tmp_path / "root.pem").write_bytes(pem(secretariat().certificate))
    command = [openssl, "cms", "-verify", "-binary", "-inform", "DER", "-in", "s", "-content", "m"]
    subprocess.run([*command, "-CAfile", "root.pem"], cwd=tmp_path, check=True, capture_output=True)


def test_the_secretariat_is_trusted(package: Path, expert: Enrolled) -> None:
    assert standing(package, expert.trust) == (Standing.TRUSTED, [])


def test_a_package_signed_by_an_expert_is_not_the_secretariats(tmp_path: Path, expert: Enrolled) -> None:
    path = build(tmp_path, expert.identity)
    assert standing(path, expert.trust) == (Standing.NOT_SECRETARIAT, [Code.SIGNER_NOT_SECRETARIAT])
    assert standing(path, trust_list()) == (Standing.STRANGER, [Code.SIGNER_STRANGER])


def test_an_unsigned_one_is_said_to_be_so(tmp_path: Path) -> None:
    path = build(tmp_path, None)
    assert packages.verify(path).signature is None
    assert standing(path, trust_list()) == (None, [Code.PACKAGE_UNSIGNED])


@pytest.mark.parametrize("part", range(0, 100, 4))
def test_each_region_of_the_signature_is_guarded(package: Path, tmp_path: Path, part: int) -> None:
    files = contents(package)
    data = bytearray(files[SIGNATURE])
    data[len(data) * part // 100] ^= 1
    assert verdict(repack(tmp_path / "x", {**files, SIGNATURE: bytes(data)})) == [INVALID]


@pytest.mark.parametrize("part", range(0, 100, 4))
def test_each_region_of_the_tag_manifest_is_guarded(package: Path, tmp_path: Path, part: int) -> None:
    files = contents(package)
    data = bytearray(files[MANIFEST])
    data[len(data) * part // 100] ^= 1
    assert verdict(repack(tmp_path / "x", {**files, MANIFEST: bytes(data)}))


def test_changed_contents_with_manifests_that_fit_are_refused(package: Path, tmp_path: Path) -> None:
    files = contents(package)
    files[f"{TOP}data/documents/A-001/01-报告.pdf"] = b"%PDF-1.7 another report"
    assert INVALID in verdict(repack(tmp_path / "x", relisted(files)))


def test_a_signature_from_another_package_is_refused(package: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.evpkg"
    folder = source(tmp_path / "src", SMALL)
    packages.build(folder, FORMS, other, revision=2, now=NOW, signer=secretariat())
    files = {**contents(package), SIGNATURE: contents(other)[SIGNATURE]}
    assert verdict(repack(tmp_path / "x", files)) == [INVALID]


def test_a_stranger_with_the_same_name_is_no_signer_of_ours(tmp_path: Path, expert: Enrolled) -> None:
    """A certificate that says the expert's name is worth nothing: only fingerprints count."""
    stranger = enrolled(tmp_path, FIRST)
    assert stranger.identity.expert == expert.identity.expert
    assert stranger.identity.fingerprint != expert.identity.fingerprint
    path = build(tmp_path, stranger.identity)
    assert standing(path, expert.trust) == (Standing.STRANGER, [Code.SIGNER_STRANGER])
