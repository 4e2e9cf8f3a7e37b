"""The drawn photos: a line, a counter, a wall display, a shelf and a team board."""

from collections.abc import Sequence

from PIL import Image

from sample_making.canvas import Canvas, Theme, mixed, person, room

MANUFACTURING = Theme("#cfd9e2", "#9aa7b0", "#2f6fa8", "#1f4e79", "#3c6e9e", caps=True)
SERVICE = Theme("#e6ded2", "#c2b29b", "#2e8b7a", "#1f5f55", "#34786c")
HOSPITAL = Theme("#dbe7ea", "#b5c6cb", "#3a87b8", "#24607f", "#9cc3d6")

_GREEN, _AMBER, _RED = "#3fa66a", "#e6a23c", "#d1453b"


def production_line(theme: Theme, caption: str, stations: Sequence[str]) -> Image.Image:
    """A mixed assembly line with signal lamps and people at work."""
    canvas = Canvas(theme)
    room(canvas)
    for i, name in enumerate(stations):
        left = 70 + i * 380
        canvas.shade((left, 330, left + 300, 720), 46)
        canvas.box((left, 300, left + 300, 700), "#e9edf1", 12)
        canvas.box((left, 300, left + 300, 362), theme.accent, 12)
        canvas.text(left + 150, 331, name, 30)
        canvas.box((left + 30, 390, left + 270, 540), "#243240", 8)
        _small_chart(canvas, left + 48, 520, 9 + i)
        canvas.box((left + 104, 570, left + 196, 700), "#9aa6b1", 6)
        canvas.box((left + 128, 640, left + 172, 760), "#7b8894", 4)
        _lamp(canvas, left + 270, 300, i)
    canvas.shade((0, 850, 1600, 900), 80)
    canvas.box((0, 780, 1600, 812), "#6d7a86")
    canvas.box((0, 806, 1600, 872), "#46525d")
    for x in range(26, 1600, 74):
        canvas.disc(x, 838, 19, "#8995a0")
        canvas.disc(x, 838, 7, "#3b464f")
    for i, x in enumerate(range(120, 1600, 300)):
        _gearbox(canvas, x, 780, (theme.accent, "#c77b3b", "#4d8f6b")[i % 3])
    person(canvas, (360, 1090), 1.12)
    person(canvas, (1130, 1100), 1.15, facing=-1)
    canvas.box((0, 1100, 1600, 1112), "#e8c341")
    return canvas.finish(caption)


def _lamp(canvas: Canvas, x: float, y: float, state: int) -> None:
    lit = (_GREEN, _GREEN, _AMBER, _GREEN)[state % 4]
    canvas.box((x - 5, y - 128, x + 5, y), "#707c87")
    for i, colour in enumerate((_RED, _AMBER, _GREEN)):
        top = y - 128 + i * 30
        shown = colour if colour == lit else mixed(colour, "#3a444d", 70)
        canvas.box((x - 17, top, x + 17, top + 28), shown, 6)


def _gearbox(canvas: Canvas, x: float, y: float, colour: str) -> None:
    canvas.box((x - 62, y - 20, x + 62, y), "#5b6772", 4)
    canvas.box((x - 50, y - 92, x + 50, y - 18), colour, 14)
    canvas.box((x + 44, y - 68, x + 82, y - 44), "#b9c2ca", 6)
    for i in range(4):
        canvas.box((x - 42 + i * 24, y - 84, x - 32 + i * 24, y - 28), mixed(colour, "#000000", 16), 3)
    canvas.disc(x, y - 54, 19, mixed(colour, "#ffffff", 35))
    canvas.disc(x, y - 54, 8, "#3b464f")


def _small_chart(canvas: Canvas, x: float, y: float, seed: int) -> None:
    heights = [(seed * (k + 3) * 7) % 60 + 20 for k in range(8)]
    points = [(x + 12 + k * 26, y - height) for k, height in enumerate(heights)]
    canvas.line([(x, y), (x + 206, y)], "#5f7488", 2)
    canvas.line(points, "#62c6a3", 4)
    for point in points:
        canvas.disc(*point, 5, "#d5f5e8")


