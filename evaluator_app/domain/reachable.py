"""Grades still reachable: those that some completion of an unfinished sheet on its scales earns."""

from collections.abc import Sequence
from fractions import Fraction

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

    Sums are sets held in the bits of one integer, so that adding a criterion is a shift and an or.
    """

    def __init__(self, rubric: Rubric, sheet_total: Total) -> None:
        self.full = Fraction(rubric.max)
        self.earned = int(sheet_total.earned / rubric.unit)
        self.applicable = int(sheet_total.applicable / rubric.unit)
        self.open_max = int(sheet_total.still_open / rubric.unit)
        self.sums_by_dropped = _sums(rubric, sheet_total.unmarked)

    def earn(self, band: Band) -> bool:
        """Whether some completion's exact score lies in the band."""
        return any(
            self._some_sum_in(band, self.applicable - dropped, sums)
            for dropped, sums in self.sums_by_dropped.items()
        )

    def _some_sum_in(self, band: Band, applicable: int, sums: int) -> bool:
        if applicable == 0:
            return False
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
        first, last = max(low - self.earned, 0), high - self.earned
        return last >= first and bool((sums >> first) & ((1 << (last - first + 1)) - 1))


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
