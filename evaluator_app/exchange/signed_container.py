"""The ZIP archive of a signed workbook: written in one way only, so that each of its bytes can be checked.

Parts are stored, not compressed: a compressed part can be changed in bits that its content does not show.
"""

import struct
import zlib
from collections.abc import Mapping

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_HEAD = struct.Struct("<HHHHHIIIHH")  # version, flags, method, time, date, crc, packed, size, name, extra
_MIDNIGHT, _NEW_YEAR_1980 = 0, 0x21
_VERSION = 20
_MAX_PARTS = 450


class NotAsWritten(ValueError):  # noqa: N818 - it is what a check found, not an error of the program
    """The archive differs from how a signed workbook is written."""


def pack(parts: Mapping[str, bytes]) -> bytes:
    """The archive of these parts, in this order."""
    body, directory, offset = [], [], 0
    for name, part in parts.items():
        encoded = name.encode("ascii")
        head = _HEAD.pack(
            _VERSION,
            0,
            0,
            _MIDNIGHT,
            _NEW_YEAR_1980,
            zlib.crc32(part),
            len(part),
            len(part),
            len(encoded),
            0,
        )
        body += [_LOCAL, head, encoded, part]
        where = struct.pack("<HHHII", 0, 0, 0, 0, offset)
        directory.append(_CENTRAL + struct.pack("<H", _VERSION) + head + where + encoded)
        offset += len(_LOCAL) + _HEAD.size + len(encoded) + len(part)
    listed = b"".join(directory)
    end = struct.pack("<HHHHIIH", 0, 0, len(parts), len(parts), len(listed), offset, 0)
    return b"".join((*body, listed, _END, end))


def unpack(data: bytes) -> dict[str, bytes]:
    """The parts of an archive, only where every byte of it is as `pack` writes it."""
    parts: dict[str, bytes] = {}
    try:
        _collect(data, parts)
    except (struct.error, UnicodeDecodeError) as error:
        raise NotAsWritten from error
    if pack(parts) != data:
        raise NotAsWritten
    return parts


def _collect(data: bytes, parts: dict[str, bytes]) -> None:
    offset = 0
    while data.startswith(_LOCAL, offset) and len(parts) < _MAX_PARTS:
        *_, size, length, _ = _HEAD.unpack_from(data, offset + len(_LOCAL))
        start = offset + len(_LOCAL) + _HEAD.size
        offset = start + length + size
        parts[data[start : start + length].decode("ascii")] = data[start + length : offset]
