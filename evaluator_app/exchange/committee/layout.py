"""Where things stand on an application's sheet of the committee workbook."""

from dataclasses import dataclass
from functools import cached_property

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from evaluator_app.domain.rubric import Criterion, Rubric, ScaleKind, Section

NUMBER, SECTION, CRITERION, TEXT, MAX, EXPERTS = range(6)


@dataclass(frozen=True)
class Layout:
    """Rows and columns, counted from 0; addresses are absolute."""

    rubric: Rubric
    experts: int  # columns for experts: at least one, so that an empty panel has a sheet too
    banners: int

    @cached_property
    def merged(self) -> int:
        """The column of the merged marks."""
        return EXPERTS + self.experts

    @cached_property
    def last_column(self) -> int:
        """The last column that is printed: the range of the marks."""
        return self.merged + 1

    @cached_property
    def labels(self) -> int:
        """The first column of the working area to the right: what stands in its rows."""
        return self.last_column + 2

    def work(self, expert: int) -> int:
        """The column of the working area for one expert."""
        return self.labels + 1 + expert

    @cached_property
    def counts(self) -> int:
        """The column that counts a criterion's marks; sum and divisor follow."""
        return self.work(self.experts)

    @cached_property
    def converted(self) -> bool:
        """Whether what stands in the experts' columns is not yet points."""
        return self.rubric.qualitative or any(
            one.scale is not ScaleKind.POINTS for one in self.rubric.criteria
        )

    def point(self, expert: int) -> int:
        """The column of an expert's points: the marks' own, or one of the working area."""
        return self.counts + 3 + expert if self.converted else EXPERTS + expert

    @cached_property
    def options(self) -> int:
        """How many options a vote may have at most; 0 where nothing is voted on."""
        lists = [len(one.options) for one in self.rubric.criteria if self.voted(one)]
        asked = self.rubric.recommendation
        return max([*lists, len(asked.options) if asked else 0])

    def voted(self, criterion: Criterion) -> bool:
        """Whether the votes of a criterion are counted, since its options earn no points."""
        return criterion.by_option and (self.rubric.qualitative or not criterion.max)

    @cached_property
    def votes(self) -> int:
        """The column that counts the votes for the first option; the other options follow."""
        return self.counts + 3 + (self.experts if self.converted else 0)

    @property
    def work_end(self) -> int:
        """The last column of the working area."""
        return self.votes + self.options - 1

    @cached_property
    def head(self) -> int:
        """The row of the headings."""
        return 4 + self.banners

    @cached_property
    def first(self) -> int:
        """The row of the first criterion."""
        return self.head + 1

    @cached_property
    def last(self) -> int:
        """The row of the last criterion."""
        return self.head + len(self.rubric.criteria)

    @cached_property
    def scaled(self) -> bool:
        """Whether a total may have to be scaled, since some criterion may be not applicable."""
        return any(one.not_applicable for one in self.rubric.criteria)

    @cached_property
    def total(self) -> int:
        """The row of the totals: under the subtotals, and under points and maximum where they are scaled.

        Without points it is the row of the last criterion.
        """
        if self.rubric.qualitative:
            return self.last
        return self.last + len(self.rubric.sections) + (3 if self.scaled else 1)

    @property
    def recommendation(self) -> int:
        """The row of the recommendations, where there are any."""
        return self.total + 1

    @property
    def status(self) -> int:
        """The row that says whether a sheet counts."""
        return self.total + (2 if self.rubric.recommendation else 1)

    @property
    def result(self) -> int:
        """The first row of the result."""
        return self.status + 2

    @cached_property
    def section_rows(self) -> tuple[tuple[Section, int, int], ...]:
        """Each section with its first and last row of criteria."""
        found, row = [], self.first
        for section in self.rubric.sections:
            found.append((section, row, row + len(section.criteria) - 1))
            row += len(section.criteria)
        return tuple(found)

    def marks(self, expert: int) -> str:
        """The marks of one expert."""
        return block(self.first, EXPERTS + expert, self.last, EXPERTS + expert)

    def points(self, expert: int) -> str:
        """The points of one expert."""
        return block(self.first, self.point(expert), self.last, self.point(expert))

    def marks_row(self, row: int) -> str:
        """A row of all experts' marks."""
        return block(row, EXPERTS, row, self.merged - 1)

    def votes_row(self, row: int, options: int) -> str:
        """How often each option was chosen in a row."""
        return block(row, self.votes, row, self.votes + options - 1)

    def work_row(self, row: int) -> str:
        """A row of the working area over all experts."""
        return block(row, self.work(0), row, self.work(self.experts - 1))

    def work_rows(self, column: int) -> str:
        """A column of the working area over all criteria."""
        return block(self.first, column, self.last, column)


def cell(row: int, column: int) -> str:
    """An absolute address."""
    return str(xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True))


def block(first_row: int, first_column: int, last_row: int, last_column: int) -> str:
    """The absolute address of an area, or of one cell."""
    return str(xl_range_abs(first_row, first_column, last_row, last_column))


class WorkRows:
    """Rows of the working area under the criteria; single values stand in the first expert's column."""

    def __init__(self, layout: Layout) -> None:
        row = layout.last + 2
        self.earned, self.applicable, self.counted, self.denominator, self.over, self.place = range(
            row, row + 6
        )
        self.sheets, self.common, self.sum, self.divisor, self.enough = range(row + 7, row + 12)
        self.raw_numerator, self.raw_denominator, self.numerator, self.denominated = range(row + 12, row + 16)
