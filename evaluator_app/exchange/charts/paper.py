"""What charts are drawn on: fonts, colours told apart by colour-blind people, saving with the same bytes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from math import pi
from threading import Lock
from typing import Any, BinaryIO

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.projections.polar import PolarAxes

from evaluator_app.domain.charts import Format, Look
from evaluator_app.exchange.fonts import plain_faces

INCH = 100  # a chart's width is given in hundredths
TITLE, BODY, SMALL = 13, 9.5, 8
# Okabe and Ito 2008 and a grey: told apart with every kind of colour blindness; shapes tell the same again.
SERIES = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#B0B0B0")
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
_METADATA: dict[Format, dict[str, Any]] = {
    Format.PNG: {"Software": None},
    Format.SVG: {"Date": None, "Creator": None},
    Format.PDF: {"CreationDate": None, "Creator": None, "Producer": None},
}
_one_at_a_time = Lock()  # matplotlib's settings are those of the whole program


@dataclass(frozen=True)
class Colours:
    """The colours of one look."""

    paper: str
    ink: str
    quiet: str
    line: str
    strong: str
    bands: tuple[str, str]  # behind neighbouring grades


LIGHT = Colours("#ffffff", "#1b2230", "#566072", "#d5d9e2", "#0b5394", ("#eef3fa", "#ffffff"))
DARK = Colours("#1c2027", "#e8ebf0", "#a3adbd", "#3d4450", "#74a7fa", ("#242b36", "#1c2027"))


def colours(look: Look) -> Colours:
    """The colours of a look."""
    return DARK if look.dark else LIGHT


@contextmanager
def drawing(look: Look) -> Iterator[None]:
    """Draw with a Chinese font and these colours; one chart at a time."""
    own = colours(look)
    settings: Any = {
        "font.family": [_family(), "DejaVu Sans"],
        "font.size": BODY,
        "axes.unicode_minus": False,  # a sign that Chinese fonts have
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.edgecolor": own.line,
        "axes.facecolor": own.paper,
        "figure.facecolor": own.paper,
        "text.color": own.ink,
        "axes.labelcolor": own.quiet,
        "axes.titlecolor": own.ink,
        "axes.titlesize": TITLE,
        "axes.titlelocation": "left",
        "axes.titlepad": 12,
        "xtick.color": own.quiet,
        "ytick.color": own.ink,
        "xtick.labelsize": SMALL,
        "ytick.labelsize": BODY,
        "legend.frameon": False,
        "legend.fontsize": SMALL,
        "svg.hashsalt": "evaluator-app",  # or ids would be others each time
        "pdf.fonttype": 3,  # its letters can be copied too, and are there ten times as quickly
    }
    with _one_at_a_time, mpl.rc_context(settings):
        yield


@cache
def _family() -> str:
    face = plain_faces().regular
    path = font_manager.FontPath(str(face.path), face.number)
    known = {(entry.fname, getattr(entry, "index", 0)) for entry in font_manager.fontManager.ttflist}
    if (str(face.path), face.number) not in known:
        font_manager.fontManager.addfont(str(face.path))
    return str(font_manager.FontProperties(fname=path).get_name())


def sheet(look: Look, height: float) -> tuple[Figure, Axes]:
    """A figure with one pair of axes; `height` is in inches."""
    figure = _figure(look, height)
    return figure, figure.add_subplot()


def around(look: Look, height: float) -> tuple[Figure, PolarAxes]:
    """A figure with axes around a centre, from the top clockwise."""
    figure = _figure(look, height)
    axes = figure.add_subplot(polar=True)
    assert isinstance(axes, PolarAxes)  # noqa: S101 - the stubs do not know it
    axes.set_theta_offset(pi / 2)
    axes.set_theta_direction(-1)
    return figure, axes


def _figure(look: Look, height: float) -> Figure:
    figure = Figure(figsize=(look.width / INCH, height), layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def save(figure: Figure, stream: BinaryIO, kind: Format, look: Look) -> None:
    """Write it; the same figure gives the same bytes."""
    figure.savefig(stream, format=kind.value, dpi=look.dots, metadata=_METADATA[kind])


def series(place: int) -> tuple[str, str]:
    """The colour and the marker of the series of this place."""
    return SERIES[place % len(SERIES)], MARKERS[place % len(MARKERS)]
