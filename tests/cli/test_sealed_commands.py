"""The commands on sealed packages: from a new identity to the plain package in an archive."""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from package_builders import CAMPAIGN, FORMS, SMALL, build, source

from evaluator_app.cli import main
from evaluator_app.services.places import Places

Captured = pytest.CaptureFixture[str]
OTHER = '\n[[experts]]\nname = "示例专家乙"\norganisation = "示例大学"\n'


def run(*arguments: object) -> int:
    return main.run([*map(str, arguments)], Places(forms=FORMS, resources=FORMS))


def told(capsys: Captured) -> tuple[Any, str]:
    captured = capsys.readouterr()
    return json.loads(captured.out) if captured.out else None, captured.err


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An expert who enrolled, the secretariat, and a package sealed for the expert."""
    folder = tmp_path_factory.mktemp("desk")
    secret, me, office = folder / "secret", folder / "me.p12", folder / "office.p12"
    secret.write_text("示例口令 示例口令\n", encoding="utf-8")
    last = ("--passphrase-file", secret)
    owner = ("--name", "示例专家甲", "--organisation", "示例大学")
    assert run("identity", "new", *owner, "-o", me, *last) == 0
    assert run("identity", "authority", "--name", "示例秘书处", "-o", office, *last) == 0
    assert run("identity", "card", "--identity", me, "-o", folder / "card.json", *last) == 0
    issuing = ("--authority", office, "-o", folder / "cert.pem")
    assert run("identity", "issue", folder / "card.json", *issuing, *last) == 0
    assert sealed(folder, source(folder / "src", SMALL), folder / "x.evpkg") == 0
    return folder


def sealed(desk: Path, folder: Path, out: Path, *more: object) -> int:
    signing = ("--identity", desk / "office.p12", "--passphrase-file", desk / "secret")
    return run("package", "build", folder, "-o", out, *signing, "--seal-to", desk / "office.evtrust", *more)


def mine(desk: Path) -> tuple[object, ...]:
    return ("--identity", desk / "me.p12", "--passphrase-file", desk / "secret")


def test_verifying_needs_no_key(desk: Path, capsys: Captured) -> None:
    assert run("package", "verify", desk / "x.evpkg", "--trust", desk / "office.evtrust", "--json") == 0
    data, said = told(capsys)
    assert "It is sealed: contents are not checked." in said
    assert "2 applications" in said
    assert data["sealed"] == ["A-001", "A-002"]
    assert data["applications"] == []
    assert data["signature"]["trusted"]


def test_showing_needs_the_key(desk: Path, capsys: Captured) -> None:
    assert run("package", "show", desk / "x.evpkg") == 1
    assert "Unlock the identity" in told(capsys)[1]
    assert run("package", "show", desk / "x.evpkg", "--identity", desk / "me.p12") == 2
    told(capsys)
    assert run("package", "show", desk / "x.evpkg", *mine(desk), "--json") == 0
    data, said = told(capsys)
    assert "现场管理创新成果报告" in said
    assert [one["id"] for one in data["applications"]] == ["A-001", "A-002"]
    assert "problems" not in data


def test_a_plain_package_is_shown_with_an_identity_too(desk: Path, tmp_path: Path) -> None:
    assert run("package", "show", build(tmp_path), *mine(desk)) == 0


def test_unsealed_it_is_a_plain_package(desk: Path, tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "plain.evpkg"
    assert run("package", "unseal", desk / "x.evpkg", "-o", out, *mine(desk), "--json") == 0
    digest = told(capsys)[0]["digest"]
    assert run("package", "verify", out, "--json") == 0
    data, _ = told(capsys)
    assert data["digest"] == digest
    assert "sealed" not in data
    if sys.platform != "win32":
        assert out.stat().st_mode & 0o777 == 0o600


def test_a_wrong_passphrase_and_a_missing_key_are_plain_problems(
    desk: Path, tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / "wrong").write_text("another passphrase", encoding="utf-8")
    wrong = ("--identity", desk / "me.p12", "--passphrase-file", tmp_path / "wrong")
    assert run("package", "show", desk / "x.evpkg", *wrong) == 1
    assert "does not open" in told(capsys)[1]
    missing = ("--identity", tmp_path / "missing.p12", "--passphrase-file", desk / "secret")
    assert run("package", "unseal", desk / "x.evpkg", "-o", tmp_path / "out", *missing) == 1
    assert "missing.p12" in told(capsys)[1]
    assert not (tmp_path / "out").exists()


def test_sealing_needs_a_signature_and_a_panel_that_is_known(
    desk: Path, tmp_path: Path, capsys: Captured
) -> None:
    folder, out = source(tmp_path / "src", {**SMALL, "campaign.toml": CAMPAIGN + OTHER}), tmp_path / "o.evpkg"
    assert run("package", "build", folder, "-o", out, "--seal-to", desk / "office.evtrust") == 2
    told(capsys)
    assert sealed(desk, folder, out) == 1
    assert "示例专家乙 (示例大学) is not in the trust list" in told(capsys)[1]
    assert not out.exists()


def test_a_sealed_package_is_replaced_without_opening_it(
    desk: Path, tmp_path: Path, capsys: Captured
) -> None:
    out = tmp_path / "second.evpkg"
    assert sealed(desk, desk / "src", out, "--replaces", desk / "x.evpkg", "--json") == 0
    data, _ = told(capsys)
    assert data["revision"] == 2
    assert data["applications"][0]["documents"][0]["title"] == "现场管理创新成果报告"


def test_what_is_sealed_for_others_is_named(desk: Path, tmp_path: Path, capsys: Captured) -> None:
    """Two certificates on one panel: the second expert is recused from the second application."""
    last = ("--passphrase-file", desk / "secret")
    owner = ("--name", "示例专家乙", "--organisation", "示例大学")
    folder = tmp_path / "desk"
    shutil.copytree(desk, folder, ignore=shutil.ignore_patterns("src", "*.evpkg"))
    assert run("identity", "new", *owner, "-o", folder / "you.p12", *last) == 0
    assert run("identity", "card", "--identity", folder / "you.p12", "-o", folder / "you.json", *last) == 0
    issuing = ("--authority", folder / "office.p12", "-o", folder / "you.pem")
    assert run("identity", "issue", folder / "you.json", *issuing, *last) == 0
    changes = {
        **SMALL,
        "campaign.toml": SMALL["campaign.toml"] + OTHER,  # type: ignore[operator]  # it is text
        "A-002/application.toml": 'id = "A-002"\norganisation = "x"\nsite = "y"\nrecused = ["示例专家乙"]\n',
    }
    assert sealed(folder, source(tmp_path / "src", changes), tmp_path / "x.evpkg") == 0
    yours = ("--identity", folder / "you.p12", *last)
    told(capsys)
    assert run("package", "show", tmp_path / "x.evpkg", *yours, "--json") == 0
    data, said = told(capsys)
    assert [one["id"] for one in data["applications"]] == ["A-001"]
    assert [(one["code"], one["place"]) for one in data["problems"]] == [
        ("package_sealed_for_others", "A-002")
    ]
    assert "A-002: This is sealed for others" in said
    told(capsys)
    assert run("package", "show", desk / "x.evpkg", *yours) == 1
    assert "sealed for others" in told(capsys)[1]
