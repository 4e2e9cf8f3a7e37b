"""What can be wrong with the record of a panel's meeting: everything at once."""

from collections import Counter
from collections.abc import Iterable, Iterator

from evaluator_app.domain.campaigns import is_day
from evaluator_app.domain.codes import Code
from evaluator_app.domain.consensus import (
    Consensus,
    Point,
    basis_of,
    changed,
    differs,
    outcome_of_values,
    points_by_id,
    without_value,
)
from evaluator_app.domain.ledger import State
from evaluator_app.domain.marks import check_mark
from evaluator_app.domain.merging import NoScore
from evaluator_app.domain.outcomes import OutcomeKind, choices
from evaluator_app.domain.panel import ApplicationResult, PanelMerge
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.rubric import Criterion, Rubric


def consensus_problems(
    consensus: Consensus, one: ApplicationResult, merge: PanelMerge, today: str
) -> tuple[Problem, ...]:
    """Every problem of a record, measured by the result it is about."""
    rubric = merge.scheme.rubric
    return (
        *_record_problems(consensus, one, today),
        *_member_problems(consensus, one, merge),
        *_point_problems(consensus, one, rubric),
        *_conclusion_problems(consensus, one, rubric),
    )


def _record_problems(consensus: Consensus, one: ApplicationResult, today: str) -> Iterator[Problem]:
    place = consensus.application
    if consensus.basis != basis_of(one):
        yield problem(Code.CONSENSUS_OTHER_MARKS, place)
    if not is_day(consensus.held):
        yield problem(Code.CAMPAIGN_DAY_INVALID, place, day=consensus.held)
    elif consensus.held > today:
        yield problem(Code.RECORD_IN_FUTURE, place, day=consensus.held)
    if not consensus.recorded_by.strip():
        yield problem(Code.RECORD_NAME_MISSING, place)


def _member_problems(consensus: Consensus, one: ApplicationResult, merge: PanelMerge) -> Iterator[Problem]:
    place, members = consensus.application, [name.strip() for name in consensus.members]
    if not members or not all(members):
        yield problem(Code.CONSENSUS_PANEL_EMPTY, place)
    for name in _twice(filter(None, members)):
        yield problem(Code.CONSENSUS_MEMBER_TWICE, place, name=name)
    if consensus.chair and consensus.chair not in members:
        yield problem(Code.CONSENSUS_NOT_A_MEMBER, place, name=consensus.chair)
    if not consensus.chair and one.result.reason is NoScore.TIE:
        yield problem(Code.CONSENSUS_CHAIR_MISSING, place)
    recused = {
        line.expert
        for line in merge.ledger
        if line.state is State.RECUSED and line.application == one.application.id
    }
    for name in sorted(recused.intersection(members)):
        yield problem(Code.CONSENSUS_MEMBER_RECUSED, place, name=name)
    yield from _dissent_problems(consensus, members)


def _dissent_problems(consensus: Consensus, members: list[str]) -> Iterator[Problem]:
    for dissent in consensus.dissents:
        if dissent.who not in members:
            yield problem(Code.CONSENSUS_NOT_A_MEMBER, consensus.application, name=dissent.who)
        if not dissent.words.strip():
            yield problem(Code.DISSENT_EMPTY, consensus.application, name=dissent.who)


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def _point_problems(consensus: Consensus, one: ApplicationResult, rubric: Rubric) -> Iterator[Problem]:
    """All criteria are confirmed or none is; a value is on its scale; what differs has a reason."""
    known, names = rubric.criteria_by_id, [point.criterion for point in consensus.points]
    yield from (problem(Code.UNKNOWN_CRITERION, name) for name in dict.fromkeys(names) if name not in known)
    yield from (
        problem(Code.CONSENSUS_CRITERION_TWICE, known[name].title) for name in _twice(names) if name in known
    )
    found = points_by_id(consensus)
    for criterion in rubric.criteria if found else ():
        point = found.get(criterion.id)
        if point is None:
            yield problem(Code.CONSENSUS_UNCONFIRMED, criterion.title)
        else:
            yield from _value_problems(point, one, criterion)
    if _on_their_scales(consensus, rubric) and changed(one, rubric, consensus):
        for criterion in without_value(one, rubric, consensus):
            yield problem(Code.CONSENSUS_VALUE_MISSING, criterion.title)


def _value_problems(point: Point, one: ApplicationResult, criterion: Criterion) -> tuple[Problem, ...]:
    wrong = check_mark(point.mark, criterion) if point.mark is not None else ()
    if not wrong and differs(one, criterion, point) and not point.reason.strip():
        return (problem(Code.CONSENSUS_REASON_MISSING, criterion.title),)
    return wrong


def _conclusion_problems(consensus: Consensus, one: ApplicationResult, rubric: Rubric) -> Iterator[Problem]:
    place, said = consensus.application, consensus.recommendation
    if not consensus.opinion.strip():
        yield problem(Code.OPINION_MISSING, place)
    if said is not None and said not in choices(rubric):
        yield problem(Code.OUTCOME_UNKNOWN, place, name=said.name or said.kind.value)
        return
    if not _on_their_scales(consensus, rubric):
        return  # what they give is known when they are
    given = outcome_of_values(one, rubric, consensus)
    if said is None and given.kind is OutcomeKind.OPEN:
        yield problem(Code.RECOMMENDATION_MISSING, place)
    if said is not None and said != given and not consensus.reason.strip():
        yield problem(Code.RECOMMENDATION_REASON_MISSING, place)


def _on_their_scales(consensus: Consensus, rubric: Rubric) -> bool:
    known = rubric.criteria_by_id
    marks = [(one.criterion, one.mark) for one in consensus.points if one.mark and one.criterion in known]
    return not any(check_mark(mark, known[name]) for name, mark in marks)
