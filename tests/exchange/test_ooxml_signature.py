"""Signed score sheets (architecture, decision 1): every part covered, several signers, whose it is."""

import base64
import hashlib
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
import sheet_builders as sheets
import signature_builders as make
from lxml import etree  # type: ignore[import-untyped]  # it ships no types

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.exchange.ooxml_signature import sign, verify
from evaluator_app.exchange.score_sheet_reader import read_sheet
from evaluator_app.exchange.score_sheet_signing import signed_workbook

BROKEN = Code.SHEET_SIGNATURE_BROKEN.value


def test_a_signed_sheet_says_who_signed_it_and_when(tmp_path: Path) -> None:
    read = read_sheet(make.signed(tmp_path), sheets.official())
    (signature,) = read.signatures
    assert read.signed
    assert (signature.signer, signature.time, signature.valid) == (make.EXPERT, make.TIME, True)
    assert signature.fingerprint == make.identity(tmp_path).fingerprint


def test_signing_changes_no_mark_and_no_cell(tmp_path: Path) -> None:
    before = read_sheet(sheets.written(tmp_path))
    after = read_sheet(make.signed(tmp_path))
    assert before.sheet == after.sheet
    assert not before.signed
    assert openpyxl.load_workbook(after.path).sheetnames[0]


def test_every_part_is_in_the_manifest(tmp_path: Path) -> None:
    parts = make.parts(make.signed(tmp_path).read_bytes())
    named = set(re.findall(r'URI="/([^?]+)\?ContentType=[\w+./-]+"', parts[make.SIGNED].decode()))
    outside = {name for name in parts if name.startswith("_xmlsignatures/")} | {"[Content_Types].xml"}
    assert named == parts.keys() - outside


def test_a_second_signer_changes_no_signed_part(tmp_path: Path) -> None:
    first = make.parts(make.signed(tmp_path).read_bytes())
    path = make.signed(tmp_path, make.identity(tmp_path), make.identity(tmp_path, "示例组长"))
    second = make.parts(path.read_bytes())
    changed = {name for name in first if first[name] != second[name]}
    assert changed == {"[Content_Types].xml", "_xmlsignatures/_rels/origin.sigs.rels"}
    assert second.keys() - first.keys() == {"_xmlsignatures/sig2.xml"}
    assert [one.signer for one in read_sheet(path).signatures] == [make.EXPERT, "示例组长"]


def test_a_sheet_signed_by_somebody_else_alone_is_refused(tmp_path: Path) -> None:
    """Attack: an expert's sheet signed by another expert."""
    path = make.signed(tmp_path, make.identity(tmp_path, "示例专家乙"))
    assert [one.code for one in make.problems(path)] == [Code.SHEET_SIGNER_DIFFERS]


def test_what_is_digested_is_canonical_xml(tmp_path: Path) -> None:
    """Each digest is that of the canonical form of its element, parsed alone with all its namespaces."""
    part = make.parts(make.signed(tmp_path).read_bytes())[make.SIGNED]
    for name in (b"idPackageObject", b"idOfficeObject", b"idSignedProperties"):
        digest = re.search(rb'URI="#%s">.*?<DigestValue>(.*?)</DigestValue>' % name, part.replace(b"\n", b""))
        tag = b"xd:SignedProperties" if name == b"idSignedProperties" else b"Object"
        element = re.search(rb'<%s [^>]*Id="%s">.*?</%s>' % (tag, name, tag), part)
        assert digest is not None
        assert element is not None
        canonical = etree.tostring(etree.fromstring(element[0]), method="c14n")
        assert base64.b64decode(digest[1]) == hashlib.sha256(canonical).digest()


def test_the_whole_signature_is_well_formed(tmp_path: Path) -> None:
    root = etree.fromstring(make.parts(make.signed(tmp_path).read_bytes())[make.SIGNED])
    assert etree.QName(root).localname == "Signature"


def test_an_archive_with_parts_of_foreign_names_is_not_signed(tmp_path: Path) -> None:
    path = sheets.written(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/示例.xml", b"<a/>")
    with pytest.raises(Refused) as refused:
        signed_workbook(path.read_bytes(), make.identity(tmp_path), make.TIME, path)
    assert [one.code for one in refused.value.problems] == [Code.SHEET_NOT_SIGNABLE]


def test_signing_twice_at_the_same_moment_gives_the_same_bytes(tmp_path: Path) -> None:
    data, identity = sheets.written(tmp_path).read_bytes(), make.identity(tmp_path)
    assert sign(data, identity, make.TIME) == sign(data, identity, make.TIME)


def test_verify_takes_the_largest_shipped_form(tmp_path: Path) -> None:
    path = sheets.blank(tmp_path)
    assert verify(sign(path.read_bytes(), make.identity(tmp_path), make.TIME))


def test_a_form_filled_in_elsewhere_can_be_signed(tmp_path: Path) -> None:
    """Its parts are those of another program."""
    path = sheets.typed(sheets.blank(tmp_path), expert_name=make.EXPERT, mark_a1=9)
    path.write_bytes(sign(path.read_bytes(), make.identity(tmp_path), make.TIME))
    assert read_sheet(path, sheets.official()).signed
