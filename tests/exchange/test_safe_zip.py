"""Archives that lie are refused before anything of them is used."""

import io
import os
import stat
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from package_builders import refusals, zip_bytes

from evaluator_app.domain.codes import Code
from evaluator_app.exchange import safe_zip
from evaluator_app.exchange.safe_zip import Member, chunks, read_directory


def entry(name: str, **fields: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    for field, value in fields.items():
        setattr(info, field, value)
    return info


def codes(data: bytes) -> set[Code]:
    return {code for code, _ in refusals(lambda: read_directory(io.BytesIO(data), "x.evpkg"))}


def members(data: bytes) -> tuple[Member, ...]:
    return read_directory(io.BytesIO(data), "x.evpkg")


def content(data: bytes, member: Member, folder: Path) -> bytes:
    path = folder / "x.zip"
    path.write_bytes(data)
    with path.open("rb", buffering=0) as file:
        return b"".join(bytes(chunk) for chunk in chunks(file, member))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("size", [0, 1, 100, safe_zip.CHUNK, safe_zip.CHUNK * 2 + 1])
def test_members_are_read_as_they_were_written(tmp_path: Path, method: int, size: int) -> None:
    plain = os.urandom(size // 2).hex().encode() + b"x" * (size % 2)
    data = zip_bytes((entry("top/a", compress_type=method), plain), (entry("top/b"), b"b"))
    first, second = members(data)
    assert content(data, first, tmp_path) == plain
    assert content(data, second, tmp_path) == b"b"


def test_an_archive_written_to_a_pipe_is_read() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise io.UnsupportedOperation

        def tell(self) -> int:
            raise io.UnsupportedOperation

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w") as archive:
        archive.writestr("top/a", b"abc")
    assert members(pipe.getvalue())[0].size == 3


def test_sizes_of_zip64_are_understood() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive, archive.open(entry("a"), "w", force_zip64=True) as file:
        file.write(b"abc")
    assert members(stream.getvalue())[0].size == 3


@pytest.mark.parametrize("name", ["../a", "/a", "C:/a", "a\\b", "NUL", "a.", "a?b", "cafe\u0301", "a" * 200])
def test_unsafe_names_are_refused(name: str) -> None:
    assert codes(zip_bytes((entry(name), b""))) == {Code.PACKAGE_UNSAFE_NAME}


def test_a_nul_in_a_name_is_refused_not_cut() -> None:
    data = zip_bytes((entry("a_b.pdf"), b"x")).replace(b"a_b.pdf", b"a\0b.pdf")
    assert codes(data) == {Code.PACKAGE_UNSAFE_NAME}


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK])
def test_links_and_devices_are_refused(kind: int) -> None:
    assert codes(zip_bytes((entry("a", external_attr=(kind | 0o644) << 16), b"b"))) == {
        Code.PACKAGE_UNSAFE_FILE
    }


@pytest.mark.parametrize("second", ["A", "a/b"])
def test_twins_are_refused(second: str) -> None:
    assert codes(zip_bytes((entry("a"), b"1"), (entry(second), b"2"))) == {Code.PACKAGE_UNSAFE_FILE}


def test_a_second_member_of_the_same_name_is_refused() -> None:
    data = zip_bytes((entry("a"), b"1"), (entry("b"), b"2")).replace(b"b", b"a")
    assert codes(data) == {Code.PACKAGE_UNSAFE_FILE}


def patched(data: bytes, field: int, value: bytes, *, local: bool = True) -> bytes:
    """The archive's only entry with a field changed in its directory, and in its local header too."""
    at = data.index(b"PK\1\2") + field
    data = data[:at] + value + data[at + len(value) :]
    return data[: field - 2] + value + data[field - 2 + len(value) :] if local else data


FLAGS, METHOD, CRC, PACKED, SIZE, OFFSET = 8, 10, 16, 20, 24, 42


@pytest.mark.parametrize("method", [1, 8, 9, 12, 14, 93, 99])
def test_odd_methods_are_refused_or_do_not_fit(tmp_path: Path, method: int) -> None:
    data = patched(zip_bytes((entry("a"), b"abc")), METHOD, struct.pack("<H", method))
    if method != zipfile.ZIP_DEFLATED:
        assert codes(data) == {Code.PACKAGE_UNSAFE_FILE}
    else:
        broken = refusals(lambda: content(data, members(data)[0], tmp_path))
        assert broken == [(Code.PACKAGE_FILE_ALTERED, "a")]


def test_encrypted_members_are_refused() -> None:
    data = patched(zip_bytes((entry("a"), b"abc")), FLAGS, struct.pack("<H", 1))
    assert codes(data) == {Code.PACKAGE_UNSAFE_FILE}


@pytest.mark.parametrize("field", [FLAGS, METHOD, CRC, PACKED, SIZE])
def test_a_local_header_that_differs_is_refused(field: int) -> None:
    data = patched(zip_bytes((entry("a"), b"abc")), field, b"\x08", local=False)
    assert codes(data) <= {Code.PACKAGE_UNSAFE_FILE}
    assert codes(data)


@pytest.mark.parametrize("size", [4, 2**20, 2**32 - 2])
def test_a_stored_member_larger_than_the_archive_is_refused(size: int) -> None:
    data = zip_bytes((entry("a"), b"abc"))
    for field in (PACKED, SIZE):
        data = patched(data, field, struct.pack("<L", size))
    assert codes(data) == {Code.PACKAGE_UNSAFE_FILE}


def test_a_deflated_bomb_is_refused() -> None:
    data = zip_bytes((entry("a", compress_type=zipfile.ZIP_DEFLATED), bytes(10 << 20)))
    assert codes(data) == {Code.PACKAGE_TOO_LARGE}


