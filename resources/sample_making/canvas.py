"""A canvas for the drawn photos: flat shapes in a room with light, drawn large and scaled down."""

from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFilter

from sample_making.fonts import MARK, picture_font

WIDTH, HEIGHT = 1600, 1200
_FINE = 2  # drawn at twice the size, so that edges come out smooth

Colour = str | tuple[int, int, int]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one application's place."""

    wall: str
    floor: str
    accent: str
    strong: str
    cloth: str
    caps: bool = False  # whether staff wear caps


class Canvas:
    """Shapes in the coordinates of the finished picture."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._image = Image.new("RGB", (WIDTH * _FINE, HEIGHT * _FINE), theme.wall)
        self._draw = ImageDraw.Draw(self._image)

    def box(self, box: Box, fill: Colour, radius: float = 0, outline: Colour | None = None) -> None:
        """A rectangle, with round corners where a radius is given."""
        scaled = tuple(round(v * _FINE) for v in box)
        self._draw.rounded_rectangle(scaled, radius * _FINE, fill, outline, 2 * _FINE if outline else 0)

    def disc(self, x: float, y: float, radius: float, fill: Colour) -> None:
        """A circle around a point."""
        self._draw.ellipse([round(v * _FINE) for v in (x - radius, y - radius, x + radius, y + radius)], fill)

    def shape(self, points: list[tuple[float, float]], fill: Colour) -> None:
        """A polygon."""
        self._draw.polygon([(x * _FINE, y * _FINE) for x, y in points], fill)

    def line(self, points: list[tuple[float, float]], fill: Colour, width: float = 3) -> None:
        """A line through points."""
        scaled = [(x * _FINE, y * _FINE) for x, y in points]
        self._draw.line(scaled, fill, round(width * _FINE), joint="curve")

    def text(self, x: float, y: float, words: str, size: int, fill: Colour = "white") -> None:
        """Bold words centred on a point."""
        self._draw.text((x * _FINE, y * _FINE), words, fill, picture_font(size * _FINE, bold=True), "mm")

    def small(self, x: float, y: float, words: str, size: int, fill: Colour = "#39434d") -> None:
        """Plain words that begin at a point."""
        self._draw.text((x * _FINE, y * _FINE), words, fill, picture_font(size * _FINE), "lm")

    def shade(self, box: Box, depth: int = 60, radius: float = 14) -> None:
        """A soft shadow under a thing."""
        mask = Image.new("L", self._image.size)
        ImageDraw.Draw(mask).rounded_rectangle([round(v * _FINE) for v in box], radius * _FINE, depth)
        left, top, right, bottom = (round(v * _FINE) for v in box)
        around = (max(left - 80, 0), max(top - 80, 0), right + 80, bottom + 80)
        soft = mask.crop(around).filter(ImageFilter.GaussianBlur(18))
        self._image.paste((20, 28, 38), around[:2], soft)

    def finish(self, caption: str) -> Image.Image:
        """The picture with its caption, the date as a camera prints it, and the mark."""
        self._light()
        self.box((0, HEIGHT - 74, WIDTH, HEIGHT), "#1d2731")
        self.small(36, HEIGHT - 37, caption, 32, "#f2f4f6")
        self.box((WIDTH - 292, HEIGHT - 62, WIDTH - 28, HEIGHT - 12), "#b3261e", 8)
        self.text(WIDTH - 160, HEIGHT - 38, MARK, 30)
        return self._image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)

    def _light(self) -> None:
        """Darker corners, as a lens leaves them."""
        mask = Image.new("L", (160, 120), 66)
        ImageDraw.Draw(mask).ellipse((-14, -14, 174, 134), 0)
        mask = mask.filter(ImageFilter.GaussianBlur(22)).resize(self._image.size, Image.Resampling.BICUBIC)
        self._image.paste((12, 18, 28), (0, 0), mask)


def mixed(first: str, second: str, share: int) -> tuple[int, int, int]:
    """A colour `share` hundredths of the way from the first to the second."""
    pairs = ((int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5))
    red, green, blue = (a + (b - a) * share // 100 for a, b in pairs)
    return red, green, blue


def room(canvas: Canvas, horizon: float = 700, *, tiles: bool = False) -> None:
    """Wall, lamps and a floor in perspective."""
    theme = canvas.theme
    for i in range(24):
        top = horizon * i / 24
        canvas.box((0, top, WIDTH, top + horizon / 24 + 1), mixed(theme.wall, "#ffffff", 2 * i))
    for x in (200, 620, 1040, 1460):
        canvas.shape([(x - 130, 60), (x + 70, 60), (x + 40, 92), (x - 100, 92)], "#fffbe9")
        canvas.line([(x - 130, 60), (x + 70, 60)], "#c8ced4", 6)
    canvas.box((0, horizon - 26, WIDTH, horizon), mixed(theme.wall, "#000000", 30))
    for i in range(20):
        top = horizon + (HEIGHT - horizon) * i / 20
        canvas.box((0, top, WIDTH, HEIGHT), mixed(theme.floor, "#000000", i))
    step = 160 if tiles else 400
    for x in range(-2400, 4000, step):
        canvas.line([(800 + (x - 800) * 0.42, horizon), (x, HEIGHT)], mixed(theme.floor, "#000000", 12), 2)


def person(
    canvas: Canvas, foot: tuple[float, float], size: float = 1, colour: str = "", facing: int = 1
) -> None:
    """A faceless flat figure standing on a point, one arm towards the work."""
    x, y = foot
    s, cloth = size, colour or canvas.theme.cloth
    dark = mixed(cloth, "#000000", 28)
    canvas.shade((x - 52 * s, y - 12, x + 52 * s, y + 12), 70, 12)
    canvas.box((x - 34 * s, y - 150 * s, x - 4 * s, y), "#37424e", 10 * s)
    canvas.box((x + 4 * s, y - 150 * s, x + 34 * s, y), "#2f3944", 10 * s)
    canvas.box((x - 48 * s, y - 300 * s, x + 48 * s, y - 130 * s), cloth, 30 * s)
    hand = (x + facing * 108 * s, y - 196 * s)
    shoulder = (x + facing * 30 * s, y - 272 * s)
    canvas.line([shoulder, (x + facing * 62 * s, y - 208 * s), hand], dark, 26 * s)
    canvas.disc(*shoulder, 13 * s, dark)
    canvas.disc(*hand, 15 * s, "#e3b58f")
    canvas.box((x - 13 * s, y - 326 * s, x + 13 * s, y - 290 * s), "#d7a780", 6)
    canvas.disc(x, y - 354 * s, 40 * s, "#e8bd99")
    if canvas.theme.caps and not colour:
        _cap(canvas, x, y - 358 * s, s, facing)
    else:
        _hair(canvas, x, y - 358 * s, s)


def _cap(canvas: Canvas, x: float, y: float, s: float, facing: int) -> None:
    brow = [(x - 42 * s, y), (x - 34 * s, y - 38 * s), (x + 34 * s, y - 38 * s), (x + 42 * s, y)]
    canvas.shape(brow, canvas.theme.strong)
    peak = sorted((x - facing * 42 * s, x + facing * 58 * s))
    canvas.box((peak[0], y - 8 * s, peak[1], y + 4 * s), canvas.theme.strong, 5)


def _hair(canvas: Canvas, x: float, y: float, s: float) -> None:
    canvas.box((x - 43 * s, y - 44 * s, x + 43 * s, y + 2 * s), "#3d3430", 24 * s)
    canvas.box((x - 43 * s, y - 20 * s, x - 31 * s, y + 22 * s), "#3d3430", 6 * s)
    canvas.box((x + 31 * s, y - 20 * s, x + 43 * s, y + 22 * s), "#3d3430", 6 * s)
