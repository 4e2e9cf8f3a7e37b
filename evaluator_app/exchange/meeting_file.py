"""The record of a panel's meeting as a JSON file: prepared with the computed values, filled in, read back."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.consensus import Consensus, Dissent, Point, merged_value, points_by_id
from evaluator_app.domain.marks import Graded, Scored, read_score
from evaluator_app.domain.outcomes import Outcome, OutcomeKind, choices
from evaluator_app.domain.panel import ApplicationResult
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.rubric import Criterion, Rubric
from evaluator_app.exchange.small_files import read_small
from evaluator_app.exchange.strict_json import DataWrong, json_bytes, parse_json, structured
from evaluator_app.wording.decisions import agreed_words, not_recommended_words, outcome_title, value_words


@dataclass(frozen=True, kw_only=True)
class _Point:
    criterion: str
    title: str = ""
    computed: str = ""
    agreed: str = ""  # empty: as computed
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class _Dissent:
    who: str
    words: str


@dataclass(frozen=True, kw_only=True)
class _Meeting:
    application: str
    basis: str
    held: str = ""
    members: tuple[str, ...] = ()
    chair: str = ""
    points: tuple[_Point, ...] = ()
    recommendation: str = ""  # empty: what the values give
    choices: tuple[str, ...] = ()
    reason: str = ""
    dissents: tuple[_Dissent, ...] = ()
    opinion: str = ""
    recorded_by: str = ""


def meeting_json(consensus: Consensus, one: ApplicationResult, rubric: Rubric) -> bytes:
    """A record as a file that says beside each field what was computed and what can be chosen."""
    found, said = points_by_id(consensus), consensus.recommendation
    return json_bytes(
        _Meeting(
            application=consensus.application,
            basis=consensus.basis,
            held=consensus.held,
            members=consensus.members,
            chair=consensus.chair,
            points=tuple(
                _point(criterion, one, found[criterion.id])
                for criterion in rubric.criteria
                if criterion.id in found
            ),
            recommendation=outcome_title(said, rubric) if said is not None else "",
            choices=tuple(outcome_title(choice, rubric) for choice in choices(rubric)),
            reason=consensus.reason,
            dissents=tuple(_Dissent(who=dissent.who, words=dissent.words) for dissent in consensus.dissents),
            opinion=consensus.opinion,
            recorded_by=consensus.recorded_by,
        )
    )


def _point(criterion: Criterion, one: ApplicationResult, point: Point) -> _Point:
    return _Point(
        criterion=criterion.id,
        title=criterion.title,
        computed=value_words(merged_value(one, criterion), criterion),
        agreed=agreed_words(point.mark, criterion),
        reason=point.reason,
    )


def read_meeting(path: Path, rubric: Rubric) -> Consensus:
    """The record in a file; refused with everything that cannot be understood."""
    data = read_small(path, Code.CONSENSUS_FILE_INVALID, reason="4 MiB")
    try:
        found = structured(parse_json(data), _Meeting)
    except DataWrong as wrong:
        raise Refused(
            problem(Code.CONSENSUS_FILE_INVALID, str(path), reason=reason) for reason in wrong.reasons
        ) from wrong
    problems: list[Problem] = []
    points = tuple(_read_point(one, rubric, problems.extend) for one in found.points)
    said = outcome_named(found.recommendation, rubric)
    if found.recommendation and said is None:
        problems.append(problem(Code.OUTCOME_UNKNOWN, str(path), name=found.recommendation))
    if problems:
        raise Refused(problems)
    return Consensus(
        application=found.application,
        basis=found.basis,
        held=found.held,
        members=found.members,
        chair=found.chair,
        points=points,
        recommendation=said,
        reason=found.reason,
        dissents=tuple(Dissent(who=one.who, words=one.words) for one in found.dissents),
        opinion=found.opinion,
        recorded_by=found.recorded_by,
    )


def _read_point(one: _Point, rubric: Rubric, wrong: Callable[[tuple[Problem, ...]], None]) -> Point:
    criterion = rubric.criteria_by_id.get(one.criterion)
    if criterion is None:
        wrong((problem(Code.UNKNOWN_CRITERION, one.criterion),))
        return Point(criterion=one.criterion)
    read = read_score(one.agreed, criterion)
    if isinstance(read, tuple):
        wrong(read)
    mark = read if isinstance(read, Scored | Graded) else None
    return Point(criterion=one.criterion, mark=mark, reason=one.reason)


def outcome_named(words: str, rubric: Rubric) -> Outcome | None:
    """The outcome a person names: by its title or its id, in any language of the program."""
    for choice in choices(rubric):
        titles = {outcome_title(choice, rubric), choice.name, choice.key}
        if choice.kind is OutcomeKind.NOT_RECOMMENDED:
            titles |= not_recommended_words()
        if words.strip() and words.strip() in titles:
            return choice
    return None
