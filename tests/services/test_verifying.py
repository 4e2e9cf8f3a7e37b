"""Verification: each failure says which check and where; what was not asked is not called passed."""

import json
from dataclasses import replace
from pathlib import Path

import identity_builders as identities
import pytest
import signature_builders as make
from sheet_builders import changed, written

from evaluator_app.domain.check_report import Check, CheckReport, Verdict
from evaluator_app.domain.codes import Code
from evaluator_app.exchange.package_reader import VerifiedPackage
from evaluator_app.exchange.trust_list import read_trust_list
from evaluator_app.services import clock, packages, samples, verification
from evaluator_app.services.places import own_places
from evaluator_app.services.verification import Against, verify_sheet


def failed(report: CheckReport) -> dict[Check, list[Code]]:
    """The checks that failed, with their problems."""
    return {
        one.check: [wrong.code for wrong in one.problems]
        for one in report.lines
        if one.verdict is Verdict.FAILED
    }


def not_checked(report: CheckReport) -> list[Check]:
    """The checks nobody made."""
    return [one.check for one in report.lines if one.verdict is Verdict.NOT_CHECKED]


@pytest.fixture
def package(tmp_path: Path) -> VerifiedPackage:
    """The sample package."""
    path, places = tmp_path / "sample.evpkg", own_places()
    packages.build(samples.sample_campaign(places), places.forms, path, now=clock.now())
    return packages.verify(path)


def test_a_signed_sheet_passes_what_it_is_checked_against(tmp_path: Path) -> None:
    path = make.signed(tmp_path)
    trust = read_trust_list(make.trust_list(tmp_path, [make.identity(tmp_path)]))
    report = verify_sheet(path, Against(trust=trust))
    assert failed(report) == {}
    assert not_checked(report) == [Check.SCHEME, Check.PROTOCOL, Check.PACKAGE]
    assert report.facts["expert"] == make.EXPERT
    assert not_checked(verify_sheet(path, Against()))[:2] == [Check.CERTIFICATE, Check.REVOCATION]


def test_strangers_and_the_revoked_fail_each_its_own_check(tmp_path: Path) -> None:
    path, signer = make.signed(tmp_path), make.identity(tmp_path)
    stranger = read_trust_list(make.trust_list(tmp_path, [make.identity(tmp_path, number=1)]))
    assert failed(verify_sheet(path, Against(trust=stranger))) == {Check.CERTIFICATE: [Code.SIGNER_STRANGER]}
    revoked = read_trust_list(make.trust_list(tmp_path, [signer], [signer]))
    assert failed(verify_sheet(path, Against(trust=revoked))) == {Check.REVOCATION: [Code.SIGNER_REVOKED]}


def test_an_altered_sheet_says_which_part(tmp_path: Path) -> None:
    path = make.signed(tmp_path)
    part = "xl/worksheets/sheet1.xml"
    altered = make.repacked(path, {part: make.parts(path.read_bytes())[part].replace(b"<v>9", b"<v>8", 1)})
    report = verify_sheet(altered, Against())
    assert list(failed(report)) == [Check.SIGNATURE]
    assert part in report.lines[1].problems[0].place


def test_a_sheet_saved_by_another_program_is_not_signed(tmp_path: Path) -> None:
    path = changed(
        written(tmp_path), "docProps/app.xml", lambda data: data.replace(b"12.0000", b"16.0300", 1)
    )
    assert failed(verify_sheet(path, Against())) == {Check.SIGNATURE: [Code.SHEET_SAVED_AGAIN]}
    assert failed(verify_sheet(written(tmp_path), Against())) == {Check.SIGNATURE: [Code.SHEET_UNSIGNED]}


def test_a_scheme_swapped_for_one_of_the_same_id_is_found(tmp_path: Path, package: VerifiedPackage) -> None:
    """The sheet names the scheme of the package by its id; only the digests tell them apart."""
    found = failed(verify_sheet(make.signed(tmp_path), Against(package=package)))
    assert Check.PACKAGE in found
    other = replace(
        package, package=replace(package.package, scheme_digest="f" * 64, protocol_digest="e" * 64)
    )
    found = failed(verify_sheet(make.signed(tmp_path), Against(package=other)))
    assert found[Check.SCHEME] == [Code.SHEET_OTHER_SCHEME]
    assert found[Check.PROTOCOL] == [Code.SHEET_OTHER_PROTOCOL]


def test_a_clock_set_back_makes_no_revoked_certificate_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, signer = make.signed(tmp_path), make.identity(tmp_path)
    trust = read_trust_list(make.trust_list(tmp_path, [signer], [signer]))
    trust = replace(trust, at=make.TIME)  # a list is signed after what it revokes
    monkeypatch.setattr(verification, "now", lambda: "2001-01-01T00:00:00+00:00")
    assert failed(verify_sheet(path, Against(trust=trust))) == {Check.REVOCATION: [Code.SIGNER_REVOKED]}


def test_packages_have_their_own_checks_and_the_report_is_json(tmp_path: Path) -> None:
    places, path, broken = own_places(), tmp_path / "p.evpkg", tmp_path / "broken.evpkg"
    packages.build(
        samples.sample_campaign(places), places.forms, path, now=clock.now(), signer=identities.secretariat()
    )
    broken.write_bytes(path.read_bytes()[:900])
    trust = identities.trust_list()
    reports = verification.verify_files([path, broken, tmp_path / "none.xlsx"], Against(trust=trust))
    assert [one.failed for one in reports] == [False, True, True]
    verification.write_report(tmp_path / "report.json", reports, Against(trust=trust))
    data = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert [one["failed"] for one in data["files"]] == [False, True, True]
    assert data["files"][0]["checks"][1] == {"check": "signature", "verdict": "passed", "problems": []}
    assert data["against"]["trust"]["number"] == trust.number
    unsigned = tmp_path / "u.evpkg"
    packages.build(samples.sample_campaign(places), places.forms, unsigned, now=clock.now())
    assert failed(verification.verify_package(unsigned, Against())) == {
        Check.SIGNATURE: [Code.PACKAGE_UNSIGNED]
    }
