"""Design tokens: every colour and size of the window, for light and dark and any text size."""

from dataclasses import dataclass
from pathlib import Path

FONT_FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
    "SimSun",
)
TEXT_SCALES = (1.0, 1.25, 1.5)
# Marks on the pages of documents, which are white paper in every theme.
FOUND_ON_PAPER = "#ffe9a8"
FOUND_HERE_ON_PAPER = "#ffb54d"
SELECTED_ON_PAPER = "#1d5cbf"
INK, PAPER, PAPER_LINE = "#14236b", "#ffffff", "#b9c0cc"  # of a handwritten signature


@dataclass(frozen=True, kw_only=True)
class Colours:
    """One colour for one meaning."""

    page: str  # behind everything
    surface: str  # cards, bars, fields
    raised: str  # hovered or pressed surface
    desk: str  # behind the pages of a document
    text: str
    muted: str
    border: str
    accent: str
    on_accent: str
    accent_soft: str  # selected or related
    good: str
    good_soft: str
    notice: str
    notice_soft: str
    blocked: str  # only for what blocks
    blocked_soft: str


LIGHT = Colours(
    page="#f5f6f8",
    surface="#ffffff",
    raised="#eef1f6",
    desk="#d8dbe3",
    text="#1b2230",
    muted="#566072",
    border="#d5d9e2",
    accent="#1d5cbf",
    on_accent="#ffffff",
    accent_soft="#e6eefb",
    good="#17663a",
    good_soft="#e4f4ea",
    notice="#7d4a00",
    notice_soft="#fdf1da",
    blocked="#b3261e",
    blocked_soft="#fdeceb",
)
DARK = Colours(
    page="#14171c",
    surface="#1c2027",
    raised="#262b34",
    desk="#0e1013",
    text="#e8ebf0",
    muted="#a3adbd",
    border="#343a45",
    accent="#74a7fa",
    on_accent="#0b1524",
    accent_soft="#1f2f4a",
    good="#7fd6a0",
    good_soft="#17301f",
    notice="#f0bf6d",
    notice_soft="#38290f",
    blocked="#ff9a92",
    blocked_soft="#411d1b",
)


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """Lengths in device-independent pixels, grown with the text size."""

    small: int
    body: int
    title: int
    display: int
    gap: int  # one step of the grid
    radius: int
    touch: int  # least height of what is touched in the score screen
    control: int  # height of ordinary controls
    score_width: int


def sizes(text_scale: float) -> Sizes:
    """The sizes for a text scale such as 1.0 or 1.5, on a grid of 4 px."""

    def grown(length: int) -> int:
        return round(length * text_scale)

    return Sizes(
        small=grown(12),
        body=grown(14),
        title=grown(16),
        display=grown(28),
        gap=4,
        radius=6,
        touch=grown(40),
        control=grown(32),
        score_width=grown(80),
    )


@dataclass(frozen=True, kw_only=True)
class Theme:
    """Colours, sizes and drawings in force."""

    colours: Colours
    sizes: Sizes
    icons: Path
    dark: bool


def theme(icons: Path, *, dark: bool, text_scale: float = 1.0) -> Theme:
    """The theme for a colour scheme and text size, with the folder of its icons."""
    return Theme(colours=DARK if dark else LIGHT, sizes=sizes(text_scale), icons=icons, dark=dark)
