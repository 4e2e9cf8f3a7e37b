"""Photos taken on site: upright, no larger than needed, without what the camera wrote about its owner."""

import io
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.exchange.picture_pages import FORMATS, MAX_PICTURE_PIXELS

LONGEST = 2560  # pixels: enough to read a label, small enough for a hundred of them on a stick
_QUALITY = 88
_DAMAGED = (OSError, SyntaxError, ValueError, EOFError, UnidentifiedImageError)


def cleaned_photo(path: Path) -> bytes:
    """The photo as a JPEG with nothing but its picture; refuses what is none or too large."""
    try:
        with Image.open(path, formats=FORMATS) as opened:
            if opened.width * opened.height > MAX_PICTURE_PIXELS:
                reason = f"{opened.width} x {opened.height}"
                raise Refused([problem(Code.DOCUMENT_TOO_LARGE, path.name, reason=reason)])
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except Image.DecompressionBombError as error:
        raise Refused([problem(Code.DOCUMENT_TOO_LARGE, path.name, reason="")]) from error
    except _DAMAGED as error:
        raise Refused([problem(Code.DOCUMENT_DAMAGED, path.name)]) from error
    upright.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    plain = Image.new("RGB", upright.size)
    plain.paste(upright)  # a new picture: no metadata of the old one can follow
    written = io.BytesIO()
    plain.save(written, "JPEG", quality=_QUALITY, optimize=True)
    return written.getvalue()
