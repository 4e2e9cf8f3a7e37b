"""Identities: PKCS#12 that openssl opens with the passphrase and nobody without (电子签名法 13)."""

import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID
from identity_builders import FIRST, PASSPHRASE, key_file, written
from package_builders import refusals

from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.exchange.identity_file import load_identity, new_identity


def test_a_new_identity_has_an_rsa_3072_key_and_the_owners_name(tmp_path: Path) -> None:
    identity = load_identity(written(tmp_path), PASSPHRASE)
    assert identity.key.key_size == 3072
    assert identity.expert == FIRST
    assert PASSPHRASE.decode() not in repr(identity)


def test_openssl_opens_it_with_the_passphrase_only(tmp_path: Path, openssl: str) -> None:
    def opened(passphrase: bytes) -> "subprocess.CompletedProcess[bytes]":
        secret = tmp_path / "secret"
        secret.write_bytes(passphrase)
        command = [openssl, "pkcs12", "-info", "-nokeys", "-in", str(path), "-passin", f"file:{secret}"]
        return subprocess.run(command, capture_output=True, check=False)

    path = written(tmp_path)
    said = opened(PASSPHRASE)
    assert said.returncode == 0
    assert b"Shrouded Keybag: PBES2, PBKDF2, AES-256-CBC, Iteration 200000" in said.stderr
    assert (
        b"MAC: sha256, Iteration 200000" in said.stderr
    )  # else passphrases would be guessed on the checksum
    assert opened(b"something else").returncode != 0


def test_its_fingerprint_is_the_one_openssl_gives(tmp_path: Path, openssl: str) -> None:
    identity = load_identity(written(tmp_path), PASSPHRASE)
    pem = tmp_path / "x.pem"
    pem.write_bytes(pkcs12_certificate(tmp_path))
    command = [openssl, "x509", "-noout", "-fingerprint", "-sha256", "-in", str(pem)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said.strip().split("=")[1].replace(":", "").lower() == identity.fingerprint


def pkcs12_certificate(folder: Path) -> bytes:
    return load_identity(written(folder), PASSPHRASE).certificate.public_bytes(Encoding.PEM)


def verdict(path: Path, data: bytes, passphrase: bytes = PASSPHRASE) -> list[Code]:
    path.write_bytes(data)
    return [code for code, _ in refusals(lambda: load_identity(path, passphrase))]


@pytest.mark.parametrize("passphrase", ["😀😀😀😀😀😀😀😀", "长" * 70, "with blanks, “quotes” and é"])
def test_any_passphrase_opens_what_it_closed(tmp_path: Path, passphrase: str) -> None:
    data = new_identity(FIRST, passphrase.encode())
    assert verdict(tmp_path / "x.p12", data, passphrase.encode()) == []


def test_a_wrong_passphrase_is_said(tmp_path: Path) -> None:
    wrong = Code.IDENTITY_PASSPHRASE_WRONG
    assert verdict(tmp_path / "x.p12", key_file(FIRST), b"another passphrase") == [wrong]


@pytest.mark.parametrize("data", [b"", b"no identity", key_file(FIRST)[:900], key_file(FIRST) + b"x"])
def test_a_damaged_file_is_refused(tmp_path: Path, data: bytes) -> None:
    assert verdict(tmp_path / "x.p12", data) == [Code.IDENTITY_UNREADABLE]


@pytest.mark.parametrize("at", range(50, 3400, 250))
def test_an_altered_file_is_refused(tmp_path: Path, at: int) -> None:
    data = bytearray(key_file(FIRST))
    data[at] ^= 1
    assert verdict(tmp_path / "x.p12", bytes(data))


def other_p12(key: "rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey") -> bytes:
    """The file another authority's software would make."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "示例专家丙")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    times = builder.not_valid_before(datetime(2024, 1, 1, tzinfo=UTC))
    made = times.not_valid_after(datetime(2034, 1, 1, tzinfo=UTC)).sign(key, hashes.SHA256())
    encryption = BestAvailableEncryption(PASSPHRASE)
    return pkcs12.serialize_key_and_certificates(None, key, made, None, encryption)


def test_an_identity_of_another_authority_can_be_used(tmp_path: Path) -> None:
    assert verdict(tmp_path / "x.p12", other_p12(rsa.generate_private_key(65537, 2048))) == []


@pytest.mark.parametrize(
    "key",
    [
        lambda: ec.generate_private_key(ec.SECP256R1()),
        lambda: rsa.generate_private_key(65537, 1024),  # noqa: S505 - it is to be refused
    ],
)
def test_a_key_that_excel_could_not_check_or_is_too_short_is_refused(
    tmp_path: Path, key: Callable[[], ec.EllipticCurvePrivateKey]
) -> None:
    assert verdict(tmp_path / "x.p12", other_p12(key())) == [Code.IDENTITY_UNSUITABLE]


def test_a_file_without_a_key_is_refused(tmp_path: Path) -> None:
    certificate = load_identity(written(tmp_path), PASSPHRASE).certificate
    encryption = BestAvailableEncryption(PASSPHRASE)
    data = pkcs12.serialize_key_and_certificates(None, None, certificate, None, encryption)
    assert verdict(tmp_path / "x.p12", data) == [Code.IDENTITY_UNSUITABLE]


@pytest.mark.parametrize("name", ["", "  ", "名" * 65, "a\u202eb", "a\nb"])
def test_a_name_nobody_can_read_is_refused(name: str) -> None:
    found = refusals(lambda: new_identity(Expert(name=name), PASSPHRASE))
    assert [code for code, _ in found] == [Code.IDENTITY_NAME_INVALID]


def test_a_short_passphrase_is_refused() -> None:
    found = refusals(lambda: new_identity(FIRST, "七个字的口令短".encode()))
    assert [code for code, _ in found] == [Code.PASSPHRASE_TOO_SHORT]
