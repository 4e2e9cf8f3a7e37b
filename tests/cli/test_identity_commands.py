"""The commands on identities: from a new key to a signed package that the expert trusts."""

import json
import shutil
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from package_builders import FORMS, SMALL, source

from evaluator_app.cli import main
from evaluator_app.services.places import Places

Captured = pytest.CaptureFixture[str]


def run(*arguments: object) -> int:
    return main.run([*map(str, arguments)], Places(forms=FORMS, resources=FORMS))


def told(capsys: Captured) -> tuple[Any, str]:
    captured = capsys.readouterr()
    return json.loads(captured.out) if captured.out else None, captured.err


class Desk:
    """A folder with an expert's identity and the secretariat's authority."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.secret = folder / "secret"
        self.secret.write_text("示例口令 示例口令\n", encoding="utf-8")

    def __call__(self, command: str, *arguments: object) -> int:
        """An `identity` command with the passphrase."""
        return run("identity", command, *arguments, "--passphrase-file", self.secret)

    def path(self, name: str) -> Path:
        """A file in the folder."""
        return self.folder / name


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The identity and the authority, made once: keys and passphrases take their time."""
    folder = tmp_path_factory.mktemp("desk")
    desk = Desk(folder)
    assert desk("new", "--name", "示例专家甲", "--organisation", "示例大学", "-o", desk.path("me.p12")) == 0
    assert desk("authority", "--name", "示例秘书处", "-o", desk.path("office.p12")) == 0
    return folder


@pytest.fixture
def desk(furnished: Path, tmp_path: Path) -> Desk:
    shutil.copytree(furnished, tmp_path, dirs_exist_ok=True)
    return Desk(tmp_path)


def enrol(desk: Desk) -> None:
    me, office = desk.path("me.p12"), desk.path("office.p12")
    assert desk("card", "--identity", me, "-o", desk.path("card.json"), "--pdf", desk.path("card.pdf")) == 0
    assert desk("issue", desk.path("card.json"), "--authority", office, "-o", desk.path("cert.pem")) == 0
    assert desk("import", desk.path("cert.pem"), "--identity", me) == 0


def test_the_expert_and_the_secretariat_read_the_same_fingerprint(desk: Desk, capsys: Captured) -> None:
    enrol(desk)
    said = told(capsys)[1].splitlines()
    digits = [line for line in said if line.startswith("Fingerprint: ")]
    words = [line for line in said if line.startswith("In words: ")]
    assert digits[0] == digits[1]
    assert words[0] == words[1]
    assert desk.path("card.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files are another matter there")
def test_keys_are_for_their_owner_only(desk: Desk) -> None:
    enrol(desk)
    for name in ("me.p12", "office.p12"):
        assert stat.S_IMODE(desk.path(name).stat().st_mode) == 0o600


def test_the_trust_list_gets_the_recipient_of_the_card(desk: Desk, capsys: Captured) -> None:
    enrol(desk)
    told(capsys)
    assert run("identity", "trust", desk.path("office.evtrust"), "--json") == 0
    said = told(capsys)[0]["issued"][0]["recipient"]
    assert said == json.loads(desk.path("card.json").read_text(encoding="utf-8"))["recipient"]
    assert said.startswith("age1")


def test_the_age_key_is_written_for_the_age_program(desk: Desk, capsys: Captured) -> None:
    """What packages are sealed to, as a file only its owner can read and only the passphrase opens."""
    out = desk.path("me.age")
    assert desk("age", "--identity", desk.path("me.p12"), "-o", out, "--json") == 0
    said = told(capsys)[0]["recipient"]
    assert desk("card", "--identity", desk.path("me.p12"), "-o", desk.path("card.json")) == 0
    assert said == json.loads(desk.path("card.json").read_text(encoding="utf-8"))["recipient"]
    assert b"AGE-SECRET" not in out.read_bytes()
    assert desk("age", "--identity", desk.path("me.p12"), "-o", out) == 1


