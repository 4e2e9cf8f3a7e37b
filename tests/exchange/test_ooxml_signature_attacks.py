"""Attacks on signed score sheets: whatever is changed, the sheet is refused and the part is named."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import signature_builders as make
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator_app.domain.codes import Code
from evaluator_app.exchange.signed_container import pack

BROKEN = Code.SHEET_SIGNATURE_BROKEN.value
PAGE = "xl/worksheets/sheet1.xml"
TYPES = "[Content_Types].xml"
ROOT = "_rels/.rels"
LIST = "_xmlsignatures/_rels/origin.sigs.rels"
Change = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make.signed(tmp_path_factory.mktemp("signed"))


_WHERE, _FLIP = st.integers(min_value=0, max_value=10**9), st.integers(min_value=1, max_value=255)


@settings(max_examples=2_000, deadline=None)
@given(where=_WHERE, flip=_FLIP)
def test_no_changed_byte_is_ever_accepted(sheet: Path, where: int, flip: int) -> None:
    _refused(sheet, where, flip)


@pytest.mark.soak
@settings(max_examples=100_000, deadline=None)
@given(where=_WHERE, flip=_FLIP)
def test_no_changed_byte_is_accepted_in_a_long_run(sheet: Path, where: int, flip: int) -> None:
    _refused(sheet, where, flip)


def _refused(sheet: Path, where: int, flip: int) -> None:
    data = bytearray(sheet.read_bytes())
    data[where % len(data)] ^= flip
    altered = sheet.with_name("mutated.xlsx")
    altered.write_bytes(data)
    assert make.problems(altered)


@settings(max_examples=300, deadline=None)
@given(first=st.integers(0, 10**9), length=st.integers(1, 2_000), other=st.integers(0, 10**9))
def test_no_region_cut_out_doubled_or_moved_is_accepted(
    sheet: Path, first: int, length: int, other: int
) -> None:
    data = sheet.read_bytes()
    start, target = first % len(data), other % len(data)
    piece, rest = data[start : start + length], data[:start] + data[start + length :]
    altered = sheet.with_name("cut.xlsx")
    for mutated in (rest, rest[:target] + piece + rest[target:], data[:target] + piece + data[target:]):
        if mutated != data:
            altered.write_bytes(mutated)
            assert make.problems(altered)


@pytest.mark.parametrize("step", range(8))
def test_every_region_of_the_file_counts(sheet: Path, step: int) -> None:
    """Each header of the archive, byte by byte, and each part at regular places."""
    data = sheet.read_bytes()
    central = data.index(b"PK\x01\x02")
    headers = {offset + extra for offset in _heads(data) for extra in range(48)}
    wanted = sorted(headers | set(range(central, len(data))) | set(range(0, central, 97)))
    altered = sheet.with_name(f"region-{step}.xlsx")
    for where in wanted[step::8]:
        altered.write_bytes(data[:where] + bytes([data[where] ^ 1]) + data[where + 1 :])
        assert make.problems(altered), where


def _heads(data: bytes) -> list[int]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [one.header_offset for one in archive.infolist()]


@pytest.mark.parametrize(
    ("part", "was", "now"),
    [
        (PAGE, b"<v>", b"<v>1"),
        ("xl/sharedStrings.xml", "示例成果".encode(), "示例成呆".encode()),
        ("xl/worksheets/sheet2.xml", b"<v>", b"<v>0"),
        ("xl/styles.xml", b'numFmtId="0"', b'numFmtId="9"'),
        ("xl/workbook.xml", b'state="veryHidden"', b'state="hidden"'),
        ("xl/_rels/workbook.xml.rels", b"sheet1.xml", b"sheet2.xml"),
        ("docProps/core.xml", b"<dc:title>", b"<dc:title>x"),
        (ROOT, b"xl/workbook.xml", b"xl/Workbook.xml"),
        (TYPES, b"worksheet+xml", b"chartsheet+xml"),
        (TYPES, b"</Types>", b'<Default Extension="png" ContentType="image/png"/></Types>'),
        (LIST, b"sig1.xml", b"sig2.xml"),
        (make.SIGNED, b"<xd:SigningTime>2026", b"<xd:SigningTime>2025"),
        (make.SIGNED, b"<mdssi:Value>2026", b"<mdssi:Value>2025"),
        (make.SIGNED, b"<SignatureComments>", b"<SignatureComments>x"),
        (make.SIGNED, b"idPackageObject", b"idOfficeObject"),
        (make.SIGNED, b"<Manifest>", b"<Manifest><!-- -->"),
        (make.SIGNED, b"</Signature>", b'<Object Id="idPackageObject"></Object></Signature>'),
        (make.SIGNED, b"<?xml", b'<!DOCTYPE a [<!ENTITY b "c">]><?xml'),
    ],
)
def test_a_changed_part_is_refused(sheet: Path, part: str, was: bytes, now: bytes) -> None:
    data = make.parts(sheet.read_bytes())[part]
    assert was in data
    altered = make.repacked(sheet, {part: data.replace(was, now, 1)})
    found = make.verdict(altered)
    assert {code for code, _ in found} == {BROKEN}
    assert part in TYPES or part == ROOT or part in {place for _, place in found}


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"xl/worksheets/sheet9.xml": b"<worksheet/>"}, TYPES),
        ({"docProps/app.xml": None}, "docProps/app.xml"),
        ({"xl/comments1.xml": b"<comments/>"}, "xl/comments1.xml"),
        ({"_xmlsignatures/extra.xml": b"<a/>"}, "_xmlsignatures/extra.xml"),
        ({make.SIGNED: None}, LIST),
        ({"_xmlsignatures/sig2.xml": b"<Signature/>"}, "_xmlsignatures/sig2.xml"),
        ({"_xmlsignatures/sig2.xml": b"x" * (2 << 20)}, "_xmlsignatures/sig2.xml"),
        ({"_xmlsignatures/origin.sigs": b"x"}, "_xmlsignatures/origin.sigs"),
    ],
)
def test_parts_added_and_removed_are_named(sheet: Path, changes: dict[str, bytes | None], place: str) -> None:
    found = make.verdict(make.repacked(sheet, changes))
    assert {code for code, _ in found} == {BROKEN}
    assert {place} & {where for _, where in found} or place == TYPES


def test_a_renamed_part_is_refused(sheet: Path) -> None:
    parts = make.parts(sheet.read_bytes())
    altered = make.repacked(sheet, {"docProps/app.xml": None, "docProps/App.xml": parts["docProps/app.xml"]})
    assert make.verdict(altered) == [(BROKEN, "docProps/App.xml"), (BROKEN, "docProps/app.xml")]


def test_a_doubled_part_is_refused(sheet: Path) -> None:
    altered = sheet.with_name("double.xlsx")
    altered.write_bytes(sheet.read_bytes())
    with (
        pytest.warns(UserWarning, match="Duplicate"),
        zipfile.ZipFile(altered, "a") as archive,
    ):
        archive.writestr(PAGE, b"<worksheet/>")
    assert make.problems(altered)


def test_another_archive_of_the_same_parts_is_refused(sheet: Path) -> None:
    """A container that was written again is not the file that was signed; nothing may hide in it."""
    altered = sheet.with_name("rewritten.xlsx")
    with zipfile.ZipFile(altered, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in make.parts(sheet.read_bytes()).items():
            archive.writestr(name, part)
    assert make.verdict(altered) == [(BROKEN, "ZIP")]


@pytest.mark.parametrize("tail", [b"x", b"PK\x05\x06" + b"\0" * 18], ids=["byte", "second end"])
def test_what_follows_the_archive_is_refused(sheet: Path, tail: bytes) -> None:
    altered = sheet.with_name("tail.xlsx")
    altered.write_bytes(sheet.read_bytes() + tail)
    assert make.problems(altered)


def test_a_signature_of_another_sheet_is_refused(sheet: Path, tmp_path: Path) -> None:
    other = make.signed(tmp_path, remark="亮点：示例另一份。\n不足：示例另一份。")
    foreign = make.parts(other.read_bytes())[make.SIGNED]
    altered = make.repacked(sheet, {make.SIGNED: foreign})
    assert {code for code, _ in make.verdict(altered)} == {BROKEN}
    assert "xl/sharedStrings.xml" in {place for _, place in make.verdict(altered)}


def test_data_changed_with_the_cells_unchanged(sheet: Path) -> None:
    """The hidden data sheet and the visible cells are both signed."""
    parts = make.parts(sheet.read_bytes())
    last = max(name for name in parts if name.startswith("xl/worksheets/sheet"))
    changed = parts[last].replace(b"</row>", b"</row >", 1)
    assert (BROKEN, last) in make.verdict(make.repacked(sheet, {last: changed}))


def test_the_certificate_of_another_key_is_refused(sheet: Path, tmp_path: Path) -> None:
    other = make.signed(tmp_path, make.identity(tmp_path, make.EXPERT, 1))
    ours, theirs = (make.parts(one.read_bytes())[make.SIGNED] for one in (sheet, other))
    start, end = b"<KeyInfo>", b"</KeyInfo>"
    swapped = ours[: ours.index(start)] + theirs[theirs.index(start) : theirs.index(end)]
    altered = make.repacked(sheet, {make.SIGNED: swapped + ours[ours.index(end) :]})
    assert make.verdict(altered) == [(BROKEN, make.SIGNED)]


def test_a_directory_that_swallows_the_signature_makes_no_unsigned_sheet(sheet: Path) -> None:
    """A longer comment of one entry hides those after it from readers of the directory."""
    data = bytearray(sheet.read_bytes())
    entry = data.index(b"docProps/app.xml", data.index(b"PK\x01\x02")) - 46
    rest = data.index(b"PK\x05\x06") - entry - 46 - len("docProps/app.xml")
    data[entry + 32 : entry + 34] = rest.to_bytes(2, "little")
    altered = sheet.with_name("swallowed.xlsx")
    altered.write_bytes(data)
    assert make.problems(altered)


def test_gigantic_and_empty_signatures_are_refused(sheet: Path) -> None:
    parts = make.parts(sheet.read_bytes())
    for content in (b"", b"<" * 1_000_000, parts[make.SIGNED] * 2):
        assert make.problems(make.repacked(sheet, {make.SIGNED: content}))
    endless = make.parts(sheet.read_bytes())[make.SIGNED].replace(b"</Reference>", b"")
    claims = endless + b'<Reference URI="/a?ContentType=">' * 20_000
    assert make.problems(make.repacked(sheet, {make.SIGNED: claims}))
    many = {f"_xmlsignatures/sig{number}.xml": parts[make.SIGNED] for number in range(2, 40)}
    assert make.problems(make.repacked(sheet, many))


def test_parts_in_another_order_are_refused(sheet: Path) -> None:
    parts = make.parts(sheet.read_bytes())
    altered = sheet.with_name("order.xlsx")
    altered.write_bytes(pack(dict(sorted(parts.items(), reverse=True))))
    assert make.verdict(altered) == [(BROKEN, "ZIP")]