def test_a_huge_declared_size_is_refused() -> None:
    packed = zip_bytes((entry("a", compress_type=zipfile.ZIP_DEFLATED), b"abc" * 100))
    assert codes(patched(packed, SIZE, struct.pack("<L", 2**31))) == {Code.PACKAGE_TOO_LARGE}


@pytest.mark.parametrize("declared", [299, 301, 0])
def test_a_member_that_is_not_as_long_as_declared_is_refused(tmp_path: Path, declared: int) -> None:
    packed = zip_bytes((entry("a", compress_type=zipfile.ZIP_DEFLATED), b"abc" * 100))
    data = patched(packed, SIZE, struct.pack("<L", declared))
    assert refusals(lambda: content(data, members(data)[0], tmp_path)) == [(Code.PACKAGE_FILE_ALTERED, "a")]


def test_members_that_overlap_are_refused() -> None:
    """The nested bomb: many entries of the directory share one run of bytes."""
    inner = zip_bytes((entry("b"), b"abc"))
    inner_local = inner[: inner.index(b"PK\1\2")]
    data = zip_bytes((entry("a"), inner_local))
    start = data.index(b"PK\1\2")
    shared = data[:start].index(inner_local)
    second = bytearray(inner[inner.index(b"PK\1\2") : inner.index(b"PK\5\6")])
    second[OFFSET : OFFSET + 4] = struct.pack("<L", shared)
    directory = data[start : data.index(b"PK\5\6", start)] + second
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 2, 2, len(directory), start, 0)
    assert codes(data[:start] + directory + end) == {Code.PACKAGE_UNSAFE_FILE}


def test_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zip_bytes(*((entry(f"f{number}"), b"") for number in range(20)))
    monkeypatch.setattr(safe_zip, "MAX_MEMBERS", 19)
    assert codes(data) == {Code.PACKAGE_TOO_LARGE}
    lying = data[:-14] + struct.pack("<2H", 1, 1) + data[-10:]  # the end record says one
    assert codes(lying) == {Code.PACKAGE_TOO_LARGE}


def test_a_huge_directory_is_refused_before_it_is_loaded() -> None:
    data = zip_bytes((entry("a"), b""))
    assert codes(data[:-10] + struct.pack("<L", 2**31) + data[-6:]) == {Code.PACKAGE_TOO_LARGE}


def test_all_members_together_may_not_be_absurd(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_zip, "MAX_TOTAL", 5)
    assert codes(zip_bytes((entry("a"), b"abc"), (entry("b"), b"abc"))) == {Code.PACKAGE_TOO_LARGE}


ARCHIVE = zip_bytes((entry("top/a"), b"abc"), (entry("top/b", compress_type=zipfile.ZIP_DEFLATED), b"abc"))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        b"just text\n" * 100,
        zip_bytes(),
        b"#!/bin/sh\n" + ARCHIVE,
        ARCHIVE + b"\n",
        ARCHIVE[:-2] + b"\2\0hi",
        ARCHIVE[100:],
    ],
)
def test_what_is_no_plain_archive_is_refused(data: bytes) -> None:
    assert codes(data) == {Code.PACKAGE_NOT_A_ZIP}


def test_an_archive_cut_off_anywhere_is_refused() -> None:
    inner = zip_bytes((entry("top/document.docx"), ARCHIVE))  # a document that is an archive itself
    for length in range(len(inner)):
        assert codes(inner[:length]) == {Code.PACKAGE_NOT_A_ZIP}


def test_folders_are_passed_over() -> None:
    assert [one.name for one in members(zip_bytes((entry("top/"), b""), (entry("top/a"), b"")))] == ["top/a"]


def test_bytes_behind_the_end_of_a_packed_member_are_refused(tmp_path: Path) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(b"abc") + packer.flush() + b"hidden"
    stored = zip_bytes((entry("a"), packed))
    data = patched(patched(stored, METHOD, struct.pack("<H", 8)), SIZE, struct.pack("<L", 3))
    assert refusals(lambda: content(data, members(data)[0], tmp_path)) == [(Code.PACKAGE_FILE_ALTERED, "a")]


def test_an_archive_of_more_than_two_gibibytes_is_understood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 1)  # zipfile writes what it else writes beyond 2 GiB
    data = zip_bytes((entry("a"), b"abc"), (entry("b"), b"defg"))
    assert b"PK\6\6" in data
    assert [content(data, one, tmp_path) for one in members(data)] == [b"abc", b"defg"]
    at = data.index(b"PK\6\6") + 32  # the count of members
    assert codes(data[:at] + struct.pack("<Q", 10**9) + data[at + 8 :]) == {Code.PACKAGE_TOO_LARGE}
    assert codes(data.replace(b"\1\0\x10\0", b"\2\0\x10\0")) == {Code.PACKAGE_UNSAFE_FILE}


def test_a_file_cut_off_while_it_is_read_is_refused(tmp_path: Path) -> None:
    data = zip_bytes((entry("a"), b"abc"))
    member = members(data)[0]
    assert refusals(lambda: content(data[: member.start + 1], member, tmp_path)) == [
        (Code.PACKAGE_FILE_ALTERED, "a")
    ]


def test_chunks_behind_the_end_of_a_packed_member_are_refused(tmp_path: Path) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(b"abc") + packer.flush()
    behind = packed + bytes(2 * safe_zip.CHUNK)
    member = Member("a", 0, len(behind), 3, deflated=True)
    assert refusals(lambda: content(behind, member, tmp_path)) == [(Code.PACKAGE_FILE_ALTERED, "a")]
