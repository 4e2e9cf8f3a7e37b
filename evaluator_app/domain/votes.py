"""Votes: how often each option was chosen, for results without points."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evaluator_app.domain.marks import EMPTY, Entry, Graded, Mark, Scored
from evaluator_app.domain.numbers import plain
from evaluator_app.domain.rubric import Criterion, Rubric


@dataclass(frozen=True, slots=True)
class Votes:
    """The votes for a criterion or the recommendation, `subject`; options without votes are there too."""

    subject: str
    counts: tuple[tuple[str, int], ...]

    @property
    def cast(self) -> int:
        """How many votes there are."""
        return sum(count for _, count in self.counts)

    @property
    def leaders(self) -> tuple[str, ...]:
        """The options with the most votes; none where nobody voted."""
        most = max((count for _, count in self.counts), default=0)
        return tuple(option for option, count in self.counts if count == most > 0)

    @property
    def leader(self) -> str | None:
        """The option that won, or None at a tie or without votes."""
        return self.leaders[0] if len(self.leaders) == 1 else None

    @property
    def tie(self) -> bool:
        """Whether two or more options have the most votes."""
        return len(self.leaders) > 1

    @property
    def narrow(self) -> bool:
        """Whether one vote less for the winner would make a tie."""
        first, *others = sorted((count for _, count in self.counts), reverse=True)
        return self.leader is not None and first - max(others, default=0) == 1


def criterion_votes(rubric: Rubric, sheets: Sequence[Mapping[str, Entry]]) -> tuple[Votes, ...]:
    """The votes for each criterion that is judged by options, or by numbers that nothing weighs."""
    return tuple(
        Votes(one.id, _counted(_options(one), (sheet.get(one.id, EMPTY).mark for sheet in sheets)))
        for one in rubric.criteria
        if one.by_option or rubric.qualitative
    )


def recommendation_votes(rubric: Rubric, said: Sequence[str]) -> Votes | None:
    """The votes for the recommendation, None where the sheets have none."""
    if rubric.recommendation is None:
        return None
    counter = Counter(said)
    options = rubric.recommendation.options
    return Votes(rubric.recommendation.id, tuple((option, counter[option]) for option in options))


def _options(criterion: Criterion) -> tuple[str, ...]:
    return tuple(one.id for one in criterion.options)


def _counted(options: Iterable[str], marks: Iterable[Mark]) -> tuple[tuple[str, int], ...]:
    """Options in their order; numbers, which have none, from the highest down."""
    given = list(marks)
    counter = Counter(mark.grade for mark in given if isinstance(mark, Graded))
    numbers = Counter(mark.value for mark in given if isinstance(mark, Scored))
    typed = ((plain(value), numbers[value]) for value in sorted(numbers, reverse=True))
    return (*((option, counter[option]) for option in options), *typed)
