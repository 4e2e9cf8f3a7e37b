"""Certificate numbers by a campaign's pattern, without gaps or repeats (S0-87)."""

import re
from collections.abc import Iterable

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, problem

_PART = re.compile(r"\{(year|campaign|number)(?::([1-9]))?\}")
LONGEST = 80
NUMBER = "number"


def pattern_problems(pattern: str, place: str = "") -> tuple[Problem, ...]:
    """What is wrong with a pattern such as `SAQ-{year}-{number:4}`."""
    names = [found[1] for found in _PART.finditer(pattern)]
    rest = _PART.sub("", pattern)
    sound = names.count(NUMBER) == 1 and "{" not in rest and "}" not in rest
    sound = sound and len(pattern) <= LONGEST and pattern.isprintable() and pattern == pattern.strip()
    return () if sound else (problem(Code.CERTIFICATE_PATTERN_INVALID, place, pattern=pattern[:LONGEST]),)


def series(pattern: str, year: int, campaign: str) -> str:
    """The pattern with all but the number filled in: numbers run within one series."""

    def fill(found: re.Match[str]) -> str:
        values = {"year": str(year), "campaign": campaign}
        return values.get(found[1], found[0])

    return _PART.sub(fill, pattern)


def numbered(one_series: str, serial: int) -> str:
    """The number of a certificate in a series."""
    return _PART.sub(lambda found: f"{serial:0{found[2] or 1}d}", one_series)


def gaps(serials: Iterable[int]) -> tuple[int, ...]:
    """The serial numbers that are left out, counted from 1."""
    there = set(serials)
    return tuple(number for number in range(1, max(there, default=0) + 1) if number not in there)
