"""Where marks, points and comments stand on a score sheet: by what the scheme's scales are."""

from dataclasses import dataclass

from evaluator_app.domain.rubric import Rubric, ScaleKind
from evaluator_app.exchange.score_sheet_page import LAST
from evaluator_app.wording.language import text

CONTENT = 3  # the grid column where the official text begins
_OFFICIAL = 5  # columns of a sheet with points: number, section, criterion, text, points


@dataclass(frozen=True, kw_only=True)
class Columns:
    """First and last grid columns of what stands beside a criterion, and how they are headed."""

    content: tuple[int, int]
    mark: tuple[int, int]
    titles: tuple[str, ...]
    points: tuple[int, int] | None = None  # where the points do not stand in the mark's own column
    comment: tuple[int, int] | None = None  # where the note stands beside the mark, not on a page of its own

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """All columns from left to right."""
        more = tuple(one for one in (self.points, self.comment) if one)
        return ((0, 0), (1, 1), (2, 2), self.content, self.mark, *more)


def columns_of(rubric: Rubric) -> Columns:
    """One column of points; or what is entered beside its points; or a choice with its comment."""
    kinds = {one.scale for one in rubric.criteria}
    *before, last = (rubric.columns + ("",) * _OFFICIAL)[:_OFFICIAL]
    if not rubric.qualitative and kinds == {ScaleKind.POINTS}:
        return Columns(content=(CONTENT, LAST - 1), mark=(LAST, LAST), titles=(*before, last))
    # The last column is what experts enter; where the scheme names nothing of its own, it is the points.
    own = last if last != Rubric.columns[-1] else ""
    mark_title = own or _mark_title(kinds)
    if rubric.qualitative:
        titles = (*before, mark_title, text("Comment"))
        return Columns(content=(CONTENT, 3), mark=(4, 4), comment=(5, LAST), titles=titles)
    mark = (6, 6) if kinds <= {ScaleKind.POINTS, ScaleKind.PERCENT} else (5, 6)
    titles = (*before, mark_title, text("Score") if own else last)
    return Columns(content=(CONTENT, mark[0] - 1), mark=mark, points=(LAST, LAST), titles=titles)


def _mark_title(kinds: set[ScaleKind]) -> str:
    return text("Percent") if kinds == {ScaleKind.PERCENT} else text("Rating")
