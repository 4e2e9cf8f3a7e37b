"""Grades still reachable: those that some completion of an unfinished sheet on its scales earns."""

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from evaluator_app.domain.rubric import Band, Rubric, Scale
from evaluator_app.domain.totals import Total


def reachable_grades(rubric: Rubric, sheet_total: Total) -> tuple[Band, ...]:
    """The bands some completion earns, in the rubric's order; none where an expert abstained.

    Completions give every unmarked criterion a value of its scale, or not applicable where it allows that.
    """
    if sheet_total.abstained or rubric.qualitative:
        return ()
    completions = _Completions(rubric, sheet_total)
    return tuple(band for band in rubric.bands if completions.earn(band))


class _Completions:
    """Every (applicable maximum, earned points) a completion can end with, as integers in scale units.

    Sums are sets held in the bits of one integer, so that adding a criterion is a shift and an or. They are
    only made for bands so narrow that a sum may miss them: from the lowest sum to the highest one leads a
    chain of marks in which no step is wider than the widest gap of a scale.
    """

    def __init__(self, rubric: Rubric, sheet_total: Total) -> None:
        self.rubric, self.unmarked = rubric, sheet_total.unmarked
        self.full = Fraction(rubric.max)
        self.earned = int(sheet_total.earned / rubric.unit)
        self.applicable = int(sheet_total.applicable / rubric.unit)
        self.open_max = int(sheet_total.still_open / rubric.unit)
        scales = [rubric.scales[name] for name in self.unmarked]
        self.lowest = sum(scale.options[0] for scale in scales if scale.options)
        self.highest = sum(scale.options[-1] if scale.options else scale.max for scale in scales)
        self.gap = max(map(_widest_gap, scales), default=0)
        self.droppable = any(rubric.criteria_by_id[name].not_applicable for name in self.unmarked)

    @cached_property
    def sums_by_dropped(self) -> dict[int, int]:
        """The sums of what is unmarked, for each maximum that may be dropped as not applicable."""
        return _sums(self.rubric, self.unmarked)

    def earn(self, band: Band) -> bool:
        """Whether some completion's exact score lies in the band."""
        first, last = self._range(band, self.applicable)
        if self._surely_between(first, last):
            return True
        if not self.droppable and (last < self.lowest or first > self.highest):
            return False
        return any(
            self._some_sum_in(band, self.applicable - dropped, sums)
            for dropped, sums in self.sums_by_dropped.items()
        )

    def _surely_between(self, first: int, last: int) -> bool:
        """Whether a sum lies in this range for its width alone, or at one of its ends."""
        ends = first <= self.lowest <= last or first <= self.highest <= last
        within = self.lowest < first and last < self.highest
        return self.applicable > 0 and (ends or (within and last - first + 1 >= self.gap))

    def _some_sum_in(self, band: Band, applicable: int, sums: int) -> bool:
        first, last = self._range(band, applicable)
        return last >= first and bool((sums >> first) & ((1 << (last - first + 1)) - 1))

    def _range(self, band: Band, applicable: int) -> tuple[int, int]:
        """The sums that end in the band: the first and the last; none where nothing applies."""
        if applicable == 0:
            return 0, -1
        points = self.full / applicable  # score of one unit of the scale
        low, high = 0, self.earned + self.open_max
        if band.low_edge is not None:
            edge = band.low_edge / points
            low = -(-edge.numerator // edge.denominator)
            low += low == edge and not band.low_inclusive
        if band.high_edge is not None:
            edge = band.high_edge / points
            high = edge.numerator // edge.denominator
            high -= high == edge and not band.high_inclusive
        return max(low - self.earned, 0), high - self.earned


def _widest_gap(scale: Scale) -> int:
    """The largest distance from one possible value to the next."""
    return max((b - a for a, b in pairwise(scale.options)), default=scale.step)


def _sums(rubric: Rubric, unmarked: Sequence[str]) -> dict[int, int]:
    """For each maximum dropped as not applicable, the bit set of sums the remaining criteria can have."""
    always: dict[int, int] = {}  # maximum by step: scales of one step add up to one longer scale
    droppable, optioned = [], []
    for name in unmarked:
        scale = rubric.scales[name]
        if rubric.criteria_by_id[name].not_applicable:
            droppable.append(scale)
        elif scale.options:
            optioned.append(scale)
        else:
            always[scale.step] = always.get(scale.step, 0) + scale.max
    sums = 1
    for scale in (*(Scale(maximum, step) for step, maximum in always.items()), *optioned):
        sums = _with_scale(sums, scale)
    states = {0: sums}
    for scale in droppable:
        states = _with_droppable(states, scale)
    return states


def _with_droppable(states: dict[int, int], scale: Scale) -> dict[int, int]:
    following: dict[int, int] = {}
    for dropped, sums in states.items():
        following[dropped] = following.get(dropped, 0) | _with_scale(sums, scale)
        following[dropped + scale.max] = following.get(dropped + scale.max, 0) | sums
    return following


def _with_scale(sums: int, scale: Scale) -> int:
    """The set of sums with each possible value of one more criterion added."""
    if not scale.options:
        return _spread(sums, scale.max, scale.step)
    following = 0
    for points in scale.options:
        following |= sums << points
    return following


def _spread(sums: int, maximum: int, step: int) -> int:
    """The set of sums plus 0, step, 2 x step ... maximum: by doubling, so in few shifts."""
    count = maximum // step + 1
    have = 1
    while have * 2 <= count:
        sums |= sums << (have * step)
        have *= 2
    return sums | sums << ((count - have) * step)
