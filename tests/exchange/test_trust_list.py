"""The trust list: signed by its own authority, checked by openssl, refused when altered."""

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from identity_builders import Enrolled, enrolled, secretariat, trust_list
from package_builders import refusals

from evaluator_app.domain.codes import Code
from evaluator_app.domain.trust import Revocation, Trust
from evaluator_app.exchange import cms
from evaluator_app.exchange.certificates import certified, pem
from evaluator_app.exchange.strict_json import json_bytes
from evaluator_app.exchange.trust_list import _File, read_trust_list, trust_bytes


@pytest.fixture(scope="module")
def expert(tmp_path_factory: pytest.TempPathFactory) -> Enrolled:
    return enrolled(tmp_path_factory.mktemp("expert"))


def verdict(path: Path, data: bytes) -> list[Code]:
    path.write_bytes(data)
    return [code for code, _ in refusals(lambda: read_trust_list(path))]


def signed(trust: Trust, number: int = 1) -> bytes:
    """Whatever is given, signed by the secretariat."""
    return cms.sign(secretariat(), json_bytes(_File(format=number, trust=trust)), detached=False)


def test_what_is_written_is_read(tmp_path: Path, expert: Enrolled) -> None:
    path = tmp_path / "x.evtrust"
    path.write_bytes(trust_bytes(expert.trust, secretariat()))
    assert read_trust_list(path) == expert.trust


def test_openssl_verifies_it(tmp_path: Path, openssl: str, expert: Enrolled) -> None:
    (tmp_path / "x.evtrust").write_bytes(trust_bytes(expert.trust, secretariat()))
    (tmp_path / "root.pem").write_bytes(pem(secretariat().certificate))
    command = [openssl, "cms", "-verify", "-inform", "DER", "-in", "x.evtrust", "-CAfile", "root.pem"]
    said = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True).stdout
    assert expert.identity.fingerprint.encode() in said


@pytest.mark.parametrize("at", range(0, 2400, 97))
def test_an_altered_list_is_refused(tmp_path: Path, expert: Enrolled, at: int) -> None:
    data = bytearray(trust_bytes(expert.trust, secretariat()))
    data[at % len(data)] ^= 1
    assert verdict(tmp_path / "x", bytes(data)) == [Code.TRUST_LIST_INVALID]


def test_an_expert_cannot_make_a_trust_list(tmp_path: Path, expert: Enrolled) -> None:
    own = replace(expert.trust, authority=certified(expert.identity.certificate), issued=())
    assert verdict(tmp_path / "x", trust_bytes(own, expert.identity)) == [Code.TRUST_LIST_INVALID]
    named = cms.sign(expert.identity, json_bytes(_File(format=1, trust=expert.trust)), detached=False)
    assert verdict(tmp_path / "x", named) == [Code.TRUST_LIST_INVALID]


def test_the_list_of_another_authority_is_not_signed(expert: Enrolled) -> None:
    found = refusals(lambda: trust_bytes(trust_list(), expert.identity))
    assert [code for code, _ in found] == [Code.TRUST_LIST_OTHER_AUTHORITY]


@pytest.mark.parametrize(
    "change",
    [
        lambda one: replace(one, at="yesterday"),
        lambda one: replace(one, issued=one.issued * 2),
        lambda one: replace(one, revoked=(Revocation(fingerprint="x", at=one.at),)),
    ],
)
def test_values_that_cannot_be_compared_are_refused(
    tmp_path: Path, expert: Enrolled, change: Callable[[Trust], Trust]
) -> None:
    assert verdict(tmp_path / "x", signed(change(expert.trust))) == [Code.TRUST_LIST_INVALID]


def test_a_newer_format_is_said(tmp_path: Path, expert: Enrolled) -> None:
    assert verdict(tmp_path / "x", signed(expert.trust, 2)) == [Code.TRUST_LIST_NEWER_FORMAT]


def test_no_list_at_all(tmp_path: Path) -> None:
    assert verdict(tmp_path / "x", b"{}") == [Code.TRUST_LIST_INVALID]


def test_a_recipient_that_is_none_is_refused_and_a_list_without_recipients_is_read(
    tmp_path: Path, expert: Enrolled
) -> None:
    issued = replace(expert.trust.issued[0], recipient="age1none")
    data = signed(replace(expert.trust, issued=(issued,)))
    assert verdict(tmp_path / "x", data) == [Code.TRUST_LIST_INVALID]
    old = json.loads(json_bytes(_File(format=1, trust=expert.trust)))
    for one in (old["trust"]["authority"], *old["trust"]["issued"]):
        del one["recipient"]
    (tmp_path / "x").write_bytes(cms.sign(secretariat(), json.dumps(old).encode(), detached=False))
    assert read_trust_list(tmp_path / "x") == expert.trust
