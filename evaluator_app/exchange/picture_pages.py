"""Pictures as pages: photos and scans, upright by their EXIF orientation."""

import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from evaluator_app.domain.problems import Code, Refused, problem
from evaluator_app.exchange.pages import PageSize, Raster, bounded

MAX_PICTURE_PIXELS = 150_000_000
MAX_FRAMES = 500
FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "GIF", "WEBP")
_DAMAGED = (OSError, SyntaxError, ValueError, EOFError, UnidentifiedImageError)
_POINTS_PER_PIXEL = 0.75  # a picture at 100 % is as large as on a 96 dpi screen


class PicturePages:
    """An opened picture; a TIFF may have several."""

    def __init__(self, path: Path, title: str) -> None:
        """Open the file; refuses what is damaged, no picture, or too large to be drawn."""
        self._title = title
        try:
            self._image = Image.open(path, formats=FORMATS)
        except Image.DecompressionBombError as error:
            raise Refused([problem(Code.DOCUMENT_TOO_LARGE, title, reason="")]) from error
        except _DAMAGED as error:
            raise Refused([problem(Code.DOCUMENT_DAMAGED, title)]) from error
        frames = min(getattr(self._image, "n_frames", 1), MAX_FRAMES)
        self.sizes = tuple(self._size(frame) for frame in range(frames))

    def _size(self, frame: int) -> PageSize:
        self._image.seek(frame)
        width, height = self._image.size
        if width * height > MAX_PICTURE_PIXELS:
            self.close()
            reason = f"{width} x {height}"
            raise Refused([problem(Code.DOCUMENT_TOO_LARGE, self._title, reason=reason)])
        if self._image.getexif().get(0x0112, 1) in (5, 6, 7, 8):  # EXIF orientation: lies on its side
            width, height = height, width
        return PageSize(max(1, round(width * _POINTS_PER_PIXEL)), max(1, round(height * _POINTS_PER_PIXEL)))

    def draw(self, page: int, scale: float, quarter_turns: int) -> Raster:
        """The picture at so many pixels a point, turned clockwise; a truncated one is refused."""
        scale = bounded(scale, self.sizes[page])
        size = (
            max(1, round(self.sizes[page].width * scale)),
            max(1, round(self.sizes[page].height * scale)),
        )
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # a photo's odd metadata is nobody's concern here
                self._image.seek(page)
                upright = ImageOps.exif_transpose(self._image)
                drawn = upright.convert("RGB").resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
        except _DAMAGED as error:
            raise Refused([problem(Code.DOCUMENT_DAMAGED, self._title)]) from error
        turned = drawn.rotate(-90 * (quarter_turns % 4), expand=True)
        return Raster(turned.width, turned.height, turned.width * 4, turned.tobytes("raw", "BGRX"))

    def close(self) -> None:
        """Give the file back."""
        self._image.close()