def counter(theme: Theme, caption: str, windows: Sequence[str]) -> Image.Image:
    """A row of service windows with staff behind and people in front."""
    canvas = Canvas(theme)
    room(canvas, 760, tiles=True)
    canvas.box((60, 130, 1540, 220), theme.accent, 10)
    canvas.text(800, 175, "为您服务 · 请按序等候", 42)
    for i, name in enumerate(windows):
        left = 70 + i * 370
        canvas.box((left, 250, left + 350, 720), mixed(theme.wall, "#ffffff", 60), 8, "#aab4bb")
        canvas.box((left + 70, 270, left + 280, 326), "#1f2a33", 8)
        canvas.text(left + 175, 298, name, 30, "#ffb84d")
        person(canvas, (left + 175, 820), 1.05, facing=1 if i % 2 else -1)
        canvas.box((left + 210, 560, left + 320, 640), "#2a3641", 6)
        canvas.box((left + 258, 640, left + 272, 690), "#4b5863")
    canvas.shade((40, 760, 1560, 960), 70)
    canvas.box((40, 680, 1560, 720), "#f4efe6", 8)
    canvas.box((60, 716, 1540, 930), theme.accent, 6)
    canvas.box((60, 880, 1540, 930), mixed(theme.accent, "#000000", 25), 6)
    for i in range(4):
        canvas.box((110 + i * 370, 760, 360 + i * 370, 850), mixed(theme.accent, "#ffffff", 14), 8)
    person(canvas, (470, 1110), 1.15, "#8a6d9b", -1)
    person(canvas, (1190, 1116), 1.18, "#b06b55")
    _plant(canvas, 1500, 1090)
    return canvas.finish(caption)


def _plant(canvas: Canvas, x: float, y: float) -> None:
    canvas.shape([(x - 46, y - 110), (x + 46, y - 110), (x + 32, y), (x - 32, y)], "#b9694a")
    for lean, height in ((-90, 190), (-46, 250), (0, 280), (48, 246), (88, 184)):
        canvas.shape([(x - 16, y - 108), (x + lean, y - 108 - height), (x + 16, y - 108)], "#3d8a5a")


def display(theme: Theme, caption: str, heading: str, rows: Sequence[tuple[str, str, str]]) -> Image.Image:
    """A wall display with rows of place, state and time, people looking at it."""
    canvas = Canvas(theme)
    room(canvas, 820)
    canvas.shade((150, 150, 1450, 800), 90)
    canvas.box((140, 120, 1460, 770), "#10171e", 18)
    canvas.box((160, 140, 1440, 230), theme.accent, 10)
    canvas.text(800, 185, heading, 46)
    for i, (place, state, time) in enumerate(rows):
        top = 250 + i * 84
        colour = {"正常": _GREEN, "处理中": _AMBER}.get(state, _RED)
        canvas.box((160, top, 1440, top + 74), "#1b2630" if i % 2 else "#202d39", 6)
        canvas.small(196, top + 37, place, 34, "#e6edf3")
        canvas.box((800, top + 13, 990, top + 61), colour, 24)
        canvas.text(895, top + 36, state, 28)
        canvas.text(1210, top + 37, time, 36, "#ffd479" if colour != _GREEN else "#9fb4c6")
    person(canvas, (430, 1100), 0.8)
    person(canvas, (640, 1110), 0.82, mixed_cloth(theme), -1)
    person(canvas, (1180, 1104), 0.8, facing=-1)
    return canvas.finish(caption)


def mixed_cloth(theme: Theme) -> str:
    """A second colour of clothing beside the theme's."""
    return "#{:02x}{:02x}{:02x}".format(*mixed(theme.accent, "#c77b3b", 60))


def shelf(theme: Theme, caption: str, heading: str, labels: Sequence[str]) -> Image.Image:
    """A shelf where everything has its marked place."""
    canvas = Canvas(theme)
    room(canvas, 860)
    canvas.shade((170, 190, 1450, 1030), 90)
    canvas.box((150, 130, 1450, 1010), "#53616d", 12)
    canvas.box((170, 150, 1430, 232), theme.accent, 8)
    canvas.text(800, 191, heading, 42)
    for level in range(4):
        top = 250 + level * 188
        canvas.box((174, top, 1426, top + 178), "#e8ecef")
        canvas.box((174, top + 138, 1426, top + 178), "#74828e")
        for place in range(6):
            _compartment(
                canvas, (194 + place * 206, top), labels[(level * 6 + place) % len(labels)], level * 6 + place
            )
    person(canvas, (1510, 1120), 1.2, facing=-1)
    canvas.box((120, 1040, 1400, 1052), "#e8c341")
    return canvas.finish(caption)


