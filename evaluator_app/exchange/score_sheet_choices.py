"""Options of a score sheet: the lists its drop-downs offer, with the points they earn, and boxes to tick."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from evaluator_app.domain.rubric import Criterion, RemarkField, Rubric, ScaleKind
from evaluator_app.exchange.sheet_texts import showable

OPTIONS_SHEET = "options"
TICKED, OPEN = "☑", "☐"
GAP = "    "


@dataclass(frozen=True, kw_only=True)
class Block:
    """A list on the sheet of options, from row `start` on: titles with their units of points, then words."""

    start: int
    titles: tuple[str, ...]
    units: tuple[int | None, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        """The row after the last."""
        return self.start + len(self.titles) + len(self.words)

    def area(self, column: str, *, words: bool = False) -> str:
        """The address of the titles (column A) or units (column B); `words` of all that may be chosen."""
        last = self.end if words else self.end - len(self.words)
        return f"{OPTIONS_SHEET}!${column}${self.start + 1}:${column}${last}"

    def cells(self) -> list[str]:
        """The address of each title."""
        return [f"{OPTIONS_SHEET}!$A${self.start + 1 + i}" for i in range(len(self.titles))]

    def rows(self) -> list[tuple[str, int | None]]:
        """What the sheet of options holds there."""
        units = self.units or (None,) * len(self.titles)
        return [*zip(self.titles, units, strict=True), *((word, None) for word in self.words)]


def blocks(rubric: Rubric, not_applicable: str, abstained: str) -> Mapping[str, Block]:
    """The list for each criterion and remark with options; equal ones are one block."""
    found: dict[str, Block] = {}
    made: dict[tuple[object, ...], Block] = {}
    start = 0
    for name, titles, units, words in _wanted(rubric, not_applicable, abstained):
        key = (titles, units, words)
        if key not in made:
            made[key] = Block(start=start, titles=titles, units=units, words=words)
            start = made[key].end
        found[name] = made[key]
    return found


_Wanted = tuple[str, tuple[str, ...], tuple[int | None, ...], tuple[str, ...]]


def _wanted(rubric: Rubric, not_applicable: str, abstained: str) -> list[_Wanted]:
    found: list[_Wanted] = []
    for one in rubric.criteria:
        if one.by_option:
            titles = tuple(showable(option.title) for option in one.options)
            words = (*((not_applicable,) if one.not_applicable else ()), abstained)
            found.append((f"mark.{one.id}", titles, _units(rubric, one), words))
    found += [
        (f"remark.{one.id}", tuple(map(showable, one.options)), (), ())
        for one in rubric.remarks
        if one.options
    ]
    return found


def _units(rubric: Rubric, criterion: Criterion) -> tuple[int | None, ...]:
    """The points of each option in whole units of 1/D, none on a scale without points."""
    if rubric.qualitative or criterion.scale is ScaleKind.QUALITATIVE:
        return ()
    scale = unit_count(rubric)
    return tuple(int(Fraction(criterion.points_of_option(one.id)) * scale) for one in criterion.options)


def unit_count(rubric: Rubric) -> int:
    """D: units in one point, so that all points and maxima are whole numbers of units."""
    return rubric.unit.denominator


def sheet_rows(found: Mapping[str, Block]) -> list[tuple[str, int | None]]:
    """All rows of the sheet of options."""
    ordered = sorted({one.start: one for one in found.values()}.items())
    return [row for _, block in ordered for row in block.rows()]


def boxes(remark: RemarkField, said: str) -> str:
    """The options with boxes, the chosen one ticked, as a form on paper has them."""
    return GAP.join(
        f"{TICKED if option == said.strip() else OPEN} {showable(option)}" for option in remark.options
    )
