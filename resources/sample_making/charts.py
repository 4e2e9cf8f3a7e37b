"""The charts of the sample reports, drawn with matplotlib as PNG."""

import contextlib
import io
import tempfile
import tomllib
from collections.abc import Iterator
from math import pi
from pathlib import Path
from typing import Any

import matplotlib as mpl
from fontTools.ttLib import TTCollection
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from PIL import Image

from sample_making.fonts import MARK, SANS, SIMPLIFIED

_INK, _FAINT = "#2b3440", "#d9dee4"
_BLUE, _ORANGE, _PALE, _GREEN = "#2f6fa8", "#d9772b", "#a9bdd3", "#4d8f6b"
_Chart = dict[str, Any]


@contextlib.contextmanager
def chinese_fonts() -> Iterator[None]:
    """Matplotlib reads only the first face of a collection, so the simplified one is taken out."""
    with tempfile.TemporaryDirectory() as folder, TTCollection(SANS) as collection:
        face = Path(folder) / "sans.otf"
        collection.fonts[SIMPLIFIED].save(face)
        font_manager.fontManager.addfont(face)
        with mpl.rc_context({"font.family": "Noto Sans CJK SC", "font.size": 9, "text.color": _INK}):
            yield


def draw_charts(path: Path) -> dict[str, bytes]:
    """The charts of a charts.toml by name."""
    kinds = {"pareto": _pareto, "trend": _trend, "bars": _bars}
    pictures = {}
    for name, chart in tomllib.loads(path.read_text(encoding="utf-8")).items():
        figure = Figure(figsize=(6.3, 3.1), dpi=190, layout=ConstrainedLayoutEngine(rect=(0, 0.05, 1, 0.95)))
        if chart["kind"] == "radar":
            _radar(figure, chart)
        else:
            axes = figure.subplots()
            _plain(axes)
            kinds[chart["kind"]](axes, chart)
        figure.text(0.995, 0.005, MARK, ha="right", va="bottom", fontsize=7, color="#9aa3ad")
        pictures[name] = _png(figure)
    return pictures


def _numbers(values: list[str]) -> list[float]:
    """Heights of bars and lines: drawing is the one place where a float will do."""
    return [float(value) for value in values]


def _plain(axes: Axes) -> None:
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color("#8b95a1")
    axes.grid(axis="y", color=_FAINT, linewidth=0.7)
    axes.set_axisbelow(True)
    axes.tick_params(colors=_INK, length=0)


def _pareto(axes: Axes, chart: _Chart) -> None:
    values = chart["values"]
    shares = [100 * sum(values[: i + 1]) / sum(values) for i in range(len(values))]
    colours = [_BLUE if i < 3 else _PALE for i in range(len(values))]  # noqa: PLR2004 - the vital few
    axes.bar_label(axes.bar(chart["labels"], values, 0.62, color=colours), fontsize=8, padding=2)
    axes.set_ylabel(f"数量（{chart['unit']}）")
    right = axes.twinx()
    right.plot(chart["labels"], shares, color=_ORANGE, marker="o", markersize=4, linewidth=1.6)
    for i, share in enumerate(shares):
        right.annotate(
            f"{share:.1f}%",
            (i, share),
            (0, 7),
            textcoords="offset points",
            ha="center",
            fontsize=7.5,
            bbox={"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none", "alpha": 0.85},
        )
    right.set(ylim=(0, 112), ylabel="累计百分比（%）")
    right.spines[["top", "left", "right"]].set_visible(False)
    right.tick_params(length=0)


def _trend(axes: Axes, chart: _Chart) -> None:
    left, right = chart["left"], chart["right"]
    second = axes.twinx()
    (line,) = axes.plot(
        chart["labels"], _numbers(left["values"]), color=_BLUE, marker="o", markersize=4, linewidth=1.8
    )
    (other,) = second.plot(
        chart["labels"], _numbers(right["values"]), color=_ORANGE, marker="s", markersize=4, linewidth=1.8
    )
    second.set_ylim(0, max(_numbers(right["values"])) * 1.15)
    second.spines[["top", "left", "right"]].set_visible(False)
    second.tick_params(length=0)
    axes.tick_params(axis="x", labelsize=8)
    axes.legend(
        [line, other],
        [left["title"], right["title"]],
        loc="lower center",
        bbox_to_anchor=(0.5, 1.0),
        ncols=2,
        frameon=False,
    )


def _bars(axes: Axes, chart: _Chart) -> None:
    series = chart["series"]
    width = 0.74 / len(series)
    colours = (_PALE, _BLUE, _ORANGE)[-len(series) :] if len(series) > 2 else (_PALE, _BLUE)  # noqa: PLR2004 - a third year
    for i, one in enumerate(series):
        places = [place + (i - (len(series) - 1) / 2) * width for place in range(len(chart["labels"]))]
        drawn = axes.bar(
            places,
            _numbers(one["values"]),
            width * 0.94,
            label=one["title"],
            color=colours[-len(series) :][i],
        )
        axes.bar_label(drawn, fontsize=6.5, padding=1.5)
    axes.set_xticks(range(len(chart["labels"])), chart["labels"])
    axes.set_ylabel(chart["unit"])
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3, frameon=False)


def _radar(figure: Figure, chart: _Chart) -> None:
    axes = figure.add_subplot(projection="polar")
    count = len(chart["labels"])
    angles = [2 * pi * i / count for i in range(count)]
    for one, colour in zip(chart["series"], (_ORANGE, _BLUE), strict=True):
        values = _numbers(one["values"])
        axes.plot([*angles, 0], [*values, values[0]], color=colour, linewidth=1.8, label=one["title"])
        axes.fill(angles, values, color=colour, alpha=0.12)
    axes.set(ylim=(0, 100), yticks=[20, 40, 60, 80, 100], theta_offset=pi / 2)
    axes.set_xticks(angles, chart["labels"])
    axes.tick_params(axis="y", labelsize=7, labelcolor="#7d8792")
    axes.tick_params(axis="x", pad=9)
    axes.grid(color=_FAINT, linewidth=0.7)
    axes.spines["polar"].set_color(_FAINT)
    axes.legend(loc="center left", bbox_to_anchor=(1.25, 0.5), frameon=False)


def _png(figure: Figure) -> bytes:
    """The figure with a small palette: a third of the size, and the same to the eye."""
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png", metadata={"Software": None})
    small = Image.open(drawn).convert("RGB").quantize(96, dither=Image.Dither.NONE)
    out = io.BytesIO()
    small.save(out, "PNG", optimize=True, dpi=(190, 190))
    return out.getvalue()
