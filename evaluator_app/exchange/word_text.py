"""Word documents as flowing text, read by mammoth: what they say, their tables and their pictures."""

import io
import logging
import re

import mammoth
from PIL import Image

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.exchange.html_cleaning import cleaned
from evaluator_app.exchange.office_parts import check_xml, fresh_archive, read_parts
from evaluator_app.exchange.pages import Content, Flow, Raster

MAX_ELEMENTS = 250_000  # of all parts: some ten seconds; a report of 100 pages has about 20,000
MAX_PICTURES = 300
MAX_PICTURE_PIXELS = 60_000_000
MAX_PICTURE_WIDTH = 1200
MAX_DRAWN = 200 << 20  # bytes of all pictures of a document
_PARTS = re.compile(
    r"(word/document\.xml)|\[Content_Types\]\.xml|_rels/\.rels|word/(?:_rels/)?[^/]+\.(?:xml|rels)"
    r"|word/media/[^/]+\.(?:png|jpe?g|gif|bmp|tiff?)",
    re.IGNORECASE,
)
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
"""
_FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "GIF")


def read_word(content: Content, title: str) -> Flow:
    """The document's contents; refused where it is damaged, protected, too large or no Word document."""
    parts = read_parts(content, title, "Word", _PARTS)
    check_xml(parts, title, MAX_ELEMENTS)
    pictures = _Pictures()
    try:
        html = mammoth.convert_to_html(
            fresh_archive(parts),
            convert_image=mammoth.images.img_element(pictures.take),
            include_embedded_style_map=False,
            external_file_access=False,
            style_map=_STYLES,
        ).value
    except Exception as error:  # mammoth answers malformed documents with whatever it trips over
        logging.getLogger(__name__).debug("mammoth: %r", error)
        raise Refused([problem(Code.DOCUMENT_DAMAGED, title)]) from error
    shown, paragraphs = cleaned(html, set(pictures.drawn))
    return Flow(html=shown, paragraphs=paragraphs, pictures=pictures.drawn)


class _Pictures:
    """The document's pictures by the names its HTML uses; what cannot be drawn is left out."""

    def __init__(self) -> None:
        self.drawn: dict[str, Raster] = {}
        self._room = MAX_DRAWN

    def take(self, image: "mammoth.documents.Image") -> dict[str, str]:
        """Keep one picture, small enough for a screen; mammoth asks for the attributes of its element."""
        if len(self.drawn) >= MAX_PICTURES or self._room <= 0:
            return {}
        try:
            with image.open() as stream:
                raster = _raster(stream.read())
        except (KeyError, OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError):
            return {}
        name = f"picture-{len(self.drawn) + 1}"
        self.drawn[name] = raster
        self._room -= len(raster.pixels)
        return {"src": name}


def _raster(data: bytes) -> Raster:
    with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
        width, height = image.size
        if width * height > MAX_PICTURE_PIXELS:
            message = "too many pixels"
            raise ValueError(message)
        shrink = min(1.0, MAX_PICTURE_WIDTH / width, 2 * MAX_PICTURE_WIDTH / height)
        target = (max(1, round(width * shrink)), max(1, round(height * shrink)))
        image.draft("RGB", target)
        paper = Image.new("RGB", target, "white")
        seen = image.convert("RGBA").resize(target, Image.Resampling.LANCZOS, reducing_gap=2.0)
        paper.paste(seen, mask=seen)
    return Raster(paper.width, paper.height, paper.width * 4, paper.tobytes("raw", "BGRX"))
