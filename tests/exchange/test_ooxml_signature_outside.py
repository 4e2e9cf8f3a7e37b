"""What others say of signed score sheets (decision 1): LibreOffice of all, xmlsec1 of SignedInfo."""

import subprocess
from pathlib import Path

import office_signatures as office
import recalculation
import sheet_builders as sheets
import signature_builders as make
from cryptography.hazmat.primitives.serialization import Encoding

from evaluator_app.exchange.score_sheet_reader import read_sheet


def test_libreoffice_and_we_agree_on_signed_and_altered_sheets(tmp_path: Path, libreoffice: str) -> None:
    """Valid as it was signed; invalid when a cell, the data, the styles or the ties of parts are changed."""
    two = make.signed(tmp_path, make.identity(tmp_path), make.identity(tmp_path, "示例组长"))
    both = two.rename(tmp_path / "both.xlsx")
    one = make.signed(tmp_path)
    parts = make.parts(one.read_bytes())
    data = max(name for name in parts if name.startswith("xl/worksheets/sheet"))
    altered = [
        make.repacked(one, {name: parts[name].replace(was, now, 1)}, f"altered-{number}.xlsx")
        for number, (name, was, now) in enumerate(
            [
                ("xl/worksheets/sheet1.xml", b"<v>9", b"<v>8"),
                (data, b"<v>", b"<v>1"),
                ("xl/sharedStrings.xml", "示例".encode(), "实例".encode()),
                ("xl/styles.xml", b'numFmtId="0"', b'numFmtId="9"'),
                ("xl/_rels/workbook.xml.rels", b"sheet1.xml", b"sheet2.xml"),
                (make.SIGNED, b"<xd:SigningTime>2026", b"<xd:SigningTime>2025"),
            ]
        )
    ]
    answers = office.says(libreoffice, tmp_path, one, both, *altered)
    assert answers == [["valid"], ["valid", "valid"], *([["invalid"]] * len(altered))]
    assert [bool(make.problems(path)) for path in (one, both, *altered)] == [False, False, *([True] * 6)]


def test_a_sheet_saved_by_libreoffice_is_no_longer_signed(tmp_path: Path, libreoffice: str) -> None:
    path = make.signed(tmp_path)
    (saved,) = recalculation.convert(libreoffice, [path], tmp_path)
    assert read_sheet(path).signed
    assert not read_sheet(saved).signed
    assert read_sheet(saved).saved_again  # and nothing milder is said
    assert office.says(libreoffice, tmp_path, saved) == [[]]


def test_xmlsec1_agrees_on_signed_info(tmp_path: Path, xmlsec1: str) -> None:
    """All three references of SignedInfo, canonicalised and digested by a program that is not ours."""
    part = make.parts(make.signed(tmp_path).read_bytes())[make.SIGNED]
    assert "References (ok/all): 3/3" in _xmlsec(xmlsec1, tmp_path, part)
    changed = part.replace(b"<SignatureComments>", b"<SignatureComments>x")
    assert "3/3" not in _xmlsec(xmlsec1, tmp_path, changed)


def _xmlsec(program: str, folder: Path, part: bytes) -> str:
    certificate, xml = folder / "certificate.pem", folder / "sig.xml"
    certificate.write_bytes(make.identity(folder).certificate.public_bytes(Encoding.PEM))
    xml.write_bytes(part)
    command = [program, "verify", "--ignore-manifests", "--pubkey-cert-pem", str(certificate)]
    for name in (
        "http://www.w3.org/2000/09/xmldsig#:Object",
        "http://uri.etsi.org/01903/v1.3.2#:SignedProperties",
    ):
        command += ["--id-attr:Id", name]
    done = subprocess.run([*command, str(xml)], capture_output=True, check=False, timeout=60)
    return (done.stdout + done.stderr).decode(errors="replace")


def test_openpyxl_opens_a_signed_sheet(tmp_path: Path) -> None:
    assert sheets.cells(make.signed(tmp_path)) == sheets.cells(sheets.written(tmp_path))
