"""A merged panel at a glance: how much came back, how much counts, what asks for attention."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from evaluator_app.domain.codes import Code
from evaluator_app.domain.ledger import State
from evaluator_app.domain.merging import Advice, NoScore
from evaluator_app.domain.panel import ApplicationResult, PanelMerge

_HARMLESS = (Code.SHEET_DUPLICATE, Code.SHEET_SUPERSEDED, Code.SHEET_CONFLICT, Code.SHEET_NOT_CHOSEN)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One application: how many sheets are expected, came, are recused, and have to be chosen between."""

    expected: int
    returned: int
    recused: int
    open: int  # different sheets of one expert between which nobody chose yet


@dataclass(frozen=True)
class Overview:
    """The figures of a merge; a recused expert owes no sheet."""

    merge: PanelMerge

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """Every application by its id."""
        lines = [line for line in self.merge.ledger if line.issued or line.state is State.RETURNED]
        expected = Counter(line.application for line in lines if line.state is not State.RECUSED)
        returned = Counter(line.application for line in lines if line.state is State.RETURNED)
        recused = Counter(line.application for line in self.merge.ledger if line.state is State.RECUSED)
        open_ = Counter(one.application for one in self.merge.rivals if one.choice is None)
        return {
            name: Standing(
                expected=expected[name], returned=returned[name], recused=recused[name], open=open_[name]
            )
            for name in (one.application.id for one in self.merge.results)
        }

    @property
    def expected(self) -> int:
        """How many sheets there will be."""
        return sum(one.expected for one in self.standings.values())

    @property
    def returned(self) -> int:
        """How many sheets came and are used."""
        return sum(one.returned for one in self.standings.values())

    @property
    def behind(self) -> int:
        """How many experts still owe a sheet."""
        return len({line.expert for line in self.merge.ledger if line.state is State.MISSING})

    @property
    def signed(self) -> int:
        """How many of the sheets that are used have a sound signature."""
        return sum(sheet.returned.signed for one in self.merge.results for sheet in one.sheets)

    @property
    def refused(self) -> int:
        """How many files are wrong; duplicates are not, nor what was superseded or is to be chosen."""
        return len({one.file for one in self.merge.refusals if one.problem.code not in _HARMLESS})

    @property
    def settled(self) -> int:
        """How many applications have a result: a score, or what most experts recommend."""
        return sum(one.result.reason is None for one in self.merge.results)

    @property
    def small(self) -> int:
        """How many applications have too few sheets."""
        return sum(one.result.reason is NoScore.PANEL_TOO_SMALL for one in self.merge.results)

    @property
    def unstable(self) -> int:
        """How many grades would be another without some one expert."""
        return sum(Advice.UNSTABLE in one.result.warnings for one in self.merge.results)

    def attention(self, one: ApplicationResult) -> bool:
        """Whether somebody should look at an application."""
        standing = self.standings[one.application.id]
        complete = standing.expected == standing.returned and not standing.open
        return bool(one.result.warnings) or one.result.reason is not None or not complete


def spread(one: ApplicationResult) -> Fraction | None:
    """How far the totals that count lie apart; None where fewer than two do."""
    totals = [sheet.total.score for sheet in one.result.sheets if sheet.counted]
    return max(totals) - min(totals) if len(totals) > 1 else None
