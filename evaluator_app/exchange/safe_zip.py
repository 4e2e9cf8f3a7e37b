"""Reading ZIP archives that may be hostile: a checked directory, and the bytes of one member in chunks."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.exchange.safe_names import clashing, is_safe_name, visible
from evaluator_app.wording.language import text

CHUNK = 1 << 20
MAX_MEMBERS = 30_000
MAX_DIRECTORY = 6 << 20  # bytes of the central directory
MAX_TOTAL = 64 << 30  # bytes of all members unpacked
MAX_RATIO = 200  # unpacked to packed; far beyond what documents reach
SMALL = 64 << 10  # below this size a ratio means nothing

_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")
_LOCAL = struct.Struct("<4s5H3L2H")
_ENCRYPTED, _DESCRIPTOR, _UTF_8 = 0x1, 0x8, 0x800
_FULL = 0xFFFF_FFFF  # the real size stands in the ZIP64 field
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, RuntimeError, ValueError, OverflowError, struct.error)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its name, where its packed bytes lie and how many they are."""

    name: str
    start: int
    packed: int
    size: int
    deflated: bool


def read_directory(file: BinaryIO, place: str) -> tuple[Member, ...]:
    """All files of an archive; refuses with every problem found if any is not safe to read."""
    entries, directory_start = _entries(file, place)
    located = [(entry, _located(file, entry, directory_start)) for entry in entries]
    problems = [*_name_problems(entries), *_size_problems(entries, place)]
    for entry, member in located:
        fault = _entry_fault(entry) or ("" if member else text("a file with two headers that differ"))
        if fault:
            problems.append(problem(Code.PACKAGE_UNSAFE_FILE, visible(entry.orig_filename), reason=fault))
    if not problems and _overlap(located):
        problems = [problem(Code.PACKAGE_UNSAFE_FILE, place, reason=text("files that overlap"))]
    if problems:
        raise Refused(problems)
    return tuple(member for entry, member in located if member and not entry.is_dir())


def _entries(file: BinaryIO, place: str) -> tuple[list[zipfile.ZipInfo], int]:
    """The entries of the central directory, and where it starts."""
    _check_end(file, place)
    try:
        with zipfile.ZipFile(file) as archive:
            entries, start = archive.infolist(), archive.start_dir
    except _BROKEN as error:
        raise Refused([problem(Code.PACKAGE_NOT_A_ZIP, place)]) from error
    if len(entries) > MAX_MEMBERS:
        raise _too_many(place, len(entries))
    if not entries or min(entry.header_offset for entry in entries) != 0:
        raise Refused([problem(Code.PACKAGE_NOT_A_ZIP, place)])  # cut off, or something stands before it
    return entries, start


def _check_end(file: BinaryIO, place: str) -> None:
    """The archive must end with its end record, and its directory must be small enough to be loaded."""
    longest = _END_64.size + _LOCATOR_64.size + _END.size
    size = file.seek(0, 2)
    file.seek(max(0, size - longest))
    tail = file.read(longest)
    end = tail[-_END.size :]
    if len(end) < _END.size or not end.startswith(b"PK\5\6") or not end.endswith(b"\0\0"):
        raise Refused([problem(Code.PACKAGE_NOT_A_ZIP, place)])
    count, directory = _END.unpack(end)[4:6]
    if len(tail) == longest and tail.startswith(b"PK\6\6"):
        count, directory = _END_64.unpack(tail[: _END_64.size])[7:9]
    if directory > MAX_DIRECTORY or count > MAX_MEMBERS:
        raise _too_many(place, count)


def _too_many(place: str, count: int) -> Refused:
    return Refused([problem(Code.PACKAGE_TOO_LARGE, place, reason=text("{count} files", count=count))])


def _name_problems(entries: Iterable[zipfile.ZipInfo]) -> list[Problem]:
    # orig_filename, since ZipInfo cuts names at NUL and turns backslashes round on Windows
    names = [entry.orig_filename.removesuffix("/") for entry in entries]
    unsafe = [name for name in names if not is_safe_name(name)]
    files = [entry.orig_filename for entry in entries if not entry.orig_filename.endswith("/")]
    return [problem(Code.PACKAGE_UNSAFE_NAME, visible(name)) for name in dict.fromkeys(unsafe)] + [
        problem(Code.PACKAGE_UNSAFE_FILE, visible(name), reason=text("a second file of the same name"))
        for name in dict.fromkeys(clashing(files))
    ]


def _size_problems(entries: Iterable[zipfile.ZipInfo], place: str) -> list[Problem]:
    too_large = [entry for entry in entries if entry.file_size > max(SMALL, MAX_RATIO * entry.compress_size)]
    problems = [
        problem(
            Code.PACKAGE_TOO_LARGE,
            visible(entry.orig_filename),
            reason=text("{packed} bytes become {size}", packed=entry.compress_size, size=entry.file_size),
        )
        for entry in too_large
    ]
    total = sum(entry.file_size for entry in entries)
    if total > MAX_TOTAL:
        problems.append(problem(Code.PACKAGE_TOO_LARGE, place, reason=text("{size} bytes", size=total)))
    return problems


