"""Names in charts: short enough for their place, broken where Chinese may be broken."""

from collections.abc import Iterable
from textwrap import wrap

from evaluator_app.domain.analysis import ApplicationFigures

LONGEST = 16  # letters of a name
_WIDE = 0x2E80  # from here on letters are as wide as high


def short(words: str, longest: int = LONGEST) -> str:
    """The beginning of a name, a Chinese letter counted as two others."""
    room, kept = longest * 2, ""
    for letter in words:
        room -= 2 if ord(letter) >= _WIDE else 1
        if room < 0:
            return kept.rstrip() + "…"
        kept += letter
    return kept


def broken(words: str, letters: int = 8) -> str:
    """A name in several lines."""
    wide = any(ord(letter) >= _WIDE for letter in words)
    return "\n".join(wrap(words, letters if wide else letters * 2, break_long_words=wide))


def by_rank(found: Iterable[ApplicationFigures]) -> list[ApplicationFigures]:
    """The best first, those without a rank last."""
    return sorted(found, key=lambda one: (one.outcome.rank is None, one.outcome.rank or 0))