def test_the_trust_list_tells_who_was_issued_and_who_was_revoked(desk: Desk, capsys: Captured) -> None:
    enrol(desk)
    told(capsys)
    assert run("identity", "trust", desk.path("office.evtrust"), "--json") == 0
    assert [one["standing"] for one in told(capsys)[0]["issued"]] == ["trusted"]
    assert desk("revoke", desk.path("cert.pem"), "--authority", desk.path("office.p12")) == 0
    told(capsys)
    assert run("identity", "trust", desk.path("office.evtrust"), "--json") == 0
    assert [one["standing"] for one in told(capsys)[0]["issued"]] == ["revoked"]


def test_a_signed_package_is_trusted_by_the_list_of_its_authority(desk: Desk, capsys: Captured) -> None:
    out, trust = desk.path("x.evpkg"), desk.path("office.evtrust")
    keys = ["--identity", desk.path("office.p12"), "--passphrase-file", desk.secret]
    assert run("package", "build", source(desk.path("src"), SMALL), "-o", out, *keys) == 0
    told(capsys)
    assert run("package", "verify", out, "--trust", trust, "--json") == 0
    data, said = told(capsys)
    assert data["signature"]["signer"] == "示例秘书处"
    assert data["signature"]["trusted"] is True
    assert "whom the trust list vouches for" in said


def test_an_unsigned_package_is_said_to_be_so_and_not_trusted(desk: Desk, capsys: Captured) -> None:
    out, trust = desk.path("x.evpkg"), desk.path("office.evtrust")
    assert run("package", "build", source(desk.path("src"), SMALL), "-o", out) == 0
    assert run("package", "verify", out) == 0
    assert "not signed" in told(capsys)[1]
    assert run("package", "verify", out, "--trust", trust, "--json") == 1
    assert [one["code"] for one in told(capsys)[0]["problems"]] == ["package_unsigned"]


def test_a_wrong_passphrase_signs_nothing(desk: Desk, capsys: Captured) -> None:
    out, wrong = desk.path("x.evpkg"), desk.path("wrong")
    wrong.write_text("another passphrase", encoding="utf-8")
    keys = ["--identity", desk.path("office.p12"), "--passphrase-file", wrong]
    assert run("package", "build", source(desk.path("src"), SMALL), "-o", out, *keys) == 1
    assert not out.exists()
    assert "Traceback" not in told(capsys)[1]


def test_nothing_is_overwritten(desk: Desk) -> None:
    before = desk.path("office.p12").read_bytes(), desk.path("office.evtrust").read_bytes()
    assert desk("authority", "--name", "示例", "-o", desk.path("office.p12")) == 1
    desk.path("other.evtrust").write_bytes(b"")
    assert desk("authority", "--name", "示例", "-o", desk.path("other.p12")) == 1
    assert not desk.path("other.p12").exists()
    assert before == (desk.path("office.p12").read_bytes(), desk.path("office.evtrust").read_bytes())


def test_an_expert_cannot_issue(desk: Desk, capsys: Captured) -> None:
    enrol(desk)
    told(capsys)
    me, out = desk.path("me.p12"), desk.path("y.pem")
    assert desk("issue", desk.path("card.json"), "--authority", me, "-o", out, "--json") == 1
    assert told(capsys)[0]["problems"][0]["code"] == "not_an_authority"


@pytest.mark.parametrize(
    "arguments",
    [
        ["identity", "new", "--name", "x"],
        ["identity", "issue", "c", "--authority", "a", "--passphrase-file", "f", "-o", "x", "--years", "99"],
        ["identity", "issue", "c", "--authority", "a", "--passphrase-file", "f", "-o", "x", "--from", "soon"],
        ["identity", "melt"],
        ["package", "build", "x", "-o", "y", "--identity", "z"],
    ],
)
def test_wrong_usage(arguments: list[str]) -> None:
    assert run(*arguments) == 2
