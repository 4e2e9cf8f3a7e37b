"""The language in which reasons are given where other processes read the files."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from evaluator_app.wording.language import speaking, spoken


def language() -> str:
    """The language to hand to those who read."""
    return spoken()


@contextlib.contextmanager
def reading_in(wanted: str, locale_folder: Path) -> Iterator[None]:
    """Give reasons in the language of whoever asks; a process of its own has not been told any."""
    with contextlib.nullcontext() if wanted in ("", spoken()) else speaking(wanted, locale_folder):
        yield
