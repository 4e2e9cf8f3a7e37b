"""Whether grade bands are sound: each can be earned, none overlap, no hole where that is promised."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.rubric import Band, Rubric, Weights


@dataclass(frozen=True, order=True, slots=True)
class _Edge:
    """An end of an interval on the line of exact numbers; `after` puts it just behind the score itself."""

    score: Decimal
    after: bool


def check_bands(rubric: Rubric, place: str) -> tuple[Problem, ...]:
    """All problems of the bands, exactly and with inclusive ends (D-3, D-4).

    Without weights there is no full maximum yet, so that they are held against each other only.
    """
    full = None if rubric.weights is Weights.UNSET else rubric.max
    impossible = [_impossible(band, full, f"{place}[{i}]") for i, band in enumerate(rubric.bands)]
    problems = [one for one in impossible if one]
    if problems or not rubric.bands:
        return tuple(problems)
    rising = sorted(rubric.bands, key=_begin)
    problems.extend(_overlaps(rising, place))
    if not problems and rising[::-1] != list(rubric.bands):
        problems.append(problem(Code.SCHEME_BANDS_ORDER, place))
    if not problems and rubric.bands_complete and full is not None:
        problems.extend(_holes(rising, full, place))
    return tuple(problems)


def _begin(band: Band) -> _Edge:
    """Where the band begins: scores from here on belong to it."""
    return _Edge(Decimal("-Infinity") if band.low is None else band.low, after=not band.low_inclusive)


def _end(band: Band) -> _Edge:
    """Where the band ends: scores from here on no longer belong to it."""
    return _Edge(Decimal("Infinity") if band.high is None else band.high, after=band.high_inclusive)


def _impossible(band: Band, full: Decimal | None, place: str) -> Problem | None:
    """A band that no score of this rubric can lie in."""
    begin, end = _begin(band), _end(band)
    if begin >= end:
        return problem(Code.SCHEME_VALUE_INVALID, place, reason=f"{band.low} ≥ {band.high}")
    if full is not None and begin > _Edge(full, after=False):
        return problem(Code.SCHEME_VALUE_INVALID, f"{place}.low", reason=f"{band.low} (≤ {full})")
    if end <= _Edge(Decimal(0), after=False):
        return problem(Code.SCHEME_VALUE_INVALID, f"{place}.high", reason=f"{band.high} (≥ 0)")
    return None


def _overlaps(rising: Sequence[Band], place: str) -> Iterator[Problem]:
    furthest = rising[0]
    for band in rising[1:]:
        if _begin(band) < _end(furthest):
            score = "0" if band.low is None else format(band.low, "f")
            yield problem(
                Code.SCHEME_BANDS_OVERLAP, place, first=furthest.title, second=band.title, score=score
            )
        furthest = max(furthest, band, key=_end)


def _holes(rising: Sequence[Band], full: Decimal, place: str) -> Iterator[Problem]:
    """Every gap between 0 and the full maximum; `score` is a value that no band holds."""
    if _begin(rising[0]) > _Edge(Decimal(0), after=False):
        yield problem(Code.SCHEME_BANDS_HOLE, place, score=0)
    for lower, upper in pairwise(rising):
        gap = _gap(lower, upper)
        if gap is not None:
            yield problem(Code.SCHEME_BANDS_HOLE, place, score=format(gap, "f"))
    if _end(rising[-1]) <= _Edge(full, after=False):
        yield problem(Code.SCHEME_BANDS_HOLE, place, score=format(full, "f"))


def _gap(lower: Band, upper: Band) -> Decimal | None:
    """A score between two bands that neither holds."""
    end, begin = _end(lower), _begin(upper)
    if end == begin:
        return None
    return end.score if not end.after else (end.score + begin.score) / 2
