"""What an expert may want to look at again before a sheet leaves the house: advice, never a refusal."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from evaluator_app.domain.codes import Code
from evaluator_app.domain.marks import EMPTY, Entry, Scored
from evaluator_app.domain.numbers import plain
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.rubric import Criterion, Rubric

HABIT_FROM = 3  # other sheets of the same expert before one can speak of a habit
FAR = Fraction(1, 4)  # of the criterion's maximum


def oddities(
    rubric: Rubric, entries: Mapping[str, Entry], others: Sequence[Mapping[str, Entry]]
) -> tuple[Problem, ...]:
    """Marks at the ends of the scale without a note, and marks far from this expert's own other sheets."""
    found: list[Problem] = []
    for criterion in rubric.criteria:
        entry = entries.get(criterion.id, EMPTY)
        if isinstance(entry.mark, Scored):
            found += _extreme(criterion, entry, entry.mark)
            found += _unusual(criterion, entry.mark, others)
    return tuple(found)


def _extreme(criterion: Criterion, entry: Entry, mark: Scored) -> Iterable[Problem]:
    if mark.value in (0, criterion.max) and not entry.note.strip():
        shown = format(mark.value, "f")
        yield problem(Code.EXTREME_WITHOUT_NOTE, criterion.title, criterion=criterion.id, value=shown)


def _unusual(criterion: Criterion, mark: Scored, others: Sequence[Mapping[str, Entry]]) -> Iterable[Problem]:
    marks = (other.get(criterion.id, EMPTY).mark for other in others)
    values = [Fraction(one.value) for one in marks if isinstance(one, Scored)]
    if len(values) < HABIT_FROM:
        return
    usual = sum(values, Fraction(0)) / len(values)
    if abs(Fraction(mark.value) - usual) > FAR * Fraction(criterion.max):
        shown, habit = format(mark.value, "f"), plain(usual)
        yield problem(Code.FAR_FROM_HABIT, criterion.title, criterion=criterion.id, value=shown, usual=habit)
