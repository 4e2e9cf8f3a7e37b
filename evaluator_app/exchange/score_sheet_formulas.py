"""Live formulas of a score sheet: all comparisons are of whole numbers, so doubles cannot miss a threshold.

Marks are counted in units of 1/D, where D is the common denominator of all steps and maxima. A hidden column
holds each criterion's maximum in these units; three cells below it hold what was earned, what is applicable,
and how many criteria are judged.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm

from xlsxwriter.utility import xl_col_to_name

from evaluator_app.domain.marks import Entry
from evaluator_app.domain.rubric import Band, Criterion, Rubric, Section
from evaluator_app.domain.totals import total

MARKS, HELPER = 6, 7  # columns


@dataclass(frozen=True, kw_only=True)
class Formulas:
    """The formulas of one sheet; `rows` says in which row (from 0) each mark and result stands."""

    rubric: Rubric
    rows: Mapping[str, int]
    not_applicable: str  # the word that stands in a mark cell
    abstained: str

    @cached_property
    def unit(self) -> int:
        """D: units in one point."""
        scales = (value for one in self.rubric.criteria for value in (one.step, one.max))
        return lcm(*(value.as_integer_ratio()[1] for value in scales))

    @cached_property
    def _full(self) -> int:
        return int(Fraction(self.rubric.max) * self.unit)

    @cached_property
    def scaled(self) -> bool:
        """Whether a total may have to be scaled, since criteria can be not applicable."""
        return any(one.not_applicable for one in self.rubric.criteria)

    def maximum(self, criterion: Criterion) -> int:
        """A criterion's maximum in units."""
        return int(Fraction(criterion.max) * self.unit)

    def subtotal(self, section: Section) -> str:
        """Points of a section, blank until all of it is judged."""
        marks, maxima = self._ranges(section)
        points = f"{self._earned(marks, maxima)}/{self.unit}"
        return f'=IF({self._judged(marks, maxima)}={len(section.criteria)},{points},"")'

    def helpers(self) -> dict[str, str]:
        """The hidden cells beside total, grade and the last section: earned, applicable, judged."""
        marks, maxima = self._all
        dropped = f'-SUMIF({marks},"{_quoted(self.not_applicable)}",{maxima})' if self.scaled else ""
        return {
            "total": f"={self._earned(marks, maxima)}",
            "grade": f"=SUM({maxima}){dropped}",
            f"subtotal.{self.rubric.sections[-1].id}": f"={self._judged(marks, maxima)}",
        }

    def helper_values(self, entries: Mapping[str, Entry]) -> dict[str, int]:
        """What the hidden cells hold for these marks."""
        whole = total(self.rubric, entries)
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
        cell = f"{xl_col_to_name(MARKS)}{self.rows[f'mark.{criterion.id}'] + 1}"
        steps, denominator = Fraction(criterion.step).as_integer_ratio()
        scaled = f"{cell}*{denominator}/{steps}"
        words = [self.abstained, *([self.not_applicable] if criterion.not_applicable else [])]
        typed = "".join(f'{cell}="{_quoted(word)}",' for word in words)
        on_scale = f"{cell}>=0,{cell}<={format(criterion.max, 'f')},ABS({scaled}-ROUND({scaled},0))<0.000001"
        return f"=OR({typed}IF(ISNUMBER({cell}),AND({on_scale}),FALSE))"

    @property
    def _points(self) -> str:
        return f"{self._cell('total')}/{self.unit}"

    @property
    def _complete(self) -> str:
        judged = f"{self._cell(f'subtotal.{self.rubric.sections[-1].id}')}={len(self.rubric.criteria)}"
        return f"AND({judged},{self._cell('grade')}>0)"

    def _cell(self, shows: str) -> str:
        return f"${xl_col_to_name(HELPER)}${self.rows[shows] + 1}"

    @property
    def _all(self) -> tuple[str, str]:
        first, last = self.rubric.criteria[0], self.rubric.criteria[-1]
        return self._span(self.rows[f"mark.{first.id}"], self.rows[f"mark.{last.id}"])

    def _ranges(self, section: Section) -> tuple[str, str]:
        first, last = section.criteria[0], section.criteria[-1]
        return self._span(self.rows[f"mark.{first.id}"], self.rows[f"mark.{last.id}"])

    @staticmethod
    def _span(first: int, last: int) -> tuple[str, str]:
        marks, maxima = (
            f"${xl_col_to_name(column)}${first + 1}:${xl_col_to_name(column)}${last + 1}"
            for column in (MARKS, HELPER)
        )
        return marks, maxima

    def _earned(self, marks: str, maxima: str) -> str:
        """Units earned; a sum of doubles is off by far less than half a unit, so rounding makes it exact."""
        return f'ROUND(SUMIF({maxima},">0",{marks})*{self.unit},0)'

    def _judged(self, marks: str, maxima: str) -> str:
        dropped = f'+({marks}="{_quoted(self.not_applicable)}")' if self.scaled else ""
        return f"SUMPRODUCT(ISNUMBER({maxima})*(ISNUMBER({marks}){dropped}))"

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
