"""Marks kept from an earlier revision, held against the rules of the current one."""

from dataclasses import dataclass, replace

from evaluator_app.domain.codes import Code
from evaluator_app.domain.marks import EMPTY, UNMARKED, check_mark
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.rubric import Rubric
from evaluator_app.domain.sheet import Marks, check_remark


@dataclass(frozen=True, slots=True)
class Fitted:
    """The marks that count under these rules, and a problem for each kept mark that does not."""

    marks: Marks
    problems: tuple[Problem, ...] = ()


def fitting(rubric: Rubric, marks: Marks) -> Fitted:
    """The marks that the rubric has a place for; one its scale refuses is unmarked, and its note stays."""
    known, remarks = rubric.criteria_by_id, {remark.id: remark for remark in rubric.remarks}
    problems: list[Problem] = []
    kept = {}
    for name, entry in marks.entries.items():
        if name in known:
            refused = check_mark(entry.mark, known[name])
            problems += refused
            kept[name] = replace(entry, mark=UNMARKED) if refused else entry
        elif entry != EMPTY:
            problems.append(problem(Code.MARK_WITHOUT_CRITERION, name))
    texts = {}
    for name, text in marks.remarks.items():
        wrong = (
            check_remark(remarks[name], text) if name in remarks else (problem(Code.UNKNOWN_REMARK, name),)
        )
        problems += wrong
        if not wrong:
            texts[name] = text
    cited = {name: citations for name, citations in marks.citations.items() if name in known}
    return Fitted(Marks(entries=kept, remarks=texts, citations=cited), tuple(problems))
