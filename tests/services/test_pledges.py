"""The pledge of staff and others (S0-115): a signed file, its own giver's, readable with openssl."""

import json
import subprocess
from pathlib import Path

import identity_builders as identities
import pytest

from evaluator_app.cli.main import run
from evaluator_app.domain.codes import Code
from evaluator_app.domain.declarations import Role
from evaluator_app.domain.problems import Refused
from evaluator_app.exchange.identity_file import load_identity
from evaluator_app.exchange.trust_list import trust_bytes
from evaluator_app.services import pledges
from evaluator_app.services.places import own_places

WORDS = "本人保守参与评价单位的秘密。"


@pytest.fixture
def staff(tmp_path: Path) -> identities.Enrolled:
    """A member of staff with a certificate."""
    return identities.enrolled(tmp_path)


def given(staff: identities.Enrolled, folder: Path) -> Path:
    """A signed pledge."""
    path = folder / "staff.evpledge"
    pledges.sign(staff.identity, "saq-0003-2023", WORDS, Role.STAFF, path)
    return path


def test_a_pledge_says_who_promised_what(staff: identities.Enrolled, tmp_path: Path) -> None:
    """S0-115 to S0-117: by staff, in words, under their own signature."""
    found = pledges.verify(given(staff, tmp_path), staff.trust)
    assert (found.data.pledge.text, found.data.pledge.role, found.data.scheme) == (
        WORDS,
        Role.STAFF,
        "saq-0003-2023",
    )


def test_openssl_reads_it(staff: identities.Enrolled, tmp_path: Path) -> None:
    """Decision 1: checked with a tool that is not ours."""
    command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-noverify", "-in"]
    done = subprocess.run([*command, str(given(staff, tmp_path))], capture_output=True, check=True)
    assert json.loads(done.stdout)["pledge"]["text"] == WORDS


def test_a_stranger_or_an_altered_file_is_refused(staff: identities.Enrolled, tmp_path: Path) -> None:
    """Each with its own reason."""
    path = given(staff, tmp_path)
    data = path.read_bytes()
    for at in range(0, len(data), len(data) // 60):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        with pytest.raises(Refused, match=Code.PLEDGE_INVALID):
            pledges.verify(path, None)
    other = tmp_path / "other.evpledge"
    own = load_identity(identities.written(tmp_path, identities.SECOND), identities.PASSPHRASE)
    pledges.sign(own, "saq-0003-2023", WORDS, Role.OTHER, other)
    with pytest.raises(Refused, match=Code.SIGNER_STRANGER):
        pledges.verify(other, staff.trust)


def test_the_commands_sign_and_verify(
    staff: identities.Enrolled, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`pledge sign`, `pledge verify`: the words are the scheme's."""
    p12, passphrase = identities.written(tmp_path), tmp_path / "pass.txt"
    passphrase.write_bytes(identities.PASSPHRASE)
    out, trust = tmp_path / "a.evpledge", tmp_path / "list.evtrust"
    trust.write_bytes(trust_bytes(staff.trust, identities.secretariat()))
    who = ["--identity", str(p12), "--passphrase-file", str(passphrase)]
    signing = ["pledge", "sign", "--scheme", "saq-0003-2023", "-o", str(out), *who]
    assert run(signing, own_places()) == 0
    assert "保守参与评价单位秘密" in capsys.readouterr().err
    assert run(["pledge", "verify", str(out), "--json"], own_places()) == 0
    said = json.loads(capsys.readouterr().out)
    assert [one["role"] for one in said["pledges"]] == ["staff"]
    assert run(["pledge", "verify", str(out), str(trust), "--json"], own_places()) == 1
