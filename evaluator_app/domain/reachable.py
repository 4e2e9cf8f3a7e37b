"""Grades still reachable: those that some completion of an unfinished sheet on its scales earns."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from evaluator_app.domain.marks import EMPTY, Entry, Unmarked
from evaluator_app.domain.rubric import Band, Criterion, Rubric
from evaluator_app.domain.totals import Total, scale_unit


def reachable_grades(rubric: Rubric, entries: Mapping[str, Entry], sheet_total: Total) -> tuple[Band, ...]:
    """The bands some completion earns, in the rubric's order; none where an expert abstained.

    Completions give every unmarked criterion a value of its scale, or not applicable where it allows that.
    """
    if sheet_total.abstained:
        return ()
    open_criteria = [c for c in rubric.criteria if isinstance(entries.get(c.id, EMPTY).mark, Unmarked)]
    completions = _Completions(rubric, sheet_total, open_criteria)
    return tuple(band for band in rubric.bands if completions.earn(band))


class _Completions:
    """Every (applicable maximum, earned points) a completion can end with, as integers in scale units.

    Sums are sets held in the bits of one integer, so that adding a criterion is a shift and an or.
    """

    def __init__(self, rubric: Rubric, sheet_total: Total, open_criteria: Sequence[Criterion]) -> None:
        self.unit = scale_unit(rubric.criteria)
        self.full = Fraction(rubric.max)
        self.earned = int(sheet_total.earned / self.unit)
        applied = [
            (int(Fraction(c.max) / self.unit), int(Fraction(c.step) / self.unit), c.not_applicable)
            for c in open_criteria
        ]
        self.open_max = sum(maximum for maximum, _, _ in applied)
        self.applicable = int(sheet_total.applicable / self.unit)
        self.sums_by_dropped = _sums(applied)

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


def _sums(applied: Sequence[tuple[int, int, bool]]) -> dict[int, int]:
    """For each maximum dropped as not applicable, the bit set of sums the remaining criteria can have."""
    always: dict[int, int] = {}  # maximum by step: scales of one step add up to one longer scale
    for maximum, step, may_drop in applied:
        if not may_drop:
            always[step] = always.get(step, 0) + maximum
    sums = 1
    for step, maximum in always.items():
        sums = _spread(sums, maximum, step)
    states = {0: sums}
    for maximum, step, may_drop in applied:
        if may_drop:
            states = _with_droppable(states, maximum, step)
    return states


def _with_droppable(states: dict[int, int], maximum: int, step: int) -> dict[int, int]:
    following: dict[int, int] = {}
    for dropped, sums in states.items():
        following[dropped] = following.get(dropped, 0) | _spread(sums, maximum, step)
        following[dropped + maximum] = following.get(dropped + maximum, 0) | sums
    return following


def _spread(sums: int, maximum: int, step: int) -> int:
    """The set of sums plus 0, step, 2 x step ... maximum: by doubling, so in few shifts."""
    count = maximum // step + 1
    have = 1
    while have * 2 <= count:
        sums |= sums << (have * step)
        have *= 2
    return sums | sums << ((count - have) * step)
