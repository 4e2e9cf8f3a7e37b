"""What stands in the rubric form from top to bottom, and where."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from evaluator_app.domain.rubric import Criterion, RemarkField, Rubric, Section

SPACING = 8
MARGIN = 16

Place = Section | Criterion | RemarkField


def places_of(rubric: Rubric) -> tuple[Place, ...]:
    """Headings, criteria and remarks in the order of the sheet."""
    found: list[Place] = []
    for section in rubric.sections:
        found += [section, *section.criteria]
    return (*found, *rubric.remarks)


def stops(places: Iterable[Place]) -> list[int]:
    """Where the keyboard stops: criteria and remarks."""
    return [i for i, place in enumerate(places) if not isinstance(place, Section)]


@dataclass(frozen=True, slots=True)
class Geometry:
    """Tops and heights of the places in px, one below the other."""

    tops: tuple[int, ...] = (0,)
    heights: tuple[int, ...] = ()

    @property
    def length(self) -> int:
        """The height of the whole form."""
        return self.tops[-1] + MARGIN

    def between(self, top: int, bottom: int) -> range:
        """The places of which something lies between these heights."""
        first = max(0, bisect_right(self.tops, top) - 1)
        return range(first, min(bisect_right(self.tops, bottom), len(self.heights)))


def stacked(heights: Iterable[int]) -> Geometry:
    """Places of these heights below each other."""
    heights = tuple(heights)
    return Geometry(tuple(accumulate((h + SPACING for h in heights), initial=MARGIN // 2)), heights)
