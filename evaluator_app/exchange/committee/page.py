"""One application's sheet of the committee workbook while it is written: what all its parts share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cached_property

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from evaluator_app.domain.marks import EMPTY, Scored
from evaluator_app.domain.merging import MergedSheet
from evaluator_app.domain.panel import ApplicationResult
from evaluator_app.domain.protocol import Protocol
from evaluator_app.domain.rubric import Criterion, Rubric, ScaleKind
from evaluator_app.exchange.committee.book import Book
from evaluator_app.exchange.committee.formulas import quoted
from evaluator_app.exchange.committee.layout import CRITERION, MAX, NUMBER, SECTION, TEXT, Layout, WorkRows
from evaluator_app.exchange.committee.numbers import PanelNumbers
from evaluator_app.exchange.committee.words import Words
from evaluator_app.exchange.score_sheet_choices import Block, blocks

WIDTHS = {NUMBER: 5, SECTION: 12, CRITERION: 13, TEXT: 52, MAX: 7}
EXPERT_WIDTH, MERGED_WIDTH = 11, 10
VOTES_WIDTH, MAJORITY_WIDTH = 26, 14
FEWEST = 5  # smaller panels give the official text more room, so that all pages are scaled alike


@dataclass(frozen=True)
class Page:
    """One application's sheet while it is written."""

    book: Book
    sheet: Worksheet
    rubric: Rubric
    protocol: Protocol
    outcome: ApplicationResult
    layout: Layout
    numbers: PanelNumbers
    words: Words = field(default_factory=Words)

    @property
    def text_width(self) -> int:
        """The width of the official text."""
        return WIDTHS[TEXT] + EXPERT_WIDTH * max(0, FEWEST - self.layout.experts)

    @property
    def result_widths(self) -> tuple[int, int]:
        """The widths of the two columns after the experts': merged and range, or votes and majority."""
        return (VOTES_WIDTH, MAJORITY_WIDTH) if self.rubric.qualitative else (MERGED_WIDTH, MERGED_WIDTH)

    @property
    def right_width(self) -> int:
        """The width from the official text's column to the last one."""
        return self.text_width + WIDTHS[MAX] + EXPERT_WIDTH * self.layout.experts + sum(self.result_widths)

    @property
    def width(self) -> int:
        """The width of all that is printed."""
        return WIDTHS[NUMBER] + WIDTHS[SECTION] + WIDTHS[CRITERION] + self.right_width

    @property
    def rows(self) -> WorkRows:
        """The rows of the working area."""
        return WorkRows(self.layout)

    @property
    def experts(self) -> Sequence[MergedSheet]:
        """The sheets in the order of their columns."""
        return self.outcome.result.sheets

    def formula(self, row: int, column: int, formula: str, value: object, look: Format) -> None:
        """A formula with the value it has now."""
        self.sheet.write_formula(row, column, formula, look, cached(value))

    @cached_property
    def blocks(self) -> Mapping[str, Block]:
        """The lists of options on their hidden sheet."""
        return blocks(self.rubric, self.words.not_applicable, self.words.abstained)

    def typed(self, expert: int, criterion: str) -> Decimal | None:
        """The number an expert typed, where the sheet counts."""
        mark = self.outcome.sheets[expert].returned.sheet.marks.entries.get(criterion, EMPTY).mark
        return mark.value if isinstance(mark, Scored) and self.experts[expert].counted else None

    @property
    def silence(self) -> bool:
        """Whether a sheet without recommendation is incomplete: where it is the only result."""
        return self.rubric.qualitative and self.rubric.recommendation is not None

    def counts(self, expert: int) -> tuple[str, str, str]:
        """How many marks of an expert are judged, not applicable, abstentions."""
        marks = self.layout.marks(expert)
        tokens = (self.words.not_applicable, self.words.abstained)
        dropped, abstained = (f"COUNTIF({marks},{quoted(token)})" for token in tokens)
        return f"COUNT({self.layout.points(expert)})", dropped, abstained


def cached(value: object) -> object:
    """A value as it stands in a cell: fractions to 15 digits, as Excel shows them."""
    if not isinstance(value, Fraction):
        return value
    if value.denominator == 1:
        return value.numerator
    with localcontext() as context:
        context.prec = 17
        return Decimal(value.numerator) / Decimal(value.denominator)


def number_format(criterion: Criterion) -> str:
    """As many decimals as the scale has."""
    if criterion.scale is ScaleKind.PERCENT:
        return 'General"%"'
    decimals = max(0, -int(criterion.step.normalize().as_tuple().exponent))
    return "0." + "0" * decimals if decimals else "0"


def decimals_format(protocol: Protocol) -> str:
    """The format of a score."""
    return "0." + "0" * protocol.decimals if protocol.decimals else "0"