def _entry_fault(entry: zipfile.ZipInfo) -> str:
    """Why an entry may not be read, or nothing."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFDIR if entry.is_dir() else stat.S_IFREG):
        return text("a link or device")
    if entry.flag_bits & _ENCRYPTED:
        return text("an encrypted file")
    if entry.compress_type not in _METHODS:
        return text("a file packed in an unknown way")
    stored = entry.compress_type == zipfile.ZIP_STORED
    if (entry.is_dir() and entry.file_size) or (stored and entry.file_size != entry.compress_size):
        return text("a file with a wrong size")
    return ""


def _located(file: BinaryIO, entry: zipfile.ZipInfo, directory_start: int) -> Member | None:
    """The member with the place of its bytes; None where its local header tells another story."""
    if not 0 <= entry.header_offset <= directory_start:
        return None
    file.seek(entry.header_offset)
    header = file.read(_LOCAL.size)
    if len(header) < _LOCAL.size or not header.startswith(b"PK\3\4"):
        return None
    _, _, flags, method, _, _, *sums, name_length, extra_length = _LOCAL.unpack(header)
    name, extra = file.read(name_length), file.read(extra_length)
    start = entry.header_offset + _LOCAL.size + name_length + extra_length
    same = (
        flags == entry.flag_bits
        and method == entry.compress_type
        and name == _name_bytes(entry)
        and _same_sums(entry, sums, extra)
        and start + entry.compress_size <= directory_start
    )
    deflated = method == zipfile.ZIP_DEFLATED
    return (
        Member(entry.orig_filename, start, entry.compress_size, entry.file_size, deflated) if same else None
    )


def _name_bytes(entry: zipfile.ZipInfo) -> bytes:
    return entry.orig_filename.encode("utf-8" if entry.flag_bits & _UTF_8 else "cp437")


def _same_sums(entry: zipfile.ZipInfo, sums: list[int], extra: bytes) -> bool:
    crc, packed, size = sums
    if entry.flag_bits & _DESCRIPTOR and not (crc or packed or size):
        return True  # written by a tool that could not seek: the directory alone says them
    if _FULL in (packed, size):
        packed, size = _zip64_sizes(extra)
    return (crc, packed, size) == (entry.CRC, entry.compress_size, entry.file_size)


def _zip64_sizes(extra: bytes) -> tuple[int, int]:
    """Packed and unpacked size from the ZIP64 field of a local header."""
    while len(extra) >= 4:  # noqa: PLR2004 - kind and length
        kind, length = struct.unpack_from("<HH", extra)
        if kind == 1 and 16 <= length <= len(extra) - 4:  # noqa: PLR2004 - two sizes of eight bytes
            size, packed = struct.unpack_from("<QQ", extra, 4)
            return packed, size
        extra = extra[4 + length :]
    return -1, -1


def _overlap(located: Iterable[tuple[zipfile.ZipInfo, Member | None]]) -> bool:
    end = 0
    for entry, member in sorted(located, key=lambda one: one[0].header_offset):
        if member is None or entry.header_offset < end:
            return True
        end = member.start + member.packed
    return False


def chunks(file: io.RawIOBase, member: Member) -> Iterator[memoryview]:
    """The member's bytes in chunks, each valid until the next; whether they are right the manifest says."""
    packed = _packed_chunks(file, member)
    return _inflated(packed, member) if member.deflated else packed


def _packed_chunks(file: io.RawIOBase, member: Member) -> Iterator[memoryview]:
    buffer = memoryview(bytearray(min(CHUNK, member.packed)))
    file.seek(member.start)
    left = member.packed
    while left:
        count = file.readinto(buffer[:left])
        if not count:
            raise _altered(member)
        left -= count
        yield buffer[:count]


def _inflated(packed: Iterator[memoryview], member: Member) -> Iterator[memoryview]:
    """Never more than the size declared, never more than a chunk at once."""
    inflater, left = zlib.decompressobj(-zlib.MAX_WBITS), member.size
    for data in packed:
        for unpacked in _inflate_chunk(inflater, data, member):
            left -= len(unpacked)
            if left < 0:
                raise _altered(member)
            yield memoryview(unpacked)
    if left or not inflater.eof or inflater.unused_data:
        raise _altered(member)


def _inflate_chunk(inflater: "zlib._Decompress", data: memoryview, member: Member) -> Iterator[bytes]:
    if inflater.eof:
        raise _altered(member)  # something stands behind the end
    rest: bytes | memoryview = data
    full = False  # a full chunk may leave more inside, even where all input was taken
    while (rest or full) and not inflater.eof:
        try:
            unpacked = inflater.decompress(rest, CHUNK)
        except zlib.error as error:
            raise _altered(member) from error
        yield unpacked
        rest, full = inflater.unconsumed_tail, len(unpacked) == CHUNK


def _altered(member: Member) -> Refused:
    return Refused([problem(Code.PACKAGE_FILE_ALTERED, member.name)])
