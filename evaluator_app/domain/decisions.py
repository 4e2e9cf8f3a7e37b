"""The committee's decisions (审定): computed, agreed on, decided; with reason, day and minutes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from evaluator_app.domain.campaigns import is_day
from evaluator_app.domain.codes import Code
from evaluator_app.domain.outcomes import Outcome, choices, is_award
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.rubric import Rubric


@dataclass(frozen=True, kw_only=True)
class Session:
    """The committee's meeting: its day, who took part, who records it."""

    day: str  # yyyy-mm-dd
    members: tuple[str, ...]
    chair: str = ""
    recorded_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One decision on one application with the three layers; a later one takes its place, both are kept."""

    application: str
    organisation: str
    site: str
    merge: str  # the digest of the merge that was decided on
    computed: Outcome
    decided: Outcome
    session: Session
    title: str = ""
    sector: str = ""
    consensus: Outcome | None = None
    reason: str = ""
    source: str = ""  # SHA-256 of the workbook it was read from
    recorded_at: str = ""  # ISO 8601 with zone
    number: int = 0  # in the order they were kept; 0 is not kept yet
    minutes: str = ""  # SHA-256 of the signed minutes, once they are there

    @property
    def proposed(self) -> Outcome:
        """What the committee had before it: the panel's recommendation, else what was computed."""
        return self.consensus or self.computed

    @property
    def confirms(self) -> bool:
        """Whether the committee decided as proposed."""
        return self.decided == self.proposed


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell of a workbook that came back showing something else than what was written."""

    page: str
    cell: str  # "" where the whole sheet is gone, or is new
    was: str
    now: str


class DecisionState(StrEnum):
    """How far an application has come."""

    COMPUTED = "computed"  # no meeting recorded
    AGREED = "agreed"  # the panel has met
    DECIDED = "decided"  # by the committee; the signed minutes are missing
    FINAL = "final"  # with signed minutes


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """The signed minutes of a session, by the SHA-256 of their file, and the decisions they are about."""

    digest: str
    file: str
    decisions: tuple[int, ...]
    recorded_by: str
    recorded_at: str = ""


@dataclass(frozen=True, kw_only=True)
class Awarded:
    """A success as certificates are made from it."""

    application: str
    organisation: str
    site: str
    grade: str  # the id of a grade, or the option
    decided_on: str
    title: str = ""
    sector: str = ""
    reason: str = ""
    decision: int = 0  # its number
    minutes: str = ""  # SHA-256 of the signed minutes; empty: they are missing


def state_of(consensus: object, decision: Decision | None) -> DecisionState:
    """How far an application has come, from its record of a meeting and its decision, where there are any."""
    if decision is not None:
        return DecisionState.FINAL if decision.minutes else DecisionState.DECIDED
    return DecisionState.AGREED if consensus is not None else DecisionState.COMPUTED


def current(decisions: Iterable[Decision]) -> Mapping[str, Decision]:
    """The decision in force for each application: of decisions in order the last, in their order."""
    latest: dict[str, Decision] = {}
    for one in decisions:
        latest.pop(one.application, None)
        latest[one.application] = one
    return latest


def with_minutes(decisions: Iterable[Decision], minutes: Iterable[Minutes]) -> tuple[Decision, ...]:
    """The decisions with the latest minutes that are about each of them."""
    found = {number: one.digest for one in minutes for number in one.decisions}
    return tuple(replace(one, minutes=found.get(one.number, "")) for one in decisions)


def is_new(decision: Decision, before: Decision | None) -> bool:
    """Whether a decision says something that is not kept yet."""
    if before is None:
        return True
    same = (before.decided, before.reason, before.merge, before.proposed)
    return same != (decision.decided, decision.reason, decision.merge, decision.proposed)


def decision_problems(
    decision: Decision, rubric: Rubric, before: Decision | None, place: str = ""
) -> tuple[Problem, ...]:
    """Everything that is wrong with a decision; `before` is the one in force."""
    return tuple(_problems(decision, rubric, before, place or decision.application))


def _problems(decision: Decision, rubric: Rubric, before: Decision | None, place: str) -> Iterator[Problem]:
    about = {"application": decision.application}
    if decision.decided not in choices(rubric):
        yield problem(Code.OUTCOME_UNKNOWN, place, name=decision.decided.name or decision.decided.kind.value)
    reasoned = bool(decision.reason.strip())
    if not decision.confirms and not reasoned:
        yield problem(Code.DECISION_REASON_MISSING, place, **about)
    elif before is not None and before.decided != decision.decided and not reasoned:
        yield problem(Code.DECISION_CHANGED, place, **about, day=before.session.day)


def session_problems(session: Session, today: str) -> tuple[Problem, ...]:
    """Everything that is wrong with what is said of a session."""
    found = []
    if not is_day(session.day):
        found.append(problem(Code.CAMPAIGN_DAY_INVALID, day=session.day))
    elif session.day > today:
        found.append(problem(Code.RECORD_IN_FUTURE, day=session.day))
    if not session.members or not all(name.strip() for name in session.members):
        found.append(problem(Code.DECISION_WHO_MISSING))
    if not session.recorded_by.strip():
        found.append(problem(Code.RECORD_NAME_MISSING))
    return tuple(found)


def awarded(decisions: Iterable[Decision], rubric: Rubric) -> tuple[Awarded, ...]:
    """The successes among the decisions in force, the best grade first."""
    order = {one: place for place, one in enumerate(choices(rubric))}
    won = [one for one in current(decisions).values() if is_award(one.decided, rubric)]
    won.sort(key=lambda one: (order[one.decided], one.application))
    return tuple(
        Awarded(
            application=one.application,
            organisation=one.organisation,
            site=one.site,
            grade=one.decided.name,
            decided_on=one.session.day,
            title=one.title,
            sector=one.sector,
            reason=one.reason,
            decision=one.number,
            minutes=one.minutes,
        )
        for one in won
    )


def session_of(decisions: Iterable[Decision], day: str = "") -> tuple[Decision, ...]:
    """Of decisions in order those of one session: of this day, else the last, or the last without minutes."""
    found = [one for one in decisions if not day or one.session.day == day]
    last = next((one for one in reversed(found) if not one.minutes), found[-1] if found else None)
    if last is None:
        return ()
    same = (last.session, bool(last.minutes))
    chosen = [one for one in found if (one.session, bool(one.minutes)) == same]
    return tuple(sorted(chosen, key=lambda one: one.application))
