"""The fonts the sample is set in: Noto CJK of the machine that makes the sample."""

from functools import cache
from pathlib import Path

from PIL import ImageFont

_FOLDER = Path("/usr/share/fonts/opentype/noto")
SANS = _FOLDER / "NotoSansCJK-Regular.ttc"
SANS_BOLD = _FOLDER / "NotoSansCJK-Bold.ttc"
SERIF = _FOLDER / "NotoSerifCJK-Regular.ttc"
SERIF_BOLD = _FOLDER / "NotoSerifCJK-Bold.ttc"
SIMPLIFIED = 2  # the place of the simplified Chinese face in each collection

MARK = "示例 · 虚构"


@cache
def picture_font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """A font for drawing into pictures."""
    return ImageFont.truetype(SANS_BOLD if bold else SANS, size, index=SIMPLIFIED)
