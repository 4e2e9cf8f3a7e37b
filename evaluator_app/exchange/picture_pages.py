"""Pictures as pages: photos and scans, upright by their EXIF orientation."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageOps

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.exchange.pages import Content, Hit, PageSize, Raster, Region, bounded, page_size, stream_of

MAX_PICTURE_PIXELS = 150_000_000
MAX_FRAMES = 500
FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "GIF", "WEBP")
_ORIENTATION, _ON_ITS_SIDE = 0x0112, (5, 6, 7, 8)  # EXIF
_DAMAGED = (OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError, IndexError, OverflowError)
_POINTS_PER_PIXEL = 0.75  # a picture at 100 % is as large as on a 96 dpi screen


class PicturePages:
    """A picture; a TIFF may have several. Opened afresh for each drawing, so that no pixels are kept."""

    def __init__(self, content: Content, title: str) -> None:
        """Look at the file; refuses what is damaged, no picture, or too large to be drawn."""
        self._content, self._title = content, title
        with self._opened() as image:
            frames = min(getattr(image, "n_frames", 1), MAX_FRAMES) if image.format == "TIFF" else 1
            self.sizes = tuple(self._size(image, frame) for frame in range(frames))

    @contextmanager
    def _opened(self) -> Iterator[Image.Image]:
        """The picture as Pillow has it; whatever Pillow trips over is refused in words."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # a photo's odd metadata is nobody's concern here
                with stream_of(self._content) as file, Image.open(file, formats=FORMATS) as image:
                    yield image
        except Image.DecompressionBombError as error:
            raise Refused([problem(Code.DOCUMENT_TOO_LARGE, self._title, reason="")]) from error
        except _DAMAGED as error:
            raise Refused([problem(Code.DOCUMENT_DAMAGED, self._title)]) from error

    def _size(self, image: Image.Image, frame: int) -> PageSize:
        if frame:
            image.seek(frame)
        width, height = image.size
        if width * height > MAX_PICTURE_PIXELS:
            reason = f"{width} x {height}"
            raise Refused([problem(Code.DOCUMENT_TOO_LARGE, self._title, reason=reason)])
        if image.getexif().get(_ORIENTATION, 1) in _ON_ITS_SIDE:
            width, height = height, width
        return page_size(width * _POINTS_PER_PIXEL, height * _POINTS_PER_PIXEL)

    def draw(self, page: int, scale: float, quarter_turns: int) -> Raster:
        """The picture at so many pixels a point, turned clockwise; a truncated one is refused."""
        size = self.sizes[page]
        scale = bounded(scale, size)
        across, down = max(1, round(size.width * scale)), max(1, round(size.height * scale))
        with self._opened() as image:
            if page:
                image.seek(page)
            lying = image.getexif().get(_ORIENTATION, 1) in _ON_ITS_SIDE
            target = (down, across) if lying else (across, down)
            image.draft("RGB", target)  # a large JPEG is decoded no larger than needed
            colours = image if image.mode == "RGB" else image.convert("RGB")
            drawn = colours.resize(target, Image.Resampling.LANCZOS, reducing_gap=2.0)
            drawn.info["exif"] = image.getexif().tobytes()
            upright = ImageOps.exif_transpose(drawn)
        turned = upright.rotate(-90 * (quarter_turns % 4), expand=True)
        return Raster(turned.width, turned.height, turned.width * 4, turned.tobytes("raw", "BGRX"))

    def text(self, page: int) -> str:  # noqa: ARG002 - as every document of pages
        """A picture has no text."""
        return ""

    def text_in(self, page: int, region: Region) -> str:  # noqa: ARG002 - as every document of pages
        """A picture has no text."""
        return ""

    def find(self, page: int, words: str) -> tuple[Hit, ...]:  # noqa: ARG002 - as every document of pages
        """A picture has no text."""
        return ()

    def close(self) -> None:
        """Nothing is held open."""
