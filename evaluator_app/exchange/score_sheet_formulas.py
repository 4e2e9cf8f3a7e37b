"""Live formulas of a score sheet: all comparisons are of whole numbers, so doubles cannot miss a threshold.

Points are counted in units of 1/D, where D is the common denominator of all points there can be. A hidden
column holds each criterion's maximum in these units; three cells below it hold what was earned, what is
applicable, and how many criteria are judged. Where percents are typed or options chosen, the points stand in
a column of their own, computed from these units; options have theirs on a hidden sheet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import gcd

from xlsxwriter.utility import xl_col_to_name

from evaluator_app.domain.marks import Entry
from evaluator_app.domain.rubric import Band, Criterion, RemarkField, Rubric, ScaleKind, Section
from evaluator_app.domain.totals import total
from evaluator_app.exchange.score_sheet_choices import GAP, OPEN, TICKED, Block, blocks, unit_count
from evaluator_app.exchange.score_sheet_columns import Columns, columns_of
from evaluator_app.exchange.score_sheet_page import LAST
from evaluator_app.exchange.score_sheet_results import NO_POINTS

HELPER = LAST + 1  # a hidden column
CHOICE = 2  # where the choice of a remark stands


@dataclass(frozen=True, slots=True)
class _Span:
    """The rows of some criteria: what was entered, the points, the maxima in units."""

    marks: str
    points: str
    maxima: str

    def earned(self, unit: int) -> str:
        """Units earned; a sum of doubles is off by far less than half a unit, so rounding makes it exact."""
        return f'ROUND(SUMIF({self.maxima},">0",{self.points})*{unit},0)'


@dataclass(frozen=True, kw_only=True)
class Formulas:
    """The formulas of one sheet; `rows` says in which row (from 0) each mark and result stands."""

    rubric: Rubric
    rows: Mapping[str, int]
    not_applicable: str  # the word that stands in a mark cell
    abstained: str
    entries: Mapping[str, Entry]

    def shown(self) -> Mapping[str, str]:
        """The formula of every cell that shows a computed value."""
        rubric = self.rubric
        found = {f"boxes.{one.id}": self.boxes(one) for one in rubric.remarks if one.options}
        if self.columns.points:
            found |= {f"points.{one.id}": self.points(one) for one in rubric.criteria}
        if rubric.qualitative:
            return found
        found |= {f"subtotal.{one.id}": self.subtotal(one) for one in rubric.sections}
        return found | {"total": self.total(), "grade": self.grade()}

    @cached_property
    def unit(self) -> int:
        """D: units in one point."""
        return unit_count(self.rubric)

    @cached_property
    def columns(self) -> Columns:
        """Where marks and points stand."""
        return columns_of(self.rubric)

    @cached_property
    def blocks(self) -> Mapping[str, Block]:
        """The lists on the hidden sheet of options."""
        return blocks(self.rubric, self.not_applicable, self.abstained)

    @cached_property
    def _full(self) -> int:
        return int(Fraction(self.rubric.max) * self.unit)

    @cached_property
    def scaled(self) -> bool:
        """Whether a total may have to be scaled, since criteria can be not applicable."""
        return any(one.not_applicable for one in self.rubric.criteria)

    def maxima(self) -> Mapping[str, int]:
        """The maxima in units, to stand in the hidden column beside the marks."""
        if self.rubric.qualitative:
            return {}
        return {f"mark.{one.id}": int(Fraction(one.max) * self.unit) for one in self.rubric.criteria}

    def points(self, criterion: Criterion) -> str:
        """The points of what was entered, where they have a column of their own; blank until then."""
        mark = self._mark(criterion)
        match criterion.scale:
            case ScaleKind.POINTS:
                return f'=IF(ISNUMBER({mark}),{mark},"")'
            case ScaleKind.PERCENT:
                units = Fraction(criterion.max) * self.unit / 100
                earned = f"ROUND({mark}*{units.numerator}/{units.denominator},0)/{self.unit}"
                return f'=IF(ISNUMBER({mark}),{earned},"")'
        block = self.blocks[f"mark.{criterion.id}"]
        same = f"EXACT({block.area('A')},{mark})"
        earned = f"SUMPRODUCT({same}*{block.area('B')})/{self.unit}" if block.units else f'"{NO_POINTS}"'
        return f'=IF(SUMPRODUCT(--{same})=1,{earned},"")'

    def boxes(self, remark: RemarkField) -> str:
        """The options of a remark with boxes, the chosen one ticked."""
        cell = f"${xl_col_to_name(CHOICE)}${self.rows[f'remark.{remark.id}'] + 1}"
        titles = self.blocks[f"remark.{remark.id}"].cells()
        parts = (f'IF(EXACT({cell},{one}),"{TICKED}","{OPEN}")&" "&{one}' for one in titles)
        return "=" + f'&"{GAP}"&'.join(parts)

    def subtotal(self, section: Section) -> str:
        """Points of a section, blank until all of it is judged."""
        span = self._span(section.criteria)
        points = f"{span.earned(self.unit)}/{self.unit}"
        return f'=IF({self._judged(span)}={len(section.criteria)},{points},"")'

    def helpers(self) -> dict[str, str]:
        """The hidden cells beside total, grade and the last section: earned, applicable, judged."""
        if self.rubric.qualitative:
            return {}
        span = self._span(self.rubric.criteria)
        word = _quoted(self.not_applicable)
        dropped = f'-SUMIF({span.marks},"{word}",{span.maxima})' if self.scaled else ""
        return {
            "total": f"={span.earned(self.unit)}",
            "grade": f"=SUM({span.maxima}){dropped}",
            f"subtotal.{self.rubric.sections[-1].id}": f"={self._judged(span)}",
        }

    def helper_values(self) -> dict[str, int]:
        """What the hidden cells hold."""
        whole = total(self.rubric, self.entries)
        unjudged = len(whole.unmarked) + len(whole.abstained)
        return {
            "total": int(whole.earned * self.unit),
            "grade": int(whole.applicable * self.unit),
            f"subtotal.{self.rubric.sections[-1].id}": len(self.rubric.criteria) - unjudged,
        }

    def total(self) -> str:
        """The total, scaled to the full maximum; blank until complete."""
        scaled = f"{self._cell('total')}*{self._full}/({self._cell('grade')}*{self.unit})"
        return f'=IF({self._complete},{scaled if self.scaled else self._points},"")'

    def grade(self) -> str:
        """The grade of the exact total; blank until complete."""
        found = f'"{_quoted(self.rubric.unplaced)}"'
        for band in reversed(self.rubric.bands):
            found = f'IF({self._holds(band)},"{_quoted(band.title)}",{found})'
        return f'=IF({self._complete},{found},"")'

    def validation(self, criterion: Criterion) -> str:
        """What may be typed for a criterion: a number on its scale, or a word of the form."""
        cell = self._mark(criterion).replace("$", "")
        steps, denominator = Fraction(criterion.step).as_integer_ratio()
        scaled = f"{cell}*{denominator}/{steps}"
        words = [self.abstained, *([self.not_applicable] if criterion.not_applicable else [])]
        typed = "".join(f'{cell}="{_quoted(word)}",' for word in words)
        on_scale = (
            f"{cell}>=0,{cell}<={format(criterion.highest, 'f')},ABS({scaled}-ROUND({scaled},0))<0.000001"
        )
        return f"=OR({typed}IF(ISNUMBER({cell}),AND({on_scale}),FALSE))"

    def _mark(self, criterion: Criterion) -> str:
        return f"${xl_col_to_name(self.columns.mark[0])}${self.rows[f'mark.{criterion.id}'] + 1}"

    @property
    def _points(self) -> str:
        return f"{self._cell('total')}/{self.unit}"

    @property
    def _complete(self) -> str:
        judged = f"{self._cell(f'subtotal.{self.rubric.sections[-1].id}')}={len(self.rubric.criteria)}"
        return f"AND({judged},{self._cell('grade')}>0)"

    def _cell(self, shows: str) -> str:
        return f"${xl_col_to_name(HELPER)}${self.rows[shows] + 1}"

    def _span(self, criteria: Sequence[Criterion]) -> "_Span":
        first, last = (self.rows[f"mark.{one.id}"] + 1 for one in (criteria[0], criteria[-1]))
        points = self.columns.points or self.columns.mark
        letters = (xl_col_to_name(column) for column in (self.columns.mark[0], points[0], HELPER))
        return _Span(*(f"${letter}${first}:${letter}${last}" for letter in letters))

    def _judged(self, span: "_Span") -> str:
        """How many criteria have points, the word for none, or are not applicable."""
        more = f'+({span.marks}="{_quoted(self.not_applicable)}")' if self.scaled else ""
        if any(one.scale is ScaleKind.QUALITATIVE for one in self.rubric.criteria):
            more += f'+({span.points}="{NO_POINTS}")'
        return f"SUMPRODUCT(ISNUMBER({span.maxima})*(ISNUMBER({span.points}){more}))"

    def _holds(self, band: Band) -> str:
        edges = []
        if band.low is not None:
            edges.append(self._compared(Fraction(band.low), ">=" if band.low_inclusive else ">"))
        if band.high is not None:
            edges.append(self._compared(Fraction(band.high), "<=" if band.high_inclusive else "<"))
        return f"AND({','.join(edges)})" if edges else "TRUE"

    def _compared(self, edge: Fraction, operator: str) -> str:
        """Score against an edge, multiplied out: earned x full x q against applicable x D x p, for p/q."""
        earned, applicable = self._cell("total"), self._cell("grade")
        left, right = edge.denominator, edge.numerator * self.unit
        if self.scaled:
            left *= self._full
            common = gcd(left, right)
            return f"{earned}*{left // common}{operator}{applicable}*{right // common}"
        common = gcd(left, right)
        return f"{earned}*{left // common}{operator}{right // common}"


def _quoted(text: str) -> str:
    return text.replace('"', '""')
