"""The command sheet sign, and what sheet verify and panel merge make of signatures."""

import json
from pathlib import Path
from typing import Any

import builders
import package_builders as packs
import panel_builders
import pytest
import returned_files
import signature_builders as make

from evaluator_app.cli import main
from evaluator_app.exchange.ooxml_signature import sign as sign_workbook
from evaluator_app.services.places import Places

Captured = pytest.CaptureFixture[str]
FIRST = panel_builders.expert(0).name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A package, and a finished sheet of each of three experts for its first application."""
    package = returned_files.issue(tmp_path)
    for number in range(3):
        returned_files.write(package, tmp_path / "in" / f"{number}.xlsx", number)
    return tmp_path


def run(folder: Path, capsys: Captured, *arguments: str) -> tuple[int, Any]:
    status = main.run([*arguments, "--json"], Places(forms=packs.FORMS, resources=folder))
    return status, json.loads(capsys.readouterr().out or "null")


def sign(folder: Path, capsys: Captured, number: int = 0, *more: str, key: int = 0) -> tuple[int, Any]:
    identity, passphrase = make.saved(folder, panel_builders.expert(number).name, key)
    sheet = str(folder / "in" / f"{number}.xlsx")
    options = ["--identity", identity, "--passphrase-file", passphrase]
    return run(folder, capsys, "sheet", "sign", *options, sheet, *more)


def merge(folder: Path, capsys: Captured, *more: str) -> tuple[int, Any]:
    names = ["--package", str(folder / "demo.evpkg"), "--sheets", str(folder / "in")]
    return run(folder, capsys, "panel", "merge", *names, "-o", str(folder / "committee.xlsx"), *more)


def codes(data: Any) -> list[str]:
    return [one["code"] for one in data.get("problems", data.get("refused"))]


def test_signing_in_place_and_verifying(folder: Path, capsys: Captured) -> None:
    status, data = sign(folder, capsys)
    assert (status, data["sheets"][0]["signature"]["signer"]) == (0, FIRST)
    status, data = run(folder, capsys, "sheet", "verify", str(folder / "in" / "0.xlsx"))
    (sheet,) = data["sheets"]
    assert (status, sheet["signed"], sheet["trusted"], sheet["warnings"]) == (0, True, None, [])
    (signature,) = sheet["signatures"]
    assert signature.keys() == {"signer", "fingerprint", "time", "valid"}
    assert signature["valid"] is True


def test_signed_files_in_another_folder_leave_the_sheets_as_they_were(folder: Path, capsys: Captured) -> None:
    before = (folder / "in" / "0.xlsx").read_bytes()
    assert sign(folder, capsys, 0, "-o", str(folder / "out"))[0] == 0
    assert (folder / "in" / "0.xlsx").read_bytes() == before
    assert b"_xmlsignatures/" in (folder / "out" / "0.xlsx").read_bytes()
    assert codes(sign(folder, capsys, 0, "-o", str(folder / "out"))[1]) == ["file_exists"]


def test_a_signed_sheet_is_frozen(folder: Path, capsys: Captured) -> None:
    """Decision 7."""
    sign(folder, capsys)
    signed = (folder / "in" / "0.xlsx").read_bytes()
    assert codes(sign(folder, capsys)[1]) == ["sheet_signed_already"]
    assert codes(sign(folder, capsys, key=1)[1]) == ["sheet_signed_already"]
    assert (folder / "in" / "0.xlsx").read_bytes() == signed


def test_many_sheets_are_signed_together_or_not_at_all(folder: Path, capsys: Captured) -> None:
    """The second is another expert's, the third is not finished: all is said, nothing is signed."""
    package = folder / "demo.evpkg"
    returned_files.write(package, folder / "in" / "9.xlsx", 0, builders.NINETY | {"a1": None})
    others = [str(folder / "in" / name) for name in ("1.xlsx", "9.xlsx")]
    status, data = sign(folder, capsys, 0, *others)
    assert (status, codes(data)) == (1, ["sheet_signer_differs", "unmarked"])
    assert b"_xmlsignatures/" not in (folder / "in" / "0.xlsx").read_bytes()


def test_a_wrong_passphrase_signs_nothing(folder: Path, capsys: Captured) -> None:
    identity, passphrase = make.saved(folder, FIRST)
    Path(passphrase).write_text("another one, wrong", encoding="utf-8")
    sheet = folder / "in" / "0.xlsx"
    options = ["--identity", identity, "--passphrase-file", passphrase]
    status, data = run(folder, capsys, "sheet", "sign", str(sheet), *options)
    assert (status, codes(data)) == (1, ["identity_passphrase_wrong"])


def test_only_signed_sheets_count(folder: Path, capsys: Captured) -> None:
    for number in range(3):
        sign(folder, capsys, number)
    status, data = merge(folder, capsys)
    assert (status, codes(data)) == (0, [])
    assert data["results"][0]["score"]["shown"] == "90.00"


def test_an_altered_sheet_never_counts(folder: Path, capsys: Captured) -> None:
    """Neither with unsigned sheets allowed, nor with its cells and data agreeing with each other."""
    for number in range(3):
        sign(folder, capsys, number)
    path = folder / "in" / "0.xlsx"
    remark = "亮点：示例。".encode()
    shared = make.parts(path.read_bytes())["xl/sharedStrings.xml"]
    altered = make.repacked(path, {"xl/sharedStrings.xml": shared.replace(remark, "亮点：某某。".encode())})
    altered.replace(path)
    status, data = merge(folder, capsys, "--allow-unsigned")
    assert (status, codes(data)) == (1, ["sheet_signature_broken"])
    assert data["results"][0]["score"] is None


def test_with_a_trust_list_strangers_of_the_same_name_do_not_count(folder: Path, capsys: Captured) -> None:
    """T: the certificate in the list counts, another key for the same expert and a revoked one do not."""
    for number, key in ((0, 0), (1, 1), (2, 0)):
        sign(folder, capsys, number, key=key)
    listed = [make.identity(folder, panel_builders.expert(number).name) for number in range(3)]
    trust = make.trust_list(folder, listed, revoked=listed[2:])
    status, data = merge(folder, capsys, "--trust", str(trust))
    assert (status, sorted(codes(data))) == (1, ["signer_revoked", "signer_stranger"])
    sheets = [str(folder / "in" / f"{number}.xlsx") for number in range(3)]
    status, data = run(folder, capsys, "sheet", "verify", *sheets, "--trust", str(trust))
    assert (status, codes(data)) == (1, ["signer_stranger", "signer_revoked"])
    assert [one["trusted"] for one in data["sheets"]] == [True]


def test_a_wrong_clock_warns_and_does_not_refuse(folder: Path, capsys: Captured) -> None:
    """Semantics, trust in time: odd clocks warn."""
    path = folder / "in" / "0.xlsx"
    path.write_bytes(sign_workbook(path.read_bytes(), make.identity(folder, FIRST), "2001-01-01T00:00:00Z"))
    package = str(folder / "demo.evpkg")
    status, data = run(folder, capsys, "sheet", "verify", str(path), "--package", package)
    assert status == 0
    assert [one["code"] for one in data["sheets"][0]["warnings"]] == ["sheet_signing_time_odd"]
