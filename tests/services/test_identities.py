"""Passphrases from files, and the register of the authority."""

from pathlib import Path

import pytest
from identity_builders import FIRST, NOW, PASSPHRASE, SECOND, card_of, written
from package_builders import refusals

from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.exchange.identity_file import load_identity
from evaluator_app.services import identities
from evaluator_app.services.identities import KeyFile, Term

OFFICE = Expert(name="示例秘书处", organisation="示例协会")


@pytest.mark.parametrize(
    ("data", "passphrase"),
    [
        (b"four words and more\n", "four words and more"),
        (b"four words and more\r\nsecond line", "four words and more"),
        (b"\xef\xbb\xbf with blanks ", " with blanks "),
        ("e\u0301a".encode(), "éa"),  # the same letters typed on another system
    ],
)
def test_a_passphrase_is_the_first_line(tmp_path: Path, data: bytes, passphrase: str) -> None:
    path = tmp_path / "secret"
    path.write_bytes(data)
    assert identities.read_passphrase(path).decode() == passphrase


@pytest.mark.parametrize("data", ["口令".encode("gbk"), b"x" * (5 << 20)])
def test_a_file_without_a_passphrase_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "secret"
    path.write_bytes(data)
    found = refusals(lambda: identities.read_passphrase(path))
    assert found == [(Code.PASSPHRASE_UNREADABLE, str(path))]


def office(folder: Path, name: str = "office.p12") -> KeyFile:
    file = KeyFile(path=folder / name, passphrase=PASSPHRASE)
    identities.create_authority(file, OFFICE, NOW)
    return file


def test_each_certificate_issued_is_in_the_register(tmp_path: Path) -> None:
    file = office(tmp_path)
    for number, expert in enumerate((FIRST, SECOND)):
        card = card_of(load_identity(written(tmp_path, expert), PASSPHRASE), tmp_path)
        out = tmp_path / f"{number}.pem"
        identities.issue(identities.open_register(file), card, Term(), out, NOW)
    trust = identities.open_register(file).trust
    assert [one.name for one in trust.issued] == [FIRST.name, SECOND.name]
    assert trust.number == 3


def test_the_list_of_another_authority_beside_the_file_is_refused(tmp_path: Path) -> None:
    file, other = office(tmp_path), office(tmp_path, "other.p12")
    listed = identities.trust_list_of(file.path)
    listed.write_bytes(identities.trust_list_of(other.path).read_bytes())
    found = refusals(lambda: identities.open_register(file))
    assert found == [(Code.TRUST_LIST_OTHER_AUTHORITY, str(listed))]


def test_a_certificate_already_there_is_not_overwritten_and_nothing_issued(tmp_path: Path) -> None:
    file = office(tmp_path)
    card = card_of(load_identity(written(tmp_path), PASSPHRASE), tmp_path)
    (tmp_path / "cert.pem").write_bytes(b"old")
    register = identities.open_register(file)
    found = refusals(lambda: identities.issue(register, card, Term(), tmp_path / "cert.pem", NOW))
    assert [code for code, _ in found] == [Code.FILE_EXISTS]
    assert identities.open_register(file).trust == register.trust


def test_a_certificate_is_revoked_by_its_fingerprint_with_colons(tmp_path: Path) -> None:
    file = office(tmp_path)
    card = card_of(load_identity(written(tmp_path), PASSPHRASE), tmp_path)
    issued = identities.issue(identities.open_register(file), card, Term(), tmp_path / "c.pem", NOW)
    pairs = [issued.fingerprint[at : at + 2].upper() for at in range(0, 64, 2)]
    trust = identities.revoke(identities.open_register(file), ":".join(pairs), "示例", NOW)
    assert [one.fingerprint for one in trust.revoked] == [issued.fingerprint]


def test_an_old_certificate_for_a_new_key_does_not_fit(tmp_path: Path) -> None:
    file = office(tmp_path)
    card = card_of(load_identity(written(tmp_path), PASSPHRASE), tmp_path)
    identities.issue(identities.open_register(file), card, Term(), tmp_path / "c.pem", NOW)
    second = KeyFile(path=written(tmp_path, SECOND), passphrase=PASSPHRASE)
    before = second.path.read_bytes()
    found = refusals(lambda: identities.import_certificate(second, tmp_path / "c.pem"))
    assert [code for code, _ in found] == [Code.CERTIFICATE_OTHER_KEY]
    assert second.path.read_bytes() == before