def _compartment(canvas: Canvas, corner: tuple[float, float], label: str, number: int) -> None:
    x, y = corner
    colour = ("#2f6fa8", "#c77b3b", "#4d8f6b", "#8a6d9b", "#b5524a")[number % 5]
    count = (number * 5) % 3 + 2
    for i in range(count):
        left = x + 6 + i * 46
        canvas.box((left, y + 44 + (number % 3) * 12, left + 40, y + 136), colour, 6)
        canvas.box((left + 6, y + 84, left + 34, y + 108), "#f7f9fa", 3)
    canvas.box((x, y + 144, x + 150, y + 172), "#fdfdfd", 4)
    canvas.text(x + 66, y + 157, label, 19, "#2b3440")
    canvas.disc(x + 138, y + 158, 8, _AMBER if number in (7, 16) else _GREEN)


def team_board(theme: Theme, caption: str, heading: str, panels: Sequence[str]) -> Image.Image:
    """A board with charts, a table, photos of improvements and slips of paper."""
    canvas = Canvas(theme)
    room(canvas, 900, tiles=True)
    canvas.shade((110, 150, 1500, 900), 80)
    canvas.box((100, 120, 1500, 880), "#8c6f4e", 10)
    canvas.box((118, 138, 1482, 862), "#f6f3ea", 4)
    canvas.box((118, 138, 1482, 216), theme.accent)
    canvas.text(800, 177, heading, 44)
    for i, name in enumerate(panels):
        left, top = 146 + (i % 3) * 446, 240 + (i // 3) * 308
        canvas.shade((left + 6, top + 8, left + 420, top + 292), 34)
        canvas.box((left, top, left + 414, top + 286), "#ffffff", 6)
        canvas.box((left, top, left + 414, top + 50), mixed(theme.accent, "#ffffff", 72), 6)
        canvas.text(left + 207, top + 25, name, 27, "#22303c")
        (_panel_bars, _panel_line, _panel_table, _panel_slips, _panel_bars, _panel_line)[i](
            canvas, left, top + 50
        )
    person(canvas, (300, 1116), 0.84)
    person(canvas, (1310, 1116), 0.86, mixed_cloth(theme), -1)
    return canvas.finish(caption)


def _panel_bars(canvas: Canvas, x: float, y: float) -> None:
    canvas.line([(x + 36, y + 200), (x + 386, y + 200)], "#7b8894", 3)
    for i, height in enumerate((150, 124, 110, 84, 70, 52, 40)):
        left = x + 52 + i * 48
        canvas.box((left, y + 200 - height, left + 32, y + 200), canvas.theme.accent if i < 3 else "#b7c4d0")  # noqa: PLR2004 - the vital few


def _panel_line(canvas: Canvas, x: float, y: float) -> None:
    canvas.line([(x + 36, y + 200), (x + 386, y + 200)], "#7b8894", 3)
    canvas.line([(x + 36, y + 70), (x + 386, y + 70)], "#d1453b", 2)
    points = [(x + 50 + i * 46, y + 180 - rise) for i, rise in enumerate((10, 28, 22, 54, 76, 98, 120, 132))]
    canvas.line(points, canvas.theme.accent, 5)
    for point in points:
        canvas.disc(*point, 7, canvas.theme.accent)


def _panel_table(canvas: Canvas, x: float, y: float) -> None:
    for row in range(5):
        for column in range(6):
            left, top = x + 28 + column * 62, y + 24 + row * 38
            good = (row * 7 + column * 3) % 9
            colour = "#eef2f5" if row == 0 or column == 0 else _AMBER if good == 0 else "#bfe3cd"
            canvas.box((left, top, left + 54, top + 30), colour, 4)


def _panel_slips(canvas: Canvas, x: float, y: float) -> None:
    for i in range(8):
        left, top = x + 30 + (i % 4) * 92, y + 20 + (i // 4) * 102
        canvas.box(
            (left, top, left + 78, top + 84), ("#ffe08a", "#bfe3cd", "#f8c4b4", "#c9dcf2")[(i * 3) % 4], 3
        )
        for row in range(3):
            canvas.line(
                [(left + 10, top + 24 + row * 18), (left + 66 - row * 12, top + 24 + row * 18)], "#8a8f95", 2
            )
        canvas.disc(left + 39, top + 4, 6, "#b5524a")
