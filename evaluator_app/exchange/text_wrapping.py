"""Breaking Chinese and Latin text into lines of a width, and estimating widths where no font is at hand."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

CharacterWidth = Callable[[str], float]  # in em: 1 is the width of a Chinese character

_WIDE = (
    "\u1100-\u115f\u2010-\u2027\u2030-\u205e\u2460-\u27bf\u2e80-\ua4cf\uac00-\ud7a3"
    "\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffef\U0001f000-\U0003ffff"
)
_OPENING = "（〔【《「『“‘\\[(<{"
_CLOSING = "，。、；：？！）〕】》」』”’…—·％,.;:?!)>}\\]%"
# What may not be parted: opening marks, one Chinese character or one Latin word, closing marks, blanks.
_UNIT = re.compile(f"[{_OPENING}]*(?:[{_WIDE}]|[^\\s{_WIDE}{_OPENING}]+)[{_CLOSING}]*[^\\S\\n]*|.")


@cache
def estimated_width(character: str) -> float:
    """A width in em that no usual office font exceeds by much; text set by it is rather loose than cut."""
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WFA":
        return 1.0
    if character.isascii():
        return _ascii_width(character)
    return 0.8


def _ascii_width(character: str) -> float:
    if character in "MW@%&mw":
        return 0.92
    if character.isupper():
        return 0.72
    return 0.56 if character.isalnum() else 0.5


def wrap(text: str, width: float, width_of: CharacterWidth) -> list[str]:
    """The lines of a text in a column of `width` em; a line that ends a paragraph keeps its line break."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _lines(paragraph, width, width_of)
        lines[-1] += "\n"
    lines[-1] = lines[-1][:-1]
    return lines


def _lines(paragraph: str, width: float, width_of: CharacterWidth) -> list[str]:
    lines, used = [""], 0.0
    for unit in _units(paragraph, width, width_of):
        needed = _width(unit.rstrip(), width_of)
        if lines[-1] and used + needed > width:
            lines.append("")
            used = 0.0
        lines[-1] += unit
        used += _width(unit, width_of)
    return lines


def _units(paragraph: str, width: float, width_of: CharacterWidth) -> Iterator[str]:
    for found in _UNIT.finditer(paragraph):
        unit = found.group()
        if _width(unit, width_of) > width:
            yield from unit
        else:
            yield unit


def _width(text: str, width_of: CharacterWidth) -> float:
    return sum(map(width_of, text))
