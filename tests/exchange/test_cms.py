"""CMS signatures: nothing in them can be altered, and openssl agrees."""

import random
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from identity_builders import PASSPHRASE, SECOND, enrolled, secretariat, written

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.exchange import cms
from evaluator_app.exchange.certificates import pem
from evaluator_app.exchange.identity_file import Identity, load_identity

CONTENT = b"first line\nsecond line\r\nlast\x00\xff"


def holds(signature: bytes, content: bytes | None = CONTENT) -> bool:
    try:
        cms.check(signature, content)
    except cms.SignatureWrong:
        return False
    return True


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Identity:
    return enrolled(tmp_path_factory.mktemp("signer")).identity


def test_a_signature_tells_signer_and_content(signer: Identity) -> None:
    beside = cms.check(cms.sign(signer, CONTENT, detached=True), CONTENT)
    around = cms.check(cms.sign(signer, CONTENT, detached=False))
    assert beside.certificate == around.certificate == signer.certificate
    assert beside.chain == (secretariat().certificate,)
    assert around.content == CONTENT


@pytest.mark.parametrize("detached", [True, False])
def test_openssl_verifies_it(tmp_path: Path, openssl: str, signer: Identity, *, detached: bool) -> None:
    (tmp_path / "content").write_bytes(CONTENT)
    (tmp_path / "root.pem").write_bytes(pem(secretariat().certificate))
    (tmp_path / "s").write_bytes(cms.sign(signer, CONTENT, detached=detached))
    command = [openssl, "cms", "-verify", "-binary", "-inform", "DER", "-in", "s", "-CAfile", "root.pem"]
    command += ["-out", "out", *(["-content", "content"] if detached else [])]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "out").read_bytes() == CONTENT


@pytest.mark.parametrize("detached", [True, False])
def test_no_byte_of_a_signature_can_be_altered(signer: Identity, *, detached: bool) -> None:
    signature = cms.sign(signer, CONTENT, detached=detached)
    content = CONTENT if detached else None
    chance = random.Random(1)  # noqa: S311 - no secrets here
    for place in range(len(signature)):
        altered = bytearray(signature)
        altered[place] ^= 1 << chance.randrange(8)
        assert not holds(bytes(altered), content), place


def test_mutations_are_never_accepted_and_never_a_crash(signer: Identity) -> None:
    signature = cms.sign(signer, CONTENT, detached=True)
    chance = random.Random(2)  # noqa: S311 - no secrets here
    for _ in range(2000):
        altered = bytearray(signature)
        first, second = sorted(chance.choices(range(len(altered)), k=2))
        change = chance.randrange(3)
        if change == 0:
            del altered[first : first + 1 + chance.randrange(30)]
        elif change == 1:
            altered[first:first] = signature[second : second + 1 + chance.randrange(40)]
        else:
            altered[first:first] = chance.randbytes(1 + chance.randrange(8))
        assert bytes(altered) == signature or not holds(bytes(altered))


@pytest.mark.parametrize("content", [b"", CONTENT + b"\n", CONTENT.replace(b"\n", b"\r\n"), None])
def test_a_signature_fits_one_content_only(signer: Identity, content: bytes | None) -> None:
    assert not holds(cms.sign(signer, CONTENT, detached=True), content)


def test_a_signature_around_its_content_is_none_beside_another(signer: Identity) -> None:
    assert not holds(cms.sign(signer, CONTENT, detached=False), b"another content")


def test_a_signature_put_under_another_name_does_not_hold(tmp_path: Path, signer: Identity) -> None:
    other = load_identity(written(tmp_path, SECOND), PASSPHRASE)
    forged = replace(other, certificate=signer.certificate, chain=signer.chain)
    assert not holds(cms.sign(forged, CONTENT, detached=True))


def test_without_the_certificates_above_it_nothing_is_signed(signer: Identity) -> None:
    with pytest.raises(Refused) as refused:
        cms.sign(replace(signer, chain=()), CONTENT, detached=True)
    assert [one.code for one in refused.value.problems] == [Code.IDENTITY_UNSUITABLE]
