"""Pictures of handwritten signatures: a small transparent PNG of nothing but its pixels, or none at all."""

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image, UnidentifiedImageError

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.wording.language import text

MOST_WIDTH, MOST_HEIGHT, MOST_BYTES = 1200, 400, 256 << 10
_MAGIC = b"\x89PNG\r\n\x1a\n"
_CHUNKS = (b"IHDR", b"IDAT", b"IEND")
_RGBA = b"\x08\x06\x00\x00\x00"  # eight bits, colour with alpha, packed and filtered as usual, not interlaced
_DAMAGED = (OSError, SyntaxError, ValueError, EOFError, UnidentifiedImageError, Image.DecompressionBombError)


def cleaned_signature(data: bytes) -> bytes:
    """The picture drawn anew from its pixels, so that nothing else of it follows; refused where it is odd."""
    if len(data) > MOST_BYTES:
        raise _refused(text("it is too large"))
    try:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as opened:
            _check_size(*opened.size)
            pixels = opened.convert("RGBA")
    except _DAMAGED as error:
        raise _refused(text("it is no PNG")) from error
    plain, written = Image.new("RGBA", pixels.size), io.BytesIO()
    plain.paste(pixels)
    plain.save(written, "PNG", optimize=True)
    check_signature(written.getvalue())
    return written.getvalue()


def size_of(picture: bytes) -> tuple[int, int]:
    """Width and height in pixels, as the picture says."""
    width, height = struct.unpack_from(">II", picture, 16)
    return width, height


def check_signature(data: bytes) -> None:
    """Whether this is a picture as `cleaned_signature` writes it; refused with the reason where it is not."""
    if len(data) > MOST_BYTES:
        raise _refused(text("it is too large"))
    try:
        chunks = list(_chunks(data))
        names = [name for name, _ in chunks]
        sound = names[:1] == [b"IHDR"] and names[-1:] == [b"IEND"] and set(names) == set(_CHUNKS)
        if not sound or names.count(b"IHDR") > 1 or chunks[0][1][8:] != _RGBA or chunks[-1][1]:
            raise _refused(text("it is no PNG"))
        width, height = size_of(data)
        _check_size(width, height)
        unpacker = zlib.decompressobj()
        expected = height * (1 + 4 * width)
        packed = b"".join(part for name, part in chunks if name == b"IDAT")
        if len(unpacker.decompress(packed, expected + 1)) != expected or not unpacker.eof:
            raise _refused(text("it is no PNG"))
    except (struct.error, zlib.error) as error:
        raise _refused(text("it is no PNG")) from error


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks with their names, each as long and as sound as it says, and nothing after the last."""
    at = len(_MAGIC)
    if not data.startswith(_MAGIC):
        raise _refused(text("it is no PNG"))
    while at < len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        part = data[at + 8 : at + 8 + length]
        (crc,) = struct.unpack_from(">I", data, at + 8 + length)
        if crc != zlib.crc32(name + part):
            raise _refused(text("it is no PNG"))
        yield name, part
        at += 12 + length


def _check_size(width: int, height: int) -> None:
    if not (0 < width <= MOST_WIDTH and 0 < height <= MOST_HEIGHT):
        raise _refused(text("it measures {width} x {height}", width=width, height=height))


def _refused(reason: str) -> Refused:
    return Refused([problem(Code.SIGNATURE_PICTURE_INVALID, reason=reason)])
