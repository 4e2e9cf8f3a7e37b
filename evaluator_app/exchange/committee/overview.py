"""The first sheet of the committee workbook while it is written: its places, and what can be decided."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from evaluator_app.domain.panel import PanelMerge
from evaluator_app.exchange.committee.before import Before
from evaluator_app.exchange.committee.book import ACCENT, Book, reference
from evaluator_app.exchange.committee.formulas import quoted
from evaluator_app.exchange.committee.layout import block, cell
from evaluator_app.wording.results import banners

RANK, APPLICATION, ORGANISATION, SITE, TITLE, SECTOR, INTENDED, POINTS = range(8)
FRACTION, PROPOSED, COUNTED, LOOK_AT, CHECKED, AGREED, DECIDED, REASON = range(8, 16)
WIDTHS = (6, 10, 20, 16, 22, 11, 9, 8, 11, 9, 8, 26, 13, 12, 12, 24)
VOTE_WIDTHS = (6, 10, 20, 16, 20, 11, 9, 8, 17, 11, 8, 22, 13, 12, 12, 24)
ENOUGH = REASON + 2  # the working area: has a score, numerator, denominator, then pairs for the tie-breaks


def rows_above(warned: Sequence[str]) -> int:
    """How many rows stand above the headings: title, banners, counts."""
    return 3 + len(warned)


@dataclass(frozen=True)
class Overview:
    """The first sheet while it is written."""

    book: Book
    sheet: Worksheet
    name: str
    merge: PanelMerge
    before: Before

    @property
    def warned(self) -> tuple[str, ...]:
        """What must stand on top of each page."""
        return banners(fictitious=self.merge.campaign.fictitious, status=self.merge.scheme.status)

    @property
    def head(self) -> int:
        """The row of the headings."""
        return rows_above(self.warned)

    def link_below(self, sheet: str, words: str) -> None:
        """A line under the signatures that leads to another sheet; it is not printed."""
        look = self.book.format(font_color=ACCENT, underline=1)
        row = self.head + max(len(self.merge.results), 1) + 4
        self.sheet.write_url(row, RANK, f"internal:{reference(sheet)}A1", look, words)

    @property
    def choices(self) -> int:
        """The column that holds the grades' names."""
        return ENOUGH + 4 + 2 * len(self.merge.scheme.protocol.tie_breaks)

    def rank_cell(self, place: int) -> str:
        """Where the rank of one application stands."""
        return reference(self.name) + cell(self.head + 1 + place, RANK)

    def rank_of(self, place: int) -> str:
        """The rank of one application, wherever sorting has put its row."""
        first, last = self.head + 1, self.head + len(self.merge.results)
        own = reference(self.name)
        number = self.merge.results[place].application.id.replace("~", "~~")
        for wild in "*?":
            number = number.replace(wild, f"~{wild}")
        ranks, numbers = (own + block(first, column, last, column) for column in (RANK, APPLICATION))
        return f"INDEX({ranks},MATCH({quoted(number)},{numbers},0))"

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths of the columns: votes need more room than a fraction."""
        return VOTE_WIDTHS if self.merge.scheme.rubric.qualitative else WIDTHS

    @property
    def names(self) -> Sequence[str]:
        """What a panel may propose: grades, or without points its recommendation."""
        rubric = self.merge.scheme.rubric
        asked = rubric.recommendation if rubric.qualitative else None
        return asked.options if asked else [band.title for band in rubric.bands]

    @property
    def titles(self) -> list[str]:
        """The cells of these names, then of the name for having none."""
        count = len(self.names)
        rows = [*range(count), count + 1]  # between them stands: not recommended
        return [reference(self.name) + cell(self.head + 1 + row, self.choices) for row in rows]
