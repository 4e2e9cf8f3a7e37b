"""Double entry of a paper sheet: entered twice, and what differs has to be looked up again."""

from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.history import mark_as_data
from evaluator_app.domain.marks import EMPTY, Entry
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.rubric import Rubric
from evaluator_app.domain.sheet import Marks

Entered = tuple[Expert, Marks]


def differences(rubric: Rubric, first: Entered, second: Entered) -> tuple[Problem, ...]:
    """Every place where the two entries differ, in the order of the form."""
    (one, marks), (other, again) = first, second
    pairs = [
        ("expert.name", one.name, other.name),
        ("expert.organisation", one.organisation, other.organisation),
    ]
    for criterion in rubric.criteria:
        name = criterion.title
        entry, repeated = (each.entries.get(criterion.id, EMPTY) for each in (marks, again))
        pairs += [(name, _said(entry), _said(repeated))]
        pairs += [(name, entry.note.strip(), repeated.note.strip())]
    pairs += [
        (each.title, marks.remarks.get(each.id, "").strip(), again.remarks.get(each.id, "").strip())
        for each in rubric.remarks
    ]
    return tuple(
        problem(Code.PAPER_ENTRIES_DIFFER, place, first=was[:80], second=now[:80])
        for place, was, now in pairs
        if was != now
    )


def _said(entry: Entry) -> str:
    return " ".join(mark_as_data(entry.mark).values())
