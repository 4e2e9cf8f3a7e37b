"""Opening Word and Excel files that may be hostile: kind, sizes and XML are checked before they are read.

What was checked is put into a fresh archive in memory, and only that is read: a file that shows the check one
content and the reader another gains nothing. Macros, links and embedded objects stay outside.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from xml.parsers import expat

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.exchange.pages import Content, size_of, stream_of

MAX_FILE = 256 << 20
MAX_UNPACKED = 256 << 20  # of the parts that are read
MAX_XML = 64 << 20  # of one XML part
MAX_PARTS = 5_000
MAX_DEPTH = 120
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BROKEN = (zipfile.BadZipFile, ValueError, EOFError, OSError, zlib.error, KeyError, RuntimeError)


def read_parts(content: Content, title: str, stated: str, wanted: re.Pattern[str]) -> dict[str, bytes]:
    """The parts whose names are wanted; the first group of the pattern is the part that makes the kind."""
    size = size_of(content)
    if size > MAX_FILE:
        raise _too_large(title, f"{size >> 20} MiB")
    _check_start(content, title, stated)
    try:
        with stream_of(content) as file, zipfile.ZipFile(file) as archive:
            entries = [one for one in archive.infolist() if wanted.fullmatch(one.filename)]
            _check_sizes(entries, title)
            parts = {one.filename: archive.read(one) for one in entries}
    except _BROKEN as error:  # RuntimeError: packed in an unknown way, or with a password
        raise Refused([problem(Code.DOCUMENT_DAMAGED, title)]) from error
    if len({name.lower() for name in parts}) < len(entries):
        raise Refused([problem(Code.DOCUMENT_DAMAGED, title)])
    if not any(found[1] for name in parts if (found := wanted.fullmatch(name))):
        raise Refused([problem(Code.DOCUMENT_MISLABELLED, title, stated=stated)])
    return parts


def _check_start(content: Content, title: str, stated: str) -> None:
    """An Office file of today is a ZIP; a protected one, like the old ones, is a compound file."""
    with stream_of(content) as file:
        start = file.read(8)
        if start == _OLE and _ENCRYPTED in file.read():
            raise Refused([problem(Code.DOCUMENT_ENCRYPTED, title)])
    if not start.startswith(b"PK"):
        code = Code.DOCUMENT_DAMAGED if not start.strip(b"\0") else Code.DOCUMENT_MISLABELLED
        raise Refused([problem(code, title, stated=stated)])


def _check_sizes(entries: list[zipfile.ZipInfo], title: str) -> None:
    total = sum(one.file_size for one in entries)
    largest = max((one.file_size for one in entries if not _is_media(one.filename)), default=0)
    if total > MAX_UNPACKED or largest > MAX_XML or len(entries) > MAX_PARTS:
        raise _too_large(title, f"{total >> 20} MiB")


def _is_media(name: str) -> bool:
    return not name.endswith((".xml", ".rels"))


def check_xml(parts: Mapping[str, bytes], title: str, max_elements: int) -> None:
    """XML that defines entities, nests absurdly deep or has more elements than can be read is refused."""
    left = max_elements
    for name, part in parts.items():
        if _is_media(name):
            continue
        # A NUL byte is UTF-16, in which a document type could hide.
        if b"<!DOCTYPE" in part or b"<!ENTITY" in part or b"\0" in part:
            raise Refused([problem(Code.DOCUMENT_DAMAGED, title)])
        left -= _elements(part, title)
        if left < 0:
            raise _too_large(title, f"> {max_elements}")


class _Depth:
    """Counts elements and how deep they nest."""

    def __init__(self) -> None:
        self.count = self.depth = self.deepest = 0

    def start(self, _name: str, _attributes: object) -> None:
        """An element begins."""
        self.count += 1
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)

    def end(self, _name: str) -> None:
        """An element ends."""
        self.depth -= 1


def _elements(part: bytes, title: str) -> int:
    seen, parser = _Depth(), expat.ParserCreate("utf-8")  # whatever the part claims of itself
    parser.StartElementHandler, parser.EndElementHandler = seen.start, seen.end
    try:
        parser.Parse(part, True)  # noqa: FBT003 - expat takes it by position only
    except (expat.ExpatError, ValueError) as error:
        raise Refused([problem(Code.DOCUMENT_DAMAGED, title)]) from error
    if seen.deepest > MAX_DEPTH:
        raise Refused([problem(Code.DOCUMENT_DAMAGED, title)])
    return seen.count


def fresh_archive(parts: Mapping[str, bytes]) -> io.BytesIO:
    """The parts as an archive in memory."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    stream.seek(0)
    return stream


def _too_large(title: str, reason: str) -> Refused:
    return Refused([problem(Code.DOCUMENT_TOO_LARGE, title, reason=reason)])
